"""store and restore: everything comes back, with or without the random numbers."""

import gc

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def as_before():
    defaultclock.dt = 0.1 * ms
    yield
    defaultclock.dt = 0.1 * ms


class Noisy:
    """Random input of three kinds, spikes in flight, all monitors."""

    def __init__(self):
        gc.collect()  # names decide about random numbers: those of earlier tests are to be free
        seed(11)
        self.inputs = PoissonGroup(20, 200 * Hz, name="noisy_inputs")
        self.cells = NeuronGroup(
            10, "dv/dt = -v/(10*ms) : 1 (unless refractory)", threshold="v > 1 + 0.1*randn()", reset="v = 0",
            refractory=2 * ms, method="exact", name="noisy_cells",
        )  # fmt: skip
        self.cells.v = "rand()"
        self.feed = Synapses(self.inputs, self.cells, "w : 1", on_pre="v += w; w *= 0.999", name="noisy_feed")
        self.feed.connect(p=0.3)
        self.feed.w = "rand()"
        self.feed.delay = "(1 + 4*rand())*ms"
        self.noise = PoissonInput(self.cells, "v", 20, 30 * Hz, 0.05)
        self.spikes = SpikeMonitor(self.cells, "v")
        self.states = StateMonitor(self.cells, "v", record=[0, 3])
        self.rates = PopulationRateMonitor(self.inputs)
        self.network = Network(vars(self))

    def everything(self):
        return [
            np.array(values).tolist()
            for values in (self.cells.v, self.cells.lastspike, self.feed.w, self.feed.delay, self.spikes.i, self.spikes.t,
                           self.spikes.v, self.spikes.count, self.states.t, self.states.v, self.rates.rate)
        ] + [float(self.network.t)]  # fmt: skip


def whole_run():
    model = Noisy()
    model.network.run(20 * ms)
    return model.everything()


def test_the_run_after_restore_has_the_bits_of_the_run_after_store():
    uninterrupted = whole_run()
    model = Noisy()
    model.network.run(10 * ms)
    model.network.store()
    stored = model.everything()
    model.network.run(10 * ms)
    later, numbers = model.everything(), np.random.rand(3).tolist()
    model.network.restore(restore_random_state=True)
    assert model.everything() == stored
    model.network.run(10 * ms)
    assert model.everything() == later != stored
    assert later == uninterrupted
    assert np.random.rand(3).tolist() == numbers


def test_without_the_random_state_trials_differ():
    model = Noisy()
    model.network.store("start")
    trials = []
    for _ in range(3):
        model.network.restore("start")
        model.network.run(10 * ms)
        trials.append(model.everything())
    assert trials[0] != trials[1] != trials[2] != trials[0]


def test_monitors_clocks_and_time_go_back():
    group = NeuronGroup(2, "dv/dt = 1/ms : 1", method="euler")
    monitor = StateMonitor(group, "v", record=True)
    network = Network(group, monitor)
    network.store()
    network.store("b")
    network.run(1 * ms)
    network.store("after")
    network.restore()
    assert str(network.t) == "0. s"
    assert group.v[:].tolist() == [0, 0] and len(monitor.t) == 0 and defaultclock.t == 0 * ms
    network.restore("after")
    network.run(0.5 * ms)
    assert str(network.t) == "1.5 ms" and len(monitor.t) == 15 and monitor.v[0][-1] == pytest.approx(1.4)


def test_the_magic_network_stores_what_the_frame_sees():
    group = NeuronGroup(2, "dv/dt = 1/ms : 1", method="euler", name="stored_group")
    store()
    run(1 * ms)
    store("one")
    run(1 * ms)
    restore("one")
    assert str(magic_network.t) == "1. ms" and group.v[:].tolist() == pytest.approx([1, 1])
    run(0.5 * ms)
    assert str(magic_network.t) == "1.5 ms"
    restore()
    assert str(magic_network.t) == "0. s" and group.v[:].tolist() == [0, 0]
    del group
    group = NeuronGroup(2, "dv/dt = 1/ms : 1", method="euler", name="stored_group")
    restore("one")
    run(0.5 * ms)
    assert str(magic_network.t) == "1.5 ms" and group.v[:].tolist() == pytest.approx([1.5, 1.5])


def test_the_step_of_the_clock_is_stored():
    group = NeuronGroup(1, "dv/dt = 1/ms : 1", method="euler")
    store("fine")
    defaultclock.dt = 0.2 * ms
    run(1 * ms)
    restore("fine")
    assert str(defaultclock.dt) == "100. us" and group.v[0] == 0


def test_assignments_after_restore_are_new_draws_unless_the_random_state_comes_back():
    group = NeuronGroup(5, "v : 1")
    network = Network(group)
    network.store()
    group.v = "rand()"
    first = group.v[:].tolist()
    network.restore()
    group.v = "rand()"
    assert group.v[:].tolist() != first
    network.restore(restore_random_state=True)
    group.v = "rand()"
    assert group.v[:].tolist() == first


