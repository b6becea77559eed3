"""State of groups and synapses by every kind of index; the values are those of Brian 2 2.9.0 where no number of a difference is given."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture
def names():
    """A group G, a group H, synapses S from G to H, two for each pair of the first three sources."""
    start_scope()
    seed(11)
    G = NeuronGroup(6, "v : volt\nk : integer\nf : boolean\ns : 1 (shared)\nx : 1\ntwice = 2*v : volt")
    H = NeuronGroup(4, "y : 1")
    S = Synapses(G, H, "w : 1\nq : volt\nsh : 1 (shared)\nwd = 2*w : 1", multisynaptic_index="m")
    G.v, G.k, G.f = "i*mV", "2*i", "i % 2 == 0"
    S.connect("i < 3", n=2)
    S.w = "i*100 + j*10 + m"
    return {"G": G, "H": H, "S": S, "np": np, "mV": mV, "mA": mA, "ms": ms, "volt": volt}


def value_of(expression, names):
    value = eval(expression, names)
    return np.asarray(value).tolist()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("G.v[:]/mV", [0, 1, 2, 3, 4, 5]),
        ("G.v[-1]/mV", 5),
        ("G.v[4:100]/mV", [4, 5]),
        ("G.v[::-2]/mV", [5, 3, 1]),
        ("G.v[5:2]/mV", []),
        ("G.v[[1, 3]]/mV", [1, 3]),
        ("G.v[np.array([True, False, True, False, False, False])]/mV", [0, 2]),
        ("G.v['i > 3']/mV", [4, 5]),
        ("G.v['v > 2*mV']/mV", [3, 4, 5]),
        ("G.v['False']/mV", []),
        ("G.v_['i > 3']", [0.004, 0.005]),
        ("G.v_[1]", 0.001),
        ("G.k['i > 3']", [8, 10]),
        ("G.f[:]", [True, False, True, False, True, False]),
        ("G.v[G.f]/mV", [0, 2, 4]),
        ("G.v[G.k[:3]]/mV", [0, 2, 4]),
        ("G.twice[1]/mV", 2),
        ("G.twice['i > 3']/mV", [8, 10]),
        ("G.s[:]", 0),
        ("G.i[:]", [0, 1, 2, 3, 4, 5]),
        ("G.i['v > 0*mV']", [1, 2, 3, 4, 5]),
        ("G.i + 1", [1, 2, 3, 4, 5, 6]),
        ("G.indices[:]", [0, 1, 2, 3, 4, 5]),
        ("G.indices[2:4]", [2, 3]),
        ("G.indices['i > 3']", [4, 5]),
        ("G.k[np.array([[0, 1], [2, 3]])].ravel()", [0, 2, 4, 6]),
        ("S.i[::4]", [0, 0, 1, 1, 2, 2]),
        ("S.m[:6]", [0, 1, 0, 1, 0, 1]),
        ("S.N_incoming[::8]", [6, 6, 6]),
        ("S.N_outgoing['i == 0 and j == 1']", [8, 8]),
        ("S.N_incoming_post", [6, 6, 6, 6]),
        ("S.N_outgoing_pre", [8, 8, 8, 0, 0, 0]),
        ("S.w[3]", 11),
        ("S.w[-1]", 231),
        ("S.w[::5]", [0, 21, 110, 131, 220]),
        ("S.w[0, 1]", [10, 11]),
        ("S.w[0, :]", [0, 1, 10, 11, 20, 21, 30, 31]),
        ("S.w[:, 3]", [30, 31, 130, 131, 230, 231]),
        ("S.w[:, :, 1]", [1, 11, 21, 31, 101, 111, 121, 131, 201, 211, 221, 231]),
        ("S.w[0:2, 3]", [30, 31, 130, 131]),
        ("S.w[5, 3]", []),
        ("S.w[6, 3]", []),
        ("S.w[-1, 0]", []),
        ("S.w[[0, 2], 1]", [10, 11, 210, 211]),
        ("S.w[[0, 2], [1, 2]]", [10, 11, 20, 21, 210, 211, 220, 221]),
        ("S.w[np.array([2, 0]), :2]", [0, 1, 10, 11, 200, 201, 210, 211]),
        ("S.w[np.array([True, False, True, False, False, False]), 0]", [0, 1, 200, 201]),
        ("S.w['i == 1 and j == 2']", [120, 121]),
        ("S.w['m == 1 and i == 0']", [1, 11, 21, 31]),
        ("S.w['x_pre == 0 and y_post == 0 and i == 0 and j > 2']", [30, 31]),
        ("S.w['N_incoming > 5 and i == 0 and j == 0']", [0, 1]),
        ("S.w[G, 0]", [0, 1, 100, 101, 200, 201]),
        ("S.w[H]", [0, 1, 10, 11]),
        ("S.w_[0, 1]", [10, 11]),
        ("S.wd[0, 1]", [20, 22]),
        ("S.wd['i == 1 and j == 0']", [200, 202]),
        ("S.indices[2:4, 1]", [18, 19]),
        ("S.indices['i == 1 and j > 1']", [12, 13, 14, 15]),
        ("S.w[S.indices[0:2, 1:3]]", [10, 11, 20, 21, 110, 111, 120, 121]),
        ("[len(S[0, 1]), len(S[:, 3]), len(S['i == 1']), len(S[1:5])]", [2, 6, 8, 4]),
        ("S.v_pre[::8]/mV", [0, 1, 2]),
        ("S.y[:2]", [0, 0]),
        # the third index, broken in 2.9.0, and D32
        ("S.w[0, 1, 0]", [10]),
        ("S.w[1, :, 1]", [101, 111, 121, 131]),
        ("S.w[1, 2, 1:]", [121]),
        ("S.w[S.w[:] > 205]", [210, 211, 220, 221, 230, 231]),
    ],
)
def test_reading(names, expression, expected):
    assert value_of(expression, names) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("statement", "expression", "expected"),
    [
        ("G.v[2] = 10*mV", "G.v/mV", [0, 1, 10, 3, 4, 5]),
        ("G.v[1:3] = [5, 6]*mV", "G.v/mV", [0, 5, 6, 3, 4, 5]),
        ("G.v[[0, 0]] = [7, 8]*mV", "G.v/mV", [8, 1, 2, 3, 4, 5]),
        ("G.v[1] = 0", "G.v/mV", [0, 0, 2, 3, 4, 5]),
        ("G.v['i > 3'] = 1*mV", "G.v/mV", [0, 1, 2, 3, 1, 1]),
        ("G.v['i > 3'] = 'v + 1*mV'", "G.v/mV", [0, 1, 2, 3, 5, 6]),
        ("G.v['i > 3'] = [1]*mV", "G.v/mV", [0, 1, 2, 3, 1, 1]),
        ("G.v[1:3] = '2*v + i*mV'", "G.v/mV", [0, 3, 6, 3, 4, 5]),
        ("G.v[[5, 4]] = 'i*2*mV'", "G.v/mV", [0, 1, 2, 3, 8, 10]),
        ("G.v += 1*mV", "G.v/mV", [1, 2, 3, 4, 5, 6]),
        ("G.v *= 2", "G.v/mV", [0, 2, 4, 6, 8, 10]),
        ("G.v += np.arange(6)*mV", "G.v/mV", [0, 2, 4, 6, 8, 10]),
        ("G.v[2:4] *= 2", "G.v/mV", [0, 1, 4, 6, 4, 5]),
        ("G.v[[0, 1]] += [1, 2]*mV", "G.v/mV", [1, 3, 2, 3, 4, 5]),
        ("G.v_ += 1e-3", "G.v/mV", [1, 2, 3, 4, 5, 6]),
        ("G.v_[1] = 0.25", "G.v/mV", [0, 250, 2, 3, 4, 5]),
        ("G.v_ = '0.1*i'", "G.v/volt", [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
        ("G.v_['i > 3'] = '2'", "G.v/volt", [0, 0.001, 0.002, 0.003, 2, 2]),
        ("G.k[1] += 1", "G.k", [0, 3, 4, 6, 8, 10]),
        ("G.k = 1.7", "G.k", [1] * 6),
        ("G.f = 2", "G.f", [True] * 6),
        ("G.s = 'N*2'", "G.s", 12),
        ("G.x[::-1] = np.arange(6)", "G.x", [5, 4, 3, 2, 1, 0]),
        ("G.x[np.arange(6) < 2] = 'i + 10'", "G.x", [10, 11, 0, 0, 0, 0]),
        ("G.x = np.ones((1, 6))", "G.x", [1] * 6),
        ("S.w[0, 1] = 5", "S.w[:4]", [0, 1, 5, 5]),
        ("S.w[:, 3] = [1, 2, 3, 4, 5, 6]", "S.w[:, 3]", [1, 2, 3, 4, 5, 6]),
        ("S.w[5, 3] = 7", "S.w[:2]", [0, 1]),
        ("S.w[0, 1] = 'i + j'", "S.w[:5]", [0, 1, 1, 1, 20]),
        ("S.w[0, 1, 1] = 70", "S.w[:5]", [0, 1, 10, 70, 20]),
        ("S.w[[0, 2], 1] = -1", "S.w[:, 1]", [-1, -1, 110, 111, -1, -1]),
        ("S.w[0, 1] *= 2", "S.w[0, :]", [0, 1, 20, 22, 20, 21, 30, 31]),
        ("S.w[:, 3] += 1", "S.w[:, 3]", [31, 32, 131, 132, 231, 232]),
        ("S.w['i == 1'] = 'w*2'", "S.w[1, 0:2]", [200, 202, 220, 222]),
        ("S.w[S.indices[0:2, 1:3]] *= 2", "S.w[0, 1:3]", [20, 22, 40, 42]),
        ("S.w[np.arange(24) % 2 == 0] = 1", "S.w[:5]", [1, 1, 1, 11, 1]),
        ("S.sh = 4", "S.sh", 4),
        ("S.q = 'w*mV'", "S.q[0, 1]/mV", [10, 11]),
        ("S.w = 'N_outgoing*N_pre + N_post + N'", "S.w[::8]", [76, 76, 76]),
        ("S.v_pre = 7*mV", "G.v/mV", [7, 7, 7, 3, 4, 5]),
        ("S.v_pre['i == 1'] = '2*v_pre'", "G.v/mV", [0, 2, 2, 3, 4, 5]),
        ("S.y_post = 'j'", "H.y", [0, 1, 2, 3]),
        ("S.y = 3", "H.y", [3, 3, 3, 3]),
    ],
)
def test_writing(names, statement, expression, expected):
    exec(statement, names)
    assert value_of(expression, names) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("G.v[6]", IndexError),
        ("G.v[-7]", IndexError),
        ("G.v[1, 3]", IndexError),
        ("G.v[(1, 3)]", IndexError),
        ("G.v[np.array([True, False])]", IndexError),
        ("G.v[1.0]", TypeError),
        ("G.v[[1.0, 2.0]]", TypeError),
        ("G.v[None]", TypeError),
        ("G.v[1*mV]", TypeError),
        ("G.v['nosuch > 2']", KeyError),
        ("G.v[1.0:2]", TypeError),
        ("G.s[0]", IndexError),
        ("G.s['i > 3']", IndexError),
        ("G.s[0] = 1", IndexError),
        ("G.s = 'i*2'", SyntaxError),
        ("G.s = [1, 2]", ValueError),
        ("G.twice = 1*mV", TypeError),
        ("G.twice[1] = 1*mV", TypeError),
        ("G.v[7] = 1*mV", IndexError),
        ("G.v[1:3] = [5, 6, 7]*mV", ValueError),
        ("G.v = 1", DimensionMismatchError),
        ("G.v = 'i*mA'", DimensionMismatchError),
        ("G.v['i > 3'] = [1, 2]*mV", TypeError),
        ("G.v['i > 3'] += 1*mV", TypeError),
        ("G.v += '1*mV'", TypeError),
        ("G.v += 1", DimensionMismatchError),
        ("G.v += np.arange(5)*mV", ValueError),
        ("G.v = None", TypeError),
        ("G.x = np.ones((6, 1))", ValueError),
        ("G.x = np.ones((2, 3))", ValueError),
        ("G.nosuch = 3", AttributeError),
        ("G.N = 3", TypeError),
        ("G.i = 3", TypeError),
        ("G.i[0] = 3", TypeError),
        ("S.w[24]", IndexError),
        ("S.w[1.0, 0]", TypeError),
        ("S.w[0, 1, [0, 1]]", NotImplementedError),
        ("S.w[0, 1, 2, 3]", IndexError),
        ("S.w[np.array([True, False])]", IndexError),
        ("S.w[np.array([True, False]), 0]", IndexError),
        ("S.sh[0]", IndexError),
        ("S.w[:, 3] = [1, 2, 3]", ValueError),
        ("S.w[5, 3] = [7, 8]", ValueError),
        ("S.w = np.arange(23)", ValueError),
        ("S.w['i == 1'] += 1", TypeError),
        ("S.wd = 3", TypeError),
        ("S.i = 3", TypeError),
        ("S.N_incoming = 3", TypeError),
        ("S.v", AttributeError),
        ("S.N_outgoing_post", AttributeError),
        ("S.nosuch = 2", AttributeError),
    ],
)
def test_refused(names, statement, error):
    with pytest.raises(error) as caught:
        exec(statement, names)
    assert type(caught.value) is error


def test_a_third_index_needs_a_multisynaptic_index(names):
    plain = Synapses(names["G"], names["H"], "w : 1")
    plain.connect()
    with pytest.raises(IndexError, match="multisynaptic_index='k'"):
        plain.w[0, 0, 0]


def test_wrong_names_are_corrected(names):
    with pytest.raises(AttributeError, match="has no attribute 'vv'; did you mean 'v'.*use add_attribute"):
        names["G"].vv = 3 * mV
    names["G"].add_attribute("note")
    names["G"].note = "mine"
    assert names["G"].note == "mine"


def test_reading_gives_copies(names):
    values = names["G"].v[:]
    values[0] = 1 * volt
    assert names["G"].v[0] == 0 * volt


def test_writing_before_connect_is_refused_and_reading_gives_nothing():
    start_scope()
    group = NeuronGroup(2, "v : 1", threshold="v > 1", reset="v = 0")
    synapses = Synapses(group, group, "w : 1", on_pre="v_post += w")
    assert len(synapses.w[:]) == len(synapses.i[:]) == len(synapses) == 0
    for statement in ("synapses.w = 1", "synapses.w['i < 3'] = 2", "synapses.delay = 1*ms"):
        with pytest.raises(TypeError):
            exec(statement, {"synapses": synapses, "ms": ms})


def test_delays_are_indexed_as_other_variables():
    start_scope()
    group = NeuronGroup(3, "v : 1", threshold="v > 1", reset="v = 0")
    synapses = Synapses(group, group, on_pre="v_post += 1")
    synapses.connect()
    synapses.delay = 2 * ms
    assert (synapses.delay[:] / ms).tolist() == pytest.approx([2] * 9)
    synapses.delay[0, 1] = 3 * ms
    synapses.delay["i == 1"] = "j*ms"
    synapses.delay[6:8] = [4, 5] * ms
    synapses.delay += 1 * ms
    assert (synapses.delay[:] / ms).tolist() == pytest.approx([3, 4, 3, 1, 2, 3, 5, 6, 3])
    assert synapses.pre.delay[0, 1] / ms == pytest.approx([4])
    synapses.pre.delay[0, 1] = "1*ms + i*ms"
    assert synapses.delay_[0, 1] == pytest.approx([0.001])


def test_a_delay_of_the_constructor_stays_one_for_all():
    start_scope()
    group = NeuronGroup(3, "v : 1", threshold="v > 1", reset="v = 0")
    synapses = Synapses(group, group, on_pre="v_post += 1", delay=2 * ms)
    synapses.connect(j="i")
    assert synapses.delay[:] == 2 * ms and synapses.delay[:].shape == ()
    synapses.delay = 3 * ms
    assert synapses.pre.delay[:] == 3 * ms
    refused = {
        "synapses.delay[0]": IndexError,
        "synapses.delay[0, 1]": IndexError,
        "synapses.delay = [1, 2, 3]*ms": ValueError,
        "synapses.delay = 'i*ms'": SyntaxError,
        "synapses.delay['i == 1'] = 1*ms": IndexError,
        "synapses.delay[0] = 2*ms": IndexError,
    }
    for statement, error in refused.items():
        with pytest.raises(error) as caught:
            exec(statement, {"synapses": synapses, "ms": ms})
        assert type(caught.value) is error, statement
    assert synapses.delay[:] == 3 * ms


def test_some_synapses_can_be_recorded(names):
    monitor = StateMonitor(names["S"], "w", record=names["S"][1, 2:])
    Network(names["G"], names["H"], names["S"], monitor).run(0.1 * ms)
    assert monitor.record.tolist() == [12, 13, 14, 15]
    assert monitor.w[:, 0].tolist() == [120, 121, 130, 131]
    part = names["S"][0, :]
    names["S"].connect(i=[5], j=[0])
    with pytest.raises(TypeError, match="no longer valid"):
        StateMonitor(names["S"], "w", record=part)


def test_matrices_fill_weights_in_the_order_of_creation(names):
    matrix = np.arange(24).reshape(6, 4)
    names["S"].w = matrix[names["S"].i, names["S"].j]
    assert names["S"].w[2, 3].tolist() == [11, 11]
