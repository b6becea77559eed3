"""What objects know by name, as `variables` shows it: names, units, types and values, to be read."""

import weakref
from collections.abc import Mapping

import numpy as np

from ranvier.units import Quantity, get_dimensions
from ranvier.units.fundamentalunits import DIMENSIONLESS


class Variable:
    """One name that an object knows.

    Parameters
    ----------
    name : str
    dim : Dimension, optional
        Without it there is no unit.
    dtype : type
        How values are stored.
    read : callable
        Gives the values in SI units.
    owner : object
    scalar : bool
        Whether there is one value for all elements.
    read_only : bool
        Whether the user can't set it.
    """

    def __init__(self, name, dim, dtype, read, owner=None, scalar=True, read_only=True):
        self.name = name
        self.dim = DIMENSIONLESS if dim is None else dim
        self.dtype = np.dtype(dtype)
        # Whoever keeps a variable does not keep the object alive.
        self._owner = (lambda: None) if owner is None else weakref.ref(owner)
        self.scalar = scalar
        self.read_only = read_only
        self.conditional_write = None
        self._read = read

    owner = property(lambda self: self._owner(), doc="The object that knows it; None if that is gone.")
    is_boolean = property(lambda self: self.dtype.kind == "b", doc="Whether it is true or false.")
    is_integer = property(lambda self: self.dtype.kind in "iu", doc="Whether it is an integer.")

    @property
    def unit(self):
        """Unit of the values in SI."""
        from ranvier.units import Unit

        return Unit(1.0, dim=self.dim)

    @property
    def size(self):
        """Number of values; of recorded variables (number of samples, number of elements)."""
        shape = np.shape(self.get_value())
        return shape if len(shape) > 1 else int(np.prod(shape))

    shape = property(lambda self: np.shape(self.get_value()), doc="Shape of the values.")

    def get_value(self):
        """The values in SI units, without unit."""
        return np.asarray(self._read(), dtype=self.dtype)[()]

    def get_value_with_unit(self):
        """The values with their unit."""
        return self.get_value() if self.dim.is_dimensionless else Quantity.with_dimensions(self.get_value(), self.dim)

    def __len__(self):
        return int(np.shape(self.get_value())[0]) if np.ndim(self.get_value()) else 1

    def __repr__(self):
        return f"<variable '{self.name}': unit {self.unit!r}, {self.dtype}{', read-only' if self.read_only else ''}>"


class Constant(Variable):
    """A name with one value that does not change.

    Parameters
    ----------
    name : str
    value : number or Quantity
    """

    def __init__(self, name, value, owner=None):
        number = np.asarray(value)
        super().__init__(name, get_dimensions(value), number.dtype, lambda: number, owner)
        self.value = number[()]


class Variables(Mapping):
    """What an object knows, by name: a dictionary of `Variable` that can't be changed.

    Parameters
    ----------
    rows : dict of str to Variable
    """

    def __init__(self, rows):
        self._rows = rows

    def __getitem__(self, name):
        return self._rows[name]

    def __iter__(self):
        return iter(self._rows)

    def __len__(self):
        return len(self._rows)

    def __repr__(self):
        return f"<variables: {', '.join(self._rows)}>"
