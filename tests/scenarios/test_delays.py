"""Scenarios R18 to R29: delays, and spikes that are under way."""

import math

import numpy as np
import pytest
from ranvier.session import core_session

from ranvier import (
    Network,
    NeuronGroup,
    SpikeGeneratorGroup,
    StateMonitor,
    Synapses,
    defaultclock,
    ms,
    second,
)


@pytest.fixture(autouse=True)
def usual_step():
    yield
    defaultclock.dt = 0.1 * ms


ARRIVAL = "count_post += 1; step_post = t_in_timesteps"


def arrivals(delays, dt, **connection):
    """The steps at which one spike of step 0 arrives over synapses with these delays, and how often."""
    source = SpikeGeneratorGroup(1, [0], [0] * second, dt=dt)
    target = NeuronGroup(len(delays), "count : 1\nstep : integer", dt=dt)
    synapses = Synapses(source, target, on_pre=ARRIVAL, dt=dt)
    synapses.connect()
    synapses.delay = delays
    Network(source, target, synapses).run(max(delays) + 2 * dt)
    return target.step[:], target.count[:]


@pytest.mark.parametrize("dt", [0.2, 0.5, 0.05, 0.3])
def test_R18_no_spike_is_lost_when_dt_changes(dt):
    source = SpikeGeneratorGroup(50, np.arange(50), np.arange(50) * 0.1 * ms)
    target = NeuronGroup(50, "count : 1\narrival : second")
    synapses = Synapses(source, target, on_pre="count_post += 1; arrival_post = t", delay=20 * ms)
    synapses.connect(j="i")
    network = Network(source, target, synapses)
    network.run(6 * ms)
    defaultclock.dt = dt * ms
    network.run(30 * ms)
    assert target.count[:].tolist() == [1] * 50
    due = np.arange(50) * 1e-4 + 20e-3
    assert np.abs(np.asarray(target.arrival) - due).max() <= dt * 1e-3 / 2 * (1 + 1e-9)


def test_R19_delays_shorter_than_the_steps_of_the_source():
    # The queue ticks with the clock of the source (B13.1, B13.3): delays are rounded to its steps, and it is said so.
    source = NeuronGroup(2, "v : 1", threshold="t < 1*ms", dt=10 * ms)
    target = NeuronGroup(2, "count : 1\narrival : second")
    synapses = Synapses(source, target, on_pre="count_post += 1; arrival_post = t")
    synapses.connect(j="i")
    synapses.delay = [3, 6] * ms
    Network(source, target, synapses).run(25 * ms)
    assert target.count[:].tolist() == [1, 1]
    assert (np.asarray(target.arrival) * 1000).tolist() == [0, 10]


def test_R20_delays_of_which_some_are_equal_deliver_all_spikes():
    source = SpikeGeneratorGroup(3, [0, 1, 2], [0, 0, 0] * ms)
    target = NeuronGroup(1, "count : 1\nsum : 1")
    synapses = Synapses(source, target, on_pre="count_post += 1; sum_post += 10**i")
    synapses.connect()
    synapses.delay = [0, 1, 1] * ms
    Network(source, target, synapses).run(2 * ms)
    assert (target.count[0], target.sum[0]) == (3, 111)


@pytest.mark.parametrize("end", ["on_pre", "on_post"])
def test_R21_one_delay_is_the_same_as_an_array_of_equal_ones(end):
    def recorded(one_delay):
        group = NeuronGroup(5, "dv/dt = (1.2 + 0.1*i - v)/(3*ms) : 1", threshold="v > 1", reset="v = 0", method="exact")
        kept = NeuronGroup(5, "x : 1")
        pathway = "pre" if end == "on_pre" else "post"
        arguments = {end: "x_post = 0.5*x_post + t/ms + i" if end == "on_pre" else "x_pre = 0.5*x_pre + t/ms + j"}
        if one_delay:
            arguments["delay"] = {pathway: 1.3 * ms}
        ends = (group, kept) if end == "on_pre" else (kept, group)
        synapses = Synapses(*ends, **arguments)
        synapses.connect()
        if not one_delay:
            getattr(synapses, pathway).delay = [1.3] * 25 * ms
        monitor = StateMonitor(kept, "x", record=True)
        Network(group, kept, synapses, monitor).run(20 * ms)
        return monitor.x

    first, second_ = recorded(True), recorded(False)
    assert (first == second_).all() and first[:, -1].all()


