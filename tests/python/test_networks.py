"""Networks: what they hold, schedules, profiles, reports, and which objects `run` takes."""

import gc

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


def counter(name="neurongroup*", **options):
    return NeuronGroup(1, "dv/dt = 1/ms : 1", method="euler", name=name, **options)


def test_objects_are_added_found_and_removed():
    one, two, three, four = (counter(name) for name in ("one", "two", "three", "four"))
    network = Network(one, [two, {"key": three}])
    network.add(group for group in [four])
    assert [obj.name for obj in network.objects] == ["one", "two", "three", "four"]
    assert network["two"] is two and "two" in network and two in network and "five" not in network
    network.add(one)
    assert len(network.objects) == 4 and len(network) == 8  # each with its state update
    del network["two"]
    network.remove([one, (four,)])
    assert [obj.name for obj in network] == ["three", "three_stateupdater"]


def test_what_belongs_to_an_object_is_in_the_network_too():
    group = counter("owner")
    runner = group.run_regularly("v += 1", name="part")
    network = Network(group)
    assert network["part"] is runner and "part" in network
    assert [obj.name for obj in network] == ["owner", "owner_stateupdater", "part"]


def test_the_clock_of_an_object_without_operations_ticks_too():
    source = NeuronGroup(1, "v : 1", threshold="t == 0*ms", reset="", dt=1 * ms)
    target = NeuronGroup(1, "arrival : second")
    synapses = Synapses(source, target, on_pre="arrival_post = t", delay=2 * ms, dt=0.5 * ms)
    synapses.connect()
    Network(source, target, synapses).run(5 * ms)
    assert (target.arrival[0], target.t, synapses.t) == (2 * ms, 5 * ms, 5 * ms)


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda network: network["nobody"], KeyError, "the network has no object called 'nobody'"),
        (lambda network: network[3], TypeError, "the objects of a network are found by their names, not by 3"),
        (lambda network: network.__delitem__("nobody"), KeyError, "the network has no object called 'nobody'"),
        (lambda network: network.add(3), TypeError, "a network holds groups, synapses, inputs and monitors, not 3"),
        (lambda network: network.add("abc"), TypeError, "a network holds groups, synapses, inputs and monitors, not 'abc'"),
        (lambda network: network.remove(3), TypeError, "a network holds groups, synapses, inputs and monitors, not 3"),
        (lambda network: network.remove(counter("stranger")), KeyError, "<NeuronGroup 'stranger'> is not in the network"),
    ],
)  # fmt: skip
def test_what_a_network_refuses(call, error, text):
    with pytest.raises(error) as caught:
        call(Network())
    assert caught.value.args == (text,)


def test_objects_come_and_go_between_runs():
    one, two = counter("comes"), counter("goes")
    network = Network(one)
    network.run(1 * ms)
    network.add(two)
    network.run(1 * ms)
    network.remove(one)
    network.run(1 * ms)
    network.add(one)
    two.active = False
    network.run(1 * ms)
    assert (one.v[0], two.v[0]) == (pytest.approx(3), pytest.approx(2))
    assert network.t / ms == pytest.approx(4)


def test_an_object_that_has_run_cannot_join_another_network():
    group = counter()
    network = Network(group)
    network.run(0 * ms)
    with pytest.raises(RuntimeError, match="has run in another network"):
        Network(group)
    with pytest.raises(RuntimeError, match="has run in another network"):
        run(0 * ms)


def test_names_are_the_first_that_are_free():
    groups = [counter("free_name*") for _ in range(3)]
    assert [group.name for group in groups] == ["free_name", "free_name_1", "free_name_2"]
    del groups[1]
    gc.collect()
    assert counter("free_name*").name == "free_name_1"
    with pytest.raises(AttributeError):
        groups[0].name = "other"


def test_two_objects_of_one_name_cannot_run_together():
    network = Network(counter("double"), counter("double"))
    with pytest.raises(ValueError, match="two objects of the network have the name 'double'; names must differ"):
        network.run(0 * ms)


@pytest.mark.parametrize("name", ["1a", "a b", "", "ä", "a-b"])
def test_what_is_no_name(name):
    with pytest.raises(ValueError, match="is no valid name"):
        counter(name)


def test_a_schedule_is_a_list_of_slots():
    network = Network()
    usual = ["start", "groups", "thresholds", "synapses", "resets", "end"]
    assert network.schedule == usual
    network.schedule = ["start", "groups", "extra", "thresholds", "synapses", "resets", "end"]
    assert network.schedule[2] == "extra"
    for wrong, error in (
        (3, TypeError),
        (["a", 3], TypeError),
        (["a", "before_b"], ValueError),
        (["after_c"], ValueError),
    ):
        with pytest.raises(error):
            network.schedule = wrong
    network.schedule = None
    assert network.schedule == usual


