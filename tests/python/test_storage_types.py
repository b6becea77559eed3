"""Types of stored variables: `dtype`, its default, and what single precision means."""

import numpy as np
import pytest

from ranvier import Network, NeuronGroup, Quantity, StateMonitor, Synapses, ms, mV, prefs, start_scope, volt

MODEL = "dv/dt = -v/(3*ms) : 1\nk : integer\nb : boolean"


@pytest.fixture(autouse=True)
def clean_slate():
    start_scope()
    yield
    prefs.core.default_float_dtype = np.float64


def types_of(group, names="v k b"):
    return [getattr(group, name)[:].dtype.name for name in names.split()]


@pytest.mark.parametrize(
    ("dtype", "expected"),
    [
        (None, ["float64", "int32", "bool"]),
        (np.float32, ["float32", "int32", "bool"]),
        ("float32", ["float32", "int32", "bool"]),
        (float, ["float64", "int32", "bool"]),
        ({"v": np.float32, "nosuch": np.int8}, ["float32", "int32", "bool"]),
        ({"k": np.int64, "b": bool}, ["float64", "int64", "bool"]),
    ],
)
def test_variables_have_brian2_s_types(dtype, expected):
    assert types_of(NeuronGroup(3, MODEL, dtype=dtype, method="euler")) == expected


def test_the_preference_is_the_type_of_the_rest():
    prefs.core.default_float_dtype = np.float32
    group = NeuronGroup(2, "v : 1\nw : 1", dtype={"w": np.float64})
    assert types_of(group, "v w") == ["float32", "float64"]


def test_values_are_rounded_when_they_are_stored():
    group = NeuronGroup(1, "v : 1", dtype=np.float32)
    group.v = 0.1
    assert group.v[0] == np.float32(0.1)
    group.v = "v + 0.2"
    assert group.v[0] == np.float32(np.float64(np.float32(0.1)) + 0.2)


@pytest.mark.parametrize("method", ["exact", "exponential_euler", "euler", "rk4", "heun"])
def test_single_precision_integrates_to_its_precision(method):
    single = NeuronGroup(40, MODEL, dtype=np.float32, method=method, name="single")
    double = NeuronGroup(40, MODEL, method=method, name="double")
    for group in (single, double):
        group.v = "1 + i/10.0"
    trace = StateMonitor(single, "v", record=True)
    Network(single, double, trace).run(5 * ms)
    assert np.array(trace.v).dtype == np.float32
    # 50 steps, each rounded by half a unit in the last place of single precision.
    assert np.allclose(single.v, double.v, rtol=50 * 2.0**-24, atol=0)
    assert not np.array_equal(single.v, double.v)


def test_synapses_store_single_precision_too():
    source = NeuronGroup(4, "v : 1", threshold="True", reset="")
    target = NeuronGroup(4, "v : 1", dtype=np.float32)
    synapses = Synapses(source, target, "w : 1", on_pre="v_post += w; w *= 1.1", dtype=np.float32)
    synapses.connect()
    synapses.w = 0.1
    Network(source, target, synapses).run(0.3 * ms)
    w = np.float32(0.1)
    for _ in range(3):
        w = np.float32(np.float64(w) * 1.1)
    assert types_of(synapses, "w") == ["float32"]
    assert np.all(synapses.w[:] == w)


def test_integers_of_64_bits_hold_large_numbers():
    group = NeuronGroup(2, "k : integer", dtype={"k": np.int64})
    group.k = 3_000_000_000
    group.run_regularly("k += 1")
    Network(group).run(0.2 * ms)
    assert list(group.k) == [3_000_000_002] * 2


def test_quantities_keep_the_precision_of_their_numbers():
    single = Quantity(np.array([0.1, 0.2], dtype=np.float32), dim=volt.dim)
    assert single.dtype == np.float32 and single[:1].dtype == np.float32 and Quantity([1, 2]).dtype == np.float64
    group = NeuronGroup(2, "v : volt", dtype=np.float32)
    group.v = single
    assert group.v[:].dtype == np.float32 and (single * mV).dtype == (np.float32(1) * mV).dtype == np.float64
