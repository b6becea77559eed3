"""Runs: several in a row, stop, reports, steps of time, seeds, run_regularly."""

import subprocess
import sys

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def as_before():
    defaultclock.dt = 0.1 * ms
    yield
    defaultclock.dt = 0.1 * ms


def clock_group(**options):
    return NeuronGroup(1, "dv/dt = 1/ms : 1", method="euler", **options)


def test_boundaries_of_runs_are_rounded_up_to_steps():
    group = clock_group()
    states = StateMonitor(group, "v", record=True)
    network = Network(group, states)
    counts = []
    for length in (0.25, 0.05, 0.04, 0.06, 0.1):
        network.run(length * ms)
        counts.append(len(states.t))
    # 3 steps up to 0.25 ms; up to 0.3 none; up to 0.34 one; up to 0.4 none; up to 0.5 one.
    assert counts == [3, 3, 4, 4, 5]
    assert network.t / ms == pytest.approx(0.5)


def test_a_run_of_no_length_prepares_and_changes_nothing():
    group = NeuronGroup(1, "dv/dt = missing : 1", method="euler")
    with pytest.raises(BrianObjectException):
        run(0 * ms)
    group = clock_group()
    start_scope()
    Network(group).run(0 * ms)
    assert group.v[0] == 0


def test_a_dt_that_divides_the_present_time_may_be_set_between_runs():
    group = clock_group()
    states = StateMonitor(group, "v", record=True)
    run(1 * ms)
    defaultclock.dt = 0.25 * ms
    run(1 * ms)
    assert (states.t / ms).tolist() == pytest.approx([*np.arange(10) / 10, 1, 1.25, 1.5, 1.75])
    assert group.v[0] == pytest.approx(2)
    defaultclock.dt = 0.3 * ms
    with pytest.raises(ValueError):
        run(1 * ms)


def test_groups_have_their_own_steps():
    fine, coarse = clock_group(dt=0.05 * ms), clock_group(clock=Clock(0.5 * ms))
    at_fine, at_coarse = StateMonitor(fine, "v", record=True), StateMonitor(coarse, "v", record=True)
    run(1 * ms)
    assert (len(at_fine.t), len(at_coarse.t)) == (20, 2)
    assert (fine.v[0], coarse.v[0]) == (pytest.approx(1), pytest.approx(1))
    assert (fine.dt / ms, coarse.dt / ms) == (pytest.approx(0.05), pytest.approx(0.5))


def test_a_report_begins_at_0_and_ends_at_1():
    group = clock_group()
    reports = []
    Network(group).run(1 * ms, report=lambda *values: reports.append(values), report_period=1 * second)
    assert [completed for _, completed, _, _ in reports] == [0, 1]
    elapsed, _, start, duration = reports[-1]
    assert elapsed > 0 * second and start == 0 * second and duration == 1 * ms


@pytest.mark.parametrize(("report", "stream"), [("text", "out"), ("stdout", "out"), ("stderr", "err")])
def test_a_report_as_text_tells_start_and_end(report, stream, capsys):
    group = clock_group()
    Network(group).run(1 * ms, report=report)
    text = getattr(capsys.readouterr(), stream)
    assert "t=0" in text.replace(" ", "") and "100%" in text


@pytest.mark.parametrize("report", [3, "loud"])
def test_a_report_of_another_kind_is_refused(report):
    group = clock_group()
    with pytest.raises((TypeError, ValueError), match="report"):
        Network(group).run(1 * ms, report=report)


def test_stop_ends_the_run_after_its_step():
    group = clock_group()
    network = Network(group)
    network.run(1e4 * second, report=lambda elapsed, completed, start, duration: network.stop())
    reached = network.t / ms
    assert group.v[0] == pytest.approx(reached)
    network.run(1 * ms)
    assert network.t / ms == pytest.approx(reached + 1)


def test_an_error_in_a_report_reaches_the_script_and_the_network_goes_on():
    def fail(*_):
        raise RuntimeError("mine")

    group = clock_group()
    network = Network(group)
    with pytest.raises(RuntimeError, match="mine"):
        network.run(1 * ms, report=fail)
    before = group.v[0]
    network.run(1 * ms)
    assert group.v[0] == pytest.approx(before + 1)


RANDOM = """
from brian2 import *
{}
group = NeuronGroup(20, 'x : 1', threshold='rand() < 0.1', reset='x += randn()')
group.x = 'rand()'
spikes = SpikeMonitor(group)
run(5*ms)
print(group.x[:].tolist(), spikes.i[:].tolist(), rand(2).tolist())
"""


def output(line):
    program = "from ranvier.alias import install; install()\n" + RANDOM.format(line)
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    ).stdout


def test_a_seed_of_ranvier_or_of_numpy_fixes_everything_and_no_seed_nothing():
    assert output("seed(1)") == output("seed(1)") != output("seed(2)")
    assert output("np.random.seed(1)") == output("np.random.seed(1)") != output("np.random.seed(2)")
    assert output("") != output("")


@pytest.mark.parametrize("wrong", ["text", 1.5, True])
def test_a_seed_is_an_integer(wrong):
    with pytest.raises(TypeError):
        seed(wrong)


def test_run_regularly_has_its_own_step():
    group = NeuronGroup(2, "v : 1")
    group.run_regularly("v += 1 + i", dt=1 * ms)
    run(3.5 * ms)
    assert group.v[:].tolist() == [4, 8]


def test_run_regularly_obeys_when_and_order():
    group = NeuronGroup(1, "v : 1")
    group.run_regularly("v = v*2", when="end", order=1)
    group.run_regularly("v += 1", when="end", order=0)
    group.run_regularly("v += 10", when="start")
    run(0.2 * ms)
    assert group.v[0] == ((10 + 1) * 2 + 10 + 1) * 2


def test_run_regularly_can_be_switched_off():
    group = NeuronGroup(1, "v : 1")
    runner = group.run_regularly("v += 1")
    run(0.5 * ms)
    runner.active = False
    run(0.5 * ms)
    runner.active = True
    run(0.5 * ms)
    assert group.v[0] == 10


def test_the_schedule_decides_what_comes_first():
    def spike_count(schedule):
        group = NeuronGroup(1, "dv/dt = 1/ms : 1", threshold="v >= 0.9999", reset="v = 0", method="euler")
        states = StateMonitor(group, "v", record=True, when="end")
        network = Network(group, states)
        network.schedule = schedule
        network.run(1 * ms)
        return states.v[0].tolist()

    usual = ["start", "groups", "thresholds", "synapses", "resets", "end"]
    assert spike_count(usual)[-1] == 0
    assert spike_count(["start", "thresholds", "synapses", "resets", "groups", "end"])[-1] == pytest.approx(1)
    with pytest.raises(TypeError):
        Network().schedule = "start"


def test_thresholds_come_before_the_next_sample_and_after_integration():
    group = NeuronGroup(1, "dv/dt = 1/ms : 1", threshold="v > 0.25", reset="", method="euler", refractory=1 * second)
    states, spikes = StateMonitor(group, "v", record=True), SpikeMonitor(group)
    run(0.5 * ms)
    assert (spikes.t / ms).tolist() == pytest.approx([0.2])
    assert states.v[0].tolist() == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
