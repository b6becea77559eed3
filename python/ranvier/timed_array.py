"""TimedArray: values on a grid of time, as a function of time in models and in Python."""

from contextlib import contextmanager

import numpy as np

from ranvier import _core
from ranvier.clocks import core_quantity, defaultclock, seconds
from ranvier.objects import Nameable
from ranvier.units import DimensionMismatchError, Quantity, get_dimensions, second
from ranvier.units.dimension_checks import fail_for_dimension_mismatch


class TimedArray(Nameable):
    """A function of time that is constant between samples.

    In models it is called as ``ta(t)``, with two axes of values as ``ta(t, i)``: then `i` is the column. Before the
    first sample it has the first value, after the last the last. It can be called from Python alike.

    Parameters
    ----------
    values : array_like or Quantity, shape (n_times,) or (n_times, n_columns)
        The samples.
    dt : Quantity [second]
        Time between them.
    name : str, optional

    Attributes
    ----------
    values : ndarray
        The samples in SI units, without unit.
    dt : float
        Time between them, in seconds.
    dim : Dimension
        Dimension of the samples.

    Raises
    ------
    DimensionMismatchError
        If `dt` is no time.
    NotImplementedError
        If the values have more than two axes.
    """

    def __init__(self, values, dt, name=None):
        Nameable.__init__(self, name if name is not None else "_timedarray*")
        if np.ndim(values) not in (1, 2):
            raise NotImplementedError(
                f"a TimedArray has values of one or two axes, (n_times,) or (n_times, n_columns), not {np.ndim(values)}"
            )
        self.dt = seconds(dt, "dt of a TimedArray")
        self.dim = get_dimensions(values)
        self._take(values)

    def _take(self, values):
        self.values = np.array(np.asarray(values), dtype=np.float64, order="C")
        self.values.flags.writeable = False
        columns = 0 if self.values.ndim == 1 else self.values.shape[1]
        self._core_function = _core.timed_array(
            self.values.ravel(),
            _core.Quantity(1.0, tuple(map(float, self.dim._dims))),
            core_quantity(self.dt * second),
            columns,
            self.name,
        )

    @contextmanager
    def _holding(self, values):
        """Within it, other samples of the same shape and dimension (or numbers in SI units), or one value for all."""
        if isinstance(values, Quantity):
            fail_for_dimension_mismatch(
                values,
                Quantity(1.0, dim=self.dim),
                f"the values {{values}} are not in the unit of '{self.name}'",
                values=values,
            )
        own = self.values
        if np.shape(values) not in ((), own.shape):
            raise ValueError(f"the TimedArray '{self.name}' has values of shape {own.shape}, not {np.shape(values)}")
        self._take(np.broadcast_to(np.asarray(values), own.shape))
        try:
            yield
        finally:
            self._take(own)

    def is_locally_constant(self, dt):
        """Whether the value stays during time steps of `dt` seconds that begin on the grid of the samples."""
        return self._core_function.is_constant_over(float(dt))

    def __call__(self, t, i=None):
        if get_dimensions(t) is not second.dim:
            raise DimensionMismatchError(f"a TimedArray takes a time, not {t!r}", get_dimensions(t))
        times = np.asarray(t, dtype=np.float64)
        rows = self._core_function.rows(np.ascontiguousarray(times.ravel()), defaultclock.dt_).reshape(times.shape)
        if self.values.ndim == 1:
            if i is not None:
                raise TypeError(f"the TimedArray '{self.name}' has one axis: it takes a time alone")
            found = self.values[rows]
        else:
            if i is None:
                raise TypeError(f"the TimedArray '{self.name}' has two axes: it takes a time and the column i")
            found = self.values[rows, i]
        return Quantity(found, dim=self.dim)

    def __reduce__(self):
        return type(self), (Quantity(self.values, dim=self.dim), self.dt * second, self.name)

    def __repr__(self):
        shape = "x".join(map(str, self.values.shape))
        return f"<TimedArray '{self.name}' of {shape} values every {self.dt * second}>"
