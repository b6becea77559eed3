"""numpy with the functions of `ranvier.units.functions` in place of its own: what ``np`` is after the star import.

Scripts written for Brian 2 use names and habits that newer versions of numpy have dropped; where numpy has the same thing
under another name, the old name stays.
"""

import builtins
from functools import wraps
from types import GeneratorType

import numpy

from ranvier.units import unitsafefunctions as _unit_aware
from ranvier.units.unitsafefunctions import *  # noqa: F403

_RENAMED = {"trapz": "trapezoid", "row_stack": "vstack"}

if not hasattr(numpy, "in1d"):

    def in1d(ar1, ar2, assume_unique=False, invert=False, *, kind=None):
        """Whether each entry of `ar1`, flattened, is in `ar2`."""
        return numpy.isin(numpy.ravel(ar1), ar2, assume_unique=assume_unique, invert=invert, kind=kind)


if numpy.lib.NumpyVersion(numpy.__version__) >= "2.4.0":
    # Of a generator, Python's sum: numpy refuses it since 2.4.

    @wraps(numpy.sum)
    def sum(a, *args, **kwds):
        return builtins.sum(a, *args) if isinstance(a, GeneratorType) else numpy.sum(a, *args, **kwds)


_OLD_NAMES = {"in1d", *(old for old, new in _RENAMED.items() if hasattr(numpy, new))}

# What is defined here and not in numpy.
OWN_NAMES = frozenset({"sum", "in1d", *_unit_aware.__all__} & globals().keys())

__all__ = sorted({*(name for name in numpy.__all__ if name[0] != "_"), *_unit_aware.__all__, *_OLD_NAMES})


def __getattr__(name):
    value = getattr(numpy, name if hasattr(numpy, name) else _RENAMED.get(name, name))
    if not name.startswith("__"):
        globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *dir(numpy)})
