"""Subgroups: state, monitors, synapses, inputs. The expected values are those that Brian 2 2.9.0 gives."""

import re

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(5)


@pytest.fixture
def group():
    return NeuronGroup(10, "v : volt\nx : integer\ns : 1 (shared)", threshold="v > 1*mV", reset="v = 0*mV", name="g")


@pytest.mark.parametrize(
    ("item", "members"),
    [
        (slice(2, 5), [2, 3, 4]),
        (3, [3]),
        (np.int64(3), [3]),
        (slice(-3, None), [7, 8, 9]),
        (slice(2, 100), list(range(2, 10))),
        ([1, 2, 3], [1, 2, 3]),
        (np.array([4, 5]), [4, 5]),
        (slice(None, None, 4), [0, 4, 8]),  # from here on only Ranvier
        ([1, 3, 8], [1, 3, 8]),
        (np.arange(10) % 3 == 0, [0, 3, 6, 9]),
    ],
)
def test_a_part_is_given_by_slice_number_or_array(group, item, members):
    part = group[item]
    group.x = "i"
    assert (part.x[:].tolist(), part.i[:].tolist(), len(part), part.N) == (
        members, list(range(len(members))), len(members), len(members))  # fmt: skip
    assert (part.start, part.stop) == (members[0], members[-1] + 1)
    part.x = "-i - 1"
    assert group.x[:].tolist() == [-members.index(k) - 1 if k in members else k for k in range(10)]


def test_it_shows_name_and_range(group):
    part = group[2:5]
    inner = part[1:3]
    assert (repr(part), repr(inner)) == (
        "<Subgroup 'g_subgroup' of 'g' from 2 to 5>",
        "<Subgroup 'g_subgroup_1' of 'g' from 3 to 5>",
    )
    assert repr(group[::3]) == "<Subgroup 'g_subgroup_2' of 'g' with 4 neurons from 0 to 10>"
    assert inner.source is group and (inner.start, inner.stop) == (3, 5)
    assert (part.order, part.when, part.t, part.dt / ms) == (1, "thresholds", group.t, pytest.approx(0.1))


@pytest.mark.parametrize(
    ("item", "error", "text"),
    [
        (slice(5, 5), IndexError,
         "a subgroup of NeuronGroup 'g' can't reach from 5 to 5: it must have a neuron, and neurons are 0 to 9"),
        (slice(20, 30), IndexError,
         "a subgroup of NeuronGroup 'g' can't reach from 10 to 10: it must have a neuron, and neurons are 0 to 9"),
        (20, IndexError,
         "a subgroup of NeuronGroup 'g' can't reach from 20 to 10: it must have a neuron, and neurons are 0 to 9"),
        (-1, IndexError, "a single neuron is given by a number from 0 on: g[-1] is negative"),
        ([], IndexError, "a subgroup of NeuronGroup 'g' must have a neuron"),
        ([-1], IndexError, "a subgroup of NeuronGroup 'g' can't contain neuron -1: neurons are 0 to 9"),
        ([3, 2], IndexError, "the neurons of a subgroup of NeuronGroup 'g' must be in ascending order: 2 comes after 3"),
        (slice(5, 2, -1), IndexError, "a subgroup counts forwards: g[5:2:-1] has a negative step"),
        ("i > 3", TypeError, "a part of g is given by a slice, a number or an array of numbers, not by 'i > 3'"),
        (1.5, TypeError, "a part of g is given by a slice, a number or an array of numbers, not by 1.5"),
        (np.array([True]), IndexError, "the mask for a subgroup of g has 1 values for 10 neurons"),
    ],
)  # fmt: skip
def test_what_is_no_part(group, item, error, text):
    with pytest.raises(error) as raised:
        group[item]
    assert str(raised.value) == text


def test_state_access_counts_from_the_first_member(group):
    part = group[3:8]
    part.v = "i*mV"
    part.v["i >= 3"] = 10 * mV
    part.v[[0, -1]] = [7, 8] * mV
    part.x[1:3] = [5, 6]
    part.s = 2
    assert (group.v / mV).tolist() == pytest.approx([0, 0, 0, 7, 1, 2, 10, 8, 0, 0])
    assert group.x[:].tolist() == [0, 0, 0, 0, 5, 6, 0, 0, 0, 0]
    assert (part.v["i == 4"] / mV).tolist() == [8] and (part.s, group.s) == (2, 2)
    part.x += 1
    assert part.x[:].tolist() == [1, 6, 7, 1, 1]
    group[0].v = 3 * mV
    assert group.v[0] == 3 * mV
    assert (group.v[part] == part.v[:]).all() and group.x[group[4]].tolist() == [6]
    with pytest.raises(ValueError) as raised:
        part.v = [1, 2] * mV
    assert str(raised.value) == f"'v' of Subgroup '{part.name}': 2 values for 5 elements"
    with pytest.raises(IndexError) as raised:
        part.v[5]
    assert str(raised.value) == f"index 5 is out of range for 'v' of Subgroup '{part.name}', which has 5 elements"
    with pytest.raises(AttributeError) as raised:
        part.nope  # noqa: B018
    assert str(raised.value) == f"Subgroup '{part.name}' has no attribute 'nope'"
    with pytest.raises(IndexError) as raised:
        part.v[group[0]]
    assert str(raised.value).endswith(f"is no part of <Subgroup '{part.name}' of 'g' from 3 to 8>")


