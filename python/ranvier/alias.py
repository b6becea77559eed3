"""Makes ``import brian2`` mean Ranvier, with the modules below it, even where Brian 2 is installed."""

import importlib
import sys
import types
from importlib.machinery import ModuleSpec

from ranvier.brian2_modules import DEFINED, MODULES, without_counterpart

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

_made = {}


class _ModuleOfNames(types.ModuleType):
    """A module of Brian 2 whose names are looked up in Ranvier when they are asked for."""

    def __init__(self, name):
        super().__init__(f"brian2.{name}", f"The names of Brian 2's module {name}, from Ranvier.")
        self.__dict__.update(__path__=[], __all__=MODULES[name].split(), _short_name=name)

    def __getattr__(self, name):
        value = self._find(name)
        # The active device changes.
        if name != "active_device":
            self.__dict__[name] = value
        return value

    def _find(self, name):
        from ranvier.names import only_names, resolve

        home = DEFINED.get((self._short_name, name), "")
        if home:
            return getattr(importlib.import_module(home), name)
        if name in self.__all__:
            is_here = home is not None and name in only_names()
            return resolve(name) if is_here else without_counterpart(self._short_name, name)
        if is_known(f"{self._short_name}.{name}"):
            return brian2_module(f"{self._short_name}.{name}")
        raise AttributeError(f"Ranvier has no counterpart of {name!r} in Brian 2's module {self.__name__!r}")

    def __dir__(self):
        return sorted({*self.__dict__, *self.__all__})


def is_known(name):
    """Whether Brian 2's module ``brian2.<name>`` has a counterpart."""
    return name in _MODULES or name in MODULES


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
