"""numpy functions that would lose the unit of a quantity, or need their arguments in one unit."""

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, DimensionMismatchError
from ranvier.units.dimension_checks import checking_enabled, is_zero
from ranvier.units.numeric_data import operand
from ranvier.units.quantity import make_quantity

UNIT_AWARE = {}


def _implements(*functions):
    def register(implementation):
        for function in functions:
            UNIT_AWARE[function] = lambda *args, _numpy=function, **kwds: implementation(_numpy, *args, **kwds)
        return implementation

    return register


def _in_one_unit(name, arguments):
    """Plain values of the arguments and their one dimension; zeros without a unit fit any."""
    operands = [operand(argument) for argument in arguments]
    dim = next((dim for _, dim in operands if dim is not DIMENSIONLESS), DIMENSIONLESS)
    for value, other in operands:
        if other is not dim and not (other is DIMENSIONLESS and is_zero(value)) and checking_enabled():
            raise DimensionMismatchError(f"{name} needs arguments in one unit", dim, other)
    return [value for value, _ in operands], dim


@_implements(np.concatenate, np.hstack, np.vstack, np.dstack, np.column_stack, np.stack)
def _join(function, arrays, *args, out=None, **kwds):
    values, dim = _in_one_unit(function.__name__, arrays)
    if out is None:
        return make_quantity(function(values, *args, **kwds), dim)
    plain_out, out_dim = operand(out)
    if out_dim is not dim and checking_enabled():
        raise DimensionMismatchError(f"what {function.__name__} gives has another unit than out", dim, out_dim)
    function(values, *args, out=plain_out, **kwds)
    return out


@_implements(np.block)
def _block(function, arrays):
    def leaves(nested):
        return [leaf for part in nested for leaf in leaves(part)] if isinstance(nested, list) else [nested]

    def plain(nested):
        return [plain(part) for part in nested] if isinstance(nested, list) else operand(nested)[0]

    _, dim = _in_one_unit("block", leaves(arrays))
    return make_quantity(function(plain(arrays)), dim)


@_implements(np.append)
def _append(function, arr, values, axis=None):
    plain, dim = _in_one_unit("append", (arr, values))
    return make_quantity(function(*plain, axis=axis), dim)


@_implements(np.insert)
def _insert(function, arr, obj, values, axis=None):
    plain, dim = _in_one_unit("insert", (arr, values))
    return make_quantity(function(plain[0], obj, plain[1], axis=axis), dim)


@_implements(np.interp)
def _interp(function, x, xp, fp, left=None, right=None, period=None):
    at = [x, xp] if period is None else [x, xp, period]
    positions, _ = _in_one_unit("interp", at)
    ends = [end for end in (left, right) if end is not None]
    values, dim = _in_one_unit("interp", [fp, *ends])
    ends = dict(zip([name for name, end in (("left", left), ("right", right)) if end is not None], values[1:]))
    if period is not None:
        ends["period"] = positions[2]
    return make_quantity(function(*positions[:2], values[0], **ends), dim)


@_implements(np.dot, np.inner, np.outer, np.vdot, np.cross, np.tensordot, np.convolve, np.correlate, np.kron)
def _product(function, a, b, *args, **kwds):
    (value_a, dim_a), (value_b, dim_b) = operand(a), operand(b)
    return make_quantity(function(value_a, value_b, *args, **kwds), dim_a * dim_b)


@_implements(np.where)
def _where(function, condition, *choices):
    condition = np.asarray(condition)
    if len(choices) != 2:
        return function(condition, *map(np.asarray, choices))
    values, dim = _in_one_unit("where", choices)
    return make_quantity(function(condition, *values), dim)


@_implements(np.linspace)
def _linspace(function, start, stop, *args, **kwds):
    ends, dim = _in_one_unit("linspace", (start, stop))
    result = function(*ends, *args, **kwds)
    if isinstance(result, tuple):
        return tuple(make_quantity(part, dim) for part in result)
    return make_quantity(result, dim)


