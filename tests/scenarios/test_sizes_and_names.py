"""Scenarios R103 to R105: sizes, what is empty, and names."""

import numpy as np
import pytest

from ranvier import (
    Network,
    NeuronGroup,
    PopulationRateMonitor,
    SpikeGeneratorGroup,
    SpikeMonitor,
    StateMonitor,
    Synapses,
    ms,
)

SIZES = [1, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 4095, 4096, 4097]


@pytest.mark.parametrize("n", SIZES)
def test_R103_groups_of_sizes_beside_those_of_vectors(n):
    group = NeuronGroup(
        n, "dv/dt = 1/ms : 1\nx : 1", threshold="v > 0.25 and i % 3 != 1", reset="v = 0", method="euler"
    )
    group.x = "i"
    synapses = Synapses(group, group, "w : 1", on_pre="x_post += w")
    synapses.connect(j="N_post - 1 - i")
    synapses.w = "i + 1"
    spikes, states = SpikeMonitor(group), StateMonitor(group, "v", record=True, when="end")
    Network(group, synapses, spikes, states).run(0.6 * ms)
    firing = [k for k in range(n) if k % 3 != 1]
    assert spikes.i[:].tolist() == firing * 2  # at 0.2 and 0.5 ms
    x = np.arange(n, dtype=float)
    for k in firing:
        x[n - 1 - k] += 2 * (k + 1)
    assert group.x[:].tolist() == x.tolist()
    assert states.v.shape == (n, 6)
    # a sum of up to six tenths, each rounded
    expected = np.where(np.isin(np.arange(n), firing)[:, None], [0.1, 0.2, 0, 0.1, 0.2, 0], np.arange(1, 7) / 10)
    assert states.v == pytest.approx(expected, abs=1e-15)


def test_R103_a_group_without_neurons_is_refused():
    with pytest.raises(ValueError, match="a NeuronGroup needs at least one neuron, not 0"):
        NeuronGroup(0, "v : 1")


def test_R103_everything_that_may_be_empty_runs():
    group = NeuronGroup(3, "", threshold="False")
    source = SpikeGeneratorGroup(2, [], [] * ms)
    synapses = Synapses(source, group, "w : 1", on_pre="w += 1")
    synapses.connect("i > 100")
    synapses.w = []
    synapses.connect(i=np.array([], dtype=int), j=np.array([], dtype=int))
    synapses.delay = "1*ms"
    monitors = [
        SpikeMonitor(source), SpikeMonitor(group, []), StateMonitor(synapses, "w", record=True),
        StateMonitor(group, [], record=True), StateMonitor(synapses, "w", record=[]), PopulationRateMonitor(source),
    ]  # fmt: skip
    network = Network(group, source, synapses, monitors)
    network.run(1 * ms)
    assert len(synapses) == 0 and synapses.w[:].shape == synapses.i[:].shape == (0,)
    assert monitors[0].num_spikes == monitors[1].num_spikes == 0
    assert monitors[2].w.shape == monitors[4].w.shape == (0, 10)
    assert monitors[5].rate_[:].tolist() == [0] * 10
    assert monitors[0].spike_trains().keys() == {0, 1}


KEYWORDS = [
    "int32_t",
    "template",
    "double",
    "define",
    "void",
    "store",
    "phi",
    "ret",
    "malloc",
    "self",
    "print",
    "E",
    "I",
    "x",
    "N1",
]


def test_R104_names_are_only_names():
    model = "\n".join(f"{name} : 1" for name in KEYWORDS) + "\nX : 1\nv : 1\nV : 1"
    group = NeuronGroup(2, model, name="system")
    for number, name in enumerate(KEYWORDS):
        group.state(name)[:] = number
    group.run_regularly("\n".join(f"{name} += 1" for name in KEYWORDS) + "\nX = x + 0.5\nv = I\nV = E")
    Network(group).run(0.1 * ms)
    assert [group.state(name)[0] for name in KEYWORDS] == list(range(1, len(KEYWORDS) + 1))
    assert (group.X[0], group.v[0], group.V[0]) == (14.5, 13, 12)


def test_R104_a_name_of_ten_thousand_characters_is_a_name():
    name = "a" * 10_000
    group = NeuronGroup(1, f"{name} : 1", name="g104")
    group.run_regularly(f"{name} += 1")
    Network(group).run(0.1 * ms)
    assert group.state(name)[0] == 1


@pytest.mark.parametrize("name", ["a;b", "../a", "%s", "a b", "", "τ", "1a", "a-b", "{0}", "lambda x", "\0"])
def test_R104_what_is_no_name_is_refused(name):
    with pytest.raises((ValueError, SyntaxError)):
        NeuronGroup(1, "v : 1", name=name)
    with pytest.raises(Exception) as raised:
        NeuronGroup(1, f"{name} : 1")
    assert type(raised.value).__name__ in ("SyntaxError", "EquationError", "ValueError")


@pytest.mark.parametrize("name", ["lambda", "class", "if", "t", "dt", "i", "xi", "_a", "v_pre", "exp"])
def test_R104_names_with_a_meaning_of_their_own_are_refused(name):
    with pytest.raises((SyntaxError, ValueError)):
        NeuronGroup(1, f"{name} : 1")


def test_R105_custom_events_drive_each_pathway_on_its_event():
    group = NeuronGroup(
        2, "v : 1", threshold="i == 0 and t_in_timesteps % 2 == 0",
        events={"odd": "i == 0 and t_in_timesteps % 2 == 1", "late": "i == 1 and t_in_timesteps >= 8"},
    )  # fmt: skip
    target = NeuronGroup(2, "plain : 1\nodds : 1\nlates : 1\nfirst : 1")
    synapses = Synapses(
        group,
        target,
        on_pre={
            "pre": "plain_post += 1",
            "of_odd": "odds_post += 1",
            "of_late": "lates_post += 1",
            "again": "first_post += 1",
        },
        on_event={"of_odd": "odd", "of_late": "late", "pre": "spike", "again": "odd"},
    )
    synapses.connect(j="i")
    Network(group, target, synapses).run(1 * ms)
    assert target.plain[:].tolist() == [5, 0]
    assert target.odds[:].tolist() == target.first[:].tolist() == [5, 0]
    assert target.lates[:].tolist() == [0, 2]
