"""Objects of the user's own take part in runs: their methods, their place in the schedule, what belongs to them."""

import gc
import logging
import weakref

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *
from ranvier.network import schedule_propagation_offset

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def own_scope():
    start_scope()
    defaultclock.dt = 0.1 * ms


class Recorder(BrianObject):
    """Notes when it was called."""

    log = []

    def run(self):
        Recorder.log.append(self.name)


def recorded(network, duration):
    Recorder.log = []
    network.run(duration)
    return "".join(Recorder.log)


def test_run_is_called_in_every_step_of_the_clock():
    fast, slow = Recorder(name="f", dt=0.1 * ms, order=0), Recorder(name="s", clock=Clock(dt=0.2 * ms), order=1)
    assert recorded(Network(fast, slow), 0.4 * ms) == "fsffsf"
    assert fast.clock.dt == 0.1 * ms and slow.clock.dt == 0.2 * ms and Recorder(name="d").clock is defaultclock


def test_the_place_in_the_schedule_is_that_of_the_object():
    one, other = Recorder(name="a", when="end"), Recorder(name="b", when="start", order=-3)
    network = Network(one, other)
    assert recorded(network, 0.2 * ms) == "baba"
    one.when, one.order = "start", -4
    assert recorded(network, 0.2 * ms) == "abab"
    other.active = False
    assert recorded(network, 0.2 * ms) == "aa"


def test_it_may_change_variables_and_what_it_raises_ends_the_run():
    group = NeuronGroup(2, "v : volt")

    class Raiser(BrianObject):
        def run(self):
            group.v += 1 * mV
            if group.v[0] > 2.5 * mV:
                raise RuntimeError("high enough")

    raiser = Raiser()
    with pytest.raises(RuntimeError, match="high enough"):
        Network(group, raiser).run(1 * ms)
    np.testing.assert_allclose(group.v / mV, 3)


def test_before_run_and_after_run_are_called_around_each_run():
    calls = []

    class Surrounded(BrianObject):
        def before_run(self, run_namespace):
            calls.append(run_namespace["value"])

        def after_run(self):
            calls.append("after")

    value = 3  # noqa: F841
    network = Network(Surrounded())
    network.run(0.1 * ms)
    network.run(0 * ms, namespace={"value": 4})
    assert calls == [3, "after", 4, "after"]


def test_methods_of_groups_are_called_too():
    class Counting(NeuronGroup):
        runs = 0

        def before_run(self, run_namespace):
            Counting.runs += 1

    run_it = Network(Counting(1, "v : 1"))
    run_it.run(0.1 * ms)
    assert Counting.runs == 1


def test_objects_without_methods_run_and_need_different_names():
    Network(BrianObject(name="one"), BrianObject(name="two")).run(1 * ms)
    with pytest.raises(ValueError, match="two objects of the network have the name 'one'; names must differ"):
        Network(BrianObject(name="one"), BrianObject(name="one")).run(0 * ms)


def test_an_object_that_was_not_initialised_says_so():
    class Forgetful(BrianObject):
        def __init__(self):
            Nameable.__init__(self, "forgetful*")

    with pytest.raises(
        TypeError, match=r"Forgetful 'forgetful' is not complete: its __init__ must call super\(\).__init__\(\)"
    ):
        Network(Forgetful()).run(0 * ms)


def test_the_function_run_collects_only_what_wants_to_be_collected():
    class Collected(Recorder):
        add_to_magic_network = True

    Recorder.log = []
    collected, other = Collected(name="c"), Recorder(name="o")
    run(0.2 * ms)
    assert Recorder.log == ["c", "c"] and other.clock is defaultclock and collected.active


def test_contained_objects_are_in_the_network_with_their_owner():
    owner, part = Recorder(name="o"), Recorder(name="p")
    owner.contained_objects.append(part)
    network = Network(owner)
    assert len(network.objects) == 1 and len(network) == 2 and network["p"] is part and "p" in network
    assert recorded(network, 0.1 * ms) == "op"
    owner.active = False
    assert recorded(network, 0.1 * ms) == "" and not part.active
    with pytest.raises(AttributeError):
        owner.contained_objects = []


def test_groups_take_contained_objects_as_well():
    group, part = NeuronGroup(1, "v : 1", name="g"), Recorder(name="p")
    group.contained_objects.append(part)
    network = Network(group)
    assert recorded(network, 0.1 * ms) == "p" and network["p"] is part
    group.contained_objects.remove(part)
    assert [obj.name for obj in network] == ["g", "g_stateupdater"]
    with pytest.raises(TypeError, match="objects can be appended"):
        group.contained_objects.clear()


