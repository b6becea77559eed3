"""The decorator that gives the arguments and the result of a function their units."""

import inspect
from functools import wraps

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, DimensionMismatchError
from ranvier.units.dimension_checks import checking_enabled, get_dimensions
from ranvier.units.registry import get_unit_for_display


def _is_boolean(value):
    return isinstance(value, (bool, np.bool_)) or (
        isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind == "b"
    )


def _dimension_of_unit(unit):
    return DIMENSIONLESS if isinstance(unit, (int, float)) else get_dimensions(unit)


def check_units(**expected):
    """Give the arguments of a function their units, and check them at each call.

    Parameters
    ----------
    **expected
        For each argument a unit, ``1`` for none, ``bool`` for a truth value, ``None`` for anything, or the name of
        another argument which it must share its unit with. ``result`` gives the unit of the returned value: a unit,
        ``bool``, or a function of the dimensions of all arguments. Arguments without an entry are not checked.

    Returns
    -------
    decorator
        The decorated function can be used in the text of equations; it carries the units as metadata. When it is called,
        strings and ``None`` pass unchecked.

    Raises
    ------
    DimensionMismatchError
        At a call, if an argument or the result has another dimension.
    TypeError
        At a call, if a truth value is expected and something else given, or something that is not numerical is given.

    Examples
    --------
    >>> @check_units(I=amp, R=ohm, result=volt)
    ... def potential(I, R):
    ...     return I*R
    """

    def decorate(function):
        signature = inspect.signature(function)
        names = tuple(
            name for name, p in signature.parameters.items() if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
        )
        result_unit = expected.get("result")

        @wraps(function)
        def checked(*args, **kwds):
            if not checking_enabled():
                return function(*args, **kwds)
            given = {**dict(zip(names, args)), **kwds}
            for name, value in given.items():
                if name in expected and name != "result":
                    _check_argument(function.__name__, name, value, expected[name], given)
            result = function(*args, **kwds)
            if result_unit is not None:
                _check_result(function.__name__, result, result_unit, [given.get(name) for name in names])
            return result

        checked._orig_func = function
        checked._arg_names = checked._orig_arg_names = names
        checked._arg_units = [expected.get(name) for name in names]
        checked._return_unit = result_unit
        checked._returns_bool = result_unit is bool
        checked._annotation_attributes = ["_arg_units", "_arg_names", "_return_unit", "_orig_func", "_returns_bool"]
        return checked

    return decorate


def _check_argument(function, name, value, unit, given):
    if unit is None or value is None or isinstance(value, str):
        return
    if unit is bool:
        if not _is_boolean(value):
            raise TypeError(f"function '{function}' needs a truth value for argument '{name}' but got {value}")
        return
    if isinstance(unit, str):
        if unit not in given:
            raise TypeError(
                f"function '{function}' needs argument '{name}' in the unit of argument '{unit}', "
                "but there is no argument of that name"
            )
        partner = given[unit]
        if partner is None or isinstance(partner, str):
            return
        wanted, shown = (
            get_dimensions(partner),
            f"the unit of argument '{unit}', {get_unit_for_display(get_dimensions(partner))},",
        )
    else:
        wanted, shown = _dimension_of_unit(unit), f"unit {unit}"
    try:
        dim = get_dimensions(value)
    except TypeError:
        raise TypeError(
            f"function '{function}' needs {shown} for argument '{name}' but got an object of type {type(value).__name__}"
        ) from None
    if dim is not wanted:
        raise DimensionMismatchError(f"function '{function}' needs {shown} for argument '{name}' but got {value}", dim)


def _check_result(function, result, unit, arguments):
    if unit is bool:
        if not _is_boolean(result):
            raise TypeError(f"function '{function}' should return a truth value but returned {result}")
        return
    if callable(unit) and not hasattr(unit, "dim"):
        wanted = unit(*(DIMENSIONLESS if argument is None else get_dimensions(argument) for argument in arguments))
        if wanted is bool:
            return _check_result(function, result, bool, arguments)
        wanted = _dimension_of_unit(wanted)
    else:
        wanted = _dimension_of_unit(unit)
    dim = get_dimensions(result)
    if dim is not wanted:
        shown = get_unit_for_display(wanted)
        raise DimensionMismatchError(
            f"function '{function}' should return a value of unit {shown} but returned {result}", dim
        )
    return None
