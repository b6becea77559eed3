"""Every unit known by name: base and derived SI units, with prefixes and as squares and cubes, made when first used."""

from ranvier.units.dimension import DIMENSIONLESS, get_or_create_dimension
from ranvier.units.unit import PREFIXES, Unit, prefix_latex

# name: (symbol, scale, exponents of m kg s A K mol cd)
_BASE = {
    "metre": ("m", 0, (1, 0, 0, 0, 0, 0, 0)),
    "meter": ("m", 0, (1, 0, 0, 0, 0, 0, 0)),
    "gram": ("g", -3, (0, 1, 0, 0, 0, 0, 0)),
    "gramme": ("g", -3, (0, 1, 0, 0, 0, 0, 0)),
    "second": ("s", 0, (0, 0, 1, 0, 0, 0, 0)),
    "amp": ("A", 0, (0, 0, 0, 1, 0, 0, 0)),
    "ampere": ("A", 0, (0, 0, 0, 1, 0, 0, 0)),
    "mole": ("mol", 0, (0, 0, 0, 0, 0, 1, 0)),
    "mol": ("mol", 0, (0, 0, 0, 0, 0, 1, 0)),
    "candle": ("cd", 0, (0, 0, 0, 0, 0, 0, 1)),
    "molar": ("M", 3, (-3, 0, 0, 0, 0, 1, 0)),
    "radian": ("rad", 0, (0, 0, 0, 0, 0, 0, 0)),
    "steradian": ("sr", 0, (0, 0, 0, 0, 0, 0, 0)),
    "hertz": ("Hz", 0, (0, 0, -1, 0, 0, 0, 0)),
    "newton": ("N", 0, (1, 1, -2, 0, 0, 0, 0)),
    "pascal": ("Pa", 0, (-1, 1, -2, 0, 0, 0, 0)),
    "joule": ("J", 0, (2, 1, -2, 0, 0, 0, 0)),
    "watt": ("W", 0, (2, 1, -3, 0, 0, 0, 0)),
    "coulomb": ("C", 0, (0, 0, 1, 1, 0, 0, 0)),
    "volt": ("V", 0, (2, 1, -3, -1, 0, 0, 0)),
    "farad": ("F", 0, (-2, -1, 4, 2, 0, 0, 0)),
    "ohm": ("ohm", 0, (2, 1, -3, -2, 0, 0, 0)),
    "siemens": ("S", 0, (-2, -1, 3, 2, 0, 0, 0)),
    "weber": ("Wb", 0, (2, 1, -2, -1, 0, 0, 0)),
    "tesla": ("T", 0, (0, 1, -2, -1, 0, 0, 0)),
    "henry": ("H", 0, (2, 1, -2, -2, 0, 0, 0)),
    "lumen": ("lm", 0, (0, 0, 0, 0, 0, 0, 1)),
    "lux": ("lx", 0, (-2, 0, 0, 0, 0, 0, 1)),
    "becquerel": ("Bq", 0, (0, 0, -1, 0, 0, 0, 0)),
    "gray": ("Gy", 0, (2, 0, -2, 0, 0, 0, 0)),
    "sievert": ("Sv", 0, (2, 0, -2, 0, 0, 0, 0)),
    "katal": ("kat", 0, (0, 0, -1, 0, 0, 1, 0)),
}
_WITHOUT_PREFIX = {
    "kelvin": ("K", 0, (0, 0, 0, 0, 1, 0, 0)),
    "kilogram": ("kg", 0, (0, 1, 0, 0, 0, 0, 0)),
    "kilogramme": ("kg", 0, (0, 1, 0, 0, 0, 0, 0)),
    "candela": ("cd", 0, (0, 0, 0, 0, 0, 0, 1)),
}
_WITHOUT_POWER = {
    "liter": ("l", -3, (3, 0, 0, 0, 0, 0, 0)),
    "litre": ("l", -3, (3, 0, 0, 0, 0, 0, 0)),
}

# Of several names for one dimension, the one that results are shown in.
_SHOWN = (
    "metre", "gram", "second", "amp", "kelvin", "mole", "candle", "molar", "hertz", "newton", "pascal", "joule",
    "watt", "coulomb", "volt", "farad", "ohm", "siemens", "weber", "tesla", "henry", "lux", "gray", "katal", "radian",
)  # fmt: skip
# Prefixes that results are shown with. Where two fit equally well, the first in this order is taken (as in Brian 2).
_SHOWN_PREFIXES = ("Y", "k", "M", "z", "E", "y", "T", "u", "p", "n", "m", "f", "G", "P", "Z", "a", "")

_made = {}


def _specifications():
    """name: (base name, symbol, scale, exponents, prefix, power) of all units."""
    specifications = {}
    groups = ((_BASE, True, True), (_WITHOUT_PREFIX, False, True), (_WITHOUT_POWER, True, False))
    for table, with_prefix, with_power in groups:
        for base, (symbol, scale, exponents) in table.items():
            for prefix in PREFIXES if with_prefix else ("",):
                for power in (1, 2, 3) if with_power else (1,):
                    name = f"{prefix}{base}{power if power > 1 else ''}"
                    specifications[name] = (symbol, scale, exponents, prefix, power)
    return specifications


_SPECIFICATIONS = _specifications()


def unit_names(without_prefixes=()):
    """Names of all units, as far as they have none of the given prefixes."""
    return [name for name, (*_, prefix, _) in _SPECIFICATIONS.items() if prefix not in without_prefixes]


def find_unit(name):
    """The unit of that name, or None."""
    try:
        return _made[name]
    except KeyError:
        pass
    try:
        symbol, scale, exponents, prefix, power = _SPECIFICATIONS[name]
    except KeyError:
        return None
    dim = get_or_create_dimension(exponents)
    scale += PREFIXES[prefix]
    dispname = prefix + symbol
    latexname = prefix_latex(prefix) + rf"\mathrm{{{symbol}}}"
    if power > 1:
        dim, scale, dispname = dim**power, scale * power, f"{dispname}^{power}"
        latexname = rf"\mathrm{{{dispname}}}"
    unit = _made[name] = Unit._new(dim, scale, name, dispname, latexname)
    return unit


def units_for_display(dim):
    """Units of the table that a quantity of dimension `dim` may be shown in, best first where two fit equally well."""
    if dim is DIMENSIONLESS:
        return []
    for base in _SHOWN:
        exponents = (_BASE.get(base) or _WITHOUT_PREFIX[base])[2]
        base_dim = get_or_create_dimension(exponents)
        for power in (1, 2, 3):
            if base_dim**power is dim:
                suffix = str(power) if power > 1 else ""
                names = (
                    f"{prefix}{base}{suffix}".replace("kgram", "kilogram")
                    for prefix in (_SHOWN_PREFIXES if base in _BASE else ("",))
                )
                return [find_unit(name) for name in names]
    return []