@pytest.mark.parametrize("change", ["scalar to scalar", "array to array", "array to equal ones"])
def test_R22_delays_that_change_between_runs_keep_the_due_times_of_spikes_under_way(change):
    source = SpikeGeneratorGroup(10, np.tile(np.arange(10), 2), np.repeat([0, 5], 10) * ms)
    target = NeuronGroup(10, "count : 1\nfirst : second\nlast : second")
    code = "last_post = t; first_post = t if count_post == 0 else first_post; count_post += 1"
    one = change.startswith("scalar")
    synapses = Synapses(source, target, on_pre=code, **({"delay": 4 * ms} if one else {}))
    synapses.connect(j="i")
    old = np.full(10, 4.0) if one else np.arange(10) * 0.4 + 1.5
    new = {
        "scalar to scalar": np.full(10, 2.0),
        "array to array": np.arange(10) * 0.3,
        "array to equal ones": np.full(10, 2.0),
    }
    if not one:
        synapses.delay = old * ms
    network = Network(source, target, synapses)
    network.run(1 * ms)
    synapses.delay = 2 * ms if one else new[change] * ms
    network.run(10 * ms)
    assert target.count[:].tolist() == [2] * 10
    steps = np.round(np.array([target.first[:], target.last[:]]) / 1e-4).astype(int)
    assert steps[0].tolist() == np.round(old * 10).astype(int).tolist()
    assert steps[1].tolist() == (50 + np.round(new[change] * 10)).astype(int).tolist()


@pytest.mark.parametrize("axonal", [0, 0.5, 1, 3, 7])
@pytest.mark.parametrize("back", [0, 0.5, 2, 4, 6])
def test_R23_plasticity_sees_both_delays(axonal, back):
    tau, pre_time, post_time = 20.0, 5.0, 9.0
    source = SpikeGeneratorGroup(1, [0], [pre_time] * ms)
    target = SpikeGeneratorGroup(1, [0], [post_time] * ms)
    synapses = Synapses(
        source,
        target,
        """w : 1
           dapre/dt = -apre/(20*ms) : 1 (event-driven)
           dapost/dt = -apost/(20*ms) : 1 (event-driven)""",
        on_pre="apre += 1; w -= apost",
        on_post="apost += 1; w += apre",
        delay={"pre": axonal * ms, "post": back * ms},
    )
    synapses.connect()
    Network(source, target, synapses).run(25 * ms)
    pre_arrives, post_arrives = pre_time + axonal, post_time + back
    if pre_arrives <= post_arrives:  # in one step the pathway of the source comes first
        expected = math.exp(-(post_arrives - pre_arrives) / tau)
    else:
        expected = -math.exp(-(pre_arrives - post_arrives) / tau)
    # one exponential of a difference of times of which each is rounded
    assert synapses.w[0] == pytest.approx(expected, rel=1e-13)


CONNECTIONS = {
    "all": lambda s: s.connect(),
    "condition": lambda s: s.connect("i != j"),
    "generator": lambda s: s.connect(j="k for k in range(i, i + 3)", skip_if_invalid=True),
    "arrays": lambda s: s.connect(i=[4, 0, 2, 2], j=[1, 1, 3, 0]),
    "twice": lambda s: (s.connect("i == j"), s.connect("i == j + 1")),
}
DELAYS = {
    "none": lambda s: None,
    "one of the argument": lambda s: None,
    "number": lambda s: setattr(s, "delay", 0.7 * ms),
    "array": lambda s: setattr(s, "delay", np.arange(len(s)) * 0.1 * ms),
    "text": lambda s: setattr(s, "delay", "(i + 2*j)*0.1*ms"),
    "some": lambda s: s.delay.__setitem__("i > 1", 0.4 * ms),
}


@pytest.mark.parametrize("delay", DELAYS)
@pytest.mark.parametrize("connection", CONNECTIONS)
def test_R24_a_spike_arrives_after_its_delay_however_synapses_and_delays_were_given(connection, delay):
    source = SpikeGeneratorGroup(5, np.arange(5), np.arange(5) * 0.2 * ms)
    target = NeuronGroup(5, "v : 1")
    arguments = {"delay": 0.9 * ms} if delay == "one of the argument" else {}
    synapses = Synapses(source, target, "step : integer\nn : 1", on_pre="step = t_in_timesteps; n += 1", **arguments)
    CONNECTIONS[connection](synapses)
    DELAYS[delay](synapses)
    Network(source, target, synapses).run(6 * ms)
    delays = np.broadcast_to(np.round(np.asarray(synapses.delay[:]) / 1e-4).astype(int), len(synapses))
    assert synapses.n[:].tolist() == [1] * len(synapses)
    assert synapses.step[:].tolist() == (2 * np.asarray(synapses.i) + delays).tolist()


