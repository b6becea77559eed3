"""get_states, set_states and how groups and equations show themselves."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture
def group():
    group = NeuronGroup(
        3, "v : volt\nx : integer\ns : 1 (shared)\nb : boolean\nsub = 2*v : volt", threshold="v > 1*mV",
        reset="v = 0*mV", refractory=1 * ms, events={"late": "x > 3"}, name="g")  # fmt: skip
    group.v, group.x = "i*mV", "i"
    return group


def test_states_of_a_group(group):
    states = group.get_states()
    assert list(states) == ["N", "i", "t", "dt", "t_in_timesteps", "b", "lastspike", "not_refractory", "s", "v", "x"]
    assert (states["v"] / mV).tolist() == [0, 1, 2] and states["s"].shape == () and states["N"] == 3
    assert states["x"].dtype == np.int32 and states["b"].dtype == bool and states["t"] == group.t
    own = ["b", "lastspike", "not_refractory", "s", "v", "x"]
    assert list(group.get_states(units=False, subexpressions=True, read_only_variables=False)) == own
    assert (group.get_states(subexpressions=True)["sub"] / mV).tolist() == [0, 2, 4]
    assert group.get_states("v", units=False)["v"].tolist() == [0, 0.001, 0.002]
    assert list(group.get_states(["v", "x"])) == ["v", "x"]
    states["v"][:] = 7 * mV
    assert (group.v / mV).tolist() == [0, 1, 2]


def test_states_can_be_set(group):
    states = group.get_states(read_only_variables=False)
    group.v, group.x, group.s = 0 * mV, 9, 4
    group.set_states(states)
    assert ((group.v / mV).tolist(), group.x[:].tolist(), group.s[:]) == ([0, 1, 2], [0, 1, 2], 0)
    group.set_states({"v": [0.001, 0.002, 0.003]}, units=False)
    assert (group.v / mV).tolist() == pytest.approx([1, 2, 3])
    group[1:].set_states({"v": [5, 6] * mV})
    assert (group.v / mV).tolist() == pytest.approx([1, 5, 6])
    for values, error in [({"v": [1, 2, 3]}, DimensionMismatchError), ({"nope": 1}, KeyError), ({"t": 1 * ms}, TypeError),
                          ({"sub": 1 * mV}, TypeError)]:  # fmt: skip
        with pytest.raises(error):
            group.set_states(values)
    with pytest.raises(KeyError, match="'g' has no variable 'nope'"):
        group.get_states(["nope"])
    with pytest.raises(
        NotImplementedError, match="there is no format 'csv' for states; the formats are 'dict', 'pandas'"
    ):
        group.get_states(format="csv")


def test_tables(group):
    pandas = pytest.importorskip("pandas")
    table = group.get_states(["v", "x"], units=False, format="pandas")
    assert isinstance(table, pandas.DataFrame) and table["x"].tolist() == [0, 1, 2]
    group.x = 0
    group.set_states(table, units=False, format="pandas")
    assert group.x[:].tolist() == [0, 1, 2]
    with pytest.raises(NotImplementedError):
        group.get_states(["v"], format="pandas")


def test_a_format_of_ones_own(group):
    class Lists(ImportExport):
        name = "lists"

        @staticmethod
        def export_data(group, variables, units=True, level=0):
            return [(name, group.state(name, units)[:].tolist()) for name in variables]

    ImportExport.register(Lists())
    try:
        assert group.get_states(["x"], format="lists") == [("x", [0, 1, 2])]
        with pytest.raises(ValueError):
            ImportExport.register(Lists())
    finally:
        del ImportExport.methods["lists"]


def test_states_of_a_network(group):
    monitor = SpikeMonitor(group, name="m")
    net = Network(group, monitor)
    states = net.get_states(read_only_variables=False)
    assert list(states["g"]) == ["b", "lastspike", "not_refractory", "s", "v", "x"] and states["m"] == {}
    group.x = 5
    net.set_states({"g": {"x": states["g"]["x"]}})
    assert group.x[:].tolist() == [0, 1, 2]
    with pytest.raises(KeyError):
        net.set_states({"nope": {}})


def test_states_of_synapses(group):
    synapses = Synapses(group, group, "w : 1", on_pre="v_post += 0*mV")
    synapses.connect("i != j")
    synapses.w = "i + 10*j"
    states = synapses.get_states()
    assert states["i"].tolist() == [0, 0, 1, 1, 2, 2] and states["w"].tolist() == [10, 20, 1, 21, 2, 12]
    assert {"N", "j", "N_pre", "N_post", "delay"} <= set(states)
    synapses.set_states({"w": np.zeros(6)})
    assert synapses.w[:].tolist() == [0] * 6


def test_variables_by_name(group):
    assert (group.state("v")[:] / mV).tolist() == [0, 1, 2] and group.state("v", use_units=False)[1] == 0.001
    with pytest.raises(KeyError):
        group.state("nope")


def test_refractory_state_can_be_read_and_set(group):
    assert group.not_refractory[:].tolist() == [True] * 3 and (group.lastspike / second).tolist() == [-1e4] * 3
    group.lastspike = 3 * ms
    group.not_refractory = False
    assert (group.lastspike / ms).tolist() == pytest.approx([3] * 3) and not group.not_refractory[:].any()


def test_equations_show_as_latex():
    equations = Equations("""dv/dt = (E_l - v*exp(-x/2)**2)/tau_m + sqrt(v_max)/ms : volt (unless refractory)
                             big = v > 3*mV and not (x % 2 == 0) : boolean
                             x : 1""")
    assert equations._repr_latex_() == (
        r"\begin{align*}\frac{\mathrm{d}v}{\mathrm{d}t} &= \frac{E_{l} - v \exp\left(\frac{-x}{2}\right)^{2}}{\tau_{m}} + "
        r"\frac{\sqrt{v_{max}}}{\mathit{ms}} && \text{(unit: $\mathrm{V}$, flags: unless refractory)}\\" "\n"
        r"\mathit{big} &= v > 3 \mathit{mV} \wedge \neg \left(x \bmod 2 = 0\right) && \text{(no unit)}\\" "\n"
        r"x & && \text{(no unit)}\end{align*}"
    )  # fmt: skip


def test_a_group_shows_as_html(group):
    group.run_on_event("late", "x = 0")
    text = group._repr_html_()
    assert text.startswith("NeuronGroup 'g' with 3 neurons.<br>\n<b>Model:</b><br>\n\\begin{align*}")
    for part in ("<b>Spikes:</b>", "<i>Threshold condition:</i> <code>v &gt; 1*mV</code>",
                 "<i>Reset statements:</i> <code>v = 0*mV</code>", "<b>Event 'late':</b>", "<code>x &gt; 3</code>",
                 "<i>Statements:</i> <code>x = 0</code>"):  # fmt: skip
        assert part in text
    assert "sub = 2*v : volt" in str(group.equations)
