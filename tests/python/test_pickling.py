"""Results travel between processes: pickled, copied, through multiprocessing."""

import multiprocessing
import pickle
from copy import copy as shallow_copy
from copy import deepcopy

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


def simulated():
    group = NeuronGroup(2, "dv/dt = 10*mV/ms : volt", threshold="v > 5*mV", reset="v = 0*mV", method="euler")
    spikes, states = SpikeMonitor(group, "v"), StateMonitor(group, "v", record=True)
    rate = PopulationRateMonitor(group)
    Network(group, spikes, states, rate).run(3 * ms)
    return {
        "i": spikes.i, "t": spikes.t, "count": spikes.count, "n": spikes.num_spikes, "v at spikes": spikes.v,
        "trains": spikes.spike_trains(), "all": spikes.all_values(), "states": states.v, "one": states[0].v,
        "times": states.t, "plain": states.t / ms, "rate": rate.smooth_rate(width=0.5 * ms), "view": group.v,
        "scalar": group.v[0], "unit": mV, "power": mV**2 / ms, "dimension": volt.dim,
    }  # fmt: skip


def same(one, two):
    if isinstance(one, dict):
        assert list(one) == list(two)
        for key in one:
            same(one[key], two[key])
    elif isinstance(one, Unit) or not isinstance(one, (Quantity, np.ndarray)):
        assert type(one) is type(two) and one == two
    else:
        assert type(one) is type(two) and get_dimensions(one) is get_dimensions(two)
        assert np.asarray(one).dtype == np.asarray(two).dtype
        np.testing.assert_array_equal(np.asarray(one), np.asarray(two))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_everything_that_monitors_hand_out_can_be_pickled(protocol):
    results = simulated()
    again = pickle.loads(pickle.dumps(results, protocol))
    results["view"] = results["view"].get_value()
    same(again, results)
    assert again["dimension"] is volt.dim and again["unit"] is mV


@pytest.mark.parametrize("copied", [shallow_copy, deepcopy])
def test_and_copied(copied):
    results = simulated()
    again = {name: copied(value) for name, value in results.items()}
    results["view"] = results["view"].get_value()
    same(again, results)


def work(drive):
    start_scope()
    group = NeuronGroup(1, "dv/dt = drive*mV/ms : volt", method="euler", namespace={"drive": drive})
    states = StateMonitor(group, "v", record=True)
    Network(group, states).run(1 * ms)
    return group.v[:], states.v[0], {"end": states.v[0][-1]}


def test_results_come_back_from_other_processes():
    expected = [work(drive) for drive in (1, 2, 3)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        for got, wanted in zip(pool.map(work, (1, 2, 3)), expected, strict=True):
            same(dict(enumerate(got)), dict(enumerate(wanted)))


@pytest.mark.parametrize("copied", [lambda value: pickle.loads(pickle.dumps(value)), deepcopy])
def test_what_models_are_made_of_travels_too(copied):
    equations = Equations("dv/dt = (E - v)/tau + 2*mV*xi*tau**-0.5 : volt (unless refractory)", E=10 * mV / 3)
    assert copied(equations) == equations
    inputs = TimedArray(np.arange(6).reshape(3, 2) * nA, dt=0.3 * ms)
    again = copied(inputs)
    assert (again.name, again.dt) == (inputs.name, inputs.dt)
    same(again(0.4 * ms, 1), inputs(0.4 * ms, 1))
    assert again(0.4 * ms, 1) == 3 * nA
