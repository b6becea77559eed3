"""Clocks, and the default clock."""

import numpy as np

from ranvier import _core
from ranvier.brian_logger import get_logger
from ranvier.units import DimensionMismatchError, Quantity, get_dimensions, second
from ranvier.units.dimension import get_or_create_dimension
from ranvier.variables import Variable, Variables

logger = get_logger("brian2.core.clocks")


def core_quantity(value, what="a value"):
    """A number or quantity for the core; `what` names it in the errors."""
    if np.ndim(value) != 0:
        raise TypeError(f"{what} is a single value, not an array of shape {np.shape(value)}")
    if np.asarray(value).dtype.kind not in "biuf":
        raise TypeError(f"{what} is a number, or a number with a unit, not {value!r}")
    return _core.Quantity(float(np.asarray(value)), tuple(map(float, get_dimensions(value)._dims)))


def quantity(values, exponents):
    """Numbers of the core with their dimension; without one a plain array."""
    dimension = get_or_create_dimension(*exponents)
    if dimension.is_dimensionless:
        return values
    return Quantity.with_dimensions(values, dimension)


def seconds(value, what):
    """`value` in seconds. Raises DimensionMismatchError if it is no time."""
    if get_dimensions(value) is not second.dim:
        raise DimensionMismatchError(f"{what} must be a time", get_dimensions(value))
    return float(np.asarray(value))


def _plain_name(name):
    """The name of a clock; clocks may share one, so that of an automatic name the part before the star is taken."""
    if not isinstance(name, str):
        raise TypeError(f"the name of a clock is a string, not {name!r}")
    return name.removesuffix("*")


class BaseClock:
    """What all clocks have: a time, and the number of the present step."""

    _has_interval = False

    t = property(lambda self: self._core.t * second, doc="Time of the present step.")
    t_ = property(lambda self: self._core.t, doc="Time of the present step in seconds, a plain number.")
    timestep = property(lambda self: self._core.step, doc="Number of the present step.")
    t_in_timesteps = timestep

    @property
    def variables(self):
        """What the clock knows, by name: see `ranvier.variables.Variables`."""
        numbers = {"timestep": lambda: self.timestep, "t_in_timesteps": lambda: self.timestep, "N": lambda: 1}
        rows = {name: Variable(name, None, np.int64, read, owner=self) for name, read in numbers.items()}
        rows["t"] = Variable("t", second.dim, np.float64, lambda: self.t_, owner=self)
        if self._core.has_dt:
            rows["dt"] = Variable("dt", second.dim, np.float64, lambda: self.dt_, owner=self)
        return Variables(rows)

    def set_interval(self, start, end):
        """Stand at the beginning of a run.

        Parameters
        ----------
        start, end : Quantity [second]
            The clock stands at the step that belongs to `start`; `advance` stops at that of `end`.

        Raises
        ------
        ValueError
            If dt was changed and `start` is no multiple of it.
        """
        start, end = seconds(start, "the start of an interval"), seconds(end, "the end of an interval")
        self._core.set_interval(start, end)
        self._has_interval = True
        if self._core.counts_beyond_precision:
            logger.warn(self._core.many_steps_text(end), "many_timesteps", once=True)

    def advance(self):
        """Go to the next step.

        Raises
        ------
        StopIteration
            At the end of the interval that was set.
        """
        if self._has_interval and self._core.step >= self._core.end_step:
            raise StopIteration(f"clock '{self.name}' stands at the end of its interval")
        self._core.advance()

    def same_time(self, other):
        """Whether two clocks stand at one time, within a small part of a step."""
        return self._core.is_at_time_of(core_clock(other))

    def __lt__(self, other):
        return not self.same_time(other) and self.t_ < other.t_

    def __gt__(self, other):
        return not self.same_time(other) and self.t_ > other.t_

    def __le__(self, other):
        return not self > other

    def __ge__(self, other):
        return not self < other


class Clock(BaseClock):
    """Time as a number of steps.

    Parameters
    ----------
    dt : Quantity [second]
        Length of a step.
    name : str
    """

    def __init__(self, dt, name="clock*"):
        self.name = _plain_name(name)
        self._core = _core.Clock(self.name, seconds(dt, "dt of a clock"))

    @property
    def dt(self):
        """Length of a step."""
        return self._core.dt * second

    @dt.setter
    def dt(self, value):
        self._core.dt = seconds(value, "dt of a clock")

    dt_ = property(
        lambda self: self._core.dt,
        lambda self, value: setattr(self._core, "dt", float(value)),
        doc="Length of a step in seconds, a plain number.",
    )

    def __repr__(self):
        return f"Clock(dt={self.dt!r}, name={self.name!r})"


class EventClock(BaseClock):
    """A clock that ticks at given times. It has no dt: what needs a time step can't go with it.

    Parameters
    ----------
    times : Quantity [second], shape (n_times,)
        In any order.
    name : str

    Raises
    ------
    DimensionMismatchError
        If `times` are no times.
    ValueError
        If there is none, or one stands there twice.
    """

    def __init__(self, times, name="eventclock*"):
        times = Quantity(times)
        if times.size and get_dimensions(times) is not second.dim:
            raise DimensionMismatchError("the times of an EventClock must be times", get_dimensions(times))
        self.name = _plain_name(name)
        self._core = _core.Clock(self.name, [float(time) for time in np.asarray(times, dtype=float).ravel()])

    times = property(
        lambda self: Quantity.with_dimensions(self._core.times, second.dim), doc="The times, in ascending order."
    )

    def _refuse_dt(self, *_):
        raise AttributeError(f"clock '{self.name}' has no dt: it ticks at given times")

    dt = dt_ = property(_refuse_dt, _refuse_dt, doc="There is none.")

    def __getitem__(self, index):
        return self.times[index]

    def __len__(self):
        return len(self._core.times)

    def __repr__(self):
        return f"EventClock(times={self.times!r}, name={self.name!r})"


defaultclock = Clock(Quantity.with_dimensions(1e-4, second.dim), name="defaultclock")


def core_clock(clock):
    """The core's clock for an object's `clock` argument."""
    if clock is None:
        return defaultclock._core
    if not isinstance(clock, BaseClock):
        raise TypeError(f"clock must be a Clock, not {type(clock).__name__}")
    return clock._core


def clock_of(core):
    """The clock of an object of the core, as Python has it."""
    if core.clock is None or core.clock is defaultclock._core:
        return defaultclock
    clock = Clock.__new__(Clock if core.clock.has_dt else EventClock)
    clock.name = core.clock.name
    clock._core, clock._owner = core.clock, core  # the object owns its clock
    return clock
