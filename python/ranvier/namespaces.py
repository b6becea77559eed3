"""Values of the names that models use and do not define: from dictionaries and from the caller's frame."""

import sys
import types
from collections.abc import Mapping

import numpy as np

from ranvier.units import Quantity

_NO_EXPONENTS = (0.0,) * 7


def caller_frame(level=0):
    """The frame of the user's code that called Ranvier, `level` frames further out."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_own(frame):
        frame = frame.f_back
    for _ in range(level):
        if frame.f_back is None:
            break
        frame = frame.f_back
    return frame


def _is_own(frame):
    name = frame.f_globals.get("__name__", "")
    return name == "ranvier" or name.startswith("ranvier.")


def get_local_namespace(level=0):
    """The local variables of the calling frame over its global ones, as a dictionary.

    Parameters
    ----------
    level : int
        How many frames further out.
    """
    frame = caller_frame(level)
    return {**frame.f_globals, **frame.f_locals}


def external_value(value):
    """`value` as the core takes it: (number, exponents, type); what models can't use as (what it is, what to do), or None.

    Numbers, numpy scalars, arrays without axes, Quantities and functions count; an array with several values does not.
    A function is a Function, a TimedArray, or a Python function that says its units with `check_units`.
    """
    if isinstance(value, (bool, np.bool_)):
        return float(value), _NO_EXPONENTS, "boolean"
    if isinstance(value, (int, np.integer)):
        return float(value), _NO_EXPONENTS, "integer"
    if isinstance(value, Quantity):
        if np.ndim(value) == 0:
            return float(np.asarray(value)), tuple(map(float, value.dim._dims)), "real"
        return _unusable(value)
    if isinstance(value, (float, np.floating)):
        return float(value), _NO_EXPONENTS, "real"
    if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "biuf":
        return external_value(value[()])
    function = core_function(value)
    return _unusable(value) if function is None else function


def _unusable(value):
    """What a script's value is that models can't use, and what to do; None for what the libraries define."""
    if isinstance(value, (types.FunctionType, types.MethodType)):
        if value.__module__.partition(".")[0] in ("ranvier", "numpy"):
            return None
        return (
            "a Python function that does not say its units",
            "put @check_units(..., result=...) above it, with the unit of each argument and of the result",
        )
    if isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim):
        size = value.size if isinstance(value, np.ndarray) else len(value)
        return (
            f"{_kind(value)} of {size} values, not one value",
            "values of single elements belong into a parameter of the group, a course of time into a TimedArray",
        )
    if callable(value):
        return None
    if value is None:
        return "None, no number", "give it a value before the run"
    return f"no number, but {_kind(value)}", "models use numbers, quantities and functions"


def _kind(value):
    name = "array" if isinstance(value, np.ndarray) else type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def core_function(value):
    """The core's function behind a callable that models may use, or None."""
    if hasattr(value, "_core_function"):
        return value._core_function
    if callable(value) and getattr(value, "_arg_units", None) is not None and hasattr(value, "_return_unit"):
        from ranvier.functions import function_for_models

        value._core_function = function_for_models(value)._core_function
        return value._core_function
    return None


def lookup_in(namespace):
    """A function name -> external value over a mapping."""

    def lookup(name):
        try:
            value = namespace[name]
        except KeyError:
            return None
        return external_value(value)

    lookup.all_names = lambda: dict(namespace)
    return lookup


def lookup_for(namespace=None, level=0):
    """The lookup for a run or a statement: an explicit dictionary, else the caller's frame (locals over globals).

    The frame is read when the core asks, so values are those of that moment.
    """
    if namespace is not None:
        check_namespace(namespace)
        return lookup_in(namespace)
    frame = caller_frame(level)
    local_values, global_values = frame.f_locals, frame.f_globals

    def lookup(name):
        if name in local_values:
            return external_value(local_values[name])
        if name in global_values:
            return external_value(global_values[name])
        return None

    lookup.all_names = lambda: {**global_values, **local_values}
    return lookup


class RememberedLookup:
    """A lookup that remembers what it was asked, so that the frame behind it need not be kept.

    Parameters
    ----------
    lookup : callable
        Used until `forget_frame`.
    """

    def __init__(self, lookup):
        self._lookup = lookup
        self._values = {}

    def all_names(self):
        """All names that can be looked up, and their values as Python has them."""
        return self._lookup.all_names()

    def __call__(self, name):
        if name not in self._values:
            if self._lookup is None:
                return lookup_for()(name)
            value = self._lookup(name)
            # Of a function the object: a TimedArray may hold other values later (`run_args`).
            function = self._lookup.all_names().get(name)
            self._values[name] = function if hasattr(function, "_core_function") else value
        value = self._values[name]
        return core_function(value) if hasattr(value, "_core_function") else value

    def forget_frame(self):
        """From now on unknown names are looked up in the frame of whoever asks."""
        self._lookup = None


def is_number(converted):
    """Whether an `external_value` is a number."""
    return isinstance(converted, tuple) and len(converted) == 3


def _is_unusable(converted):
    return isinstance(converted, tuple) and len(converted) == 2


def check_namespace(namespace):
    """Refuses what is no dictionary, and names with a leading underscore, which are Ranvier's own."""
    if not isinstance(namespace, Mapping):
        raise TypeError(f"namespace is a dictionary, not {namespace!r}")
    for name in namespace:
        if not isinstance(name, str):
            raise TypeError(f"the names in a namespace are strings, not {name!r}")
        if str(name).startswith("_"):
            raise ValueError(f"the name {name!r} in a namespace begins with an underscore; such names are internal")


def constants_of(namespace):
    """The usable values of a group's namespace, as the core takes them."""
    constants = {}
    for name, value in (namespace or {}).items():
        converted = external_value(value)
        if converted is not None and not _is_unusable(converted):
            constants[name] = converted
    return constants
