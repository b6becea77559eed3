"""Scenarios R01 to R17: who is connected to whom, and which element an index means. "Brute force" is plain Python here."""

import random

import numpy as np
import pytest
from ranvier.session import core_session

from ranvier import (
    Hz,
    Network,
    NeuronGroup,
    PoissonGroup,
    PopulationRateMonitor,
    SpikeGeneratorGroup,
    SpikeMonitor,
    StateMonitor,
    Synapses,
    ms,
    seed,
)

DT = 0.1 * ms


def spiking(n, **arguments):
    """Neurons that all fire once, in the first step, and count what they receive."""
    return NeuronGroup(n, "v : 1\nis_done : boolean", threshold="not is_done", reset="is_done = True", **arguments)


def parts(n):
    """All parts of neighbouring neurons of a group of n, as (begin, end)."""
    return [(begin, end) for begin in range(n) for end in range(begin + 1, n + 1)]


def random_condition(generator, depth=0):
    if depth == 3 or generator.random() < 0.3:
        left, right = (
            generator.choice(["i", "j", "i + j", "i - j", "2*i", "i % 3", str(generator.randrange(10))])
            for _ in range(2)
        )
        return f"{left} {generator.choice(['<', '<=', '>', '>=', '==', '!='])} {right}"
    first, second = (random_condition(generator, depth + 1) for _ in range(2))
    return generator.choice([f"({first}) and ({second})", f"({first}) or ({second})", f"not ({first})"])


def test_R01_a_condition_connects_exactly_the_pairs_that_fulfil_it():
    group = spiking(300)
    synapses = Synapses(group, group)
    synapses.connect("i >= 100 and i < 200 and j >= 200 and j < 300")
    assert len(synapses) == 10000
    assert sorted(set(synapses.i)) == list(range(100, 200)) and sorted(set(synapses.j)) == list(range(200, 300))
    generator = random.Random(1)
    source, target = spiking(7), spiking(9)
    for _ in range(500):
        condition = random_condition(generator)
        synapses = Synapses(source, target)
        synapses.connect(condition)
        expected = [(i, j) for i in range(7) for j in range(9) if eval(condition, {"i": i, "j": j})]
        assert list(zip(synapses.i, synapses.j)) == expected, condition


def test_R02_every_pair_of_parts_delivers_every_spike_once():
    group = spiking(5)
    all_parts = {(begin, end): group[begin:end] for begin, end in parts(5)}
    synapses = []
    for source in all_parts.values():
        for target in all_parts.values():
            synapses.append(Synapses(source, target, "n : 1", on_pre="n += 1; v_post += 1"))
            synapses[-1].connect()
    Network(group, list(all_parts.values()), synapses).run(1 * ms)
    assert all((one.n[:] == 1).all() for one in synapses)
    spikes = sum(end - begin for begin, end in parts(5))
    expected = [spikes * sum(begin <= neuron < end for begin, end in parts(5)) for neuron in range(5)]
    assert group.v[:].tolist() == expected


def test_R03_synapses_between_all_parts_are_recorded():
    group = spiking(3)
    objects = [group]
    for source in parts(3):
        for target in parts(3):
            ends = group[slice(*source)], group[slice(*target)]
            synapses = Synapses(*ends, "w : 1")
            synapses.connect()
            synapses.w = "i + 10*j"
            synapses.run_regularly("w += 1")
            objects.append((*ends, synapses, StateMonitor(synapses, "w", record=True)))
    Network(group, objects[1:]).run(0.4 * ms)
    for source, target, _, monitor in objects[1:]:
        first = [i + 10 * j for i in range(len(source)) for j in range(len(target))]
        assert monitor.w.shape == (len(source) * len(target), 4)
        # run_regularly and the monitor share a slot; the monitor's name comes later, or earlier, for all alike
        assert np.diff(monitor.w, axis=1).tolist() == [[1, 1, 1]] * len(first)
        assert (monitor.w[:, 0] - first).tolist() in ([0] * len(first), [1] * len(first))


def test_R04_a_sum_goes_to_the_part_and_to_nothing_else():
    group = NeuronGroup(5, "I : amp")
    source = NeuronGroup(1, "v : 1")
    part = group[2:]
    synapses = Synapses(source, part, "I_post = 1*nA : amp (summed)")
    synapses.connect()
    monitor = StateMonitor(group, "I", record=True, when="end")
    Network(group, source, part, synapses, monitor).run(100 * ms)
    assert monitor.I.shape == (5, 1000)
    assert (monitor.I_[2:] == 1e-9).all() and (monitor.I_[:2] == 0).all()


