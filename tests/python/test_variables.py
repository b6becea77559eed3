"""What groups and monitors know by name, and what names in their texts mean."""

import weakref

import numpy as np
import pytest
from ranvier.brian_logger import BrianLogger, catch_logs
from ranvier.namespaces import get_local_namespace
from ranvier.variables import Constant

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def own_scope(monkeypatch):
    monkeypatch.setattr(BrianLogger, "_log_messages", set())
    start_scope()
    defaultclock.dt = 0.1 * ms


def test_a_group_tells_its_variables():
    group = NeuronGroup(
        2, "dv/dt = (a - v)/ms + xi*mV/ms**0.5 : volt (unless refractory)\na : volt\nw = 2*v : volt\nn : integer (shared)",
        threshold="v > 1*mV", refractory=1 * ms, method="euler",
    )  # fmt: skip
    variables = group.variables
    assert set(variables) == {
        "N", "a", "dt", "i", "lastspike", "n", "not_refractory", "t", "t_in_timesteps", "v", "w", "xi"
    }  # fmt: skip
    group.v = [1, 2] * mV
    v = variables["v"]
    assert (v.name, v.dim, v.dtype, v.scalar, v.read_only) == ("v", volt.dim, np.float64, False, False)
    assert v.get_value().tolist() == [1e-3, 2e-3] and v.get_value_with_unit()[1] == 2 * mV and len(v) == v.size == 2
    assert variables["w"].get_value().tolist() == [2e-3, 4e-3] and variables["w"].read_only
    assert variables["n"].scalar and variables["n"].is_integer and variables["not_refractory"].is_boolean
    assert variables["v"].conditional_write is variables["not_refractory"] and variables["a"].conditional_write is None
    assert group.variables["v"] is v and v.owner is group and variables["xi"].unit == second**-0.5
    with pytest.raises(TypeError, match="noise has no value"):
        variables["xi"].get_value()


def test_variables_do_not_keep_their_group_alive():
    group = NeuronGroup(1, "v : 1")
    v, gone = group.variables["v"], weakref.ref(group)
    del group
    assert gone() is None and v.owner is None


def test_monitors_tell_what_they_record():
    group = NeuronGroup(2, "v : volt", threshold="True", name="g")
    states, spikes = StateMonitor(group, "v", record=True), SpikeMonitor(group, "v")
    counts = SpikeMonitor(group, record=False)
    Network(group, states, spikes, counts).run(0.3 * ms)
    assert states.variables["v"].size == (3, 2) and states.variables["t"].size == 3
    assert states.variables["v"].dim is volt.dim and states.variables["v"].dtype == np.float64
    assert spikes.variables["i"].size == 6 and set(counts.variables) == {"N", "count"}


def test_monitors_record_in_another_type():
    group = NeuronGroup(2, "v : volt\nn : integer\nb : boolean")
    group.v, group.n = [0.1, 0.2] * volt, [1, 2]
    single = StateMonitor(group, "v", record=True, dtype=np.float32)
    several = StateMonitor(group, ["v", "n", "b"], record=True, dtype={"v": np.float32, "n": np.int64})
    plain = StateMonitor(group, ["v", "n", "b"], record=True)
    run(0.1 * ms)
    types = [[monitor.variables[name].dtype for name in ("v", "n")] for monitor in (several, plain)]
    assert types == [[np.float32, np.int64], [np.float64, np.int32]] and single.variables["v"].dtype == np.float32
    assert single.v_.dtype == np.float32 and several.b.dtype == bool
    np.testing.assert_array_equal(single.v_[:, 0], np.array([0.1, 0.2], dtype=np.float32))
    for variable, dtype in (("v", {"v": np.int32}), ("b", np.float32), ("n", bool), ("n", np.float32)):
        with pytest.raises(TypeError, match=f"can't record '{variable}' in this type"):
            StateMonitor(group, variable, record=True, dtype=dtype)


class Named(Group):
    def __init__(self, variables, namespace=None, name="named*"):
        self.variables = variables
        Group.__init__(self, namespace=namespace, name=name)


def test_names_are_resolved_one_by_one():
    tau = 10 * ms  # noqa: F841
    resolved = Named({}).resolve_all(["tau", "ms"], get_local_namespace(), ["tau", "ms"])
    assert resolved["tau"].get_value_with_unit() == 10 * ms and resolved["ms"].get_value_with_unit() == ms
    resolved = Named({}, {"tau": 20 * ms}).resolve_all(["tau"], {})
    assert resolved["tau"].get_value_with_unit() == 20 * ms
    with pytest.raises(KeyError, match="unknown name 'nothing' in named"):
        Named({}).resolve_all(["nothing"], {"nothing": [1, 2]})


def test_a_second_meaning_is_warned_about_unless_it_is_the_same():
    one, other = (Named({"N": Constant("N", value)}, name=name) for name, value in (("one", 5), ("other", 7)))
    third = Named({}, name="third")
    with catch_logs() as logs:
        assert one.resolve_all(["N"], {"N": 5})["N"].get_value() == 5
        assert logs == []
        other.resolve_all(["N"], {"N": 5})
        assert third.resolve_all(["cm"], {"cm": 42})["cm"].get_value_with_unit() == 0.01 * meter
    text = "'N' in other is a variable of the group, and its value in the namespace of the run is ignored; rename one of them"
    assert logs[0] == ("WARNING", "brian2.groups.group.Group.resolve.resolution_conflict", text)
    assert len(logs) == 2


def test_groups_are_spike_sources_and_own_variables():
    group = NeuronGroup(1, "v : 1")
    assert isinstance(group, SpikeSource) and isinstance(group, VariableOwner) and isinstance(group, Group)
    assert isinstance(PoissonGroup(1, 1 * Hz), SpikeSource) and not isinstance(Synapses(group, group), SpikeSource)
