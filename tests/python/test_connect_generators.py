"""connect by generators, with copies, and what it refuses; the pairs are those that Brian 2 2.9.0 makes."""

import numpy as np
import pytest

from ranvier import *
from ranvier import BrianObjectException

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(11)


def synapses_of_five_and_seven(**options):
    source = NeuronGroup(5, "x : 1\nka : integer")
    target = NeuronGroup(7, "y : 1\nflag : boolean\nkb : integer")
    source.x, source.ka = "i*0.5", "i"
    target.y, target.kb, target.flag = "i*1.0", "2*i", "i % 2 == 0"
    synapses = Synapses(source, target, "w : 1", **options)
    synapses.add_attribute("kept")
    synapses.kept = (source, target)
    return synapses


def pairs(**arguments):
    synapses = synapses_of_five_and_seven()
    synapses.connect(**arguments)
    return " ".join(f"{i}{j}" for i, j in zip(synapses.i[:], synapses.j[:]))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            {"j": "k for k in range(i-2, i+3) if k>=0 and k<N_post"},
            "00 01 02 10 11 12 13 20 21 22 23 24 31 32 33 34 35 42 43 44 45 46",
        ),
        (
            {"j": "k for k in range(i-2, i+3)", "skip_if_invalid": True},
            "00 01 02 10 11 12 13 20 21 22 23 24 31 32 33 34 35 42 43 44 45 46",
        ),
        (
            {"j": "k for k in range(i-2, i+3) if i!=j and k>=0"},
            "01 02 10 12 13 20 21 23 24 31 32 34 35 42 43 45 46",
        ),
        ({"j": "i+k for k in range(-1,2) if x_pre>1"}, "32 33 34 43 44 45"),
        ({"j": "k for k in range(0,N_post,3)"}, "00 03 06 10 13 16 20 23 26 30 33 36 40 43 46"),
        ({"j": "k for k in range(5,0,-2)"}, "05 03 01 15 13 11 25 23 21 35 33 31 45 43 41"),
        ({"j": "k for k in range(ka_pre)"}, "10 20 21 30 31 32 40 41 42 43"),
        ({"j": "k*1.6 for k in range(3)"}, "00 01 03 10 11 13 20 21 23 30 31 33 40 41 43"),
        ({"j": "int(x_pre) for k in range(2)"}, "00 00 10 10 21 21 31 31 42 42"),
        ({"j": "k for k in range(2) if 1"}, "00 01 10 11 20 21 30 31 40 41"),
        ({"j": "k for k in range(2) if x_pre"}, "10 11 20 21 30 31 40 41"),
        ({"j": "i+1 if x_pre>0.6"}, "23 34 45"),
        ({"j": "i+3", "skip_if_invalid": True}, "03 14 25 36"),
        ({"j": "x_pre"}, "00 10 21 31 42"),
        ({"i": "j", "skip_if_invalid": True}, "00 11 22 33 44"),
        ({"i": "j if y_post<3"}, "00 11 22"),
        ({"i": "j if x_pre>1", "skip_if_invalid": True}, "33 44"),
        ({"i": "int(y_post/2)"}, "00 01 12 13 24 25 36"),
        ({"j": "i", "n": "i"}, "11 22 22 33 33 33 44 44 44 44"),
        ({"j": "k for k in range(3)", "n": "k"}, "01 02 02 11 12 12 21 22 22 31 32 32 41 42 42"),
        ({"condition": "i==j", "n": "x_pre"}, "22 33 44 44"),
        ({"n": "i==j"}, "00 11 22 33 44"),
        ({"p": "1.0*int(y_post>5)"}, "06 16 26 36 46"),
        ({"condition": "i==j", "p": "int(y_post>2)*1.0"}, "33 44"),
        ({"condition": "sqrt(y_post)>=2 and abs(x_pre-1)<0.6"}, "14 15 16 24 25 26 34 35 36"),
        ({"j": "k for k in sample(N_post,p=0.0)"}, ""),
        ({"j": "k for k in sample(N_post,size=8) if i == 0", "skip_if_invalid": True}, "00 01 02 03 04 05 06"),
        ({"j": "k for k in sample(N_post,size=-1)", "skip_if_invalid": True}, ""),
        ({"j": "k for k in sample(1,N_post,2,size=3)"}, "01 03 05 11 13 15 21 23 25 31 33 35 41 43 45"),
        ({"j": "k for k in sample(i,p=1)"}, "10 20 21 30 31 32 40 41 42 43"),
        ({"j": "k for k in sample(5,2,-1,p=1.0)"}, "05 04 03 15 14 13 25 24 23 35 34 33 45 44 43"),
        ({"j": "k for k in range(3) if not (i < 3)"}, "30 31 32 40 41 42"),
        ({"j": "x_pre for x_pre in range(2)"}, "00 01 10 11 20 21 30 31 40 41"),
    ],
    ids=str,
)
def test_generators_make_the_pairs_of_brian2(arguments, expected):
    assert pairs(**arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"i": "k for k in range(j-1,j+1) if k>=0", "skip_if_invalid": True}, "00 01 11 12 22 23 33 34 44 45"),
        ({"j": "i+k for k in range(-1,2) if y_post>3", "skip_if_invalid": True}, "34 44 45"),
        ({"j": "i", "n": "j + 1 - int(kb_post > 2)"}, "00 11 11 22 22 33 33 33 44 44 44 44"),
        ({"j": "k for k in range(2) if k"}, "01 11 21 31 41"),
    ],
    ids=str,
)
def test_generators_that_fail_in_brian2_do_what_they_say(arguments, expected):
    assert pairs(**arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "error", "cause"),
    [
        ({"j": "k for k in range(i-2, i+3)"}, BrianObjectException, IndexError),
        ({"j": "i+k for k in range(-1,2) if y_post>1"}, BrianObjectException, IndexError),
        ({"j": "k for k in sample(N_post,size=8)"}, BrianObjectException, IndexError),
        ({"j": "k for k in sample(N_post,size=-1)"}, BrianObjectException, IndexError),
        ({"condition": "i==j", "n": -1}, BrianObjectException, ValueError),
        ({"condition": "i==j", "n": "i-2"}, BrianObjectException, ValueError),
        ({"j": "k for k in range(kb_post)"}, ValueError, None),
        ({"j": "k for k in range(j)"}, ValueError, None),
        ({"j": "k for k in range(x_pre)"}, TypeError, None),
        ({"j": "k for k in range(1.0)"}, TypeError, None),
        ({"j": "k for k in range(ka)"}, KeyError, None),
        ({"j": "nosuch"}, KeyError, None),
        ({"j": "k for i in range(3)"}, KeyError, None),
        ({"j": "i", "p": 0.0}, ValueError, None),
        ({"j": "k for k in range(2)", "p": "0.5"}, ValueError, None),
        ({"condition": "i==j", "j": "i"}, ValueError, None),
        ({"i": [1, 2], "j": "i"}, TypeError, None),
        ({"i": "j", "j": [1]}, TypeError, None),
        ({"condition": "k for k in range(2)"}, ValueError, None),
        ({"condition": "N_incoming>1"}, ValueError, None),
        ({"condition": "x_pre"}, TypeError, None),
        ({"i": [1], "j": [2], "skip_if_invalid": True}, ValueError, None),
        ({"i": [0, 1], "j": [2, 3, 4]}, ValueError, None),
        ({"i": [0, 1], "j": [0, 1], "n": "i"}, TypeError, None),
        ({"i": [0, 1]}, ValueError, None),
        ({"i": [[0], [1]], "j": [[2, 3]]}, ValueError, None),
        ({"i": 1.0, "j": 0}, TypeError, None),
        ({"i": np.array([1], dtype=np.uint32), "j": 0}, TypeError, None),
        ({"i": np.array([True, False]), "j": 0}, TypeError, None),
        ({"i": 5, "j": 0}, IndexError, None),
        ({"n": 2.0}, TypeError, None),
        ({"p": None}, TypeError, None),
        ({"p": 1 * mV}, TypeError, None),
        ({"p": "1*mV"}, DimensionMismatchError, None),
        ({"j": ""}, SyntaxError, None),
        ({"j": "k for k in sample(N_post)"}, SyntaxError, None),
        ({"j": "k for k in [1,2]"}, SyntaxError, None),
        ({"j": "k for k in range(3) for l in range(3)"}, SyntaxError, None),
    ],
    ids=str,
)
def test_connect_refuses_what_brian2_refuses_with_the_same_type(arguments, error, cause):
    synapses = synapses_of_five_and_seven()
    synapses.connect(i=[1], j=[1])
    with pytest.raises(error) as caught:
        synapses.connect(**arguments)
    assert type(caught.value) is error
    assert type(caught.value.__cause__) is (type(None) if cause is None else cause)
    assert len(synapses) == 1


