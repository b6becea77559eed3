"""Short names of units, such as mV, ms and nS."""

from ranvier.units.unit_table import find_unit

_LONG_NAMES = {
    "mV": "mvolt", "mA": "mamp", "uA": "uamp", "nA": "namp", "pA": "pamp", "pF": "pfarad", "uF": "ufarad",
    "nF": "nfarad", "nS": "nsiemens", "uS": "usiemens", "mS": "msiemens", "ms": "msecond", "us": "usecond",
    "Hz": "hertz", "kHz": "khertz", "MHz": "Mhertz", "cm": "cmetre", "cm2": "cmetre2", "cm3": "cmetre3",
    "mm": "mmetre", "mm2": "mmetre2", "mm3": "mmetre3", "um": "umetre", "um2": "umetre2", "um3": "umetre3",
    "mM": "mmolar", "uM": "umolar", "nM": "nmolar",
}  # fmt: skip

globals().update({short: find_unit(long) for short, long in _LONG_NAMES.items()})

__all__ = list(_LONG_NAMES)
