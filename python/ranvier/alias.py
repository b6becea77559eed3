"""Makes ``import brian2`` mean Ranvier, with the modules below it, even where Brian 2 is installed."""

import importlib
import sys
import types
from importlib.machinery import ModuleSpec

# Modules of Brian 2 that are whole modules here.
_MODULES = {
    "": "ranvier",
    "core.preferences": "ranvier.preferences",
    "numpy_": "ranvier.numpy_",
    "only": "ranvier.only",
    "units": "ranvier.units",
    "units.allunits": "ranvier.units.allunits",
    "units.constants": "ranvier.units.constants",
    "units.fundamentalunits": "ranvier.units.fundamentalunits",
    "units.stdunits": "ranvier.units.stdunits",
    "units.unitsafefunctions": "ranvier.units.unitsafefunctions",
    "utils.logger": "ranvier.brian_logger",
}

# Modules of Brian 2 that are made of names of Ranvier.
_NAMES = {
    "codegen": "NumpyCodeObject CythonCodeObject",
    "core": "",
    "core.base": "BrianObject BrianObjectException",
    "core.clocks": "Clock defaultclock",
    "core.functions": "DEFAULT_FUNCTIONS Function implementation declare_types",
    "core.magic": "MagicNetwork magic_network MagicError run stop collect store restore start_scope",
    "core.names": "Nameable",
    "core.namespace": "get_local_namespace DEFAULT_FUNCTIONS DEFAULT_UNITS DEFAULT_CONSTANTS",
    "core.network": "Network profiling_summary scheduling_summary",
    "core.operations": "NetworkOperation network_operation",
    "core.spikesource": "SpikeSource",
    "core.tracking": "Trackable",
    "core.variables": "linked_var",
    "devices": "get_device set_device all_devices device seed",
    "devices.device": "get_device set_device all_devices device seed",
    "equations": "Equations Expression Statements",
    "equations.codestrings": "Expression Statements",
    "equations.equations": "Equations",
    "groups": "CodeRunner Group VariableOwner NeuronGroup Subgroup",
    "groups.group": "Group VariableOwner CodeRunner",
    "groups.neurongroup": "NeuronGroup",
    "groups.subgroup": "Subgroup",
    "importexport": "ImportExport",
    "importexport.importexport": "ImportExport",
    "input": "BinomialFunction PoissonGroup PoissonInput SpikeGeneratorGroup TimedArray",
    "input.binomial": "BinomialFunction",
    "input.poissongroup": "PoissonGroup",
    "input.poissoninput": "PoissonInput",
    "input.spikegeneratorgroup": "SpikeGeneratorGroup",
    "input.timedarray": "TimedArray",
    "memory": "",
    "monitors": "SpikeMonitor EventMonitor StateMonitor PopulationRateMonitor",
    "monitors.ratemonitor": "PopulationRateMonitor",
    "monitors.spikemonitor": "EventMonitor SpikeMonitor",
    "monitors.statemonitor": "StateMonitor",
    "parsing": "",
    "spatialneuron": "Morphology Soma Cylinder Section SpatialNeuron",
    "spatialneuron.morphology": "Morphology Section Cylinder Soma",
    "spatialneuron.spatialneuron": "SpatialNeuron",
    "stateupdaters": "StateUpdateMethod linear exact independent milstein heun euler rk2 rk4 ExplicitStateUpdater "
    "exponential_euler gsl_rk2 gsl_rk4 gsl_rkf45 gsl_rkck gsl_rk8pd",
    "stateupdaters.base": "StateUpdateMethod",
    "stateupdaters.exact": "linear exact independent",
    "stateupdaters.explicit": "milstein heun euler rk2 rk4 ExplicitStateUpdater",
    "stateupdaters.exponential_euler": "exponential_euler",
    "synapses": "Synapses",
    "synapses.synapses": "Synapses",
    "tests": "",
    "utils": "get_logger BrianLogger std_silent",
}

# Names in these modules that the star import does not bring, and where they are defined.
_BEYOND_THE_STAR = {
    ("core.variables", "VariableView"): "ranvier.variable_view",
    ("equations.equations", "EquationError"): "ranvier.errors",
    **{
        ("equations.equations", name): "ranvier.single_equation"
        for name in (
            "SingleEquation",
            "DIFFERENTIAL_EQUATION",
            "SUBEXPRESSION",
            "PARAMETER",
            "FLOAT",
            "INTEGER",
            "BOOLEAN",
        )
    },
    ("stateupdaters.base", "UnsupportedEquationsException"): "ranvier.errors",
    ("synapses.synapses", "SynapticPathway"): "ranvier.synapses",
}

_made = {}


class _ModuleOfNames(types.ModuleType):
    """A module of Brian 2 whose names are looked up in Ranvier when they are asked for."""

    def __init__(self, name):
        super().__init__(f"brian2.{name}", f"The names of Brian 2's module {name}, from Ranvier.")
        self.__dict__.update(__path__=[], __all__=_NAMES[name].split(), _short_name=name)

    def __getattr__(self, name):
        from ranvier.names import resolve

        if name in self.__all__:
            value = resolve(name)
        elif (self._short_name, name) in _BEYOND_THE_STAR:
            value = getattr(importlib.import_module(_BEYOND_THE_STAR[self._short_name, name]), name)
        elif is_known(f"{self._short_name}.{name}"):
            value = brian2_module(f"{self._short_name}.{name}")
        else:
            raise AttributeError(f"Ranvier has no counterpart of {name!r} in Brian 2's module {self.__name__!r}")
        self.__dict__[name] = value
        return value

    def __dir__(self):
        return sorted({*self.__dict__, *self.__all__})


def is_known(name):
    """Whether Brian 2's module ``brian2.<name>`` has a counterpart."""
    return name in _MODULES or name in _NAMES


def brian2_module(name):
    """The counterpart of Brian 2's module ``brian2.<name>`` (of ``brian2`` itself for the empty name).

    Raises
    ------
    KeyError
        If there is none.
    """
    if name in _MODULES:
        return importlib.import_module(_MODULES[name])
    if name not in _made:
        _made[name] = _ModuleOfNames(name)
    return _made[name]


class _Brian2Finder:
    """Finder and loader of the import system for ``brian2`` and everything below it."""

    def find_spec(self, fullname, path=None, target=None):
        package, _, name = fullname.partition(".")
        if package != "brian2":
            return None
        if not is_known(name):
            raise ModuleNotFoundError(
                f"Ranvier has no counterpart of the module '{fullname}'; "
                "import what you need from 'brian2', or run this script with Brian 2",
                name=fullname,
            )
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        # The import system takes the module from sys.modules after this.
        name = module.__spec__.name
        sys.modules[name] = brian2_module(name.partition(".")[2])


def install():
    """Let ``import brian2`` give Ranvier in this process, from now on."""
    if not any(isinstance(finder, _Brian2Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Brian2Finder())
