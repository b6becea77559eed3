"""The names of the star import, and where each comes from.

``from ranvier import *`` brings what ``from brian2 import *`` brings: Ranvier's own names, units, numpy (with the parts
pylab takes from its submodules), pylab's plotting functions, and some modules. Every name is looked up when it is asked
for, so that importing Ranvier loads little.
"""

import builtins
import importlib
import importlib.util
import sys
from functools import cache

from ranvier import numpy_
from ranvier.forwarding import Forwarded, ForwardedModule, load
from ranvier.pylab_names import (
    CONSTANTS,
    MATPLOTLIB_MODULES,
    MATPLOTLIB_NAMES,
    STANDARD_LIBRARY_NAMES,
    STANDARD_MODULES,
)
from ranvier.unavailable import NOT_BUILT, not_built, without_core
from ranvier.units import __all__ as _UNIT_NAMES

# name: module of Ranvier that defines it
OWN = {
    "BrianLogger": "ranvier.brian_logger",
    "get_logger": "ranvier.brian_logger",
    "BrianPreference": "ranvier.preferences",
    "PreferenceError": "ranvier.preferences",
    "brian_prefs": "ranvier.preferences",
    "prefs": "ranvier.preferences",
    "check_cache": "ranvier.code_cache",
    "clear_cache": "ranvier.code_cache",
    "CythonCodeObject": "ranvier.code_targets",
    "NumpyCodeObject": "ranvier.code_targets",
    "std_silent": "ranvier.brian_logger",
    "DEFAULT_CONSTANTS": "ranvier.model_names",
    "DEFAULT_UNITS": "ranvier.model_names",
    "Expression": "ranvier.codestrings",
    "Statements": "ranvier.codestrings",
    "euler": "ranvier.state_updaters",
    "exact": "ranvier.state_updaters",
    "exponential_euler": "ranvier.state_updaters",
    "gsl_rk2": "ranvier.state_updaters",
    "gsl_rk4": "ranvier.state_updaters",
    "gsl_rk8pd": "ranvier.state_updaters",
    "gsl_rkck": "ranvier.state_updaters",
    "gsl_rkf45": "ranvier.state_updaters",
    "heun": "ranvier.state_updaters",
    "independent": "ranvier.state_updaters",
    "linear": "ranvier.state_updaters",
    "milstein": "ranvier.state_updaters",
    "StateUpdateMethod": "ranvier.state_updaters",
    "Trackable": "ranvier.tracking",
    "rk2": "ranvier.state_updaters",
    "rk4": "ranvier.state_updaters",
}

# name: module that defines it with the help of the compiled core
FRONT_END = {
    "BinomialFunction": "ranvier.functions",
    "BrianObject": "ranvier.objects",
    "BrianObjectException": "ranvier.objects",
    "Clock": "ranvier.clocks",
    "EventClock": "ranvier.clocks",
    "Equations": "ranvier.equations",
    "Group": "ranvier.groups",
    "SpikeSource": "ranvier.groups",
    "VariableOwner": "ranvier.states",
    "EventMonitor": "ranvier.event_monitors",
    "Function": "ranvier.functions",
    "ImportExport": "ranvier.states",
    "ExplicitStateUpdater": "ranvier.state_updaters",
    "MagicError": "ranvier.magic",
    "MagicNetwork": "ranvier.magic",
    "Nameable": "ranvier.objects",
    "Network": "ranvier.network",
    "NetworkOperation": "ranvier.operations",
    "NeuronGroup": "ranvier.groups",
    "PoissonGroup": "ranvier.inputs",
    "PoissonInput": "ranvier.inputs",
    "PopulationRateMonitor": "ranvier.monitors",
    "SpikeGeneratorGroup": "ranvier.inputs",
    "SpikeMonitor": "ranvier.event_monitors",
    "StateMonitor": "ranvier.monitors",
    "Subgroup": "ranvier.subgroup",
    "Synapses": "ranvier.synapses",
    "TimedArray": "ranvier.timed_array",
    "collect": "ranvier.magic",
    "declare_types": "ranvier.functions",
    "defaultclock": "ranvier.clocks",
    "get_local_namespace": "ranvier.namespaces",
    "implementation": "ranvier.functions",
    "linked_var": "ranvier.links",
    "magic_network": "ranvier.magic",
    "all_devices": "ranvier.device_choice",
    "device": "ranvier.device_choice",
    "get_device": "ranvier.device_choice",
    "profiling_summary": "ranvier.summaries",
    "restore": "ranvier.magic",
    "restore_initial_state": "ranvier.magic",
    "scheduling_summary": "ranvier.summaries",
    "set_device": "ranvier.device_choice",
    "network_operation": "ranvier.operations",
    "run": "ranvier.magic",
    "seed": "ranvier.session",
    "start_scope": "ranvier.magic",
    "stop": "ranvier.magic",
    "store": "ranvier.magic",
}

# What Brian 2 does not have: the star import, which scripts share with Brian 2, does not bring it.
_RANVIERS_OWN = {"doctor": "ranvier.model_doctor"}

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


@cache
def _numpy_names():
    """name: module, in the order of pylab's star imports; a later module hides an earlier."""
    modules = dict.fromkeys(numpy_.__all__, "ranvier.numpy_")
    for module in ("numpy.fft", "numpy.random", "numpy.linalg"):
        modules.update(dict.fromkeys(importlib.import_module(module).__all__, module))
    # The F distribution: a name of one letter that Brian 2's star import does not pass on.
    del modules["f"]
    return modules


@cache
def _has_core():
    return importlib.util.find_spec("ranvier._core") is not None


def only_names():
    """Names of Brian 2 itself, without those of numpy and pylab."""
    return sorted({*OWN, *FRONT_END, *NOT_BUILT, *_UNIT_NAMES})


def star_names():
    """All names that the star import brings."""
    names = {*only_names(), *PACKAGES, *_MODULES, *STANDARD_MODULES, *STANDARD_LIBRARY_NAMES, *CONSTANTS, "logger"}
    return sorted(names | {*MATPLOTLIB_MODULES, *MATPLOTLIB_NAMES, *_numpy_names()})


def _own(name):
    if name in OWN:
        return load(OWN[name], name)
    if name in FRONT_END:
        return load(FRONT_END[name], name) if _has_core() else without_core(name)
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
    if sys.modules.get(module):
        return load(module, name)
    return Forwarded(module, name)


def _from_numpy(name):
    if name not in numpy_.__all__ and importlib.util.find_spec(f"ranvier.{name}"):
        raise KeyError(name)  # a module of Ranvier: the import machinery asks for it here before it loads the file
    module = _numpy_names()[name]
    if name in _LAZY_NUMPY_MODULES and f"numpy.{name}" not in sys.modules:
        return ForwardedModule(f"numpy.{name}")
    return load(module, name)


def resolve(name):
    """The object behind a name of the star import.

    Raises
    ------
    KeyError
        If the star import has no such name.
    """
    if name in CONSTANTS:
        return CONSTANTS[name]
    if name in _RANVIERS_OWN:
        return load(_RANVIERS_OWN[name], name) if _has_core() else without_core(name)
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
    if name in numpy_.OWN_NAMES:
        return getattr(numpy_, name)
    if name in MATPLOTLIB_NAMES or name in MATPLOTLIB_MODULES:
        return _from_matplotlib(name)
    return _from_numpy(name)
