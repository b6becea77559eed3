"""Clocks: steps of dt, and given times."""

import numpy as np
import pytest
from ranvier.brian_logger import BrianLogger, catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def own_scope():
    start_scope()
    defaultclock.dt = 0.1 * ms


def test_a_clock_counts_to_the_end_of_its_interval():
    clock = Clock(dt=1 * ms)
    clock.advance()
    assert (clock.timestep, clock.t) == (1, 1 * ms)
    clock.set_interval(0 * ms, 2 * ms)
    clock.advance()
    clock.advance()
    with pytest.raises(StopIteration, match="clock 'clock' stands at the end of its interval"):
        clock.advance()
    assert clock.t == 2 * ms


def test_clocks_compare_their_times():
    one, other, events = Clock(dt=1 * ms), Clock(dt=2 * ms), EventClock([0, 1] * ms)
    assert one.same_time(other) and one.same_time(events) and one <= other and one >= other
    for clock in (one, other, events):
        clock.advance()
    assert one.same_time(events) and not one.same_time(other)
    assert one < other and other > one and not one > other


def test_what_a_clock_knows():
    variables = Clock(dt=1 * ms).variables
    assert set(variables) == {"t", "dt", "timestep", "t_in_timesteps", "N"}
    assert variables["dt"].get_value_with_unit() == 1 * ms and variables["dt"].dim is second.dim
    assert variables["t"].dtype == np.float64 and variables["timestep"].dtype == np.int64
    assert "dt" not in EventClock([1] * ms).variables


def test_too_many_steps_are_warned_about(monkeypatch):
    monkeypatch.setattr(BrianLogger, "_log_messages", set())
    text = (
        "clock 'clock' counts up to t = 1e+13 ms in steps of 0.1 ms: more than 2^40 steps, whose times a floating point "
        "number can hardly tell apart; make the run shorter or dt longer"
    )
    with catch_logs() as logs:
        Clock(dt=0.1 * ms).set_interval(0 * second, 1e6 * second)
        Clock(dt=0.1 * ms).set_interval(0 * second, 1e10 * second)
    assert logs == [("WARNING", "brian2.core.clocks.many_timesteps", text)]


def test_an_event_clock_ticks_at_its_times():
    clock = EventClock([0.6, 0, 0.3, 0.5] * ms)
    np.testing.assert_array_equal(clock.times / ms, [0, 0.3, 0.5, 0.6])
    assert clock[1] == 0.3 * ms and len(clock) == 4 and clock.t == 0 * ms
    clock.set_interval(0.3 * ms, 0.6 * ms)
    assert clock.timestep == 1 and clock.t == 0.3 * ms
    clock.advance()
    clock.advance()
    with pytest.raises(StopIteration):
        clock.advance()


@pytest.mark.parametrize(
    ("times", "error", "text"),
    [
        ([0, 1] * mV, DimensionMismatchError, "the times of an EventClock must be times"),
        ([1, 1] * ms, ValueError, "clock 'eventclock' has the time 1 ms twice; each may stand there once"),
        ([] * ms, ValueError, "clock 'eventclock' has no times: give it at least one"),
        ([np.inf] * ms, ValueError, "clock 'eventclock' has the time inf ms; times must be finite"),
    ],
)
def test_wrong_times_are_refused(times, error, text):
    with pytest.raises(error, match=text):
        EventClock(times)


def test_an_event_clock_has_no_dt():
    clock = EventClock([1] * ms)
    with pytest.raises(AttributeError, match="clock 'eventclock' has no dt: it ticks at given times"):
        _ = clock.dt
    with pytest.raises(AttributeError, match="has no dt"):
        clock.dt = 1 * ms


def test_statements_run_at_given_times():
    group = NeuronGroup(2, "v : 1\nw : second")
    runner = group.run_at("v += i + 1\nw = t", times=[0.1, 0.25, 0.9] * ms)
    group.run_on_clock("v += 100", EventClock([0.3] * ms))
    states = StateMonitor(group, "v", record=True, when="end")
    run(0.5 * ms)
    np.testing.assert_array_equal(states.v[0], [0, 1, 1, 102, 102])
    np.testing.assert_array_equal(group.v, [102, 104])
    np.testing.assert_allclose(group.w / ms, 0.25)
    run(0.5 * ms)
    np.testing.assert_array_equal(group.v, [103, 106])
    assert runner.name == group.name + "_run_at"


def test_many_short_runs_are_one_long_run():
    def simulate(durations):
        group = NeuronGroup(1, "dv/dt = -v/(10*ms) : 1", method="exact")
        group.run_at("v += 1", times=[3.05, 10, 20] * ms)
        states = StateMonitor(group, "v", record=True)
        network = Network(group, states)
        for duration in durations:
            network.run(duration)
        return states.v

    np.testing.assert_array_equal(simulate([30 * ms]), simulate([1, 2, 0.05, 6.95, 10, 10] * ms))


def test_monitors_and_operations_go_with_given_times():
    group = NeuronGroup(1, "dv/dt = 1/ms : 1", method="euler")
    states = StateMonitor(group, "v", record=True, clock=EventClock([0.2, 0.7] * ms))
    times = []
    operation = NetworkOperation(lambda t: times.append(t / ms), clock=EventClock([0.05, 0.4] * ms))
    Network(group, states, operation).run(1 * ms)
    np.testing.assert_allclose(states.t / ms, [0.2, 0.7])
    np.testing.assert_allclose(states.v[0], [0.2, 0.7])
    np.testing.assert_allclose(times, [0.05, 0.4])
    assert len(states) == 2


def test_a_stop_after_the_last_time_ends_at_the_end_of_the_run():
    operation = NetworkOperation(lambda: stop(), clock=EventClock([0.4] * ms))
    network = Network(operation)
    network.run(1 * ms)
    assert network.t == 1 * ms


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda clock: NeuronGroup(1, "dv/dt = -v/ms : 1", clock=clock, name="o"), "its differential equations need"),
        (
            lambda clock: NeuronGroup(1, "v : 1", threshold="v > 1", refractory=1 * ms, clock=clock, name="o"),
            "its refractory period needs",
        ),
        (lambda clock: PoissonGroup(1, 1 * Hz, clock=clock, name="o"), "its rates need"),
        (lambda clock: SpikeGeneratorGroup(1, [0], [0] * ms, clock=clock, name="o"), "its spikes need"),
    ],
)
def test_what_needs_a_step_refuses_given_times(make, text):
    source = make(EventClock([1] * ms, name="rare"))
    with pytest.raises((AttributeError, BrianObjectException)) as caught:
        Network(source).run(0 * ms)
    help_text = "Use a Clock(dt) here; run_at, network operations and monitors of states may go with given times"
    kind = type(source).__name__
    expected = f"{kind} 'o': {text} a time step, but clock 'rare' has no dt: it ticks at given times. {help_text}"
    assert expected in str(caught.value)


def test_dt_has_no_meaning_in_statements_at_given_times():
    group = NeuronGroup(1, "v : second")
    group.run_at("v = dt", times=[0.1] * ms)
    with pytest.raises(BrianObjectException, match="unknown name 'dt'"):
        run(1 * ms)


def test_networks_with_given_times_are_stored_and_restored():
    group = NeuronGroup(1, "v : 1")
    group.run_at("v += 1", times=[0.1, 0.3] * ms)
    network = Network(group)
    network.run(0.2 * ms)
    network.store()
    network.run(0.2 * ms)
    network.restore()
    assert group.v[0] == 1
    network.run(0.2 * ms)
    assert group.v[0] == 2