@_implements(np.isclose, np.allclose)
def _close(function, a, b, rtol=1e-5, atol=None, **kwds):
    # numpy's absolute tolerance is a number for values near 1: with a unit it has no meaning unless it is given.
    arguments = (a, b) if atol is None else (a, b, atol)
    values, dim = _in_one_unit(function.__name__, arguments)
    tolerance = values[2] if atol is not None else 1e-8 if dim is DIMENSIONLESS else 0.0
    return function(*values[:2], rtol=rtol, atol=tolerance, **kwds)


@_implements(np.trapezoid)
def _trapezoid(function, y, x=None, dx=1.0, axis=-1):
    value, dim = operand(y)
    position, position_dim = operand(dx if x is None else x)
    plain = function(value, axis=axis, **({"dx": position} if x is None else {"x": position}))
    return make_quantity(plain, dim * position_dim)


@_implements(np.gradient)
def _gradient(function, f, *spacings, **kwds):
    value, dim = operand(f)
    spacings = [operand(spacing) for spacing in spacings]
    plain = function(value, *(spacing for spacing, _ in spacings), **kwds)
    if not isinstance(plain, (tuple, list)):
        return make_quantity(plain, dim / spacings[0][1] if spacings else dim)
    dims = [spacings[axis if len(spacings) > 1 else 0][1] for axis in range(len(plain))] if spacings else None
    return tuple(make_quantity(part, dim / dims[k] if dims else dim) for k, part in enumerate(plain))


@_implements(np.cumprod, np.nancumprod, np.cumulative_prod)
def _running_product(function, a, *args, **kwds):
    value, dim = operand(a)
    if dim is not DIMENSIONLESS:
        raise TypeError("a running product of quantities has another unit at each step; divide by the unit first")
    return function(value, *args, **kwds)


@_implements(np.count_nonzero)
def _count(function, a, *args, **kwds):
    return function(operand(a)[0], *args, **kwds)


@_implements(np.linalg.inv, np.linalg.pinv)
def _inverse(function, a, *args, **kwds):
    value, dim = operand(a)
    return make_quantity(function(value, *args, **kwds), dim**-1)


@_implements(np.linalg.solve)
def _solve(function, a, b):
    (matrix, matrix_dim), (right, right_dim) = operand(a), operand(b)
    return make_quantity(function(matrix, right), right_dim / matrix_dim)


@_implements(np.linalg.lstsq)
def _least_squares(function, a, b, *args, **kwds):
    (matrix, matrix_dim), (right, right_dim) = operand(a), operand(b)
    x, residuals, rank, singular_values = function(matrix, right, *args, **kwds)
    return (
        make_quantity(x, right_dim / matrix_dim),
        make_quantity(residuals, right_dim**2),
        rank,
        make_quantity(singular_values, matrix_dim),
    )


@_implements(np.linalg.cholesky)
def _cholesky(function, a, **kwds):
    value, dim = operand(a)
    return make_quantity(function(value, **kwds), dim**0.5)


@_implements(np.linalg.eig, np.linalg.eigh)
def _eigenvectors(function, a, *args, **kwds):
    # The eigenvalues stay plain numbers in SI base units, as those of eigvals; the vectors have no unit.
    return function(operand(a)[0], *args, **kwds)


@_implements(np.linalg.qr, np.linalg.svd)
def _decomposition(function, a, *args, **kwds):
    # One factor carries the unit: R of QR, the singular values of SVD (both second); the others have entries up to 1.
    value, dim = operand(a)
    parts = function(value, *args, **kwds)
    if not isinstance(parts, tuple):
        return make_quantity(parts, dim)
    with_unit = [make_quantity(part, dim) if position == 1 else part for position, part in enumerate(parts)]
    return parts._replace(**dict(zip(parts._fields, with_unit))) if hasattr(parts, "_fields") else tuple(with_unit)
