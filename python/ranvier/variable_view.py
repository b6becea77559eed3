"""A variable of a group: reads as an array, writes through to the simulation."""

import numbers
import operator
import re

import numpy as np

from ranvier import device_choice
from ranvier.brian_logger import get_logger
from ranvier.clocks import quantity
from ranvier.namespaces import RememberedLookup, lookup_for
from ranvier.objects import BrianObject
from ranvier.units import Quantity, get_dimensions
from ranvier.units.dimension import get_or_create_dimension

logger = get_logger("brian2.core.variables")


class VariableView:
    """A variable of a group; `G.v` gives one.

    Reading gives copies. Assigning a string evaluates it for each element, in the caller's namespace.
    """

    __array_priority__ = 20

    def __init__(self, group, variable, exponents, dtype, is_shared, with_unit=True, read=None):
        self._group = group
        self.name = variable
        self._exponents = exponents if with_unit else (0.0,) * 7
        self._stored_exponents = exponents
        self._with_unit = with_unit
        self.dtype = np.dtype(dtype)
        self._is_shared = is_shared
        self._read = read or (lambda: group._core.values(variable))

    dim = property(lambda self: get_or_create_dimension(*self._exponents), doc="Dimension of the variable.")
    dimensions = dim

    @property
    def unit(self):
        """Unit of the variable in SI."""
        from ranvier.units import Unit

        return Unit(1.0, dim=self.dim)

    def get_value(self):
        """All values: an array of the variable's type, with its unit; a single one if it is shared."""
        values = self._read().astype(self.dtype)
        if self._is_shared:
            values = values[0]
        return quantity(values, self._exponents)

    def __array__(self, dtype=None, copy=None):
        return np.asanyarray(self.get_value(), dtype=dtype)

    def get_item(self, item, level=0, namespace=None):
        """The values that `item` selects, as copies.

        Parameters
        ----------
        item : int, slice, array_like of int or bool, str or tuple
            Elements; a string is a condition. For synapses a tuple gives neurons at both ends, and which synapse of a pair.

        Raises
        ------
        IndexError, TypeError
            For elements that do not exist, and for indices of another type.
        """
        if self._is_shared:
            if not _is_everything(item):
                raise IndexError(f"'{self.name}' of {self._group.name} is shared: it has one value, index it with [:]")
            return self.get_value()
        if isinstance(item, (str, tuple)):
            elements = self._group._find_elements(self._selection(item), lookup_for(namespace, level))
            return self.get_value()[elements]
        values = self.get_value()
        described = _described(self.name, self._group)
        return values[_checked_index(_members(item, self._group), len(values), described, self._group)]

    def __getitem__(self, item):
        return self.get_item(item)

    def __setitem__(self, item, value):
        self.set_item(item, value)

    def set_item(self, item, value, level=0, namespace=None):
        """Assign to the elements that `item` selects; a string is evaluated for each of them."""
        lookup = RememberedLookup(lookup_for(namespace, level))
        self._assign(item, value, lookup)
        lookup.forget_frame()
        device_choice.active_device.assigned(lambda: self._assign(item, value, lookup))

    def _assign(self, item, value, lookup):
        self._group._check_writable(self.name)
        selection = self._selection(item)
        if isinstance(value, str):
            self._warn_about_names(item, value)
            self._group._core.assign_text(self.name, value, selection, lookup, not self._with_unit)
        else:
            self._set_numbers(item, value, selection, lookup)
        self._group._apply_pending()

    def _warn_about_names(self, item, text):
        """A part of a group as index: names in the text mean those of the group, not of the part."""
        if isinstance(item, tuple):
            ends = (getattr(self._group, "_source", None), getattr(self._group, "_target", None))
            meant = [*zip(item, ends, (("i", "N_pre"), ("N_post", "N")))]
        else:
            meant = [(item, self._group, ("i", "N"))]
        for part, group, names in meant:
            if not isinstance(part, BrianObject) or part is group:
                continue
            for name in names:
                if re.search(rf"\b{name}\b", text):
                    logger.warn(
                        f"'{name}' in '{text}' counts in {group.name}, not in {part.name}, which is used as an index; "
                        f"write {part.name}.{self.name} = ... for the other meaning"
                        if group is self._group
                        else f"'{name}' in '{text}' counts in {group.name}, not in {part.name}, which is used as an index",
                        "ambiguous_string_expression",
                    )

    def _set_numbers(self, item, value, selection, lookup):
        if isinstance(value, VariableView):
            value = value.get_value()
        if isinstance(item, str) and np.size(value) != 1:
            raise TypeError(f"'{self.name}' is indexed with a condition: give one value or an expression, not an array")
        array = np.asarray(value)
        if array.dtype.kind not in "biuf":
            raise TypeError(f"'{self.name}' of {self._group.name} takes numbers, not {value!r}")
        if array.ndim > 1 and array.shape[-1] != array.size and array.shape != np.shape(item):
            raise ValueError(
                f"'{self.name}' of {self._group.name} takes a row of values, not an array of shape {array.shape}"
            )
        if array.dtype.kind in "iu" and np.any(array.astype(float).astype(array.dtype) != array):
            raise ValueError(
                f"'{self.name}' of {self._group.name} takes integers up to 2^53 as numbers; write larger ones in a text"
            )
        array = array.astype(float)
        fits = bool(get_dimensions(value).is_dimensionless and (np.all(array == 0) or np.all(np.isinf(array))))
        exponents = tuple(map(float, get_dimensions(value)._dims))
        if not self._with_unit:
            exponents, fits = self._stored_exponents, True
        self._group._core.assign_values(
            self.name, np.ascontiguousarray(array.ravel()), exponents, fits, selection, lookup
        )

    def _selection(self, item):
        """`item` as the core takes it."""
        return core_selection(item, self._group, self.name)

    def __len__(self):
        return 1 if self._is_shared else self._group._core.size

    shape = property(lambda self: () if self._is_shared else (len(self),), doc="Shape of the values.")
    ndim = property(lambda self: len(self.shape), doc="Number of axes.")
    size = property(lambda self: len(self), doc="Number of values.")

    def __iter__(self):
        return iter(self.get_value())

    def __repr__(self):
        return f"<{self._group.name}.{self.name}: {self.get_value()!r}>"

    def __getattr__(self, name):
        # Methods of arrays: mean, sum, max ...
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.get_value(), name)

    def __float__(self):
        return float(self.get_value())

    def __int__(self):
        return int(self.get_value())

    def __bool__(self):
        return bool(self.get_value())

    def __reduce__(self):
        return _unchanged, (self.get_value(),)  # what is pickled or copied are the values

    def __format__(self, spec):
        return format(self.get_value(), spec)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwds):
        return getattr(ufunc, method)(*map(_value_of, inputs), **kwds)

    def __array_function__(self, function, types, args, kwds):
        return function(*map(_value_of, args), **{name: _value_of(value) for name, value in kwds.items()})