def test_names_in_generators_are_those_of_the_caller_or_of_the_namespace():
    reach = 2
    synapses = synapses_of_five_and_seven()
    synapses.connect(j="k for k in range(reach) if i == 0", n="reach")
    assert synapses.j[:].tolist() == [0, 0, 1, 1]
    synapses.connect(j="k for k in range(reach) if i == 0", namespace={"reach": 1})
    assert len(synapses) == 4 + 1 and reach == 2


def test_a_sample_is_the_same_for_the_same_seed():
    def drawn(number):
        seed(number)
        return (
            pairs(j="k for k in sample(N_post, p=0.5)")
            + "; "
            + pairs(j="k for k in sample(N_post, size=3) if rand() < 0.7")
        )

    assert drawn(3) == drawn(3) != drawn(4)


def test_the_multisynaptic_index_goes_on_over_several_calls():
    synapses = synapses_of_five_and_seven(multisynaptic_index="k")
    synapses.connect("i == j", n="1 + i % 2")
    assert synapses.k[:].tolist() == [0, 0, 1, 0, 0, 1, 0]
    synapses.connect(i=[1, 0], j=[1, 3])
    assert synapses.k[:].tolist() == [0, 0, 1, 0, 0, 1, 0, 2, 0]
    assert synapses.k.dtype == np.int32
    with pytest.raises(TypeError):
        synapses.k = 3
    with pytest.raises(TypeError):
        Synapses(*synapses.kept, multisynaptic_index=3)


def test_a_condition_that_accepts_far_too_many_pairs_is_refused_within_a_second():
    import time

    group = NeuronGroup(400000, "v : 1")
    synapses = Synapses(group, group, name="S")
    begin = time.process_time()
    with pytest.raises(MemoryError, match="synapses of Synapses 'S': .* are free"):
        synapses.connect("i != j")
    assert time.process_time() - begin < 1
    synapses.connect("i == 3 and j < 2")
    assert len(synapses) == 2
