"""What monitors record and hand out: forms of record, types, single samples, rates, states."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(5)


@pytest.fixture
def group():
    group = NeuronGroup(
        4, "v : volt\nx : integer\nb : boolean\ns : 1 (shared)\ntwice = 2*v : volt\nmany = x > 2 : boolean", name="g"
    )
    group.v, group.x, group.b, group.s = "i*mV", "i + 1", "i > 1", 7
    return group


@pytest.mark.parametrize(
    ("record", "rows"),
    [(True, [0, 1, 2, 3]), (False, []), (2, [2]), ([3, 1], [3, 1]), (np.array([0, 0]), [0, 0]), (range(1, 3), [1, 2])],
)
def test_record_says_which_elements(group, record, rows):
    monitor = StateMonitor(group, ["x", "twice"], record=record)
    run(0.2 * ms)
    assert monitor.record.tolist() == rows
    assert monitor.x.tolist() == [[row + 1] * 2 for row in rows] and monitor.x.shape == (len(rows), 2)
    assert len(monitor.t) == 2


def test_what_was_recorded_cannot_be_set(group):
    states, rates = (
        StateMonitor(group, "x", record=True, name="m"),
        PopulationRateMonitor(PoissonGroup(2, 10 * Hz), name="r"),
    )
    for monitor, name in ((states, "x"), (states, "x_"), (states, "t"), (rates, "rate")):
        with pytest.raises(TypeError) as raised:
            setattr(monitor, name, 0)
        assert (
            str(raised.value)
            == f"'{name}' of {type(monitor).__name__} '{monitor.name}' is read-only: it is what was recorded"
        )
    with pytest.raises(AttributeError) as raised:
        states.note = "mine"
    assert (
        str(raised.value) == "StateMonitor 'm' has no attribute 'note'; to attach a value of your own use add_attribute"
    )
    states.add_attribute("note")
    states.note = "mine"
    assert states.note == "mine"


def test_types_stay_what_they_are(group):
    monitor = StateMonitor(group, ["x", "b", "s", "many", "i", "v"], record=[1, 2])
    run(0.1 * ms)
    assert (monitor.x.dtype, monitor.b.dtype, monitor.many.dtype, monitor.i.dtype) == (
        np.int32, np.dtype(bool), np.dtype(bool), np.int32)  # fmt: skip
    assert monitor.b.tolist() == [[False], [True]] and monitor.many.tolist() == [[False], [True]]
    assert monitor.s.tolist() == [[7], [7]] and monitor.i.tolist() == [[1], [2]]
    assert monitor.v_.tolist() == [[0.001], [0.002]] and get_dimensions(monitor.v) is volt.dim
    assert monitor[2].x.tolist() == [3] and monitor[[2, 1]].v_.tolist() == [[0.002], [0.001]]


def test_true_records_all_variables():
    group = NeuronGroup(1, "v : 1\nw = 2*v : 1", threshold="v > 1", refractory=1 * ms)
    assert set(StateMonitor(group, True, record=True).record_variables) == {"v", "w", "lastspike", "not_refractory"}


def test_a_single_sample_can_follow_a_run(group):
    monitor = StateMonitor(group, ["v", "twice", "x", "s"], record=[3, 0], name="m")
    with pytest.raises(TypeError) as raised:
        monitor.record_single_timestep()
    assert str(raised.value) == "StateMonitor 'm' can record a single time step only after a run"
    run(0.2 * ms)
    group.v[3] = 8 * mV
    monitor.record_single_timestep()
    assert (monitor.t / ms).tolist() == pytest.approx([0, 0.1, 0.2])
    assert (monitor.v / mV).tolist() == [pytest.approx([3, 3, 8]), [0, 0, 0]]
    assert (monitor.twice / mV).tolist() == [pytest.approx([6, 6, 16]), [0, 0, 0]]
    assert monitor.x[:, 2].tolist() == [4, 1] and monitor.s[:, 2].tolist() == [7, 7]


def test_states_of_monitors(group):
    source = SpikeGeneratorGroup(3, [0, 2, 0], [0, 1, 2] * ms)
    spikes, rate = SpikeMonitor(source), PopulationRateMonitor(source)
    states = StateMonitor(group, ["v", "x"], record=[1, 2], dt=1 * ms)
    run(3 * ms)
    found = spikes.get_states()
    assert list(found) == ["i", "t", "count", "N"]
    assert (found["i"].tolist(), found["count"].tolist(), int(found["N"])) == ([0, 2, 0], [2, 0, 1], 3)
    assert spikes.get_states("t", units=False)["t"].tolist() == pytest.approx([0, 0.001, 0.002])
    found = states.get_states()
    assert list(found) == ["t", "N", "v", "x"] and found["x"].tolist() == [[2, 3]] * 3 and found["v"].shape == (3, 2)
    assert list(rate.get_states()) == ["rate", "t", "N"]
    with pytest.raises(NotImplementedError):
        states.set_states({"x": 1})


def test_binned_rates():
    source = SpikeGeneratorGroup(2, [0, 0, 1, 0, 1], [0, 0.2, 0.25, 0.5, 0.95] * ms)
    spikes, rate = SpikeMonitor(source), PopulationRateMonitor(source)
    run(1 * ms)
    starts, rates = spikes.binned_rate(0.3 * ms)  # the incomplete bin from 0.9 ms on is dropped
    assert (starts / ms).tolist() == pytest.approx([0, 0.3, 0.6])
    assert (rates / Hz).tolist() == [pytest.approx([2 / 0.3e-3, 1 / 0.3e-3, 0]), pytest.approx([1 / 0.3e-3, 0, 0])]
    starts, rates = rate.binned_rate(0.5 * ms)
    assert (starts / ms).tolist() == pytest.approx([0, 0.5])
    assert (rates / Hz).tolist() == pytest.approx([3 / 2 / 0.5e-3, 2 / 2 / 0.5e-3])
    for bin_size in (0.25 * ms, 0.05 * ms, 0 * ms):
        with pytest.raises(ValueError, match="it must be a whole number of time steps of"):
            spikes.binned_rate(bin_size)
        with pytest.raises(ValueError, match="it must be a whole number of time steps of"):
            rate.binned_rate(bin_size)


def test_smooth_rates_of_each_neuron():
    source = SpikeGeneratorGroup(2, [0, 1, 1], [0.5, 0.2, 0.7] * ms)
    spikes, rate = SpikeMonitor(source), PopulationRateMonitor(source)
    run(1 * ms)
    smooth = spikes.smooth_rate("flat", 0.3 * ms)
    assert smooth.shape == (2, 10) and get_dimensions(smooth) is hertz.dim
    assert (smooth[0] / Hz).tolist() == pytest.approx([0, 0, 0, 0] + [10000 / 3] * 3 + [0] * 3)
    for window in (("gaussian", 0.2 * ms), (np.array([1, 2, 1]), None)):
        assert (spikes.smooth_rate(*window).mean(axis=0) / Hz).tolist() == pytest.approx(
            (rate.smooth_rate(*window) / Hz).tolist()
        )
    with pytest.raises(TypeError):
        spikes.smooth_rate()
    with pytest.raises(TypeError):
        spikes.smooth_rate(np.ones(3), width=1 * ms)
    with pytest.raises(TypeError):
        rate.smooth_rate(np.ones(4))
    with pytest.raises(NotImplementedError):
        rate.smooth_rate("triangle", 1 * ms)
