"""Custom events: conditions, what follows them, schedules, monitors. The expected values are those of Brian 2 2.9.0."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(5)


@pytest.fixture
def group():
    return NeuronGroup(
        4,
        "v : 1\nx : integer",
        threshold="v > 1",
        reset="v = 0",
        events={"half": "v > 0.5", "later": "x > 2"},
        name="g",
    )


def places(objects):
    return {event: (obj.name, obj.when, obj.order) for event, obj in objects.items()}


def test_a_group_shows_its_events_and_where_they_stand(group):
    assert group.events == {"half": "v > 0.5", "later": "x > 2", "spike": "v > 1"}
    assert places(group.thresholder) == {
        "half": ("g_half_thresholder", "after_thresholds", 0),
        "later": ("g_later_thresholder", "after_thresholds", 0),
        "spike": ("g_spike_thresholder", "thresholds", 0),
    }
    group.run_on_event("half", "x += 1")
    group.run_on_event("later", "x = 0", when="after_synapses", order=3)
    group.set_event_schedule("half", when="before_start", order=-1)
    assert places(group.resetter) == {
        "spike": ("g_spike_resetter", "resets", 0),
        "half": ("g_half_resetter", "after_resets", 0),
        "later": ("g_later_resetter", "after_synapses", 3),
    }
    assert group.thresholder["half"].when == "before_start" and group.thresholder["half"].order == -1
    monitor = EventMonitor(group, "half")
    assert (monitor.name, monitor.when, monitor.order) == ("eventmonitor", "before_start", 0)
    assert EventMonitor(group, "later").order == 1
    assert group.spikes.tolist() == []


def test_events_run_their_statements_and_are_recorded(group):
    group.v = [0.2, 0.6, 0.9, 1.2]
    group.run_on_event("half", "x += 1; v += 0.1")
    group.run_on_event("later", "x = 0")
    half, later = EventMonitor(group, "half", variables=["v", "x"]), EventMonitor(group, "later", record=False)
    spikes = SpikeMonitor(group, "v")
    run(0.6 * ms)
    steps = np.round(half.t / defaultclock.dt).astype(int).tolist()
    # Neuron 3 spikes in step 0, and is above 0.5 when events are tested; neuron 2 reaches 1 in step 2.
    assert list(zip(half.i.tolist(), steps)) == [
        (1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (1, 2), (2, 2), (1, 3), (1, 4), (1, 5)]  # fmt: skip
    assert half.v[:5].tolist() == pytest.approx([0.6, 0.9, 1.2, 0.7, 1.0])
    assert half.x.tolist() == [0, 0, 0, 1, 1, 2, 2, 3, 0, 1] and half.x.dtype == np.int32
    assert (half.count.tolist(), half.num_events) == ([0, 6, 3, 1], 10)
    assert {k: len(v) for k, v in half.event_trains().items()} == {0: 0, 1: 6, 2: 3, 3: 1}
    assert half.values("x")[2].tolist() == [0, 1, 2] and set(half.all_values()) == {"t", "v", "x"}
    assert later.count.tolist() == [0, 1, 1, 0] and spikes.count.tolist() == [0, 1, 1, 1]
    with pytest.raises(AttributeError, match="EventMonitor 'eventmonitor_1' was made with record=False"):
        later.i  # noqa: B018
    with pytest.raises(KeyError, match="does not record 'nope'"):
        half.values("nope")


def test_a_spike_may_be_an_event_like_others():
    group = NeuronGroup(2, "v : 1", events={"spike": "v > 1"}, reset="v = 0", refractory=1 * ms)
    group.v = 2
    spikes = SpikeMonitor(group)
    run(0.2 * ms)
    assert spikes.i.tolist() == [0, 1] and group.v[:].tolist() == [0, 0]


def test_refractoriness_does_not_matter_to_custom_events():
    group = NeuronGroup(1, "v : 1", threshold="True", refractory=1 * ms, events={"always": "True"})
    spikes, always = SpikeMonitor(group), EventMonitor(group, "always")
    run(2 * ms)
    assert (spikes.num_spikes, always.num_events) == (2, 20)


@pytest.mark.parametrize(
    ("action", "error", "text"),
    [
        (lambda g: g.run_on_event("nope", "x += 1"), ValueError, "NeuronGroup 'g' has no event 'nope'"),
        (lambda g: g.run_on_event("spike", "x += 1"), ValueError,
         "event 'spike' of NeuronGroup 'g' has statements already; put all of them into one text"),
        (lambda g: g.set_event_schedule("nope"), ValueError, "NeuronGroup 'g' has no event 'nope'"),
        (lambda g: EventMonitor(g, "nope", name="m"), ValueError,
         "EventMonitor 'm' can't record event 'nope': NeuronGroup 'g' has no such event"),
        (lambda g: EventMonitor(g, "half", variables=["nope"], name="m"), ValueError,
         "EventMonitor 'm' can't record 'nope': NeuronGroup 'g' has no such variable"),
        (lambda g: EventMonitor(g, "half", order=3, name="m"), ValueError,
         "EventMonitor 'm': give `when` together with `order`"),
        (lambda g: SpikeMonitor(NeuronGroup(1, "v : 1", events={"a": "v > 1"}, name="n"), name="m"), ValueError,
         "SpikeMonitor 'm' can't record spikes: NeuronGroup 'n' has no threshold"),
        (lambda g: NeuronGroup(1, "v : 1", threshold="v > 1", reset="", events={"spike": "v > 1"}, name="n"), ValueError,
         "NeuronGroup 'n' has both a threshold and an event 'spike'; give one of them"),
        (lambda g: NeuronGroup(1, "v : 1", events={"a b": "v > 1"}, name="n"), TypeError,
         "'a b' is no name for an event of NeuronGroup 'n': letters, digits and underscores, no digit first"),
        (lambda g: NeuronGroup(1, "v : 1", events={"a": 3}), TypeError,
         "events maps names to conditions, both strings, not 'a' to 3"),
    ],
)  # fmt: skip
def test_errors(group, action, error, text):
    with pytest.raises(error) as raised:
        action(group)
    assert str(raised.value) == text


def test_a_condition_must_be_one():
    group = NeuronGroup(1, "v : volt", events={"a": "v + 1*mV"}, name="n")
    with pytest.raises(BrianObjectException) as raised:
        run(0.1 * ms)
    assert isinstance(raised.value.__cause__, TypeError) and "condition of event 'a' of NeuronGroup 'n'" in str(
        raised.value
    )
    assert len(group) == 1


def test_operations_read_who_spiked():
    group = NeuronGroup(4, "v : 1", threshold="v > 2", reset="v = 0", name="g")
    group.run_regularly("v += i")
    part, seen = group[1:3], []

    @network_operation(when="end")
    def look(t):
        seen.append((group.spikes.tolist(), part.spikes.tolist()))

    Network(group, look).run(0.4 * ms)
    assert seen == [([3], []), ([2, 3], [1]), ([1, 3], [0]), ([2, 3], [1])]
    assert group.spikes.tolist() == [] and group.spikes.dtype == np.int32


def test_refractory_times_can_be_compared_as_they_are():
    def intervals(refractory):
        group = NeuronGroup(1, "period : second", threshold="True", refractory=refractory)
        group.period = 1 * ms
        spikes = SpikeMonitor(group)
        Network(group, spikes).run(6.5 * ms)
        return np.round(np.diff(spikes.t / ms), 6).tolist()

    assert intervals(1 * ms) == [1] * 6
    prefs.legacy.refractory_timing = True
    try:
        old = [1.1, 1, 1.1, 1, 1.1, 1.1]  # as Brian 2 had it
        assert intervals(1 * ms) == intervals("period") == old
    finally:
        prefs.legacy.refractory_timing = False
    assert intervals("period") == [1] * 6
