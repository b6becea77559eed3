"""The numpy functions that the star import replaces by versions that know units."""

from functools import wraps

import numpy as np

from ranvier.units.array_functions import UNIT_AWARE
from ranvier.units.check_units import check_units
from ranvier.units.dimension import DIMENSIONLESS, DimensionMismatchError
from ranvier.units.dimension_checks import checking_enabled, fail_for_dimension_mismatch
from ranvier.units.numeric_data import operand
from ranvier.units.quantity import make_quantity


def wrap_function_dimensionless(func):
    """`func` of one argument that must have no unit."""

    @wraps(func)
    def dimensionless(x, *args, **kwds):
        value, dim = operand(x)
        if dim is not DIMENSIONLESS and checking_enabled():
            raise DimensionMismatchError(f"{func.__name__} needs a number without a unit but got {x}", dim)
        return func(value, *args, **kwds)

    dimensionless._arg_units = [1]
    dimensionless._arg_names = ("x",)
    dimensionless._return_unit = 1
    dimensionless._returns_bool = False
    return dimensionless


def wrap_function_keep_dimensions(func):
    """`func` whose result has the unit of its first argument."""

    @wraps(func)
    def keep(x, *args, **kwds):
        value, dim = operand(x)
        return make_quantity(func(value, *args, **kwds), dim)

    keep._arg_units = [None]
    keep._arg_names = ("x",)
    keep._return_unit = lambda dim: dim
    keep._returns_bool = False
    return keep


def wrap_function_change_dimensions(func, change_dim_func):
    """`func` whose result has the dimension ``change_dim_func(values, dim)``."""

    @wraps(func)
    def change(x, *args, **kwds):
        value, dim = operand(x)
        return make_quantity(func(value, *args, **kwds), change_dim_func(value, dim))

    return change


def wrap_function_remove_dimensions(func):
    """`func` whose result has no unit."""

    @wraps(func)
    def remove(x, *args, **kwds):
        return func(operand(x)[0], *args, **kwds)

    remove._arg_units = [None]
    remove._arg_names = ("x",)
    remove._return_unit = 1
    remove._returns_bool = False
    return remove


log = wrap_function_dimensionless(np.log)
log10 = wrap_function_dimensionless(np.log10)
log1p = wrap_function_dimensionless(np.log1p)
exp = wrap_function_dimensionless(np.exp)
expm1 = wrap_function_dimensionless(np.expm1)
sin = wrap_function_dimensionless(np.sin)
cos = wrap_function_dimensionless(np.cos)
tan = wrap_function_dimensionless(np.tan)
arcsin = wrap_function_dimensionless(np.arcsin)
arccos = wrap_function_dimensionless(np.arccos)
arctan = wrap_function_dimensionless(np.arctan)
sinh = wrap_function_dimensionless(np.sinh)
cosh = wrap_function_dimensionless(np.cosh)
tanh = wrap_function_dimensionless(np.tanh)
arcsinh = wrap_function_dimensionless(np.arcsinh)
arccosh = wrap_function_dimensionless(np.arccosh)
arctanh = wrap_function_dimensionless(np.arctanh)

diagonal = wrap_function_keep_dimensions(np.diagonal)
ravel = wrap_function_keep_dimensions(np.ravel)
trace = wrap_function_keep_dimensions(np.trace)
ptp = wrap_function_keep_dimensions(np.ptp)

ones_like = wrap_function_remove_dimensions(np.ones_like)
zeros_like = wrap_function_remove_dimensions(np.zeros_like)


@check_units(x=1, result=1)
def exprel(x):
    """(exp(x) - 1)/x, and its limit 1 at x = 0."""
    x = np.asarray(x)
    if x.dtype.kind in "bi":
        x = x.astype(np.float64)
    # Below the smallest spacing of numbers near 1 the quotient is 1 to full precision.
    tiny = np.abs(x) < 1e-16
    with np.errstate(over="ignore"):
        result = np.where(tiny, 1.0, np.expm1(x) / np.where(tiny, 1.0, x))
    return result if result.ndim else result[()]


@wraps(np.where)
def where(condition, *choices):
    return UNIT_AWARE[np.where](condition, *choices)


@wraps(np.dot)
def dot(a, b, **kwds):
    return UNIT_AWARE[np.dot](a, b, **kwds)


@wraps(np.linspace)
def linspace(start, stop, *args, **kwds):
    return UNIT_AWARE[np.linspace](start, stop, *args, **kwds)


def arange(*args, start=None, stop=None, step=None, **kwds):
    """As ``numpy.arange``, for quantities too.

    Parameters
    ----------
    start, stop, step : number or Quantity
        All in one unit; `start` is 0 by default and `step` is 1, which has no unit.

    Raises
    ------
    DimensionMismatchError
        If the units differ.
    """
    names = ("stop",) if len(args) == 1 else ("start", "stop", "step")
    given = {"start": start, "stop": stop, "step": step}
    if len(args) > 3 or any(given[name] is not None for name in names[: len(args)]):
        raise TypeError("arange takes start, stop and step, each only once")
    start, stop, step = {**given, **dict(zip(names, args))}.values()
    if stop is None:
        raise TypeError("arange needs an end: arange(stop) or arange(start, stop, step)")
    start = 0 if start is None else start
    step = 1 if step is None else step
    fail_for_dimension_mismatch(
        start, stop, "arange from {start} to {stop} needs both in one unit", start=start, stop=stop
    )
    text = "arange up to {stop} in steps of {step} needs both in one unit"
    fail_for_dimension_mismatch(stop, step, text, stop=stop, step=step)
    values = [operand(value)[0] for value in (start, stop, step)]
    values = [value.item() if isinstance(value, np.ndarray) else value for value in values]
    return make_quantity(np.arange(*values, **kwds), operand(stop)[1])