def _unchanged(value):
    return value


def _value_of(value):
    if isinstance(value, VariableView):
        return value.get_value()
    if isinstance(value, (list, tuple)) and any(isinstance(part, VariableView) for part in value):
        return type(value)(_value_of(part) for part in value)
    return value


def _is_everything(item):
    return item is Ellipsis or (isinstance(item, slice) and item == slice(None))


def _members(item, group):
    """The numbers that the members of a group have in `group`, if it is used as an index; anything else as it is."""
    if isinstance(item, VariableView):
        return np.asarray(item.get_value())
    if not hasattr(item, "_member_numbers"):
        return item
    if getattr(item, "_whole", None) is not group._whole:
        return item._member_numbers()
    from ranvier.subgroup import numbers_within

    return numbers_within(group, item)


def core_selection(item, group, name):
    """An index as the core takes it: None, a condition, numbers, or a tuple for the two ends of synapses.

    Parameters
    ----------
    item : int, slice, array_like, str, tuple, group
    group : Group
        What is indexed.
    name : str
        What is indexed, for messages.
    """
    name = _described(name, group)
    if isinstance(item, str):
        return item
    if _is_everything(item):
        return None
    if isinstance(item, tuple):
        if len(item) not in (2, 3):
            raise IndexError(f"{name} takes one, two or three indices, not {len(item)}")
        ends = [getattr(group, "_source", group), getattr(group, "_target", group)]
        parts = [_core_end(_members(part, end), name) for part, end in zip(item, ends)]
        return (*parts, *(_core_copy(part, name) for part in item[2:]))
    size = group._core.size
    index = _checked_index(_members(item, group), size, name, group)
    return np.atleast_1d(np.arange(size, dtype=np.int64)[index]).ravel()


