"""TimedArray: values on a grid of time, as a function of time in models and in Python."""

import numpy as np

from ranvier import _core
from ranvier.clocks import core_quantity, defaultclock, seconds
from ranvier.objects import Nameable
from ranvier.units import DimensionMismatchError, Quantity, get_dimensions, second


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
        self.dim = get_dimensions(values)
        self.values = np.array(np.asarray(values), dtype=np.float64, order="C")
        self.values.flags.writeable = False
        if self.values.ndim not in (1, 2):
            raise NotImplementedError(
                f"a TimedArray has values of one or two axes, (n_times,) or (n_times, n_columns), not {self.values.ndim}"
            )
        self.dt = seconds(dt, "dt of a TimedArray")
        columns = 0 if self.values.ndim == 1 else self.values.shape[1]
        self._core_function = _core.timed_array(
            self.values.ravel(),
            _core.Quantity(1.0, tuple(map(float, self.dim._dims))),
            core_quantity(dt),
            columns,
            self.name,
        )

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