def test_slots_of_ones_own_have_their_place():
    group = NeuronGroup(1, "v : 1")
    group.run_regularly("v = v*2", when="extra")
    group.run_regularly("v += 1", when="before_extra")
    group.run_regularly("v += 10", when="after_extra")
    network = Network(group)
    network.schedule = ["start", "groups", "extra", "thresholds", "synapses", "resets", "end"]
    network.run(0.1 * ms)
    assert group.v[0] == 12
    other = counter("slotless")
    other.run_regularly("v += 1", when="nowhere")
    with pytest.raises(KeyError, match="unknown slot 'nowhere' for 'when' of 'slotless_run_regularly'"):
        Network(other).run(0.1 * ms)


def spiking():
    group = NeuronGroup(2, "dv/dt = 1/ms : 1", threshold="v > 1", reset="v = 0", method="euler", name="G")
    group.run_regularly("v += 0", dt=1 * ms)
    synapses = Synapses(group, group, on_pre="v += 0", name="S")
    synapses.connect()
    return Network(group, StateMonitor(group, "v", record=True, name="M"), synapses, SpikeMonitor(group, name="spikes"))


def test_the_scheduling_summary_is_a_table_in_the_order_of_a_step():
    network = spiking()
    network["G"].active = False
    lines = [[cell.strip() for cell in line.split("|")] for line in str(scheduling_summary(network)).splitlines()]
    assert lines[0] == ["object", "part of", "Clock dt", "when", "order", "active"]
    assert lines[2:] == [
        ["G_run_regularly (CodeRunner)", "G (NeuronGroup)", "1. ms (every 10 steps)", "start", "0", "no"],
        ["M (StateMonitor)", "M (StateMonitor)", "100. us (every step)", "start", "0", "yes"],
        ["G_stateupdater (StateUpdater)", "G (NeuronGroup)", "100. us (every step)", "groups", "0", "no"],
        ["G_spike_thresholder (Thresholder)", "G (NeuronGroup)", "100. us (every step)", "thresholds", "0", "no"],
        ["spikes (SpikeMonitor)", "spikes (SpikeMonitor)", "100. us (every step)", "thresholds", "1", "yes"],
        ["S_pre (SynapticPathway)", "S (Synapses)", "100. us (every step)", "synapses", "-1", "yes"],
        ["G_spike_resetter (Resetter)", "G (NeuronGroup)", "100. us (every step)", "resets", "0", "no"],
    ]
    assert "<b>G_stateupdater</b> (<em>StateUpdater</em>)" in scheduling_summary(network)._repr_html_()


def test_the_scheduling_summary_of_what_the_frame_sees():
    group = counter("seen")
    rows = str(scheduling_summary()).splitlines()
    assert len(rows) == 3 and rows[2].startswith(f"{group.name}_stateupdater (StateUpdater)")


def test_a_profile_has_the_time_of_each_part():
    network = spiking()
    with pytest.raises(ValueError, match="the last run was not measured: give run\\(\\) profile=True"):
        _ = network.profiling_info
    network.run(10 * ms, profile=True)
    names, times = zip(*network.profiling_info, strict=True)
    assert sorted(names) == [
        "G_run_regularly",
        "G_spike_resetter",
        "G_spike_thresholder",
        "G_stateupdater",
        "M",
        "S_pre",
        "spikes",
    ]
    assert list(times) == sorted(times, reverse=True) and have_same_dimensions(times[0], second)
    lines = str(profiling_summary(network, show=2)).splitlines()
    assert lines[:2] == ["Profiling summary", "================="] and len(lines) == 4
    assert lines[2].startswith(names[0]) and lines[2].endswith(" %") and " ms " in lines[2]
    shares = profiling_summary(network).percentages
    assert sum(shares) == pytest.approx(100)
    assert f"<tr><td>{names[0]}</td>" in profiling_summary(network)._repr_html_()
    network.run(1 * ms)
    with pytest.raises(ValueError):
        profiling_summary(network)


def test_the_profile_of_the_magic_network():
    group = counter("measured")
    run(1 * ms, profile=True)
    assert profiling_summary().names == [f"{group.name}_stateupdater"]


def test_the_time_of_a_network_is_that_of_the_step_during_a_run():
    group = counter()
    network = Network(group)
    times = []
    network.run(0.2 * ms, report=lambda *_: times.append(float(network.t / ms)), report_period=0 * second)
    assert times == pytest.approx([0, 0.1, 0.2, 0.2])


