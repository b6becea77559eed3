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
from ranvier.session import ready_session
from ranvier.units import get_dimensions
from ranvier.units.dimension import get_or_create_dimension

logger = get_logger("brian2.core.variables")


class VariableView:
    """A variable of a group; `G.v` gives one.

    Reading gives copies. Assigning a string evaluates it for each element, in the caller's namespace.
    """

    __array_priority__ = 20

    def __init__(self, group, variable, exponents, dtype, is_shared, with_unit=True, is_subexpression=False):
        self._group = group
        self.name = variable
        self._exponents = exponents if with_unit else (0.0,) * 7
        self._stored_exponents = exponents
        self._with_unit = with_unit
        self.dtype = np.dtype(dtype)
        self._is_shared = is_shared
        self._is_subexpression = is_subexpression

    def _lookup(self):
        """Values of external names: those of the last run of the group, else of the caller."""
        network = self._group._network
        return lookup_for() if network is None or network._last_lookup is None else network._last_lookup

    dim = property(lambda self: get_or_create_dimension(*self._exponents), doc="Dimension of the variable.")
    dimensions = dim

    @property
    def unit(self):
        """Unit of the variable in SI."""
        from ranvier.units import Unit

        return Unit(1.0, dim=self.dim)

    def get_value(self):
        """All values: an array of the variable's type, with its unit; a single one if it is shared."""
        if self._is_subexpression:
            self._group._update_constants()
            values = ready_session().evaluate(self._group._core, self.name, self._lookup()).astype(self.dtype)
        else:
            values = self._group._core.values(self.name).astype(self.dtype)
        if self._is_shared:
            values = values[0]
        return quantity(values, self._exponents)

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.get_value(), dtype=dtype)

    def __getitem__(self, item):
        if isinstance(item, str):
            self._group._update_constants()
            return self.get_value()[ready_session().find_elements(self._group._core, item, lookup_for())]
        if self._is_shared and not _is_everything(item):
            raise IndexError(f"'{self.name}' of {self._group.name} is shared: it has one value, index it with [:]")
        if isinstance(item, tuple):
            self._refuse_tuple()
        values = self.get_value()
        if self._is_shared:
            return values
        return values[_checked_index(item, len(values), self)]

    def _refuse_tuple(self):
        from ranvier.objects import not_built

        raise not_built("an index of two numbers", "for synapses give a condition: S.w['i == 0 and j == 1']")

    def __setitem__(self, item, value):
        self.set_item(item, value, level=0)

    def set_item(self, item, value, level=0):
        """Assign to the elements that `item` selects."""
        lookup = RememberedLookup(lookup_for(None, level))
        self._assign(item, value, lookup)
        lookup.forget_frame()
        device_choice.active_device.assigned(lambda: self._assign(item, value, lookup))

    def _assign(self, item, value, lookup):
        self._group._check_writable(self.name)
        selection = self._selection(item)
        if isinstance(value, str):
            if isinstance(item, BrianObject):
                self._warn_about_names(item, value)
            self._group._core.assign_text(self.name, value, selection, lookup)
        else:
            if isinstance(value, VariableView):
                value = value.get_value()
            if isinstance(item, str) and np.size(value) != 1:
                raise TypeError(
                    f"'{self.name}' is indexed with a condition: give one value or an expression, not an array"
                )
            array = np.asarray(value)
            if array.dtype.kind not in "biuf":
                raise TypeError(f"'{self.name}' of {self._group.name} takes numbers, not {value!r}")
            array = array.astype(float)
            fits = bool(get_dimensions(value).is_dimensionless and (np.all(array == 0) or np.all(np.isinf(array))))
            exponents = tuple(map(float, get_dimensions(value)._dims))
            if not self._with_unit:
                exponents, fits = self._stored_exponents, True
            self._group._core.assign_values(
                self.name, np.ascontiguousarray(array.ravel()), exponents, fits, selection, lookup
            )
        self._group._apply_pending()

    def _warn_about_names(self, part, text):
        """A part of a group as index: names in the text mean those of the group, not of the part."""
        for name in ("i", "N"):
            if part is not self._group and re.search(rf"\b{name}\b", text):
                logger.warn(
                    f"'{name}' in '{text}' counts in {self._group.name}, not in {part.name}, which is used as an index; "
                    f"write {part.name}.{self.name} = ... for the other meaning",
                    "ambiguous_string_expression",
                )

    def _selection(self, item):
        if isinstance(item, str):
            return item
        if _is_everything(item):
            return None
        if isinstance(item, tuple):
            self._refuse_tuple()
        size = self._group._core.size
        index = _checked_index(item, size, self)
        return np.atleast_1d(np.arange(size, dtype=np.int64)[index])

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


def _checked_index(item, size, view):
    """An index for numpy; floats are refused and masks must have the right length."""
    if isinstance(item, slice):
        return item
    if isinstance(item, BrianObject):  # a subgroup: its members
        from ranvier.subgroup import numbers_within

        return numbers_within(view._group, item)
    array = np.asarray(item)
    if array.dtype.kind == "b":
        if array.shape != (size,):
            raise IndexError(f"the mask for '{view.name}' has {array.size} values, the group has {size} elements")
        return array
    if array.size == 0:
        return array.astype(np.int64)
    if array.dtype.kind not in "iu":
        raise TypeError(f"'{view.name}' is indexed with integers, slices, masks or conditions, not with {item!r}")
    if array.min() < -size or array.max() >= size:
        raise IndexError(f"index {item!r} is out of range for '{view.name}', which has {size} elements")
    return item if isinstance(item, numbers.Integral) else array.astype(np.int64)


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
for _name in ("matmul", "and_", "or_", "xor"):
    _function = getattr(operator, _name)
    setattr(VariableView, f"__{_name.rstrip('_')}__", _forward(_function))
    setattr(VariableView, f"__r{_name.rstrip('_')}__", _reflected(_function))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(VariableView, f"__{_name}__", _forward(getattr(operator, _name)))
for _name in ("neg", "pos", "abs", "invert"):
    setattr(VariableView, f"__{_name}__", _of_one(getattr(operator, _name)))
VariableView.__hash__ = object.__hash__  # `run_args` of a device has views as keys
