"""Physical units: quantities, units and the numpy functions that know them."""

from ranvier.units import fundamentalunits, stdunits, unitsafefunctions
from ranvier.units.fundamentalunits import *  # noqa: F403
from ranvier.units.stdunits import *  # noqa: F403
from ranvier.units.unit_table import find_unit as _find_unit
from ranvier.units.unitsafefunctions import *  # noqa: F403

_WITH_PREFIXES = (
    "amp", "metre", "meter", "second", "mole", "coulomb", "farad", "gram", "gramme", "hertz", "joule", "molar", "liter",
    "litre", "pascal", "ohm", "siemens", "volt", "watt",
)  # fmt: skip
_UNITS = [prefix + unit for unit in _WITH_PREFIXES for prefix in ("p", "n", "u", "m", "", "k", "M", "G", "T")]
_UNITS += ["kelvin", "kilogram", "cmetre", "cmeter"]

__all__ = [*_UNITS, *fundamentalunits.__all__, *stdunits.__all__, *unitsafefunctions.__all__]


def __getattr__(name):
    unit = _find_unit(name) if name in _UNITS else None
    if unit is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = unit
    return unit


def __dir__():
    return sorted({*globals(), *__all__})