def test_kinds_of_reports():
    class Report:
        def __call__(self, elapsed, completed, start, duration):
            completions.append(completed)

    completions = []
    network = Network(counter())
    network.run(1 * ms, report=Report())
    assert completions == [0, 1]
    with pytest.raises(ValueError, match="report is 'text', 'stdout', 'stderr', a function or None, not 'loud'"):
        network.run(1 * ms, report="loud")
    with pytest.raises(TypeError, match="report is 'text', 'stdout', 'stderr', a function or None, not 3"):
        network.run(1 * ms, report=3)
    with pytest.raises(DimensionMismatchError):
        network.run(1 * ms, report="text", report_period=3)


def test_the_magic_network_refuses_a_mix_of_old_and_new():
    group = counter("old")
    run(1 * ms)
    monitor = StateMonitor(group, "v", record=True)
    run(1 * ms)
    assert magic_network.t / ms == pytest.approx(2) and len(monitor.t) == 10
    new = counter("new")
    with pytest.raises(MagicError, match="some objects have run before and some are new \\('new'\\)"):
        run(1 * ms)
    del new
    run(1 * ms)
    assert magic_network.t / ms == pytest.approx(3)
    del group
    group = counter("old")
    with pytest.raises(MagicError):  # the monitor belongs to the group that is gone
        run(1 * ms)


def test_new_objects_alone_are_a_new_network():
    group = counter()
    run(1 * ms)
    del group
    group = counter()
    run(0.5 * ms)
    assert magic_network.t / ms == pytest.approx(0.5) and group.v[0] == pytest.approx(0.5)


def test_the_magic_network_is_the_only_one_and_finds_its_objects_itself():
    with pytest.raises(ValueError, match="there is one magic network only"):
        MagicNetwork()
    for method in (magic_network.add, magic_network.remove):
        with pytest.raises(MagicError, match="finds its objects itself"):
            method(counter())


def test_collect_finds_what_stands_in_variables():
    seen = counter("seen_one")
    hidden = [counter("hidden_one")]
    assert [obj.name for obj in collect()] == ["seen_one"]
    start_scope()
    assert collect() == [] and hidden and seen


def test_an_object_that_misses_another_is_left_out_with_a_warning():
    def lonely():
        group = counter("not_seen")
        return group, StateMonitor(group, "v", record=True, name="lonely_monitor")

    monitor = lonely()[1]
    with catch_logs() as logs:
        run(1 * ms)
    assert [(level, name) for level, name, _ in logs] == [("WARNING", "brian2.core.magic.dependency_warning")]
    assert "lonely_monitor" in logs[0][2] and len(monitor.t) == 0


@pytest.mark.parametrize(
    ("make", "warns"),
    [
        (lambda: counter("unused"), True),
        (lambda: PoissonGroup(1, 1 * Hz), True),
        (lambda: SpikeMonitor(PoissonGroup(1, 1 * Hz)), True),  # for its source
        (lambda: Clock(1 * ms), False),
        (lambda: Network(counter()).run(0 * ms), False),
    ],
)
def test_objects_that_were_never_run_give_a_warning(make, warns):
    with catch_logs() as logs:
        made = make()
        del made
        gc.collect()
    assert [name for _, name, _ in logs] == ["brian2.core.base.unused_brian_object"] * warns
    assert not warns or "is gone without having been part of a run" in logs[0][2]


def test_the_warning_for_unused_objects_can_be_switched_off():
    prefs.logging.warn_for_unused_objects = False
    try:
        with catch_logs() as logs:
            made = counter()
            del made
            gc.collect()
    finally:
        prefs.logging.warn_for_unused_objects = True
    assert logs == []


def test_a_change_of_dt_keeps_spikes_under_way():
    source = SpikeGeneratorGroup(10, np.arange(10), np.arange(10) * 0.1 * ms)
    target = NeuronGroup(10, "v : 1")
    synapses = Synapses(source, target, on_pre="v += 1", delay=3 * ms)
    synapses.connect(j="i")
    run(1 * ms)
    defaultclock.dt = 0.25 * ms
    run(4 * ms)
    defaultclock.dt = 0.1 * ms
    assert target.v[:].tolist() == [1] * 10


def test_restore_initial_state_sets_step_and_preferences_back():
    defaultclock.dt = 0.3 * ms
    prefs.codegen.target = "numpy"
    restore_initial_state()
    assert str(defaultclock.dt) == "100. us" and prefs.codegen.target == "auto"
