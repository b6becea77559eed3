"""All units by name, made at their first use: SI units with all prefixes, and their squares and cubes.

``from ranvier.units.allunits import *`` brings about 2000 names, among them short ones that hide others.
"""

from ranvier.units.unit import Unit  # noqa: F401
from ranvier.units.unit_table import find_unit, unit_names

_CELSIUS = (
    "there is no unit 'celsius', because a temperature in degrees Celsius is not a multiple of a unit; "
    "write temperatures in kelvin: 20*kelvin + zero_celsius, with zero_celsius from ranvier.units.constants"
)


class _Celsius:
    """Stands where people look for degrees Celsius; every use of it explains what to write instead."""

    def __repr__(self):
        return "celsius (not a unit)"

    def _refuse(self, *_):
        raise TypeError(_CELSIUS)

    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __add__ = __radd__ = _refuse
    __sub__ = __rsub__ = __array__ = __float__ = _refuse
    __array_ufunc__ = None


celsius = _Celsius()

__all__ = [*unit_names(), "celsius"]


def __getattr__(name):
    if name == "all_units":
        return [find_unit(unit) for unit in unit_names()]
    unit = find_unit(name)
    if unit is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = unit
    return unit


def __dir__():
    return sorted({*globals(), *__all__})
