"""What a numpy ufunc does with dimensions.

A rule takes the ufunc, the operands as given (for error texts), their plain values and their dimensions. It returns the
dimension of the result, or None for a result without a unit, and raises where the operands do not fit.
"""

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, DimensionMismatchError
from ranvier.units.dimension_checks import checking_enabled, is_infinite, is_zero

SYMBOLS = {
    "add": "+", "subtract": "-", "remainder": "%", "less": "<", "less_equal": "<=", "greater": ">",
    "greater_equal": ">=", "equal": "==", "not_equal": "!=",
}  # fmt: skip


def mismatch(name, operands, dims):
    """The error for two operands that an operation needs in the same unit."""
    first, second = operands[0], operands[1]
    symbol = SYMBOLS.get(name)
    operation = f"{first} {symbol} {second}" if symbol else f"{name}({first}, {second})"
    return DimensionMismatchError(f"cannot calculate {operation}: the units do not match", *dims[:2])


def matching(name, operands, values, dims, exempt):
    """The common dimension of two operands, where one without a unit may be exempt."""
    first, second = dims[0], dims[1]
    if first is second or not checking_enabled():
        return first
    if second is DIMENSIONLESS and exempt(values[1]):
        return first
    if first is DIMENSIONLESS and exempt(values[0]):
        return second
    raise mismatch(name, operands, dims)


def _zero_or_infinite(value):
    return is_zero(value) or is_infinite(value)


def _keep(ufunc, operands, values, dims):
    return dims[0]


def _drop(ufunc, operands, values, dims):
    return None


def _match(ufunc, operands, values, dims):
    return matching(ufunc.__name__, operands, values, dims, is_zero)


def _compare(ufunc, operands, values, dims):
    matching(ufunc.__name__, operands, values, dims, _zero_or_infinite)


def _multiply(ufunc, operands, values, dims):
    return dims[0] * dims[1]


def _divide(ufunc, operands, values, dims):
    return dims[0] / dims[1]


def _to_the(power):
    return lambda ufunc, operands, values, dims: dims[0] ** power


def _power(ufunc, operands, values, dims):
    if dims[1] is not DIMENSIONLESS and checking_enabled():
        text = f"cannot compute {operands[0]} to the power {operands[1]}: an exponent has no unit"
        raise DimensionMismatchError(text, dims[1])
    if dims[0] is DIMENSIONLESS:
        return DIMENSIONLESS
    if np.size(values[1]) != 1:
        raise TypeError(
            f"cannot raise a quantity with unit to an array of {np.size(values[1])} exponents: "
            "each entry would have another unit; use a single number"
        )
    return dims[0] ** np.asarray(values[1]).item()


def _dimensionless(ufunc, operands, values, dims):
    for operand, dim in zip(operands, dims):
        if dim is not DIMENSIONLESS and checking_enabled():
            raise DimensionMismatchError(f"{ufunc.__name__} needs a number without a unit but got {operand}", dim)


def _integers_only(ufunc, operands, values, dims):
    raise TypeError(f"{ufunc.__name__} works on integers and cannot be used on quantities")


# The classes of ufuncs under the names that Brian 2 gives them, for code that goes through a class.
UFUNCS_PRESERVE_DIMENSIONS = ["absolute", "rint", "floor", "ceil", "trunc", "conjugate", "negative", "positive"]
UFUNCS_LOGICAL = ["logical_and", "logical_or", "logical_xor", "logical_not", "isreal", "iscomplex", "isfinite", "isinf"]
UFUNCS_LOGICAL += ["isnan"]
UFUNCS_MATCHING_DIMENSIONS = ["add", "subtract", "remainder", "fmod", "maximum", "minimum"]
UFUNCS_COMPARISONS = ["less", "less_equal", "greater", "greater_equal", "equal", "not_equal"]
UFUNCS_CHANGE_DIMENSIONS = ["multiply", "divide", "floor_divide", "matmul", "dot", "sqrt", "square", "reciprocal"]
UFUNCS_DIMENSIONLESS = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p"]
UFUNCS_DIMENSIONLESS += [f"{arc}{name}{h}" for arc in ("", "arc") for name in ("sin", "cos", "tan") for h in ("", "h")]
UFUNCS_DIMENSIONLESS_TWOARGS = ["arctan2", "hypot", "logaddexp", "logaddexp2"]
UFUNCS_INTEGERS = ["bitwise_and", "bitwise_or", "bitwise_xor", "invert", "left_shift", "right_shift"]

_NAMES_WITH_RULE = {
    _keep: [*UFUNCS_PRESERVE_DIMENSIONS, "fabs", "copysign", "modf", "spacing"],
    _drop: [*UFUNCS_LOGICAL, "sign", "signbit"],
    _match: [*UFUNCS_MATCHING_DIMENSIONS, "fmax", "fmin", "nextafter"],
    _compare: UFUNCS_COMPARISONS,
    _multiply: ["multiply", "matmul", "vecdot", "matvec", "vecmat"],
    _divide: ["divide", "floor_divide", "divmod"],
    _to_the(0.5): ["sqrt"],
    _to_the(1 / 3): ["cbrt"],
    _to_the(2): ["square"],
    _to_the(-1): ["reciprocal"],
    _power: ["power", "float_power"],
    _dimensionless: [
        *UFUNCS_DIMENSIONLESS, *UFUNCS_DIMENSIONLESS_TWOARGS, "deg2rad", "rad2deg", "degrees", "radians",
    ],
    _integers_only: [*UFUNCS_INTEGERS, "gcd", "lcm"],
}  # fmt: skip
RULES = {
    getattr(np, name): rule
    for rule, names in _NAMES_WITH_RULE.items()
    for name in names
    if isinstance(getattr(np, name, None), np.ufunc)
}


def dimension_of_call(ufunc, operands, values, dims):
    """Dimension of ``ufunc(*operands)``; KeyError if quantities have no such operation."""
    return RULES[ufunc](ufunc, operands, values, dims)


def dimension_of_reduction(ufunc, method, operand, value, dim, axis):
    """Dimension of ``ufunc.reduce``, ``.accumulate`` or ``.reduceat`` over `operand`; KeyError if there is none."""
    rule = RULES[ufunc]
    if rule in (_drop, _match) or ufunc is np.subtract:
        return None if rule is _drop else dim
    if ufunc is np.multiply:
        if dim is DIMENSIONLESS:
            return dim
        if method == "reduce":
            return dim ** number_of_factors(value, axis)
        raise TypeError(f"a running product of {operand} has another unit at each step; divide by its unit first")
    if dim is DIMENSIONLESS:
        return dim
    raise KeyError(ufunc)


def number_of_factors(value, axis):
    """How many entries are multiplied in a product over `axis` (None: over all)."""
    shape = np.shape(value)
    if axis is None:
        return int(np.prod(shape))
    axes = axis if isinstance(axis, tuple) else (axis,)
    return int(np.prod([shape[a] for a in axes])) if shape else 1