@pytest.mark.parametrize("name", ["default", "other"])
def test_an_unknown_state_is_a_key_error(name):
    network = Network(NeuronGroup(1, "v : 1"))
    with pytest.raises(KeyError) as caught:
        network.restore(name)
    assert caught.value.args == (f"there is no stored state {name!r}: store({name!r}) makes one",)


def test_other_objects_are_a_key_error():
    group, more = NeuronGroup(1, "v : 1", name="one_of_two"), NeuronGroup(1, "v : 1", name="two_of_two")
    network = Network(group, more)
    network.store()
    network.remove(more)
    group.v = 2
    with pytest.raises(KeyError) as caught:
        network.restore()
    assert caught.value.args[0] == (
        "the stored state is of other objects: it can be restored only into a network whose objects have the same names\n"
        "  stored, but not in the network: two_of_two"
    )
    assert group.v[0] == 2


@pytest.fixture
def path(tmp_path):
    return tmp_path / "states"


def test_a_file_holds_states_for_new_objects(path):
    def stored():
        first = Noisy()
        first.network.store(filename=path)
        first.network.run(10 * ms)
        first.network.store("later", filename=path)
        first.network.run(10 * ms)
        return first.everything()

    def restored(name, duration):
        again = Noisy()
        again.network.restore(name, filename=path, restore_random_state=True)
        again.network.run(duration)
        return again.everything()

    expected = stored()
    assert restored("default", 20 * ms) == expected
    assert restored("later", 10 * ms) == expected


def test_the_random_numbers_of_numpy_are_in_the_file(path):
    network = Network(NeuronGroup(1, "v : 1", name="of_numpy"))
    network.store(filename=path)
    expected = np.random.rand(3)
    network.restore(filename=path)
    assert not np.array_equal(np.random.rand(3), expected)
    network.restore(filename=path, restore_random_state=True)
    np.testing.assert_array_equal(np.random.rand(3), expected)


def test_the_magic_network_stores_to_a_file(path):
    group = NeuronGroup(2, "v : 1", name="magically_stored")
    group.v = [1, 2]
    store(filename=str(path))
    group.v = 0
    restore(filename=str(path))
    np.testing.assert_array_equal(group.v, [1, 2])


def test_synapses_come_back_unconnected_or_not(path):
    def network():
        group = NeuronGroup(10, "x : 1", threshold="False", reset="", name="of_synapses")
        return group, Synapses(group, group, on_pre="x += 1", name="made_anew")

    group, synapses = network()
    synapses.connect(i=[1, 3, 5], j=[6, 4, 2])
    Network(group, synapses).store(filename=path)
    del group, synapses
    group, synapses = network()
    again = Network(group, synapses)
    again.restore(filename=path)
    np.testing.assert_array_equal(synapses.i, [1, 3, 5])
    np.testing.assert_array_equal(synapses.j, [6, 4, 2])
    again.run(0.1 * ms)


def test_what_is_wrong_with_a_file_is_said(path, tmp_path):
    network = Network(NeuronGroup(1, "v : 1", name="filed"))

    def refused(error):
        with pytest.raises(error) as caught:
            network.restore("x", filename=path)
        return str(caught.value.args[0])

    start = f"the file '{path}' "
    assert refused(OSError) == start + "can't be read: No such file or directory"
    network.store(filename=path)
    assert refused(KeyError) == start + "has no stored state 'x': store() makes one"
    written = path.read_bytes()
    cannot = start + "holds no stored states that can be read: "
    for damaged in (written[:-1], written + b"x", written[:-3] + b"abc", written[:20]):
        path.write_bytes(damaged)
        assert refused(ValueError) == cannot + "it is damaged, for example cut off"
    path.write_bytes(written.replace(b"states 1", b"states 7"))
    assert refused(ValueError) == cannot + "another version of Ranvier wrote it, in another format"
    path.write_text("something else")
    assert refused(ValueError) == (
        cannot + "it was not written by Ranvier's store (states of other simulators can't be read)"
    )
    with pytest.raises(ValueError, match="it was not written by Ranvier's store"):
        network.store(filename=path)  # what is there is not overwritten
    with pytest.raises(OSError, match="can't be written: No such file or directory"):
        network.store(filename=tmp_path / "no folder" / "file")


def test_synapses_of_a_part_keep_their_ends():
    source = NeuronGroup(4, "v : 1", threshold="True", name="stored_source")
    target = NeuronGroup(4, "v : 1\ntotal : 1", name="stored_target")
    synapses = Synapses(source[2:], target[1:], "w : 1\ntotal_post = w : 1 (summed)", on_pre="v += w",
                        delay=0.3 * ms, name="stored_parts")  # fmt: skip
    synapses.connect(i=[0, 1], j=[0, 2])
    synapses.w = [1, 2]
    network = Network(source, target, synapses)
    network.run(1 * ms)
    network.store()
    network.run(1 * ms)
    later = target.v[:].tolist()
    network.restore()
    assert synapses.i[:].tolist() == [0, 1] and synapses.j[:].tolist() == [0, 2]
    network.run(1 * ms)
    assert target.v[:].tolist() == later == [0, 17, 0, 34]
    names = [row[0] for row in scheduling_summary(network).entries]
    assert "stored_parts_summed_variable_total_post" in names and "stored_parts_pre" in names
