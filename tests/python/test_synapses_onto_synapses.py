"""Synapses whose source or target are other synapses."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


def groups():
    A = NeuronGroup(2, "v : 1", threshold="v > 1", reset="v = 0", name="A")
    B = NeuronGroup(3, "y : 1", name="B")
    T = Synapses(A, B, "w : 1", on_pre="y_post += w", name="T")
    return A, B, T


def test_rules_see_the_neurons_of_the_synapses_that_they_connect_to():
    A, B, T = groups()
    onto = Synapses(A, T, "u : 1", on_pre="w_post += u")
    onto.connect("i == i_post")
    assert len(onto) == 0
    T.connect()
    onto.connect("i == i_post")
    assert onto.i[:].tolist() == [0, 0, 0, 1, 1, 1]
    assert onto.j[:].tolist() == [0, 1, 2, 3, 4, 5]
    assert onto.N_incoming_post.tolist() == [1] * 6
    reading = Synapses(T, B, "x : 1")
    reading.connect(i=[0, 1, 2], j=[0, 1, 2])
    reading.connect("w_pre < 1 and j_pre == j")
    assert reading.i[:].tolist() == [0, 1, 2, 0, 1, 2, 3, 4, 5]
    assert reading.j[:].tolist() == [0, 1, 2, 0, 1, 2, 0, 1, 2]
    assert len(reading.w_pre[:]) == 9


@pytest.mark.parametrize("delays", [[0, 0, 0, 0, 0, 0], [5, 1, 4, 0, 3, 2]], ids=str)
def test_spikes_change_variables_of_the_synapses_in_whatever_order_these_are_kept(delays):
    A, B, T = groups()
    T.connect()
    T.w = "10*i + j"
    T.delay = np.array(delays) * 0.1 * ms
    onto = Synapses(A, T, "u : 1", on_pre="w_post += u + 100*N_incoming", name="onto")
    onto.connect("i == i_post")
    onto.connect(i=[0], j=[4])
    onto.u = "0.1*(1 + i) + 0.001*j"
    net = Network(A, B, T, onto)
    net.run(0.1 * ms)
    A.v = [2, 0]
    net.run(0.1 * ms)
    expected = np.array([100.1, 101.101 + 0, 102.102, 10, 211.104, 12])
    assert T.w[:] == pytest.approx(expected)
    onto.u = "w_post"
    assert onto.u[:] == pytest.approx(np.append(expected, expected[4]))
    onto.w_post = "-j"
    assert T.w[:].tolist() == [0, -1, -2, -3, -4, -5]
    onto.connect("w_post < -3")
    assert onto.j[7:].tolist() == [4, 5, 4, 5]
    onto.connect(j="k for k in range(N_post) if w_post == -2")
    assert onto.j[11:].tolist() == [2, 2]
    A.v = [0, 2]
    net.run(0.2 * ms)


def test_synapses_may_be_source_and_target():
    A, B, T = groups()
    T.connect()
    both = Synapses(T, T, "x : 1")
    both.connect(j="i")
    assert both.i[:].tolist() == both.j[:].tolist() == [0, 1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="never spikes"):
        Synapses(T, B, on_pre="y_post += 1")
