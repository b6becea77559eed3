"""Rates of spikes in bins and smoothed over time: the arguments for the core, and its answers with units."""

import numpy as np

from ranvier import session
from ranvier.clocks import core_quantity
from ranvier.units import Quantity, hertz, second


def binned_rate(monitor, bin_size):
    """What `binned_rate` of a monitor gives: when each bin begins, and the rates as the core has them, row by row.

    Raises
    ------
    ValueError
        If `bin_size` is no whole number of time steps.
    """
    starts, rates = monitor._core.binned_rate(core_quantity(bin_size, "the size of a bin"))
    return starts * second, Quantity.with_dimensions(rates, hertz.dim)


def smooth_rate(monitor, window, width):
    """What `smooth_rate` of a monitor gives, row by row.

    Raises
    ------
    TypeError
        For a named window without a width, an array with one, or an array that has not one axis and an odd length.
    NotImplementedError
        For an unknown name.
    """
    if not isinstance(window, str):
        if width is not None:
            raise TypeError("give a width only with a named window")
        window = np.asarray(window, dtype=float)
        if window.ndim != 1:
            raise TypeError("the window must have one axis and an odd length")
        window = np.ascontiguousarray(window)
    width = None if width is None else core_quantity(width, "the width of smooth_rate")
    return Quantity.with_dimensions(monitor._core.smooth_rate(window, width, session._log), hertz.dim)
