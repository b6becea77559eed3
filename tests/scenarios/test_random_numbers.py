"""Scenarios R96 to R100: random numbers."""

import math

import numpy as np
import pytest
from ranvier.session import core_session

from ranvier import Hz, Network, NeuronGroup, PoissonInput, StateMonitor, Synapses, ms, second, seed


def test_R96_poisson_input_draws_anew_in_every_step():
    seed(1)
    group = NeuronGroup(1, "v : 1")
    group.run_regularly("v = 0", when="start")
    source = PoissonInput(group, "v", N=100, rate=200 * Hz, weight=1)
    monitor = StateMonitor(group, "v", record=0, when="end")
    Network(group, source, monitor).run(1 * second)
    values, p, n = monitor.v[0], 200e-4, 10_000
    mean, variance = 100 * p, 100 * p * (1 - p)
    assert len(values) == n
    # 5 standard deviations of the mean, of the variance (with the kurtosis of a binomial number) and of a correlation
    assert abs(values.mean() - mean) < 5 * math.sqrt(variance / n)
    excess = (1 - 6 * p * (1 - p)) / variance
    assert abs(values.var() - variance) < 5 * variance * math.sqrt((2 + excess) / n)
    assert abs(np.corrcoef(values[:-1], values[1:])[0, 1]) < 5 / math.sqrt(n)


def test_R97_random_numbers_of_many_synapses_do_not_repeat():
    seed(2)
    group = NeuronGroup(317, "v : 1", threshold="t < dt/2", reset="")
    synapses = Synapses(group, group, "a : 1\nb : 1", on_pre="b = rand()")
    synapses.connect(p=1)
    synapses.a = "rand()"
    Network(group, synapses).run(0.1 * ms)
    assert len(synapses) == 317**2 > 100_000
    # 2e5 numbers of 53 bits: an expected 2e-6 pairs of equal ones
    assert len(np.unique(np.concatenate([synapses.a[:], synapses.b[:]]))) == 2 * len(synapses)


def test_R98_many_short_runs_draw_what_one_long_run_draws():
    def values(pieces):
        seed(3)
        group = NeuronGroup(4, "dv/dt = -v/(10*ms) + xi/sqrt(10*ms) : 1\nr : 1", method="euler", name="g98")
        group.run_regularly("r = rand()", name="r98")
        monitor = StateMonitor(group, ["v", "r"], record=True, name="m98")
        network = Network(group, monitor)
        for _ in range(pieces):
            network.run(500 * ms / pieces)
        return monitor.v[:].tolist(), monitor.r[:].tolist()

    assert values(250) == values(1)


@pytest.mark.parametrize("owners", [1, 2, 4])
def test_R99_a_seed_fixes_all_numbers_for_any_division_and_none_fixes_nothing(owners, monkeypatch):
    def values():
        group = NeuronGroup(10, "dv/dt = -v/(10*ms) + xi/sqrt(10*ms) : 1", threshold="v > 1", reset="v = 0",
                            method="euler", name="g99")  # fmt: skip
        synapses = Synapses(group, group, "w : 1", on_pre="v_post += 0.1*rand()", name="s99")
        synapses.connect(p=0.5)
        synapses.w = "randn()"
        Network(group, synapses).run(20 * ms)
        return group.v[:].tolist(), synapses.w[:].tolist()

    seed(5)
    expected = values()
    seed(5)
    monkeypatch.setattr(core_session(), "owners", owners)
    assert values() == expected
    again = values()
    assert again != expected
    seed(5)
    assert values() == expected
    seed()
    assert values() != expected


def test_R100_what_is_drawn_after_restoring_is_what_was_drawn():
    seed(6)
    group = NeuronGroup(5, "v : 1")
    network = Network(group)
    network.store()
    group.v = "rand()"
    first = group.v[:].tolist(), np.random.rand(3).tolist()
    network.restore(restore_random_state=True)
    assert group.v[:].tolist() == [0] * 5
    group.v = "rand()"
    assert (group.v[:].tolist(), np.random.rand(3).tolist()) == first
