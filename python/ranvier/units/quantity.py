"""Numbers and arrays with a physical dimension."""

import numpy as np

from ranvier.units.array_methods import UnitAwareMethods
from ranvier.units.dimension import (
    DIMENSIONLESS,
    Dimension,
    DimensionMismatchError,
    get_or_create_dimension,
)
from ranvier.units.dimension_checks import fail_for_dimension_mismatch, have_same_dimensions, is_infinite, is_zero
from ranvier.units.display import Displayed
from ranvier.units.numeric_data import as_floats, common_dimension, operand
from ranvier.units.ufunc_rules import dimension_of_call, dimension_of_reduction, matching

_ndarray = np.ndarray
_new = np.ndarray.__new__
_view = np.ndarray.view
_set = np.ndarray.__setitem__
_get = np.ndarray.__getitem__


def make_quantity(value, dim):
    """A quantity from a plain number or array in SI base units; a dimensionless one stays plain."""
    if dim is DIMENSIONLESS:
        return value.item() if isinstance(value, np.generic) else value
    if isinstance(value, _ndarray):
        quantity = _view(value, Quantity)
    elif isinstance(value, float):
        quantity = _new(Quantity, ())
        _set(quantity, (), value)
    else:
        quantity = _view(as_floats(value), Quantity)
    quantity.dim = dim
    return quantity


class Quantity(Displayed, UnitAwareMethods, np.ndarray):
    """A number or array with a dimension; the numbers are kept in SI base units.

    Parameters
    ----------
    arr : number, array_like of numbers or of quantities
        A list of quantities needs one dimension throughout and cannot mix entries with and without unit.
    dim : Dimension, optional
        Replaces the dimension of `arr`.
    dtype : float or complex dtype, optional
        That of `arr` by default; float64 for integers.
    copy : bool
        Copy an array that could be shared.

    Raises
    ------
    TypeError
        If `arr` is not numerical.
    DimensionMismatchError
        If the entries of a list have different dimensions.

    Examples
    --------
    >>> I = 3 * amp
    >>> R = 2 * ohm
    >>> I * R
    6. * volt
    >>> (I * R).in_unit(mvolt)
    '6000. mV'
    """

    __slots__ = ("dim",)

    __array_priority__ = 1000

    def __new__(cls, arr, dim=None, dtype=None, copy=False, force_quantity=False):
        if dim is None:
            dim = arr.dim if type(getattr(arr, "dim", None)) is Dimension else DIMENSIONLESS
            if isinstance(arr, (list, tuple)) or (isinstance(arr, _ndarray) and arr.dtype.kind == "O"):
                dim = common_dimension(arr)
        array = as_floats(arr, dtype)
        if copy and isinstance(arr, _ndarray) and np.may_share_memory(array, arr):
            array = array.copy()
        quantity = array.view(cls)
        quantity.dim = dim
        return quantity

    def __array_finalize__(self, original):
        self.dim = getattr(original, "dim", DIMENSIONLESS)

    @staticmethod
    def with_dimensions(value, *args, **kwds):
        """A quantity from a value in SI base units and a dimension.

        Parameters
        ----------
        value : number or array_like
        *args, **kwds
            A `Dimension`, or exponents as for `get_or_create_dimension`.

        Examples
        --------
        >>> Quantity.with_dimensions(2, length=1, time=-1)
        2. * metre * second ** -1
        """
        if len(args) == 1 and isinstance(args[0], Dimension):
            return Quantity(value, dim=args[0])
        return Quantity(value, dim=get_or_create_dimension(*args, **kwds))

    dimensions = property(lambda self: self.dim, doc="Dimension of the quantity.")
    is_dimensionless = property(lambda self: self.dim is DIMENSIONLESS, doc="Whether the quantity has no unit.")

    def has_same_dimensions(self, other):
        """Whether `other` has the same dimension."""
        return have_same_dimensions(self, other)

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **kwds):
        try:
            operands = [operand(value) for value in inputs]
            values = [value for value, _ in operands]
            dims = [dim for _, dim in operands]
            if method == "__call__" or method == "outer":
                dim = dimension_of_call(ufunc, inputs, values, dims)
            elif method == "at":
                return self._update_at(ufunc, inputs, values, dims)
            else:
                dim = dimension_of_reduction(ufunc, method, inputs[0], values[0], dims[0], kwds.get("axis", 0))
        except KeyError:
            return NotImplemented
        if "initial" in kwds and kwds["initial"] is not np._NoValue:
            fail_for_dimension_mismatch(
                self, kwds["initial"], f"{ufunc.__name__} needs 'initial' in the unit of the data"
            )
            kwds["initial"] = np.asarray(kwds["initial"]).item()
        compute = getattr(ufunc, method)
        if out is not None:
            return _compute_into(compute, values, dim, out, kwds)
        result = compute(*values, **kwds)
        if type(result) is tuple:
            return tuple(make_quantity(part, d) for part, d in zip(result, _dimensions_of_parts(ufunc, dim, dims)))
        return result if dim is None else make_quantity(result, dim)

    @staticmethod
    def _update_at(ufunc, inputs, values, dims):
        if dims[0] is not DIMENSIONLESS or len(inputs) > 2:
            pair = [dims[0], dims[2] if len(dims) > 2 else DIMENSIONLESS]
            ends = inputs[0], inputs[-1]
            if dimension_of_call(ufunc, ends, [values[0], values[-1]], pair) is not dims[0]:
                raise DimensionMismatchError(f"{ufunc.__name__}.at would change the unit of single entries", *pair)
        ufunc.at(*values)

    def __array_function__(self, func, types, args, kwds):
        from ranvier.units.array_functions import UNIT_AWARE

        if func in UNIT_AWARE:
            return UNIT_AWARE[func](*args, **kwds)
        return super().__array_function__(func, types, args, kwds)

    def _compare(self, other, name, method):
        if type(other) is Quantity and other.dim is self.dim:
            return method(_view(self, _ndarray), _view(other, _ndarray))
        if other is None or isinstance(other, str):
            return NotImplemented
        try:
            value, dim = operand(other)
        except (TypeError, ValueError):
            return NotImplemented
        plain = _view(self, _ndarray)
        if dim is not self.dim:
            matching(name, (self, other), (plain, value), (self.dim, dim), lambda v: is_zero(v) or is_infinite(v))
        return method(plain, value)

    def __lt__(self, other):
        return self._compare(other, "less", _ndarray.__lt__)

    def __le__(self, other):
        return self._compare(other, "less_equal", _ndarray.__le__)

    def __gt__(self, other):
        return self._compare(other, "greater", _ndarray.__gt__)

    def __ge__(self, other):
        return self._compare(other, "greater_equal", _ndarray.__ge__)

    def __eq__(self, other):
        return self._compare(other, "equal", _ndarray.__eq__)

    def __ne__(self, other):
        return self._compare(other, "not_equal", _ndarray.__ne__)

    __hash__ = None

    def __mul__(self, other):
        if type(other) is float or type(other) is int:
            return make_quantity(_view(self, _ndarray) * other, self.dim)
        if type(other) is Quantity:
            return make_quantity(_view(self, _ndarray) * _view(other, _ndarray), self.dim * other.dim)
        return _ndarray.__mul__(self, other)

    def __rmul__(self, other):
        if type(other) is float or type(other) is int:
            return make_quantity(other * _view(self, _ndarray), self.dim)
        return _ndarray.__rmul__(self, other)

    def __truediv__(self, other):
        if type(other) is float or type(other) is int:
            return make_quantity(_view(self, _ndarray) / other, self.dim)
        if type(other) is Quantity:
            return make_quantity(_view(self, _ndarray) / _view(other, _ndarray), self.dim / other.dim)
        return _ndarray.__truediv__(self, other)

    def __add__(self, other):
        if type(other) is Quantity and other.dim is self.dim:
            return make_quantity(_view(self, _ndarray) + _view(other, _ndarray), self.dim)
        return _ndarray.__add__(self, other)

    def __sub__(self, other):
        if type(other) is Quantity and other.dim is self.dim:
            return make_quantity(_view(self, _ndarray) - _view(other, _ndarray), self.dim)
        return _ndarray.__sub__(self, other)

    def __pow__(self, exponent, modulus=None):
        if modulus is not None:
            return NotImplemented
        return np.power(self, exponent)

    # A scalar is rebound like a Python number; an array is changed where it is.
    def __iadd__(self, other):
        return self + other if self.ndim == 0 else np.add(self, other, out=self)

    def __isub__(self, other):
        return self - other if self.ndim == 0 else np.subtract(self, other, out=self)

    def __imul__(self, other):
        return self * other if self.ndim == 0 else np.multiply(self, other, out=self)

    def __itruediv__(self, other):
        return self / other if self.ndim == 0 else np.true_divide(self, other, out=self)

    def __ifloordiv__(self, other):
        return self // other if self.ndim == 0 else np.floor_divide(self, other, out=self)

    def __imod__(self, other):
        return self % other if self.ndim == 0 else np.remainder(self, other, out=self)

    def __ipow__(self, other):
        return self**other if self.ndim == 0 else np.power(self, other, out=self)

    def __getitem__(self, key):
        entry = _get(self, key)
        return entry if isinstance(entry, Quantity) and entry.ndim else make_quantity(_plain(entry), self.dim)

    def __setitem__(self, key, value):
        fail_for_dimension_mismatch(self, value, "cannot assign a value of another unit")
        _set(self, key, np.asarray(value))

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo):
        return Quantity(np.array(self), dim=self.dim)

    def __reduce__(self):
        return _restore, (np.asarray(self), self.dim)