def test_the_parts_of_a_group_are_found_by_their_names():
    group = NeuronGroup(1, "dv/dt = -v/ms : 1", threshold="v > 1", reset="v = 0", name="g", order=2)
    regular = group.run_regularly("v = 1")
    synapses = Synapses(group, group, on_pre="v += 1", name="s")
    network = Network(group, synapses)
    names = [obj.name for obj in network]
    assert names == [
        "g", "g_stateupdater", "g_spike_thresholder", "g_spike_resetter", "g_run_regularly", "s", "s_pre"
    ]  # fmt: skip
    part = network["g_stateupdater"]
    assert (part.when, part.order, part.active) == ("groups", 2, True) and part == network["g_stateupdater"]
    assert network["g_run_regularly"] is regular
    network["g_spike_resetter"].when = "end"
    assert group.resetter["spike"].when == "end"
    with pytest.raises(NotImplementedError, match="can't set when of StateUpdater 'g_stateupdater'"):
        part.when = "start"


def test_parts_do_not_keep_their_group_alive():
    group = NeuronGroup(1, "dv/dt = -v/ms : 1")
    parts, gone = group.contained_objects, weakref.ref(group)
    assert len(parts) == 1
    del group
    assert gone() is None and parts[0].name


def test_an_object_dies_with_its_last_name():
    def simulate():
        recorder = Recorder(name="mortal")
        Network(recorder).run(0.1 * ms)
        return weakref.ref(recorder)

    gone = simulate()
    gc.collect()
    assert gone() is None


def test_added_dependencies_must_be_in_the_network():
    needy, needed = Recorder(name="n"), Recorder(name="d")
    needy.add_dependency(needed)
    with pytest.raises(
        ValueError, match="<Recorder 'n'> is in the network, but <Recorder 'd'>, which it needs, is not"
    ):
        Network(needy).run(0 * ms)
    assert recorded(Network(needy, needed), 0.1 * ms) == "dn"


def test_the_magic_network_says_how_many_objects_it_has():
    group = NeuronGroup(1, "v : 1", name="g")
    with catch_logs(log_level=logging.DEBUG) as logs:
        run(0.1 * ms)
    assert ("DEBUG", "brian2.core.magic.magic_objects", "the magic network has 2 objects: g, g_stateupdater") in logs
    assert group.active


def test_what_lacks_a_dependency_is_switched_off():
    monitor = StateMonitor(NeuronGroup(1, "v : 1"), "v", record=True, name="monitor_of_nothing")
    with catch_logs() as logs:
        run(0.1 * ms)
    assert [name for _, name, _ in logs] == ["brian2.core.magic.dependency_warning"] and not monitor.active


def test_states_of_user_objects_are_in_those_of_the_network():
    class WithStates(BrianObject):
        def get_states(self, *_, **__):
            return {"state": 3}

    group = NeuronGroup(1, "v : 1", name="g")
    states = Network(group, WithStates(name="w")).get_states(read_only_variables=False)
    assert set(states) == {"g", "w"} and states["w"] == {"state": 3} and list(states["g"]) == ["v"]
    assert set(magic_network.get_states()) == {"g"}
    magic_network.set_states({"g": {"v": 5}})
    assert group.v[0] == 5


def test_spikes_arrive_a_step_later_if_synapses_come_before_thresholds():
    assert schedule_propagation_offset() == 0 * ms
    network = Network()
    network.schedule = ["start", "groups", "synapses", "thresholds", "resets", "end"]
    assert schedule_propagation_offset(network) == defaultclock.dt


def test_trackable_classes_list_their_objects():
    class Tracked(Trackable):
        pass

    class Derived(Tracked):
        pass

    kept = Tracked(), Derived()
    Tracked()
    assert {reference() for reference in Tracked.__instances__()} == set(kept)
    assert {reference() for reference in Derived.__instances__()} == {kept[1]}


def test_an_error_of_a_run_keeps_no_objects_alive():
    def simulate():
        group = NeuronGroup(1, "v = unknown : 1")
        try:
            Network(group).run(0 * ms)
        except BrianObjectException as error:
            assert isinstance(error.__cause__, KeyError)
        return weakref.ref(group)

    gc.disable()
    try:
        assert simulate()() is None
    finally:
        gc.enable()
