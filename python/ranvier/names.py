"""The names of the star import, and where each comes from.

``from ranvier import *`` brings what ``from brian2 import *`` brings: Ranvier's own names, units, numpy (with the parts
pylab takes from its submodules), pylab's plotting functions, and some modules. Every name is looked up when it is asked
for, so that importing Ranvier loads little.
"""

import builtins
import importlib
import sys
from functools import cache

import numpy

from ranvier import numpy_
from ranvier.forwarding import Forwarded, ForwardedModule, load
from ranvier.not_built import NOT_BUILT, not_built
from ranvier.pylab_names import (
    CONSTANTS,
    MATPLOTLIB_MODULES,
    MATPLOTLIB_NAMES,
    STANDARD_LIBRARY_NAMES,
    STANDARD_MODULES,
)
from ranvier.units import __all__ as _UNIT_NAMES

# name: module of Ranvier that defines it
OWN = {
    "BrianLogger": "ranvier.brian_logger",
    "get_logger": "ranvier.brian_logger",
    "BrianPreference": "ranvier.preferences",
    "PreferenceError": "ranvier.preferences",
    "brian_prefs": "ranvier.preferences",
    "prefs": "ranvier.preferences",
    "DEFAULT_CONSTANTS": "ranvier.model_names",
    "DEFAULT_UNITS": "ranvier.model_names",
    "euler": "ranvier.model_names",
    "exact": "ranvier.model_names",
    "exponential_euler": "ranvier.model_names",
    "gsl_rk2": "ranvier.model_names",
    "gsl_rk4": "ranvier.model_names",
    "gsl_rk8pd": "ranvier.model_names",
    "gsl_rkck": "ranvier.model_names",
    "gsl_rkf45": "ranvier.model_names",
    "heun": "ranvier.model_names",
    "independent": "ranvier.model_names",
    "linear": "ranvier.model_names",
    "milstein": "ranvier.model_names",
    "rk2": "ranvier.model_names",
    "rk4": "ranvier.model_names",
}

# Names of Brian 2's packages, which the star import brings too.
PACKAGES = (
    "codegen", "core", "devices", "equations", "groups", "importexport", "input", "memory", "monitors", "parsing",
    "spatialneuron", "stateupdaters", "synapses", "tests", "utils",
)  # fmt: skip

_MODULES = {"np": "ranvier.numpy_", "numpy": "ranvier.numpy_", "numpy_": "ranvier.numpy_", "only": "ranvier.only",
            "units": "ranvier.units"}  # fmt: skip

# pylab gives these back to Python after its star imports from numpy.
_PYTHONS_OWN = ("abs", "bool", "bytes", "max", "min", "pow", "round")
# Submodules whose import costs time that few scripts need to spend.
_LAZY_NUMPY_MODULES = ("ctypeslib", "f2py", "ma", "polynomial", "testing", "typing")
# Names that newer versions of numpy have dropped, as far as there is the same thing under another name.
_RENAMED = {"trapz": "trapezoid", "row_stack": "vstack"}


@cache
def _numpy_names():
    """name: module, in the order of pylab's star imports; a later module hides an earlier."""
    modules = {}
    for module in ("numpy", "numpy.fft", "numpy.random", "numpy.linalg"):
        for name in importlib.import_module(module).__all__:
            if not name.startswith("__"):
                modules[name] = module
    # The F distribution: a name of one letter that Brian 2's star import does not pass on.
    del modules["f"]
    for old, new in _RENAMED.items():
        if hasattr(numpy, new):
            modules.setdefault(old, "numpy")
    return modules


def only_names():
    """Names of Brian 2 itself, without those of numpy and pylab."""
    return sorted({*OWN, *NOT_BUILT, *_UNIT_NAMES})


def star_names():
    """All names that the star import brings."""
    names = {*only_names(), *PACKAGES, *_MODULES, *STANDARD_MODULES, *STANDARD_LIBRARY_NAMES, *CONSTANTS, "logger"}
    return sorted(names | {*MATPLOTLIB_MODULES, *MATPLOTLIB_NAMES, *_numpy_names()})


def _own(name):
    if name in OWN:
        return getattr(importlib.import_module(OWN[name]), name)
    if name in _MODULES:
        return importlib.import_module(_MODULES[name])
    if name in _UNIT_NAMES:
        return getattr(importlib.import_module("ranvier.units"), name)
    if name in NOT_BUILT:
        return not_built(name)
    if name in PACKAGES:
        return importlib.import_module("ranvier.alias").brian2_module(name)
    if name == "logger":
        return importlib.import_module("ranvier.brian_logger").get_logger("brian2")
    raise KeyError(name)


def _from_matplotlib(name):
    if name in MATPLOTLIB_MODULES:
        module = MATPLOTLIB_MODULES[name]
        return sys.modules.get(module) or ForwardedModule(module)
    module = MATPLOTLIB_NAMES[name]
    if module in sys.modules:
        return load(module, name)
    return Forwarded(module, name)


def _from_numpy(name):
    module = _numpy_names()[name]
    if module == "numpy" and name in _LAZY_NUMPY_MODULES and f"numpy.{name}" not in sys.modules:
        return ForwardedModule(f"numpy.{name}")
    found = importlib.import_module(module)
    return getattr(found, name) if hasattr(found, name) else getattr(found, _RENAMED[name])


def resolve(name):
    """The object behind a name of the star import.

    Raises
    ------
    KeyError
        If the star import has no such name.
    """
    if name in CONSTANTS:
        return CONSTANTS[name]
    if name in STANDARD_MODULES:
        return importlib.import_module(name)
    if name in STANDARD_LIBRARY_NAMES:
        return load(STANDARD_LIBRARY_NAMES[name], name)
    try:
        return _own(name)
    except KeyError:
        pass
    if name in _PYTHONS_OWN:
        return getattr(builtins, name)
    if name in numpy_.__dict__ and name in numpy_.__all__:
        return getattr(numpy_, name)
    if name in MATPLOTLIB_NAMES or name in MATPLOTLIB_MODULES:
        return _from_matplotlib(name)
    return _from_numpy(name)
