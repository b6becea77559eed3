"""Reading and assigning variables of groups."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture
def group():
    group = NeuronGroup(5, "v : volt\nx : 1\nk : integer\nflag : boolean\ndouble = 2*v : volt")
    group.v = [1, 2, 3, 4, 5] * mV
    return group


def millivolts(group):
    return (group.v[:] / mV).tolist()


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        (slice(None), 7 * mV, [7, 7, 7, 7, 7]),
        (slice(None), [9, 8, 7, 6, 5] * mV, [9, 8, 7, 6, 5]),
        (slice(None), 0, [0, 0, 0, 0, 0]),
        (slice(None), "i*mV", [0, 1, 2, 3, 4]),
        (slice(1, 3), 7 * mV, [1, 7, 7, 4, 5]),
        (slice(None, None, 2), [7, 8, 9] * mV, [7, 2, 8, 4, 9]),
        (slice(3, 100), 7 * mV, [1, 2, 3, 7, 7]),
        (slice(2, 2), 7 * mV, [1, 2, 3, 4, 5]),
        (0, 7 * mV, [7, 2, 3, 4, 5]),
        (-1, 7 * mV, [1, 2, 3, 4, 7]),
        (np.int32(2), 7 * mV, [1, 2, 7, 4, 5]),
        ([4, 0], [7, 8] * mV, [8, 2, 3, 4, 7]),
        (np.array([-1, 1]), 7 * mV, [1, 7, 3, 4, 7]),
        (np.array([True, False, False, True, False]), [7, 8] * mV, [7, 2, 3, 8, 5]),
        ("v > 2.5*mV", 7 * mV, [1, 2, 7, 7, 7]),
        ("i % 2 == 0", "-v", [-1, 2, -3, 4, -5]),
        (slice(1, 3), "v + i*mV", [1, 3, 5, 4, 5]),
        ([3, 1], "i*mV", [1, 1, 3, 3, 5]),
        ([], 7 * mV, [1, 2, 3, 4, 5]),
    ],
)
def test_what_an_index_selects_is_assigned(group, item, value, expected):
    group.v[item] = value
    assert millivolts(group) == pytest.approx(expected)


@pytest.mark.parametrize("value", [7 * mV, [9, 8, 7, 6, 5] * mV, 0, "7*mV", np.zeros(5)], ids=str)
def test_assigning_to_the_name_is_assigning_to_all(group, value):
    group.v = value
    by_name = millivolts(group)
    group.v = 1 * mV
    group.v[:] = value
    assert millivolts(group) == by_name


def test_assigning_without_units_goes_through_the_underscore(group):
    group.v_ = [1, 2, 3, 4, 5]
    assert (group.v[:] / volt).tolist() == [1, 2, 3, 4, 5]
    group.v_[1] = 9
    assert group.v_[:].tolist() == [1, 9, 3, 4, 5]
    assert isinstance(group.v_[:], np.ndarray) and not isinstance(group.v_[:], Quantity)


def test_operations_in_place(group):
    group.v += 1 * mV
    group.v *= 2
    group.v -= [0, 1, 2, 3, 4] * mV
    group.v /= 2
    group.v[0] += 10 * mV
    group.v[1:3] *= 10
    assert millivolts(group) == pytest.approx([12, 25, 30, 3.5, 4])
    with pytest.raises(TypeError, match="does not take a string"):
        group.v += "1*mV"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1 * amp, DimensionMismatchError),
        (1, DimensionMismatchError),
        ([0, 1, 0, 0, 0], DimensionMismatchError),
        ("1*amp", DimensionMismatchError),
        ("1", DimensionMismatchError),
        ([1, 2, 3] * mV, ValueError),
        ("no_such_name", KeyError),
        ("1*mV +", SyntaxError),
        ("v > 1*mV", Exception),
        (None, TypeError),
        ({}, TypeError),
    ],
    ids=str,
)
def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(group, value, error):
    with pytest.raises(error):
        group.v = value
    assert millivolts(group) == pytest.approx([1, 2, 3, 4, 5])


def test_a_value_that_a_run_needs_is_refused_with_a_condition_and_an_array(group):
    with pytest.raises(TypeError, match="indexed with a condition"):
        group.v["v > 1*mV"] = [1, 2, 3, 4, 5] * mV


def test_reading(group):
    assert (group.v[1] / mV, group.v[-1] / mV) == (pytest.approx(2), pytest.approx(5))
    assert (group.v[1:3] / mV).tolist() == pytest.approx([2, 3])
    assert (group.v[[4, 0]] / mV).tolist() == pytest.approx([5, 1])
    assert (group.v["v > 2.5*mV"] / mV).tolist() == pytest.approx([3, 4, 5])
    assert (group.double[:] / mV).tolist() == pytest.approx([2, 4, 6, 8, 10])
    assert ((group.v + 1 * mV) / mV).tolist() == pytest.approx([2, 3, 4, 5, 6])
    assert mean(group.v) / mV == pytest.approx(3)
    assert (np.asarray(group.v) == group.v_[:]).all()
    assert (len(group.v), group.v.shape) == (5, (5,))
    assert (group.v > 2.5 * mV).tolist() == [False, False, True, True, True]


def test_what_is_read_is_a_copy(group):
    values = group.v[:]
    values[0] = 100 * mV
    assert millivolts(group) == pytest.approx([1, 2, 3, 4, 5])


def test_integers_are_truncated_and_truth_values_stay_truth_values(group):
    group.k = [1.9, -1.9, 2, 0, 7]
    group.flag = "i > 2"
    assert (group.k[:].tolist(), group.k[:].dtype) == ([1, -1, 2, 0, 7], np.int32)
    assert (group.flag[:].tolist(), group.flag[:].dtype) == ([False, False, False, True, True], bool)


def test_a_shared_variable_has_one_value():
    group = NeuronGroup(4, "a : volt (shared)\nv : volt")
    group.a = 3 * mV
    assert group.a[:] / mV == pytest.approx(3)
    group.v = "a*i"
    assert (group.v[:] / mV).tolist() == pytest.approx([0, 3, 6, 9])
    with pytest.raises(IndexError):
        group.a[0]
    with pytest.raises(IndexError):
        group.a[0] = 1 * mV
    with pytest.raises(SyntaxError):
        group.a = "v"


def test_seed_fixes_what_strings_draw():
    group = NeuronGroup(100, "x : 1\ny : 1")
    seed(1)
    group.x = "rand()"
    first = group.x[:]
    group.x = "rand()"
    assert not np.array_equal(group.x[:], first)
    seed(2)
    group.x = "rand()"
    assert not np.array_equal(group.x[:], first)
    assert first.min() >= 0 and first.max() < 1 and 0.3 < first.mean() < 0.7


def test_a_condition_draws_for_the_selected_elements_only():
    seed(3)
    group = NeuronGroup(1000, "x : 1")
    group.x["rand() < 0.25"] = 1
    # A binomial number: 250 with a standard deviation of 13.7.
    assert 180 < group.x[:].sum() < 320


def test_an_attribute_of_ones_own_is_declared_first(group):
    group.add_attribute("note")
    group.note = "mine"
    assert group.note == "mine"
