"""Scenarios R30 to R46: time, clocks, refractory periods and the borders of runs."""

import math

import numpy as np
import pytest

from ranvier import (
    BrianObjectException,
    Clock,
    Network,
    NeuronGroup,
    PopulationRateMonitor,
    SpikeGeneratorGroup,
    SpikeMonitor,
    StateMonitor,
    Synapses,
    defaultclock,
    ms,
    second,
    seed,
)


@pytest.fixture(autouse=True)
def usual_step():
    yield
    defaultclock.dt = 0.1 * ms


@pytest.mark.parametrize(
    ("dt", "interval", "steps"), [(0.1, 10, 1_000_000), (0.05, 20, 1_000_000), (1 / 3, 3, 300_000)]
)
def test_R30_a_refractory_period_is_a_whole_number_of_steps_however_long_the_run(dt, interval, steps):
    group = NeuronGroup(1, "v : 1", threshold="True", refractory=1 * ms, dt=dt * ms)
    monitor = SpikeMonitor(group)
    Network(group, monitor).run(steps * dt * ms)
    times = np.round(np.asarray(monitor.t) / (dt * 1e-3)).astype(int)
    assert set(np.diff(times)) == {interval} and len(times) == math.ceil(steps / interval)


@pytest.mark.parametrize("period", [1e-9, 1e-12, 1e-15])
def test_R31_a_tiny_refractory_period_is_shorter_than_a_step(period):
    group = NeuronGroup(1, "v : 1", threshold="True", refractory=period * second)
    monitor = SpikeMonitor(group)
    Network(group, monitor).run(1 * ms)
    assert monitor.num_spikes == 10


def test_R31_constants_reach_the_machine_code_with_all_bits():
    generator = np.random.RandomState(2)
    bits = generator.randint(0, 2**63, 4000, dtype=np.int64)
    values = bits.view(np.float64)
    values = values[np.isfinite(values) & (np.abs(values) > 1e-300)]
    group = NeuronGroup(1, "\n".join(f"x{k} : 1" for k in range(100)))
    outside = {f"c{k}": value for k, value in enumerate(values[:100])}
    group.run_regularly("\n".join(f"x{k} = c{k}" for k in range(100)), name="outside")
    Network(group).run(0.1 * ms, namespace=outside)
    assert [group.state(f"x{k}")[0] for k in range(100)] == values[:100].tolist()
    for begin in range(0, 400, 100):
        chosen = values[begin : begin + 100]
        group = NeuronGroup(1, "\n".join(f"x{k} : 1" for k in range(100)))
        group.run_regularly("\n".join(f"x{k} = {value!r}" for k, value in enumerate(chosen.tolist())))
        Network(group).run(0.1 * ms)
        assert [group.state(f"x{k}")[0] for k in range(100)] == chosen.tolist()


@pytest.mark.parametrize("start", [2**31 - 5, 2**32 - 5, 2**40])
def test_R32_steps_are_counted_beyond_32_bits(start):
    network = Network()
    network.run(start * 0.1 * ms)
    group = NeuronGroup(1, "count : integer\nx : second\ns : integer", dtype={"s": np.int64})
    group.run_regularly("count += 1; x = t; s = t_in_timesteps")
    monitor = StateMonitor(group, ["count", "x", "s"], record=0, when="end")
    network.add(group, monitor)
    network.run(1 * ms)
    steps = np.arange(start, start + 10)
    assert monitor.s[0].tolist() == steps.tolist()
    assert monitor.count[0].tolist() == list(range(1, 11))
    assert monitor.x_[0].tolist() == monitor.t_[:].tolist() == (steps * 1e-4).tolist()


def test_R33_clocks_far_apart_tick_each_at_its_own_times():
    periods = {"short": 0.1e-3, "middle": 50e-3, "long": 10.0, "longer": 10.001}
    groups = {name: NeuronGroup(1, "n : 1", clock=Clock(dt * second)) for name, dt in periods.items()}
    monitors = {
        name: SpikeMonitor(NeuronGroup(1, "v : 1", threshold="True", dt=dt * second)) for name, dt in periods.items()
    }
    for group in groups.values():
        group.run_regularly("n += 1")
    network = Network(list(groups.values()), list(monitors.values()), [monitor.source for monitor in monitors.values()])
    network.run(20.5 * second)
    for name, dt in periods.items():
        times = monitors[name].t_[:]
        assert times.tolist() == (np.arange(len(times)) * dt).tolist()
        assert groups[name].n[0] == len(times) == math.ceil(20.5 / dt - 1e-4)