def test_R25_random_delays_are_rounded_by_the_rule():
    delays = np.random.RandomState(5).uniform(0, 5e-3, 100_000)
    steps, counts = arrivals(delays * second, 0.1 * ms)
    assert (counts == 1).all()
    assert steps.tolist() == np.floor(delays / 1e-4 + 0.5).astype(int).tolist()
    assert (steps.min(), steps.max()) == (0, 50)


@pytest.mark.parametrize("dt", [0.1, 0.05, 1 / 3])
def test_R26_k_steps_of_delay_are_k_steps(dt):
    steps, counts = arrivals(np.arange(51) * (dt * ms), dt * ms)
    assert steps.tolist() == list(range(51)) and counts.tolist() == [1] * 51


def connected(**arguments):
    group = SpikeGeneratorGroup(3, [0], [0] * ms)
    target = NeuronGroup(3, "count : 1\nstep : integer")
    synapses = Synapses(group, target, on_pre=ARRIVAL, name="S", **arguments)
    synapses.connect(j="i")
    return group, target, synapses


@pytest.mark.parametrize(("delay", "shown"), [(-1e-3, "-0.001 s"), (math.nan, "nan s"), (math.inf, "inf s")])
def test_R27_what_is_no_delay_is_refused_with_name_and_value(delay, shown):
    text = f"a delay of Synapses 'S' is {shown}: delays are finite and not negative"
    group, target, synapses = connected()
    for action in (
        lambda: setattr(synapses, "delay", delay * second),
        lambda: synapses.delay.__setitem__(1, delay * second),
        lambda: Synapses(group, target, on_pre=ARRIVAL, delay=delay * second, name="S"),
    ):
        with pytest.raises(ValueError) as raised:
            action()
        assert str(raised.value) == text


def test_R27_a_delay_of_centuries_is_refused_at_the_run_and_a_tiny_one_is_none():
    group, target, synapses = connected()
    synapses.delay = [5e-324, 1e-300, 1e-9] * second
    network = Network(group, target, synapses)
    network.run(0.1 * ms)
    assert (target.count[0], target.step[0]) == (1, 0)
    synapses.delay = 1e9 * second
    with pytest.raises(ValueError) as raised:
        network.run(0.1 * ms)
    assert str(raised.value) == "a delay of Synapses 'S' is 1000000000 s, more than 2^31 steps of 0.0001 s"


def test_R28_a_refused_delay_changes_nothing_and_a_legal_one_counts():
    group, target, synapses = connected()
    synapses.delay = [0.1, 0.2, 0.3] * ms
    before = np.asarray(synapses.delay[:]).tolist()
    with pytest.raises(ValueError, match="a delay of Synapses 'S' is -0.002 s: delays are finite and not negative"):
        synapses.delay = [1, -2, 3] * ms
    assert np.asarray(synapses.delay[:]).tolist() == before
    synapses.delay = 0.5 * ms
    Network(group, target, synapses).run(1 * ms)
    assert target.step[:].tolist() == [5, 0, 0]


@pytest.mark.parametrize("owners", [1, 2, 4])
def test_R29_what_arrives_at_a_neuron_that_is_refractory_or_inactive(owners, monkeypatch):
    # (unless refractory) locks a variable against synapses too; an inactive group is not advanced, but receives.
    monkeypatch.setattr(core_session(), "owners", owners)
    source = SpikeGeneratorGroup(1, [0, 0], [0.5, 3] * ms)
    model = "dv/dt = 0/second : 1 (unless refractory)\ndu/dt = 0/second : 1"
    target = NeuronGroup(4, model, threshold="t == 0*ms", reset="v = 0", refractory=2 * ms, method="euler")
    still = NeuronGroup(4, "u : 1")
    still.active = False
    synapses = Synapses(source, target, on_pre="v_post += 1; u_post += 1")
    onto_still = Synapses(source, still, on_pre="u_post += 1")
    synapses.connect()
    onto_still.connect()
    Network(source, target, still, synapses, onto_still).run(4 * ms)
    assert (target.v[:].tolist(), target.u[:].tolist(), still.u[:].tolist()) == ([1] * 4, [2] * 4, [2] * 4)