def test_indices_of_selected_elements(group):
    part = group[2:5]
    group.v = "i*mV"
    assert group.indices["v > 6*mV"].tolist() == [7, 8, 9] and group.indices[:].dtype == np.int32
    assert (group.indices[part].tolist(), group.indices[-1], part.indices[:].tolist()) == ([2, 3, 4], 9, [2, 3, 4])
    assert part.indices["i > 0"].tolist() == [3, 4] and part.indices[[0, 2]].tolist() == [2, 4]
    with pytest.raises(
        IndexError, match="index 10 is out of range for 'indices' of NeuronGroup 'g', which has 10 elements"
    ):
        group.indices[10]
    with pytest.raises(TypeError):
        group.indices[1.5]


def test_names_in_a_text_belong_to_the_group_that_is_written(group, caplog):
    part = group[4:9]
    for text, n_warnings in [("i", 1), ("N", 1), ("N + i", 2), ("x", 0)]:
        caplog.clear()
        group.x[part] = text
        assert sum(entry.name.endswith("ambiguous_string_expression") or "counts in g, not in" in entry.getMessage()
                   for entry in caplog.records) == n_warnings  # fmt: skip
    group.x[part] = "i"
    assert group.x[:].tolist() == [0, 0, 0, 0, 4, 5, 6, 7, 8, 0]


def test_regular_operations_need_no_reference_to_the_part():
    group = NeuronGroup(10, "v : integer")
    group.run_regularly("v += 16")
    part = group[:2]
    part.run_regularly("v += 8")
    group[4:6].run_regularly("v += 2")
    runner = group[6:8].run_regularly("v += 1")
    assert re.fullmatch(r"neurongroup(_\d+)?_subgroup(_\d+)?_run_regularly(_\d+)?", runner.name)
    run(defaultclock.dt)
    assert group.v[:].tolist() == [24, 24, 16, 16, 18, 18, 17, 17, 16, 16]


def test_monitors_of_parts(group):
    source = SpikeGeneratorGroup(10, [0, 2, 5, 3, 9], [0, 1, 1, 2, 3] * ms)
    spikes, every_third = SpikeMonitor(source[2:6]), SpikeMonitor(source[::3])
    rate = PopulationRateMonitor(source[2:6])
    part = group[2:6]
    states, one = StateMonitor(part, "v", record=[3, 0], dt=1 * ms), StateMonitor(group, "v", record=group[4])
    group.v = "i*0.1*mV"
    run(4 * ms)
    assert (spikes.i[:].tolist(), (spikes.t / ms).round(6).tolist()) == ([0, 3, 1], [1, 1, 2])
    assert (spikes.count[:].tolist(), list(spikes.spike_trains())) == ([1, 1, 0, 1], [0, 1, 2, 3])
    assert (every_third.i[:].tolist(), every_third.count[:].tolist()) == ([0, 1, 3], [1, 1, 0, 1])
    assert (rate.rate[[0, 10, 20]] / Hz).tolist() == pytest.approx([0, 5000, 2500])
    assert (states.v[:, 0] / mV).tolist() == pytest.approx([0.5, 0.2])
    assert (states[3].v[0] / mV, one.record.tolist()) == (pytest.approx(0.5), [4])


def test_ends_of_synapses(group):
    group.v = "(i == 3)*2*mV"
    target = NeuronGroup(6, "y : integer")
    synapses = Synapses(group[2:5], target[3:], "w : integer", on_pre="y += w + 100*i + 10*j")
    synapses.connect("i != j")
    synapses.w = "i + j"
    assert (synapses.i[:].tolist(), synapses.j[:].tolist()) == ([0, 0, 1, 1, 2, 2], [1, 2, 0, 2, 0, 1])
    assert (synapses.w[:].tolist(), synapses.N_pre, synapses.N_post) == ([1, 2, 1, 3, 2, 3], 3, 3)
    run(0.2 * ms)
    assert target.y[:].tolist() == [0, 0, 0, 101, 0, 123]


def test_many_to_many_of_every_other_neuron():
    cells = NeuronGroup(8, "v : 1", threshold="v > 0.5", reset="v = 0")
    even, odd = cells[::2], cells[1::2]
    synapses = Synapses(even, odd, on_pre="v += 0.1*(i + 1)")
    synapses.connect(j="i")
    even.v = 1
    run(0.1 * ms)
    assert cells.v[:].tolist() == pytest.approx([0, 0.1, 0, 0.2, 0, 0.3, 0, 0.4])
    assert synapses.j[:].tolist() == [0, 1, 2, 3]


def test_targets_of_inputs(group):
    cells = NeuronGroup(5, "v : 1")
    noise = PoissonInput(cells[1:3], "v", N=4, rate=10 * kHz, weight=1)
    run(0.3 * ms)
    assert cells.v[:].tolist() == [0, 12, 12, 0, 0]
    assert noise.N == 4


def test_the_whole_group_must_be_in_the_network(group):
    monitor = StateMonitor(group[2:5], "v", record=True)
    net = Network(group[:3], monitor)
    with pytest.raises(
        ValueError, match="Subgroup 'g_subgroup.*' is in the network, but NeuronGroup 'g', which it needs"
    ):
        net.run(1 * ms)
    with_group = Network(cells := NeuronGroup(5, "v : 1"), states := StateMonitor(cells[1:4], "v", record=True))
    with_group.run(1 * ms)
    assert states.v.shape == (3, 10)


def test_parts_of_synapses_are_numbers_of_synapses(group):
    synapses = Synapses(group, group)
    synapses.connect()
    assert len(synapses[2:5]) == 3
