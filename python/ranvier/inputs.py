"""Inputs: groups that emit Poisson spikes or given ones, and Poisson input onto one variable."""

import numpy as np

from ranvier import _core
from ranvier.clocks import core_quantity, quantity, seconds
from ranvier.equations import core_equations
from ranvier.groups import Group, SpikeSource, _refuse_code_object
from ranvier.namespaces import constants_of
from ranvier.objects import (
    BrianObject,
    clock_arguments,
    optional_text,
    order_number,
    refuse_during_run,
    whole_number,
)
from ranvier.units import DimensionMismatchError, get_dimensions, hertz, second


def _whole_count(value, what):
    """A number of neurons or inputs; results of calculations, such as 0.1*30, count if they are whole but for rounding.

    Raises
    ------
    ValueError
        If it is not whole, or less than 1.
    """
    if (
        isinstance(value, (float, np.floating))
        and np.isfinite(value)
        and abs(value - round(value)) <= 1e-9 * abs(value)
    ):
        value = round(value)
    elif isinstance(value, (float, np.floating)):
        raise ValueError(f"{what} is a whole number of at least 1, not {value}")
    number = whole_number(value, what)
    if number < 1:
        raise ValueError(f"{what} is a whole number of at least 1, not {number}")
    return number


def _rates(rates, size):
    if isinstance(rates, str):
        return rates
    if get_dimensions(rates) is not hertz.dim and not np.all(np.asarray(rates) == 0):
        raise DimensionMismatchError("the rates of a PoissonGroup must be in hertz", get_dimensions(rates))
    values = np.asarray(rates, dtype=float)
    if values.ndim > 1 or (values.ndim == 1 and values.shape[0] not in (1, size)):
        raise ValueError(f"a PoissonGroup of {size} neurons takes 1 or {size} rates, not {values.size}")
    return np.ascontiguousarray(np.broadcast_to(values, (size,)))


class PoissonGroup(SpikeSource, Group):
    """Independent Poisson spike trains.

    Parameters
    ----------
    N : int
        Number of neurons.
    rates : Quantity [hertz] or str
        One rate, or one for each neuron, shape ``(N,)``; a text is evaluated for each neuron and step.
    dt, clock, when, order, namespace, name
        As for `NeuronGroup`.
    """

    def __init__(self, N, rates, dt=None, clock=None, when="thresholds", order=0, namespace=None, name="poissongroup*",
                 codeobj_class=None):  # fmt: skip
        _refuse_code_object(codeobj_class)
        self._begin_group(name, namespace)
        self._clock = clock
        size = _whole_count(N, "N of a PoissonGroup")
        where = f"PoissonGroup '{self.name}'"
        self._finish(
            _core.PoissonGroup(size=size, rates=_rates(rates, size), constants=constants_of(namespace),
                               order=order_number(order), name=self.name, **clock_arguments(dt, clock)),
            core_equations(f"rates = {rates} : hertz", where).equations if isinstance(rates, str) else (),
        )  # fmt: skip
        self.when = when


class PoissonInput(BrianObject):
    """Input of many Poisson trains onto one variable: in each step each neuron gets ``weight * Binomial(N, rate*dt)``.

    Parameters
    ----------
    target : NeuronGroup
    target_var : str
        Variable that is added to.
    N : int
        Number of trains for each neuron.
    rate : Quantity [hertz]
    weight : Quantity or str
        Added for each event; a text is evaluated for each neuron and step.
    when, order : str, int
    """

    add_to_magic_network = True

    def __init__(self, target, target_var, N, rate, weight, when="synapses", order=0):
        self._begin("poissoninput*")
        if not isinstance(target, Group):
            raise TypeError(f"the target of a PoissonInput is a group, not {target!r}")
        if not isinstance(target_var, str):
            raise TypeError(f"target_var is the name of a variable, not {target_var!r}")
        if not isinstance(weight, str):
            weight = core_quantity(weight, "the weight of a PoissonInput")
        self._target = target
        self._core = _core.PoissonInput(target._core, target_var, _whole_count(N, "N of a PoissonInput"),
                                        core_quantity(rate, "the rate of a PoissonInput"), weight,
                                        optional_text(when, "when"), order_number(order), self.name)  # fmt: skip
        self.rate, self.N, self.target_var = rate, N, target_var

    def _dependencies(self):
        return [self._target._whole]


class SpikeGeneratorGroup(SpikeSource, Group):
    """Emits given spikes.

    Parameters
    ----------
    N : int
        Number of neurons.
    indices : array_like of int, shape (n_spikes,)
        Neuron of each spike.
    times : Quantity [second], shape (n_spikes,)
    dt, clock, order, name
        As for `NeuronGroup`.
    period : Quantity [second]
        After this time all spikes come again; 0 for never.
    when : str
    sorted : bool
        Accepted; the spikes are sorted in any case.

    Raises
    ------
    ValueError
        For indices out of range, negative times, lengths that differ; at the run: for two spikes of a neuron in one step.
    """

    def __init__(self, N, indices, times, dt=None, clock=None, period=0 * second, when="thresholds", order=0,
                 sorted=False, name="spikegeneratorgroup*", codeobj_class=None):  # fmt: skip
        _refuse_code_object(codeobj_class)
        self._begin_group(name)
        self._clock = clock
        indices, times = _spikes(indices, times)
        self._finish(
            _core.SpikeGeneratorGroup(size=_neurons(N), indices=indices, times=times,
                                      period=core_quantity(period, "period"), order=order_number(order), name=self.name,
                                      **clock_arguments(dt, clock))
        )  # fmt: skip
        self.when = when

    def _update_constants(self):
        """Has no namespace."""

    def set_spikes(self, indices, times, period=0 * second, sorted=False):
        """Replace the spikes. Parameters as for the group itself."""
        refuse_during_run(self, "set_spikes")
        indices, times = _spikes(indices, times)
        self._core.set_spikes(indices, times, seconds(period, "the period"))

    neuron_index = property(lambda self: self._core.indices, doc="Neuron of each spike, sorted by time.")
    spike_time = property(lambda self: quantity(self._core.times, second.dim._dims), doc="Time of each spike, sorted.")
    period = property(lambda self: self._core.period * second, doc="Period, 0 for none.")


def _neurons(N):
    number = whole_number(N, "N of a SpikeGeneratorGroup")
    if number < 1:
        raise TypeError(f"N of a SpikeGeneratorGroup is at least 1, not {number}")
    return number


def _spikes(indices, times):
    indices = np.asarray(indices)
    if indices.dtype.kind not in "iuf" or (indices.dtype.kind == "f" and np.any(indices % 1 != 0)):
        raise TypeError(f"the indices of spikes must be whole numbers, not {indices!r}")
    if get_dimensions(times) is not second.dim and np.size(times):
        raise DimensionMismatchError("the times of spikes must be times", get_dimensions(times))
    return (np.ascontiguousarray(np.atleast_1d(indices), dtype=np.int64),
            np.ascontiguousarray(np.atleast_1d(np.asarray(times, dtype=float))))  # fmt: skip