def test_R05_rates_of_parts_count_their_own_spikes():
    group = NeuronGroup(4, "v : 1", threshold="i < 2")
    first, last = PopulationRateMonitor(group[:2]), PopulationRateMonitor(group[2:])
    Network(group, first, last).run(10 * ms)
    assert (first.rate_ == 1 / 1e-4).all() and (last.rate_ == 0).all() and len(first.rate_) == 100


@pytest.mark.parametrize("firing", ["i < 100", "i >= 200", "i % 3 == 0"])
def test_R06_a_monitor_of_a_part_numbers_its_own_neurons(firing):
    group = NeuronGroup(300, "v : 1", threshold=firing)
    monitor = SpikeMonitor(group[100:200])
    Network(group, monitor).run(0.5 * ms)
    expected = [neuron - 100 for neuron in range(100, 200) if eval(firing, {"i": neuron})]
    assert monitor.i[:].tolist() == expected * 5
    assert monitor.count[:].tolist() == [5 * (neuron in expected) for neuron in range(100)]


def test_R07_a_spike_beyond_the_part_is_never_recorded():
    source = SpikeGeneratorGroup(10, [0, 1, 2, 3, 4, 7, 7, 4], [0, 0, 0, 0, 0, 1, 2, 2] * DT)
    monitor = SpikeMonitor(source[:5])
    Network(source, monitor).run(1 * ms)
    assert monitor.i[:].tolist() == [0, 1, 2, 3, 4, 4]


def test_R10_synapses_onto_synapses_number_the_synapses_that_they_modulate():
    group = spiking(4)
    plain = Synapses(group, group, "w : 1")
    plain.connect(i=[3, 0, 2, 2], j=[1, 1, 0, 3])
    plain.w = [1, 2, 3, 4]
    modulating = Synapses(group, plain, "factor : 1", on_pre="w_post *= factor")
    modulating.connect(j="i")
    modulating.factor = "1 + i"
    assert (modulating.i[:].tolist(), modulating.j[:].tolist()) == ([0, 1, 2, 3], [0, 1, 2, 3])
    Network(group, plain, modulating).run(1 * ms)
    assert plain.w[:].tolist() == [1 * 1, 2 * 2, 3 * 3, 4 * 4]


RULES = {
    "all": (lambda s, n, m: s.connect(), lambda i, j, n, m: True),
    "condition": (lambda s, n, m: s.connect("i != j"), lambda i, j, n, m: i != j),
    "none": (lambda s, n, m: s.connect(p=0), lambda i, j, n, m: False),
    "text of p": (lambda s, n, m: s.connect(p="1.0*(i > j)"), lambda i, j, n, m: i > j),
    "expression for j": (lambda s, n, m: s.connect(j="(3*i + 1) % N_post"), lambda i, j, n, m: j == (3 * i + 1) % m),
    "expression for i": (lambda s, n, m: s.connect(i="(3*j + 1) % N_pre"), lambda i, j, n, m: i == (3 * j + 1) % n),
    "generator": (
        lambda s, n, m: s.connect(j="k for k in range(i - 1, i + 2) if k != i", skip_if_invalid=True),
        lambda i, j, n, m: abs(i - j) == 1,
    ),
    "arrays": (
        lambda s, n, m: s.connect(i=np.arange(n), j=np.arange(n) % m),
        lambda i, j, n, m: j == i % m,
    ),
    "all by a sample": (lambda s, n, m: s.connect(j="k for k in sample(N_post, size=N_post)"), lambda i, j, n, m: True),
}


@pytest.mark.parametrize("shape", [(7, 13), (13, 7), (1, 31), (31, 1)], ids=str)
@pytest.mark.parametrize("rule", RULES)
def test_R11_every_rule_is_right_between_populations_of_different_sizes(rule, shape):
    n, m = shape
    synapses = Synapses(spiking(n), spiking(m))
    connect, holds = RULES[rule]
    connect(synapses, n, m)
    expected = [(i, j) for i in range(n) for j in range(m) if holds(i, j, n, m)]
    assert sorted(zip(synapses.i, synapses.j)) == expected
    assert synapses.N_outgoing_pre[:].tolist() == [sum(i == k for i, _ in expected) for k in range(n)]
    assert synapses.N_incoming_post[:].tolist() == [sum(j == k for _, j in expected) for k in range(m)]


