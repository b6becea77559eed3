"""Monitors, spike generators and Poisson inputs."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(21)


@pytest.fixture
def spiking():
    """Two neurons of three spike: 0 at 1 ms and 3 ms, 2 at 2 ms."""
    return SpikeGeneratorGroup(3, [0, 2, 0], [1, 2, 3] * ms)


def test_a_spike_monitor_has_spikes_by_time_and_by_neuron(spiking):
    spikes = SpikeMonitor(spiking)
    run(4 * ms)
    assert (spikes.i[:].tolist(), (spikes.t / ms).tolist()) == ([0, 2, 0], pytest.approx([1, 2, 3]))
    assert (spikes.count[:].tolist(), spikes.num_spikes) == ([2, 0, 1], 3)
    trains = spikes.spike_trains()
    assert {neuron: (times / ms).round(6).tolist() for neuron, times in trains.items()} == {0: [1, 3], 1: [], 2: [2]}
    assert [(spikes.it[0] == spikes.i).all(), (spikes.it[1] == spikes.t).all()] == [True, True]


def test_a_spike_monitor_without_record_counts_only(spiking):
    spikes = SpikeMonitor(spiking, record=False)
    run(4 * ms)
    assert (spikes.count[:].tolist(), spikes.num_spikes) == ([2, 0, 1], 3)
    with pytest.raises(AttributeError, match="record=False"):
        spikes.i.tolist()


def test_a_spike_monitor_records_variables_before_the_reset():
    group = NeuronGroup(2, "dv/dt = (1 + i)/ms : 1", threshold="v > 0.95", reset="v = 0", method="euler")
    spikes = SpikeMonitor(group, variables="v")
    run(1 * ms)
    assert spikes.values("v")[0].tolist() == pytest.approx([1])
    assert spikes.values("v")[1].tolist() == pytest.approx([1, 1])
    assert set(spikes.all_values()) == {"t", "v"}
    assert sorted(spikes.v.tolist()) == pytest.approx([1, 1, 1])


def test_a_state_monitor_has_a_row_for_each_recorded_element():
    group = NeuronGroup(5, "dv/dt = i*mV/ms : volt\ntwice = 2*v : volt", method="euler")
    states = StateMonitor(group, ["v", "twice"], record=[4, 1])
    every = StateMonitor(group, "v", record=True, dt=0.5 * ms)
    none = StateMonitor(group, "v", record=False)
    run(1 * ms)
    assert (states.v.shape, every.v.shape, none.v.shape[0], states.record.tolist()) == ((2, 10), (5, 2), 0, [4, 1])
    assert (states.v[0] / mV).tolist() == pytest.approx([0.4 * k for k in range(10)])
    assert (states[1].v == states.v[1]).all() and (states[[1, 4]].v == states.v[::-1]).all()
    assert (states.twice == 2 * states.v).all()
    assert (every.t / ms).tolist() == pytest.approx([0, 0.5])
    assert (states.v_ == np.asarray(states.v)).all()
    with pytest.raises(IndexError):
        states[0]
    with pytest.raises(TypeError):
        states[1.5]


def test_a_rate_monitor_has_the_rate_of_every_step(spiking):
    rates = PopulationRateMonitor(spiking)
    run(4 * ms)
    expected = np.zeros(40)
    expected[[10, 20, 30]] = 1 / (3 * 1e-4)
    assert (rates.rate / Hz).tolist() == pytest.approx(expected.tolist())


@pytest.mark.parametrize("window", ["gaussian", "flat", np.ones(5)], ids=["gaussian", "flat", "array"])
def test_smoothing_spreads_a_rate_and_keeps_its_sum(spiking, window):
    rates = PopulationRateMonitor(spiking)
    run(5 * ms)
    width = {} if isinstance(window, np.ndarray) else {"width": 0.5 * ms}
    smooth = rates.smooth_rate(window, **width) / Hz
    assert smooth.sum() == pytest.approx((rates.rate / Hz).sum())
    half = {"gaussian": 10, "flat": 2}.get(window if isinstance(window, str) else None, 2)
    assert (
        np.flatnonzero(smooth) == np.unique(np.concatenate([k + np.arange(-half, half + 1) for k in (10, 20, 30)]))
    ).all()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [(("gaussian",), TypeError), (("round", 1 * ms), NotImplementedError), ((np.ones(4),), TypeError),
     ((np.ones(5), 1 * ms), TypeError), (("flat", 1), DimensionMismatchError)],
)  # fmt: skip
def test_smoothing_refuses_what_is_no_window(spiking, arguments, error):
    rates = PopulationRateMonitor(spiking)
    run(1 * ms)
    with pytest.raises(error):
        rates.smooth_rate(*arguments)


def test_spikes_may_be_replaced_between_runs(spiking):
    spikes = SpikeMonitor(spiking)
    run(1.5 * ms)
    spiking.set_spikes([1, 1], [2, 2.5] * ms)
    run(2 * ms)
    assert (spikes.i[:].tolist(), (spikes.t / ms).tolist()) == ([0, 1, 1], pytest.approx([1, 2, 2.5]))


def test_a_period_repeats_the_spikes():
    group = SpikeGeneratorGroup(2, [0, 1], [0.2, 0.5] * ms, period=1 * ms)
    spikes = SpikeMonitor(group)
    run(2.3 * ms)
    assert (spikes.i[:].tolist(), (spikes.t / ms).tolist()) == (
        [0, 1, 0, 1, 0],
        pytest.approx([0.2, 0.5, 1.2, 1.5, 2.2]),
    )


def test_a_poisson_group_has_its_rates():
    group = PoissonGroup(400, np.repeat([0, 50, 200, 20000], 100) * Hz)
    spikes = SpikeMonitor(group, record=False)
    run(200 * ms)
    silent, slow, fast, saturated = spikes.count[:].reshape(4, 100)
    assert silent.sum() == 0
    # 1000 and 4000 expected spikes, four standard deviations; at most one spike a step.
    assert abs(slow.sum() - 1000) < 4 * np.sqrt(1000)
    assert abs(fast.sum() - 4000) < 4 * np.sqrt(4000)
    assert (saturated == 2000).all()


def test_the_rates_of_a_poisson_group_can_be_changed():
    group = PoissonGroup(10, 0 * Hz)
    spikes = SpikeMonitor(group, record=False)
    run(1 * ms)
    group.rates = 1e6 * Hz
    run(1 * ms)
    assert spikes.count[:].tolist() == [10] * 10


def test_a_poisson_input_adds_binomial_numbers():
    group = NeuronGroup(2000, "x : volt")
    source = PoissonInput(group, "x", N=100, rate=700 * Hz, weight=2 * mV)
    Network(group, source).run(1 * ms)
    counts = group.x[:] / (2 * mV)
    # 1000 draws with p = 0.07: mean 70, variance 65.1; four standard errors.
    assert abs(counts.mean() - 70) < 4 * np.sqrt(65.1 / 2000)
    assert abs(counts.var() - 65.1) < 4 * 65.1 * np.sqrt(2 / 2000)
    assert counts == pytest.approx(np.round(counts))


def test_the_weight_of_a_poisson_input_may_be_a_text():
    group = NeuronGroup(3, "x : 1\nw : 1")
    group.w = [1, 2, 3]
    source = PoissonInput(group, "x", N=1, rate=10 * kHz, weight="w*2")
    Network(group, source).run(0.5 * ms)
    assert group.x[:].tolist() == [10, 20, 30]


@pytest.mark.parametrize(
    ("refractory", "interval"),
    [(False, 0.1), (0.05 * ms, 0.1), (0.25 * ms, 0.2), (1 * ms, 1), ("1*ms", 1), ("ref", 0.5), ("timestep(t - lastspike, dt) < 3", 0.3)],
    ids=str,
)  # fmt: skip
def test_refractory_in_all_its_forms(refractory, interval):
    group = NeuronGroup(1, "ref : second", threshold="True", reset="", refractory=refractory)
    group.ref = 0.5 * ms
    spikes = SpikeMonitor(group)
    Network(group, spikes).run(5 * ms)
    assert (np.diff(spikes.t / ms)).tolist() == pytest.approx([interval] * (spikes.num_spikes - 1))
    assert spikes.num_spikes > 4
