"""numpy with the functions of `ranvier.units.functions` in place of its own: what ``np`` is after the star import."""

import builtins
from functools import wraps
from types import GeneratorType

import numpy

from ranvier.units import unitsafefunctions as _unit_aware
from ranvier.units.unitsafefunctions import *  # noqa: F403

__all__ = sorted({*(name for name in numpy.__all__ if not name.startswith("__")), *_unit_aware.__all__})


def __getattr__(name):
    value = getattr(numpy, name)
    if not name.startswith("__"):
        globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *dir(numpy)})


# numpy 2.4 and later refuse generators, which scripts written for the star import pass to sum.
if numpy.lib.NumpyVersion(numpy.__version__) >= "2.4.0":

    @wraps(numpy.sum)
    def sum(a, *args, **kwds):
        return builtins.sum(a, *args) if isinstance(a, GeneratorType) else numpy.sum(a, *args, **kwds)
