"""SpikeGeneratorGroup: its arguments and periods. The expected values are those of Brian 2 2.9.0."""

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def own_scope():
    start_scope()


def test_whole_numbers_may_be_floats():
    group = SpikeGeneratorGroup(2.0, np.zeros(3), [0, 1, 2] * ms)
    assert (len(group), group.neuron_index.tolist()) == (2, [0, 0, 0])


@pytest.mark.parametrize(
    ("size", "indices", "error", "text"),
    [
        (2, [0.5], TypeError, "the indices of spikes must be whole numbers"),
        (2, ["0"], TypeError, "the indices of spikes must be whole numbers"),
        (1.5, [0], TypeError, "N of a SpikeGeneratorGroup is a whole number, not 1.5"),
        (0, [0], TypeError, "N of a SpikeGeneratorGroup is at least 1, not 0"),
        (2, [2], ValueError, "has neurons 0 to 1, but a spike is for neuron 2"),
    ],
)
def test_wrong_arguments_are_refused(size, indices, error, text):
    with pytest.raises(error, match=text):
        SpikeGeneratorGroup(size, indices, [1] * ms)


def test_a_spike_that_rounds_to_the_end_of_the_period_is_refused():
    with pytest.raises(ValueError, match="is not before the period ends"):
        SpikeGeneratorGroup(1, [0, 0], [0, 0.99999] * ms, period=1 * ms, dt=0.1 * ms)
    group = SpikeGeneratorGroup(1, [0], [0.95] * ms, period=1 * ms)
    group.set_spikes([0], [0.95] * ms, period=1 * ms)
    with pytest.raises(ValueError, match="is not before the period ends"):
        group.set_spikes([0], [0.99999] * ms, period=1 * ms)
    group.set_spikes([0], [2.3] * ms, period=2.4 * ms)
    defaultclock.dt = 1.2 * ms
    try:
        run(1.2 * ms)
        group.set_spikes([0], [1] * ms, period=1.2 * ms)
        defaultclock.dt = 0.4 * ms
        run(2.4 * ms)
    finally:
        defaultclock.dt = 0.1 * ms


def test_a_period_that_is_never_over_is_warned_about():
    group = SpikeGeneratorGroup(3, [0, 1, 2], [0, 1, 2] * ms, period=1e6 * second)
    monitor = SpikeMonitor(group)
    with catch_logs() as logs:
        run(5 * ms)
    assert monitor.i[:].tolist() == [0, 1, 2]
    assert [entry[1].rpartition(".")[2] for entry in logs] == ["spikegenerator_long_period"]