def _plain(entry):
    return _view(entry, _ndarray) if isinstance(entry, _ndarray) else entry


def _restore(array, dim):
    """Rebuild a pickled quantity."""
    return Quantity(array, dim=dim, dtype=array.dtype)


def _dimensions_of_parts(ufunc, dim, dims):
    """Dimensions of the two results of divmod (quotient and rest) and modf (fraction and whole part)."""
    if ufunc is np.divmod:
        if dims[0] is not dims[1]:
            raise DimensionMismatchError("divmod needs two quantities of one unit", *dims)
        return dim, dims[0]
    return dim, dim


def _compute_into(compute, values, dim, out, kwds):
    """Compute into the array `out`; a quantity takes the dimension of the result."""
    target = out[0]
    if len(out) > 1:
        raise TypeError("a quantity operation with two results takes no 'out'")
    plain = np.asarray(target)
    if dim is not None and dim is not DIMENSIONLESS and plain.dtype.kind in "biu":
        # `counts *= mV`: whole numbers cannot hold the result, so the name is bound to a new quantity.
        return make_quantity(compute(*values, **kwds), dim)
    compute(*values, out=plain, **kwds)
    if dim is None:
        return plain
    if isinstance(target, Quantity):
        target.dim = dim
        return target if dim is not DIMENSIONLESS else plain
    return make_quantity(plain, dim)
