"""Clocks, and the default clock."""

import numpy as np

from ranvier import _core
from ranvier.units import DimensionMismatchError, Quantity, get_dimensions, second
from ranvier.units.dimension import get_or_create_dimension


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


class Clock:
    """Time as a number of steps.

    Parameters
    ----------
    dt : Quantity [second]
        Length of a step.
    name : str
    """

    def __init__(self, dt, name="clock"):
        self.name = name
        self._core = _core.Clock(name, seconds(dt, "dt of a clock"))

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
    t = property(lambda self: self._core.t * second, doc="Time of the present step.")
    t_ = property(lambda self: self._core.t, doc="Time of the present step in seconds, a plain number.")
    timestep = property(lambda self: self._core.step, doc="Number of the present step.")
    t_in_timesteps = timestep

    def __repr__(self):
        return f"Clock(dt={self.dt!r}, name={self.name!r})"


defaultclock = Clock(Quantity.with_dimensions(1e-4, second.dim), name="defaultclock")


def core_clock(clock):
    """The core's clock for an object's `clock` argument."""
    if clock is None:
        return defaultclock._core
    if not isinstance(clock, Clock):
        raise TypeError(f"clock must be a Clock, not {type(clock).__name__}")
    return clock._core
