"""Names of objects, the magic network, start_scope, explicit networks."""

import gc

import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


def silent_group(**options):
    return NeuronGroup(1, "dv/dt = 1/ms : 1", method="euler", **options)


def test_automatic_names_are_the_lowest_free_ones_and_are_free_again_when_the_object_is_gone():
    gc.collect()
    first = silent_group(name="cell*")
    second = silent_group(name="cell*")
    assert (first.name, second.name) == ("cell", "cell_1")
    del first
    gc.collect()
    assert silent_group(name="cell*").name == "cell"


@pytest.mark.parametrize("name", ["with space", "1st", "", "a-b", "ü"])
def test_a_name_that_is_no_identifier_is_refused(name):
    with pytest.raises(ValueError, match="no valid name"):
        silent_group(name=name)


def test_run_finds_the_objects_of_the_calling_function_and_the_module():
    def inner():
        local = silent_group()
        run(1 * ms)
        return local.v[0]

    assert inner() == pytest.approx(1)


def test_run_does_not_look_into_containers():
    hidden = [silent_group()]
    seen = silent_group()
    run(1 * ms)
    assert (hidden[0].v[0], seen.v[0]) == (0, pytest.approx(1))


def test_objects_of_before_start_scope_stay_as_they_are():
    old = silent_group()
    start_scope()
    new = silent_group()
    run(1 * ms)
    assert (old.v[0], new.v[0]) == (0, pytest.approx(1))


def test_several_runs_of_the_same_objects_go_on():
    group = silent_group()
    run(1 * ms)
    run(2 * ms)
    assert group.v[0] == pytest.approx(3)
    assert magic_network.t / ms == pytest.approx(3)


def test_new_objects_only_begin_again_at_time_0():
    group = silent_group()
    run(1 * ms)
    group = silent_group()
    gc.collect()
    run(2 * ms)
    assert group.v[0] == pytest.approx(2)
    assert magic_network.t / ms == pytest.approx(2)


def test_a_mix_of_old_and_new_groups_is_a_magic_error():
    group = silent_group()
    run(1 * ms)
    other = silent_group()
    with pytest.raises(MagicError, match=other.name):
        run(1 * ms)
    assert group.v[0] == pytest.approx(1)


def test_a_monitor_may_come_later():
    group = silent_group()
    run(1 * ms)
    states = StateMonitor(group, "v", record=True)
    run(1 * ms)
    assert (states.t / ms).tolist() == pytest.approx([1 + k / 10 for k in range(10)])
    assert states.v[0].tolist() == pytest.approx([1 + k / 10 for k in range(10)])


def test_an_object_whose_source_cannot_be_seen_is_left_out_with_a_warning():
    states = (lambda: StateMonitor(silent_group(), "v", record=True))()
    with catch_logs() as logs:
        run(1 * ms)
    assert [name for _, name, _ in logs] == ["brian2.core.magic.dependency_warning"]
    assert len(states.t) == 0


def test_a_network_runs_its_own_objects_only():
    group, other = silent_group(), silent_group()
    network = Network(group)
    network.run(1 * ms)
    assert (group.v[0], other.v[0]) == (pytest.approx(1), 0)
    assert (len(network.objects), group in network, other in network) == (1, True, False)
    assert network[group.name] is group and len(network) == 2  # with its state update


def test_a_network_takes_lists_and_dictionaries_of_objects():
    group, other, third = silent_group(), silent_group(), silent_group()
    network = Network([group, {"other": other}], third)
    network.run(1 * ms)
    assert [each.v[0] for each in (group, other, third)] == pytest.approx([1, 1, 1])
    network.remove([third])
    network.run(1 * ms)
    assert [each.v[0] for each in (group, other, third)] == pytest.approx([2, 2, 1])


def test_a_network_without_an_object_that_another_needs_is_an_error():
    group = silent_group()
    with pytest.raises(ValueError, match="needs"):
        Network(StateMonitor(group, "v", record=True)).run(1 * ms)


def test_an_object_that_has_run_in_one_network_cannot_be_in_another():
    group = silent_group()
    Network(group).run(1 * ms)
    with pytest.raises(RuntimeError, match="has run in another network"):
        Network(group)


@pytest.mark.parametrize("thing", [3, "text", None])
def test_a_network_takes_no_other_things(thing):
    with pytest.raises(TypeError):
        Network(thing)


def test_an_inactive_object_does_not_take_part():
    group, other = silent_group(), silent_group()
    group.active = False
    Network(group, other).run(1 * ms)
    assert (group.v[0], other.v[0]) == (0, pytest.approx(1))
