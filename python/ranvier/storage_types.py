"""The types in which a group stores its variables: the ``dtype`` argument and its default."""

from collections.abc import Mapping

import numpy as np

from ranvier.preferences import prefs

_KNOWN = {"float32", "float64", "int32", "int64", "bool"}


def storage_types(dtype, names):
    """The ``dtype`` argument for the core.

    Parameters
    ----------
    dtype : None, type or dict
        One type for all real variables, or types of single variables; the preference core.default_float_dtype is the
        type of the rest.
    names : iterable of str
        Variables of the group; entries of a dictionary for others are left out.

    Returns
    -------
    dict of str to str
        Name of a type for each variable that has its own, and under "" for all other real ones.

    Raises
    ------
    TypeError
        For a type that variables cannot have.
    """
    default = prefs["core.default_float_dtype"]
    if dtype is None:
        return {"": _name(default, "core.default_float_dtype")}
    if isinstance(dtype, Mapping):
        own = {name: _name(dtype[name], f"'{name}'") for name in names if name in dtype}
        return {"": _name(default, "core.default_float_dtype"), **own}
    name = _name(dtype, "real variables")
    if not name.startswith("float"):
        raise TypeError(f"dtype={dtype!r} is no type for real variables: they are float32 or float64")
    return {"": name}


def recorded_types(dtype, names, stored_names):
    """The ``dtype`` argument of a monitor for the core: name of a type for each variable that is to have its own.

    Parameters
    ----------
    dtype : None, type or dict
        One type for all variables, or types of single variables.
    names : iterable of str
        What is recorded.
    stored_names : dict of str to str
        Names that the core has for some of them.
    """
    if dtype is None:
        return {}
    types = dtype if isinstance(dtype, Mapping) else dict.fromkeys(names, dtype)
    return {stored_names.get(name, name): _name(types[name], f"'{name}'") for name in names if name in types}


def _name(dtype, what):
    name = np.dtype(dtype).name
    if name not in _KNOWN:
        raise TypeError(f"the dtype of {what} cannot be {name}: variables are float32, float64, int32, int64 or bool")
    return name