def test_R34_periods_that_are_multiples_of_the_step_are_accepted_and_others_refused():
    for k in [1, 2, 3, 7, 10, 99, 12_345, 999_999, 1_000_000, *np.random.RandomState(1).randint(1, 10**6, 30)]:
        source = SpikeGeneratorGroup(1, [0], [0] * ms, period=k * 0.1 * ms)
        Network(source).run(0 * ms)
    for wrong in (1.5, 10.01, 12_345.678):
        source = SpikeGeneratorGroup(1, [0], [0] * ms, period=wrong * 0.1 * ms)
        with pytest.raises(BrianObjectException, match="not a multiple of dt"):
            Network(source).run(0 * ms)
    rate = PopulationRateMonitor(NeuronGroup(1, "v : 1", threshold="False", reset=""))
    for k in range(1, 10**6, 37):
        rate.binned_rate(k * 0.1 * ms)
        with pytest.raises(ValueError, match="whole number of time steps"):
            rate.binned_rate((k + 0.5) * 0.1 * ms)


def test_R35_one_spike_per_step_is_delivered_once_each():
    steps = np.arange(100_000)
    source = SpikeGeneratorGroup(1, np.zeros(100_000, dtype=int), steps * 0.1 * ms)
    target = NeuronGroup(1, "count : 1\nlate : 1")
    synapses = Synapses(source, target, on_pre="count_post += 1")
    synapses.connect()
    target.run_regularly("late += int(count != t_in_timesteps + 1)", when="end")
    Network(source, target, synapses).run(10 * second)
    assert (target.count[0], target.late[0]) == (100_000, 0)


def test_R36_spike_times_that_are_past_unsorted_or_double():
    source = SpikeGeneratorGroup(3, [0], [0] * ms)
    monitor = SpikeMonitor(source)
    network = Network(source, monitor)
    network.run(5 * ms)
    source.set_spikes([2, 0, 1, 0], [8, 1, 6, 7] * ms)  # what is past is not emitted
    network.run(5 * ms)
    assert monitor.i[:].tolist() == [0, 1, 0, 2]
    assert np.round(np.asarray(monitor.t) * 1e4).tolist() == [0, 60, 70, 80]
    source.set_spikes([0, 0], [12, 12] * ms)
    with pytest.raises(BrianObjectException, match="neuron 0 would spike twice in the time step at 0.012 s"):
        network.run(5 * ms)
    source.set_spikes([0], [13] * ms)
    network.run(5 * ms)
    assert monitor.i[:].tolist() == [0, 1, 0, 2, 0]


def test_R37_noise_stands_still_while_refractory():
    seed(4)
    sigma, tau, n = 0.5, 1e-3, 4000
    model = "dv/dt = -v/(1*ms) + 0.5*xi*sqrt(2/(1*ms)) : 1 (unless refractory)"
    group = NeuronGroup(n, model, threshold="t == 20*ms", refractory=5 * ms, method="euler")
    monitor = StateMonitor(group, "v", record=True)
    Network(group, monitor).run(30 * ms)
    frozen = monitor.v[:, 201:250]
    assert (frozen == frozen[:, :1]).all()
    # Euler's stationary variance of dv = -v/tau dt + sigma sqrt(2/tau) dW is sigma^2/(1 - dt/(2 tau)).
    expected = sigma**2 / (1 - 0.1e-3 / (2 * tau))
    for column in (200, 299):
        # 5 standard deviations of the variance of n normal numbers
        assert abs(monitor.v[:, column].var() / expected - 1) < 5 * math.sqrt(2 / n)


@pytest.mark.parametrize("refractory", [1 * ms, "1*ms", "t - lastspike < 1*ms - dt/2", "period"], ids=str)
def test_R38_a_neuron_fires_again_when_its_refractory_period_is_over(refractory):
    inputs = SpikeGeneratorGroup(1, [0, 0, 0], [2, 2.5, 3] * ms)
    group = NeuronGroup(1, "v : 1\nperiod : second", threshold="v > 1", reset="v = 0", refractory=refractory)
    group.period = 1 * ms
    synapses = Synapses(inputs, group, on_pre="v_post = 2")
    synapses.connect()
    monitor = SpikeMonitor(group)
    Network(inputs, group, synapses, monitor).run(5 * ms)
    # synapses come after thresholds: the input of 2 ms is seen in the step at 2.1 ms
    assert np.round(np.asarray(monitor.t) * 1e4).tolist() == [21, 31]


