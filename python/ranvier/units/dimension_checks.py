"""Questions about dimensions: what something is measured in, and whether two things fit together."""

import numbers

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, Dimension, DimensionMismatchError

# Switched off, every combination of units passes (`fundamentalunits.unit_checking`).
_checking = [True]


def checking_enabled():
    """Whether dimensions are checked at all."""
    return _checking[0]


def set_checking(enabled):
    """Switch all dimension checks on or off."""
    _checking[0] = bool(enabled)


def get_dimensions(obj):
    """Return the dimension of `obj`.

    Parameters
    ----------
    obj : number, array_like, Quantity, Dimension or any object with a ``dim`` attribute

    Returns
    -------
    Dimension
        ``DIMENSIONLESS`` for plain numbers and arrays.

    Raises
    ------
    TypeError
        If `obj` is not numerical.
    """
    dim = getattr(obj, "dim", None)
    if type(dim) is Dimension:
        return dim
    if isinstance(obj, (numbers.Number, np.number, np.ndarray, np.bool_)):
        return DIMENSIONLESS
    from ranvier.units.quantity import Quantity

    try:
        return Quantity(obj).dim
    except (TypeError, ValueError):
        raise TypeError(f"object of type {type(obj).__name__} does not have dimensions") from None


def is_dimensionless(obj):
    """Whether `obj` has no unit."""
    return get_dimensions(obj) is DIMENSIONLESS


def have_same_dimensions(obj1, obj2):
    """Whether two objects have the same dimension. A zero without a unit has none: it is not exempt here."""
    return not checking_enabled() or get_dimensions(obj1) is get_dimensions(obj2)


def is_scalar_type(obj):
    """Whether `obj` is a dimensionless scalar: a number or a 0-d array."""
    dim = getattr(obj, "dim", DIMENSIONLESS)
    if dim is not DIMENSIONLESS:
        return False
    if isinstance(obj, (numbers.Number, np.number, np.bool_)):
        return True
    return isinstance(obj, np.ndarray) and obj.ndim == 0 and obj.dtype.kind in "biufc"


def is_zero(value):
    """Whether a plain number or array consists of zeros only (which fit any dimension)."""
    return value == 0 if isinstance(value, (int, float)) else not np.any(value)


def is_infinite(value):
    """Whether a plain number or array consists of infinities only (which compare with any dimension)."""
    return bool(np.all(np.isinf(value)))


def fail_for_dimension_mismatch(obj1, obj2=None, error_message=None, **error_quantities):
    """Check that two objects have the same dimension.

    Parameters
    ----------
    obj1, obj2 : array_like, Quantity
        `obj2` missing means "no unit". A zero without a unit fits any dimension.
    error_message : str, optional
        Text of the error; ``{name}`` in it is replaced by the keyword argument of that name, shown in its best unit.

    Returns
    -------
    tuple of Dimension
        The dimensions of both.

    Raises
    ------
    DimensionMismatchError
        If they differ.
    """
    dim1 = get_dimensions(obj1)
    dim2 = DIMENSIONLESS if obj2 is None else get_dimensions(obj2)
    if dim1 is dim2 or not checking_enabled():
        return dim1, dim2
    if dim1 is DIMENSIONLESS and is_zero(np.asarray(obj1)):
        return dim1, dim2
    if dim2 is DIMENSIONLESS and obj2 is not None and is_zero(np.asarray(obj2)):
        return dim1, dim2
    if error_message is None:
        error_message = "dimension mismatch"
    elif error_quantities:
        from ranvier.units.display import in_best_unit

        error_message = error_message.format(**{name: in_best_unit(q) for name, q in error_quantities.items()})
    raise DimensionMismatchError(error_message, dim1, *([] if obj2 is None else [dim2]))
