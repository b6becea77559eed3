"""What numbers, arrays, lists and quantities hold: their plain values, and their dimension."""

import numbers

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, Dimension, DimensionMismatchError


def as_floats(value, dtype=None):
    """Plain array of floating point (or complex) numbers: as they are, or float64 for integers; TypeError if it is not
    numerical.
    """
    array = np.asarray(value)
    if array.dtype.kind == "O" and array.size and all(isinstance(entry, numbers.Number) for entry in array.flat):
        array = array.astype(np.complex128 if any(isinstance(e, complex) for e in array.flat) else np.float64)
    if array.dtype.kind not in "biufc":
        raise TypeError(f"a quantity is made from numbers, not from {value!r:.60}")
    if dtype is None or np.dtype(dtype).kind not in "fc":
        dtype = array.dtype if array.dtype.kind in "fc" else np.float64
    return array.astype(dtype, copy=False)


def _entries(value):
    """Entries of nested lists, tuples and object arrays; tuples such as ``(neuron, time)`` in a list stay whole."""
    for entry in value:
        if isinstance(entry, tuple) and len({type(getattr(part, "dim", None)) is Dimension for part in entry}) > 1:
            yield entry
        elif isinstance(entry, (list, tuple)) or (isinstance(entry, np.ndarray) and entry.dtype.kind == "O"):
            yield from _entries(entry)
        else:
            yield entry


def common_dimension(sequence):
    """Dimension of all entries of a nested sequence, which have to agree."""
    found = None
    plain = False
    for entry in _entries(sequence):
        dim = getattr(entry, "dim", None)
        if type(dim) is not Dimension:
            plain = True
        elif found is None:
            found = dim
        elif found is not dim:
            raise DimensionMismatchError("the entries of a quantity need one unit", found, dim)
    if found is None:
        return DIMENSIONLESS
    if plain:
        raise TypeError("a list for a quantity cannot mix entries with and without unit")
    return found


def operand(value):
    """Plain value and dimension of anything that is computed with a quantity.

    Raises
    ------
    TypeError
        If it is not numerical.
    """
    kind = type(value)
    if kind is float or kind is int:
        return value, DIMENSIONLESS
    dim = getattr(value, "dim", None)
    if type(dim) is Dimension:
        return value.view(np.ndarray) if isinstance(value, np.ndarray) else np.asarray(value), dim
    if isinstance(value, (numbers.Number, np.generic)):
        return value, DIMENSIONLESS
    if isinstance(value, (list, tuple)):
        return np.asarray(value), common_dimension(value)
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "O":
            return np.asarray(value.tolist()), common_dimension(value)
        return value, DIMENSIONLESS
    if hasattr(value, "__array__"):
        return np.asarray(value), DIMENSIONLESS
    raise TypeError(f"object of type {kind.__name__} does not have dimensions")
