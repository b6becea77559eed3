"""connect in all its forms, delays, what locks a variable against synapses."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(11)


def synapses_of(n_pre, n_post, model="", **options):
    source = SpikeGeneratorGroup(n_pre, [], [] * ms)
    target = NeuronGroup(n_post, "x : 1")
    return Synapses(source, target, model, on_pre="", **options)


def pairs(synapses):
    return list(zip(synapses.i[:].tolist(), synapses.j[:].tolist()))


ALL = [(i, j) for i in range(3) for j in range(4)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, ALL),
        ({"condition": True}, ALL),
        ({"condition": False}, []),
        ({"p": 0}, []),
        ({"condition": "i != j"}, [(i, j) for i, j in ALL if i != j]),
        ({"condition": "x_post > 1 and i == 0"}, [(0, 2), (0, 3)]),
        ({"condition": "i == j", "n": 2}, [(0, 0), (0, 0), (1, 1), (1, 1), (2, 2), (2, 2)]),
        ({"j": "i"}, [(0, 0), (1, 1), (2, 2)]),
        ({"j": "(i + 1) % N_post"}, [(0, 1), (1, 2), (2, 3)]),
        ({"i": [2, 0], "j": [3, 1]}, [(2, 3), (0, 1)]),
        ({"i": 1, "j": [3, 0, 3]}, [(1, 3), (1, 0), (1, 3)]),
        ({"i": [0, 2], "j": 1, "n": 2}, [(0, 1), (0, 1), (2, 1), (2, 1)]),
        ({"i": [], "j": []}, []),
        ({"n": 0}, []),
        ({"p": 2}, ALL),
    ],
    ids=str,
)
def test_connect_makes_the_pairs_that_are_asked_for_in_order(arguments, expected):
    synapses = synapses_of(3, 4)
    synapses.target.x = "i"
    arguments = {name: np.array(value, dtype=int) if value == [] else value for name, value in arguments.items()}
    synapses.connect(**arguments)
    assert pairs(synapses) == expected
    assert len(synapses) == len(expected)


def test_several_calls_add_up():
    synapses = synapses_of(3, 4, "w : 1")
    synapses.connect(i=[2], j=[1])
    synapses.w = 5
    synapses.connect(j="i")
    assert pairs(synapses) == [(2, 1), (0, 0), (1, 1), (2, 2)]
    assert synapses.w[:].tolist() == [5, 0, 0, 0]


@pytest.mark.parametrize("arguments", [{"p": 0.1}, {"p": "0.1"}, {"condition": "i != j", "p": 0.1}], ids=str)
def test_a_probability_gives_binomial_numbers(arguments):
    synapses = synapses_of(300, 400)
    synapses.connect(**arguments)
    n = 300 * 400
    # Four standard deviations.
    assert abs(len(synapses) - 0.1 * n) < 4 * np.sqrt(0.09 * n) + 0.1 * 300
    counts = np.bincount(synapses.j, minlength=400)
    # The variance of 400 counts of 300 draws is 27, known to 7 percent.
    assert 0.7 * 27 < counts.var() < 1.3 * 27
    assert len(set(pairs(synapses))) == len(synapses)


def test_a_probability_may_depend_on_the_pair():
    synapses = synapses_of(200, 200)
    synapses.connect(p="0.5*(i < 100)")
    assert synapses.i[:].max() < 100
    assert abs(len(synapses) - 10000) < 4 * np.sqrt(5000)


def test_the_same_seed_gives_the_same_synapses():
    def connected(number):
        seed(number)
        synapses = synapses_of(30, 30)
        synapses.connect(p=0.2)
        return pairs(synapses)

    first = connected(5)
    assert connected(5) == first != connected(6)


def test_synaptic_variables_are_numbered_in_the_order_of_creation():
    synapses = synapses_of(3, 4, "w : volt\ntwice = 2*w : volt")
    synapses.connect(i=[2, 0, 1], j=[3, 1, 2])
    synapses.w = [10, 20, 30] * mV
    synapses.w["i == 0"] = "w + 1*mV*j"
    assert (synapses.w[:] / mV).tolist() == pytest.approx([10, 21, 30])
    assert (synapses.twice[:] / mV).tolist() == pytest.approx([20, 42, 60])
    synapses.w[-1] = 0
    assert (synapses.w["j > 1"] / mV).tolist() == pytest.approx([10, 0])


def arrivals(delays, **options):
    """Times in ms at which one spike at 0 ms reaches a target over synapses with these delays in ms."""
    source = SpikeGeneratorGroup(1, [0], [0] * ms)
    target = NeuronGroup(len(delays), "x : 1\nat : second")
    synapses = Synapses(source, target, on_pre="at_post = t", **options)
    synapses.connect()
    if not options:
        synapses.delay = delays * ms
    target.at = -1 * second
    Network(source, target, synapses).run(5 * ms)
    return (target.at[:] / ms).tolist()


def test_delays_are_rounded_to_steps():
    delays = np.array([0, 0.04, 0.05, 0.14, 0.25, 2])
    assert arrivals(delays) == pytest.approx([0, 0, 0.1, 0.1, 0.3, 2])


def test_one_delay_for_all_is_an_argument():
    assert arrivals([0, 0], delay=1.2 * ms) == pytest.approx([1.2, 1.2])


def test_delays_that_change_between_runs_count_for_later_spikes_only():
    source = SpikeGeneratorGroup(1, [0, 0], [0, 1.5] * ms)
    target = NeuronGroup(1, "x : 1")
    synapses = Synapses(source, target, on_pre="x_post += 1")
    synapses.connect()
    synapses.delay = 2 * ms
    states = StateMonitor(target, "x", record=True)
    network = Network(source, target, synapses, states)
    network.run(1 * ms)
    synapses.delay = 0.2 * ms
    network.run(2 * ms)
    # The first spike still arrives at 2.0 ms, the second one at 1.7 ms; a sample shows what came before its time.
    times = (states.t / ms).round(6)
    assert [times[np.argmax(states.x[0] >= count)] for count in (1, 2)] == pytest.approx([1.8, 2.1])


def test_several_pathways_have_their_own_delays():
    source = SpikeGeneratorGroup(1, [0], [0] * ms)
    target = NeuronGroup(1, "a : second\nb : second")
    synapses = Synapses(source, target, on_pre={"one": "a_post = t", "two": "b_post = t"}, delay={"one": 1 * ms})
    synapses.connect()
    synapses.two.delay = 2 * ms
    Network(source, target, synapses).run(3 * ms)
    assert (target.a[0] / ms, target.b[0] / ms) == (pytest.approx(1), pytest.approx(2))


def test_unless_refractory_locks_against_everything_but_the_reset():
    def total(add):
        model = "dv/dt = 0/ms : 1 (unless refractory)"
        source = SpikeGeneratorGroup(1, np.zeros(20, dtype=int), np.arange(20) * 0.1 * ms)
        target = NeuronGroup(
            1, model, threshold="v > 100", reset="v = 1000*(v > 200)", refractory=1 * ms, method="euler"
        )
        target.v = 150
        parts = [source, target, *add(source, target)]
        Network(*parts).run(2 * ms)
        return target.v[0]

    def by_synapses(source, target):
        synapses = Synapses(source, target, on_pre="v_post += 1")
        synapses.connect()
        return [synapses]

    def by_input(source, target):
        return [PoissonInput(target, "v", N=1, rate=10 * kHz, weight=1)]

    def by_operation(source, target):
        target.run_regularly("v += 1", when="end")
        return []

    # The spike of step 0 resets v to 0 and locks it for steps 0 to 9; in 10 to 19 it grows by 1 each.
    assert total(by_synapses) == 10
    assert total(by_input) == 10
    assert total(by_operation) == 10


def test_a_number_is_assigned_to_a_locked_variable():
    group = NeuronGroup(2, "dv/dt = 0/ms : 1 (unless refractory)",
                        threshold="v > 1", reset="v = 0", refractory=1 * second, method="euler")  # fmt: skip
    group.v = [2, 0]
    run(0.2 * ms)
    group.v = "5.0"
    assert group.v[:].tolist() == [0, 5]
    group.v = 0.5
    assert group.v[:].tolist() == [0.5, 0.5]