@pytest.mark.parametrize("owners", [1, 2, 4])
def test_R12_a_fixed_number_of_sources_keeps_its_array_of_weights(owners, monkeypatch):
    monkeypatch.setattr(core_session(), "owners", owners)
    seed(3)
    source, target = spiking(20), NeuronGroup(15, "v : 1")
    synapses = Synapses(source, target, "w : 1", on_pre="v_post += w")
    synapses.connect(i="k for k in sample(N_pre, size=3)")
    assert synapses.N_incoming_post[:].tolist() == [3] * 15
    weights = np.arange(45.0)
    synapses.w = weights
    Network(source, target, synapses).run(1 * ms)
    assert synapses.w[:].tolist() == weights.tolist()
    assert target.v[:].tolist() == np.bincount(synapses.j, weights, 15).tolist()


@pytest.mark.parametrize(
    "index", [0, [0], (0,), np.array([0]), *(np.array(0, dtype=kind)[()] for kind in "bhilqBHILQ")], ids=repr
)
def test_R13_number_0_means_the_first_neuron_in_every_form(index):
    group = NeuronGroup(3, "v : 1")
    if not isinstance(index, tuple):
        group.v[index] = 5
        assert group.v[:].tolist() == [5, 0, 0]
    monitor = StateMonitor(group, "v", record=index)
    Network(group, monitor).run(0 * ms)
    assert monitor.record[:].tolist() == [0] and monitor.v.shape == (1, 0)
    source = SpikeGeneratorGroup(1, np.atleast_1d(index), [0] * ms)
    spikes = SpikeMonitor(source)
    Network(source, spikes).run(0.1 * ms)
    assert spikes.i[:].tolist() == [0]


def test_R13_a_run_without_objects_does_nothing():
    network = Network()
    network.run(1 * ms)
    assert network.t == 1 * ms


@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"])
def test_R14_indices_of_all_integer_types_are_numpys(kind):
    group, plain = NeuronGroup(5, "v : 1"), np.zeros(5)
    indices = np.array([4, 1, 1], dtype=kind)
    group.v[indices] = plain[indices] = [1, 2, 3]
    assert group.v[:].tolist() == plain.tolist()
    assert group.v[indices].tolist() == plain[indices].tolist()
    assert group.v[np.array([], dtype=kind)].tolist() == []


def test_R14_negative_boolean_and_wrong_indices():
    group, plain = NeuronGroup(5, "v : 1"), np.zeros(5)
    group.v[[-1, 0]] = plain[[-1, 0]] = [1, 2]
    mask = np.array([False, True, True, False, False])
    group.v[mask] = plain[mask] = 7
    assert group.v[:].tolist() == plain.tolist() == [2, 7, 7, 0, 1]
    for wrong, error in (([5], IndexError), ([-6], IndexError), (mask[:4], IndexError), ([1.0], TypeError)):
        with pytest.raises(error):
            group.v[wrong] = 1
    assert group.v[:].tolist() == plain.tolist()


def test_R15_the_first_times_of_a_rate_monitor():
    group = NeuronGroup(1, "v : 1", threshold="True")
    monitor = PopulationRateMonitor(group)
    Network(group, monitor).run(2 * ms)
    assert monitor.t_[:5].tolist() == [0, 1e-4, 2e-4, 3 * 1e-4, 4e-4] and len(monitor.t[:5]) == 5


def test_R16_spike_trains_are_sorted_after_several_runs():
    group = PoissonGroup(20, rates=500 * Hz)
    part = group[5:15]
    monitors = SpikeMonitor(group), SpikeMonitor(part)
    network = Network(group, part, monitors)
    for _ in range(3):
        network.run(5 * ms)
    for monitor, members in zip(monitors, (range(20), range(10))):
        trains, values = monitor.spike_trains(), monitor.values("t")
        assert list(trains) == list(members) == list(values)
        pairs = list(zip(monitor.t_[:].tolist(), monitor.i[:].tolist()))
        assert pairs == sorted(pairs) and len(pairs) > 50
        for neuron in members:
            expected = [t for t, i in pairs if i == neuron]
            assert np.asarray(trains[neuron]).tolist() == np.asarray(values[neuron]).tolist() == expected


def test_R17_operations_and_removals_after_the_network_is_built_take_effect():
    group, other = NeuronGroup(2, "v : 1"), NeuronGroup(1, "v : 1")
    network = Network(group, other)
    group.run_regularly("v += 1")
    other.run_regularly("v += 1")
    network.run(0.5 * ms)
    network.remove(other)
    network.run(0.5 * ms)
    assert (group.v[:].tolist(), other.v[:].tolist()) == ([10, 10], [5])
    network.add(other)
    network.run(0.5 * ms)
    assert (group.v[:].tolist(), other.v[:].tolist()) == ([15, 15], [10])