def _described(name, group):
    return f"'{name}' of {type(group).__name__} '{group.name}'"


def _core_end(part, name):
    if isinstance(part, slice):
        return _whole_slice(part, name)
    array = np.atleast_1d(np.asarray(part))
    if array.dtype.kind == "b":
        return np.ascontiguousarray(array.ravel())
    if array.size and array.dtype.kind not in "iu":
        raise _wrong_index(part, name)
    return np.ascontiguousarray(array.ravel(), dtype=np.int64)


def _core_copy(part, name):
    if isinstance(part, slice):
        return _whole_slice(part, name)
    if np.ndim(part) != 0:
        raise NotImplementedError(f"the third index of {name} is a number or a slice, not an array")
    if not isinstance(part, numbers.Integral) or isinstance(part, (bool, np.bool_)):
        raise _wrong_index(part, name)
    return int(part)


def _whole_slice(part, name):
    try:
        return slice(
            *(None if bound is None else operator.index(bound) for bound in (part.start, part.stop, part.step))
        )
    except TypeError:
        raise TypeError(f"the bounds of a slice of {name} are integers, not those of {part!r}") from None


def _wrong_index(item, name, group=None):
    # One wrong value is an IndexError for synapses, whose indices are pairs of neurons at the same time.
    is_pair = hasattr(type(group), "multisynaptic_index") and np.ndim(item) == 0
    error = IndexError if is_pair else TypeError
    return error(f"{name} is indexed with integers, slices, masks or conditions, not with {item!r}")


def _checked_index(item, size, name, group=None):
    """An index for numpy; floats are refused and masks must have the right length."""
    if isinstance(item, slice):
        return _whole_slice(item, name)
    if item is Ellipsis:
        return item
    array = np.asarray(item)
    if array.dtype.kind == "b":
        if array.shape != (size,):
            raise IndexError(f"the mask for {name} has {array.size} values, the group has {size} elements")
        return array
    if array.size == 0:
        return array.astype(np.int64)
    if array.dtype.kind not in "iu" or isinstance(item, Quantity):
        raise _wrong_index(item, name, group)
    if array.min() < -size or array.max() >= size:
        raise IndexError(f"index {item!r} is out of range for {name}, which has {size} elements")
    return int(item) if array.ndim == 0 else array.astype(np.int64)


def _forward(function):
    return lambda self, other: function(self.get_value(), _value_of(other))


def _of_one(function):
    return lambda self: function(self.get_value())


def _reflected(function):
    return lambda self, other: function(_value_of(other), self.get_value())


def _in_place(function, symbol):
    def method(self, other):
        if isinstance(other, str):
            raise TypeError(
                f"'{self.name} {symbol}= ...' does not take a string; write {self.name} = '{self.name} {symbol} ({other})'"
            )
        self.set_item(slice(None), function(self.get_value(), _value_of(other)))
        return self

    return method


_ARITHMETIC = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**"}

for _name, _symbol in _ARITHMETIC.items():
    _function = getattr(operator, _name)
    setattr(VariableView, f"__{_name}__", _forward(_function))
    setattr(VariableView, f"__r{_name}__", _reflected(_function))
    setattr(VariableView, f"__i{_name}__", _in_place(_function, _symbol))
VariableView.__idiv__ = VariableView.__itruediv__
for _name in ("matmul", "and_", "or_", "xor"):
    _function = getattr(operator, _name)
    setattr(VariableView, f"__{_name.rstrip('_')}__", _forward(_function))
    setattr(VariableView, f"__r{_name.rstrip('_')}__", _reflected(_function))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(VariableView, f"__{_name}__", _forward(getattr(operator, _name)))
for _name in ("neg", "pos", "abs", "invert"):
    setattr(VariableView, f"__{_name}__", _of_one(getattr(operator, _name)))


def _reflected_power(self, base):
    if any(self._exponents):
        raise TypeError(f"'{self.name}' has the unit {self.unit!r} and cannot be an exponent")
    return _value_of(base) ** self.get_value()


VariableView.__rpow__ = _reflected_power
VariableView.__hash__ = object.__hash__  # `run_args` of a device has views as keys