def test_R39_intervals_do_not_depend_on_the_step():
    intervals = {}
    for dt in (0.1, 0.05, 0.01):
        group = NeuronGroup(
            1, "dv/dt = (2 - v)/(10*ms) : 1 (unless refractory)", threshold="v > 1", reset="v = 0",
            refractory=2 * ms, method="exact", dt=dt * ms,
        )  # fmt: skip
        monitor = SpikeMonitor(group)
        Network(group, monitor).run(500 * ms)
        intervals[dt] = np.diff(np.asarray(monitor.t) * 1e3)
        assert intervals[dt].min() > 0
    true = 2 + 10 * math.log(2)
    for dt, found in intervals.items():
        assert np.abs(found - true).max() <= dt * (1 + 1e-6)


def test_R40_durations_that_are_none_are_refused_and_the_time_stays():
    group = NeuronGroup(1, "n : 1")
    group.run_regularly("n += 1")
    network = Network(group)
    network.run(1 * ms)
    for wrong in (-1 * ms, math.nan * second, math.inf * second):
        with pytest.raises(ValueError):
            network.run(wrong)
    network.run(0 * ms)
    assert (network.t_, group.n[0]) == (1e-3, 10)


@pytest.mark.parametrize("dt", [0.025, 0.1])
def test_R41_what_follows_a_restored_state_is_what_followed_without(dt):
    def network():
        group = NeuronGroup(
            20, "dv/dt = (1.1 - v)/(10*ms) + 0.1*xi/sqrt(10*ms) : 1", threshold="v > 1", reset="v = 0",
            method="euler", dt=dt * ms, name="g41",
        )  # fmt: skip
        synapses = Synapses(group, group, on_pre="v_post += 0.02", delay=3 * ms, dt=dt * ms, name="s41")
        synapses.connect("i != j")
        return group, Network(group, synapses)

    seed(6)
    group, whole = network()
    whole.run(50 * ms)
    whole.store()
    whole.run(50 * ms)
    expected = group.v[:].tolist()
    whole.restore(restore_random_state=True)
    assert np.round(whole.t_ * 1e3, 9) == 50
    whole.run(50 * ms)
    assert group.v[:].tolist() == expected


def test_R42_a_run_in_pieces_is_the_run_in_one():
    def values(durations):
        seed(8)
        group = NeuronGroup(
            5, "dv/dt = (1.5 - v)/(10*ms) + 0.1*xi/sqrt(10*ms) : 1", threshold="v > 1", reset="v = 0",
            method="euler", name="g42",
        )  # fmt: skip
        synapses = Synapses(group, group, on_pre="v_post += 0.01", delay=0.7 * ms, name="s42")
        synapses.connect("i != j")
        network = Network(group, synapses)
        for duration in durations:
            network.run(duration)
        return group.v[:].tolist(), round(network.t_ / 1e-4)

    generator = np.random.RandomState(9)
    pieces = generator.randint(0, 8, 200)
    whole = values([pieces.sum() * 0.1 * ms])
    assert values(pieces * 0.1 * ms) == whole
    # Pieces that are no multiples of the step: a step belongs to the run in which it begins (B1.2).
    cuts = np.sort(generator.uniform(0, pieces.sum() * 1e-4, 100))
    assert values(np.diff([0, *cuts, pieces.sum() * 1e-4]) * second) == whole


def test_R43_an_inactive_group_does_not_spike_although_it_did_in_the_last_step():
    group = NeuronGroup(3, "v : 1", threshold="True")
    target = NeuronGroup(3, "count : 1")
    synapses = Synapses(group, target, on_pre="count_post += 1")
    synapses.connect(j="i")
    monitor = SpikeMonitor(group)
    network = Network(group, target, synapses, monitor)
    network.run(1 * ms)
    assert (monitor.num_spikes, target.count[:].tolist()) == (30, [10] * 3)
    group.active = False
    network.run(1 * ms)
    assert (monitor.num_spikes, target.count[:].tolist()) == (30, [10] * 3)


def test_R45_an_event_on_the_border_of_two_runs_is_delivered_once():
    for time in (99.9, 99.95, 100, 100.05, 100.1):
        source = SpikeGeneratorGroup(1, [0], [time] * ms)
        monitor = SpikeMonitor(source)
        network = Network(source, monitor)
        network.run(100 * ms)
        network.run(0.1 * ms)
        network.run(10 * ms)
        assert monitor.num_spikes == 1, time


def test_R46_spike_times_that_fall_into_one_step_are_refused():
    source = SpikeGeneratorGroup(1, [0, 0, 0], [1, 1.02, 1.2] * ms)
    with pytest.raises(
        BrianObjectException, match="neuron 0 would spike twice in the time step at 0.001 s: dt is 0.0001 s"
    ):
        Network(source).run(5 * ms)
    Network(SpikeGeneratorGroup(1, [0, 0, 0], [1, 1.02, 1.2] * ms, dt=0.01 * ms)).run(5 * ms)
