"""Rates of spikes in bins and smoothed over time."""

import numpy as np

from ranvier.brian_logger import get_logger
from ranvier.clocks import seconds
from ranvier.units import Quantity, hertz, second

logger = get_logger("brian2.monitors.ratemonitor")


def bin_steps(bin_size, dt):
    """Number of time steps in a bin.

    Raises
    ------
    ValueError
        If that is no whole number of at least 1.
    """
    steps = seconds(bin_size, "the size of a bin") / dt
    whole = round(steps) if np.isfinite(steps) else 0
    if whole < 1 or abs(steps - whole) > 1e-4:
        raise ValueError(f"the size of a bin is {bin_size}; it must be a whole number of time steps of {dt * second}")
    return whole


def binned(samples, steps):
    """Means of `samples` over complete groups of `steps` along the last axis; what is left over is dropped."""
    n_bins = samples.shape[-1] // steps
    return samples[..., : n_bins * steps].reshape(*samples.shape[:-1], n_bins, steps).mean(axis=-1)


def smoothing_window(window, width, dt):
    """The window that `smooth_rate` convolves with, its sum being 1.

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
        kernel = np.asarray(window, dtype=float)
        if kernel.ndim != 1 or len(kernel) % 2 != 1:
            raise TypeError("the window must have one axis and an odd length")
        return kernel / np.sum(kernel)
    if width is None:
        raise TypeError("smooth_rate needs a width for this window")
    steps = seconds(width, "the width of smooth_rate") / dt
    if window == "gaussian":
        half = int(np.round(2 * steps))
        kernel = np.exp(-(np.arange(-half, half + 1) ** 2) / (2 * steps**2))
    elif window == "flat":
        n_samples = 2 * int(np.round(steps / 2)) + 1
        if abs(n_samples - steps) > 1e-6:
            logger.info(
                f"the width of the flat window is {n_samples * dt * second} instead of {width}: an odd number of time steps",
                "adjusted_width",
                once=True,
            )
        kernel = np.ones(n_samples)
    else:
        raise NotImplementedError(f"there is no window {window!r}; use 'gaussian', 'flat' or an array")
    return kernel / np.sum(kernel)


def smoothed(rates, kernel):
    """Rates in hertz convolved with a window along the last axis; as long as before."""
    rows = [np.convolve(row, kernel, mode="same") for row in np.atleast_2d(rates)]
    return Quantity.with_dimensions(np.array(rows).reshape(rates.shape), hertz.dim)
