"""Implementations of the functions that models call, by target; models call the one for "numpy"."""

from collections.abc import Mapping
from types import CellType, FunctionType

import numpy as np

from ranvier.preferences import prefs
from ranvier.units import Quantity

COMPILED_TARGETS = ("cpp", "cython", "c++", "weave")


def target_name(target):
    """Name of a target that is given by its name or by its class of code objects."""
    if isinstance(target, str):
        return target.lower()
    return getattr(target, "class_name", getattr(target, "__name__", str(target)))


class FunctionImplementation:
    """One implementation.

    Attributes
    ----------
    code : callable or str
        A Python callable for "numpy". C++ and Cython texts are kept, but never compiled.
    name : str or None
    namespace, dependencies, compiler_kwds : dict
        As they were given.
    """

    def __init__(self, function, code, takes_units, name=None, namespace=None, dependencies=None, compiler_kwds=None):
        self._function = function
        self.code = code
        self.takes_units = takes_units
        self.name = name
        self.namespace = dict(namespace or {})
        self.dependencies = dict(dependencies or {})
        self.compiler_kwds = dict(compiler_kwds or {})

    def get_code(self, owner):
        """The text, or the callable that takes and gives plain numbers in SI units.

        Parameters
        ----------
        owner : object
            What uses the function; not needed.
        """
        if not callable(self.code) or not self.takes_units:
            return self.code
        return lambda *arguments: np.asarray(self._function._call_with_units(self.code, arguments))

    def get_namespace(self, owner):
        """The names that the code needs."""
        return self.namespace


class FunctionImplementationContainer(Mapping):
    """Implementations of a function by target."""

    def __init__(self, function):
        self._function = function
        self._implementations = {}

    def add_implementation(
        self, target, code, namespace=None, dependencies=None, availability_check=None, name=None, compiler_kwds=None
    ):
        """Add an implementation: for "numpy" a Python callable that takes and gives plain numbers in SI units. C++ and
        Cython texts are kept, but never compiled.
        """
        self._implementations[target_name(target)] = FunctionImplementation(
            self._function, code, False, name, namespace, dependencies, compiler_kwds
        )

    def add_numpy_implementation(self, wrapped_func, dependencies=None, discard_units=None):
        """Add a Python callable.

        Parameters
        ----------
        wrapped_func : callable
        dependencies : dict, optional
            Accepted, not needed.
        discard_units : bool, optional
            True: it gets and gives plain numbers in SI units, and the quantities that it finds in its global and
            enclosing names are plain numbers too. Default: the preference codegen.runtime.numpy.discard_units.
        """
        if discard_units is None:
            discard_units = prefs["codegen.runtime.numpy.discard_units"]
        code = getattr(wrapped_func, "_orig_func", wrapped_func)
        self._implementations["numpy"] = FunctionImplementation(
            self._function, without_units(code) if discard_units else code, not discard_units, dependencies=dependencies
        )

    def add_dynamic_implementation(self, target, code, **kwds):
        """Not supported: an implementation that depends on the object that uses the function."""
        raise NotImplementedError(
            "Ranvier does not build implementations for the object that uses them; write a Python function that takes "
            "what it needs as arguments"
        )

    def __getitem__(self, target):
        return self._implementations[target_name(target)]

    def __iter__(self):
        return iter(self._implementations)

    def __len__(self):
        return len(self._implementations)

    @property
    def refused(self):
        """Targets with a text that is never compiled."""
        return [target for target in self._implementations if target in COMPILED_TARGETS]


def without_units(function):
    """The same function, for which the quantities among its global and enclosing names are numbers in SI units."""
    if not isinstance(function, FunctionType):
        return function
    names = {name: _number(value) for name, value in function.__globals__.items()}
    cells = function.__closure__ and tuple(map(_cell, function.__closure__))
    made = FunctionType(function.__code__, names, function.__name__, function.__defaults__, cells)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _number(value):
    return np.asarray(value) if isinstance(value, Quantity) else value


def _cell(cell):
    try:
        value = cell.cell_contents
    except ValueError:  # nothing is in it yet
        return cell
    return CellType(np.asarray(value)) if isinstance(value, Quantity) else cell
