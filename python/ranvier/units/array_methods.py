"""Methods of a quantity that differ from those of a plain array because of its unit."""

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS
from ranvier.units.dimension_checks import fail_for_dimension_mismatch
from ranvier.units.ufunc_rules import number_of_factors

_ndarray = np.ndarray


def _keeping(name):
    method = getattr(np.ndarray, name)

    def keep(self, *args, **kwds):
        return self._with_dim(method(self.view(_ndarray), *args, **_plain_out(kwds)), self.dim, kwds.get("out"))

    keep.__name__ = keep.__qualname__ = name
    keep.__doc__ = f"As ``numpy.ndarray.{name}``; the result has the unit of the quantity."
    return keep


def _dropping(name):
    method = getattr(np.ndarray, name)

    def drop(self, *args, **kwds):
        return method(self.view(_ndarray), *args, **kwds)

    drop.__name__ = drop.__qualname__ = name
    drop.__doc__ = f"As ``numpy.ndarray.{name}``; the result has no unit."
    return drop


def _plain_out(kwds):
    if kwds.get("out") is None:
        return kwds
    return {**kwds, "out": np.asarray(kwds["out"])}


class UnitAwareMethods:
    """The array methods of `Quantity`."""

    __slots__ = ()

    @staticmethod
    def _with_dim(result, dim, out=None):
        from ranvier.units.quantity import Quantity, make_quantity

        if out is not None:
            if isinstance(out, Quantity):
                out.dim = dim
            return out
        return make_quantity(result, dim)

    sum = _keeping("sum")
    mean = _keeping("mean")
    min = _keeping("min")
    max = _keeping("max")
    std = _keeping("std")
    cumsum = _keeping("cumsum")
    round = _keeping("round")
    diagonal = _keeping("diagonal")
    trace = _keeping("trace")
    ravel = _keeping("ravel")

    any = _dropping("any")
    all = _dropping("all")
    nonzero = _dropping("nonzero")
    argmin = _dropping("argmin")
    argmax = _dropping("argmax")
    argsort = _dropping("argsort")
    argpartition = _dropping("argpartition")

    def ptp(self, axis=None, out=None, keepdims=False):
        """Range of the entries (largest minus smallest), in the unit of the quantity."""
        plain = np.ptp(self.view(_ndarray), axis=axis, out=None if out is None else np.asarray(out), keepdims=keepdims)
        return self._with_dim(plain, self.dim, out)

    def var(self, *args, **kwds):
        """As ``numpy.ndarray.var``; the result has the unit squared."""
        plain = self.view(_ndarray).var(*args, **_plain_out(kwds))
        return self._with_dim(plain, self.dim**2, kwds.get("out"))

    def prod(self, axis=None, *args, **kwds):
        """As ``numpy.ndarray.prod``; the result has the unit to the power of the number of factors."""
        plain = self.view(_ndarray).prod(axis, *args, **_plain_out(kwds))
        return self._with_dim(plain, self.dim ** number_of_factors(self, axis), kwds.get("out"))

    def cumprod(self, *args, **kwds):
        """As ``numpy.ndarray.cumprod``, for quantities without a unit only."""
        if self.dim is not DIMENSIONLESS:
            raise TypeError("a running product of quantities has another unit at each step; divide by the unit first")
        return self.view(_ndarray).cumprod(*args, **kwds)

    def item(self, *args):
        """One entry as a scalar, with its unit."""
        return self._with_dim(np.float64(self.view(_ndarray).item(*args)), self.dim)

    def tolist(self):
        """Nested list of scalar quantities."""
        if self.ndim == 0:
            return self.item()
        return [entry.tolist() if isinstance(entry, _ndarray) else entry for entry in self]

    def fill(self, value):
        """Set all entries, to a value of the same unit."""
        fail_for_dimension_mismatch(self, value, "cannot fill a quantity with a value of another unit")
        self.view(_ndarray).fill(float(value))

    def put(self, indices, values, *args, **kwds):
        """As ``numpy.ndarray.put``, with values of the same unit."""
        fail_for_dimension_mismatch(self, values, "cannot put values of another unit into a quantity")
        self.view(_ndarray).put(indices, np.asarray(values), *args, **kwds)

    def clip(self, min=None, max=None, *args, **kwds):
        """As ``numpy.ndarray.clip``, with bounds of the same unit."""
        for bound in (min, max):
            if bound is not None:
                fail_for_dimension_mismatch(self, bound, "clip needs bounds in the unit of the quantity")
        bounds = [bound if bound is None else np.asarray(bound) for bound in (min, max)]
        plain = self.view(_ndarray).clip(*bounds, *args, **_plain_out(kwds))
        return self._with_dim(plain, self.dim, kwds.get("out"))

    def dot(self, other, **kwds):
        """Dot product; the units are multiplied."""
        from ranvier.units.numeric_data import operand

        value, dim = operand(other)
        return self._with_dim(self.view(_ndarray).dot(value, **_plain_out(kwds)), self.dim * dim, kwds.get("out"))

    def searchsorted(self, v, *args, **kwds):
        """As ``numpy.ndarray.searchsorted``, with values of the same unit."""
        fail_for_dimension_mismatch(self, v, "searchsorted needs values in the unit of the quantity")
        return self.view(_ndarray).searchsorted(np.asarray(v), *args, **kwds)
