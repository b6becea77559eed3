"""Where models find the values of names: late, at each run, in order of precedence; conflicts are told."""

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture
def warnings_of():
    """Calls a function and returns the suffixes of its warnings' names."""

    def call(function):
        with catch_logs() as logs:
            function()
        return [name.rpartition(".")[2] for level, name, _ in logs if level == "WARNING"]

    return call


def test_values_are_read_anew_at_each_run():
    rate = 1 / ms
    group = NeuronGroup(1, "dv/dt = rate : 1", method="euler")
    run(1 * ms)
    assert group.v[0] == pytest.approx(1)
    rate = 5 / ms
    run(1 * ms)
    assert group.v[0] == pytest.approx(6)


def test_a_unit_that_changes_between_runs_is_an_error():
    rate = 1 / ms
    group = NeuronGroup(1, "dv/dt = rate : 1", method="euler")
    run(1 * ms)
    rate = 1 * mV
    with pytest.raises(BrianObjectException) as raised:
        run(1 * ms)
    assert isinstance(raised.value.__cause__, DimensionMismatchError)
    rate = 2 / ms
    run(1 * ms)
    assert group.v[0] == pytest.approx(3)


def test_a_name_that_vanishes_between_runs_is_an_error():
    rate = 1 / ms
    group = NeuronGroup(1, "dv/dt = rate : 1", method="euler")
    run(1 * ms)
    del rate
    with pytest.raises(BrianObjectException) as raised:
        run(1 * ms)
    assert isinstance(raised.value.__cause__, KeyError)
    assert group.v[0] == pytest.approx(1)


def test_the_namespace_of_a_group_wins_over_the_caller():
    x = 1
    group = NeuronGroup(1, "dv/dt = x/ms : 1", method="euler", namespace={"x": 3})
    run(1 * ms)
    assert (group.v[0], x) == (pytest.approx(3), 1)


def test_a_group_with_a_namespace_still_sees_the_caller():
    y = 2
    group = NeuronGroup(1, "dv/dt = x*y/ms : 1", method="euler", namespace={"x": 3})
    run(1 * ms)
    assert (group.v[0], y) == (pytest.approx(6), 2)


def test_a_namespace_given_to_run_replaces_the_caller():
    x = 1
    group = NeuronGroup(1, "dv/dt = x/ms : 1", method="euler")
    run(1 * ms, namespace={"x": 4})
    assert (group.v[0], x) == (pytest.approx(4), 1)
    with pytest.raises(BrianObjectException):
        run(1 * ms, namespace={})


def test_level_looks_further_out():
    x = 2
    group = NeuronGroup(1, "dv/dt = x/ms : 1", method="euler")

    def run_outside():
        Network(group).run(1 * ms, level=1)

    run_outside()
    assert (group.v[0], x) == (pytest.approx(2), 2)


def test_strings_read_names_at_the_statement():
    group = NeuronGroup(3, "v : volt")
    a = 2 * mV
    group.v = "a + i*mV"
    a = 100 * mV
    assert (group.v / mV).tolist() == pytest.approx([2, 3, 4])
    assert a == 100 * mV


@pytest.mark.parametrize("value", [np.float32(2), np.int64(2), np.array(2.0), 2, 2.0, np.bool_(True)], ids=repr)
def test_numbers_of_all_kinds_are_values(value):
    group = NeuronGroup(1, "v : 1")
    group.v = "1.0*value"
    assert group.v[0] == float(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1, 2], "'value' is a list of 2 values, not one value"),
        (np.array([1.0, 2.0]), "'value' is an array of 2 values, not one value"),
        ([1, 2] * mV, "'value' is an array of 2 values, not one value"),
        ("text", "'value' is no number, but a str"),
        (None, "'value' is None, no number"),
        ({}, "'value' is no number, but a dict"),
        (len, "unknown name 'value'"),
        (lambda x: x, "'value' is a Python function that does not say its units"),
    ],
    ids=repr,
)
def test_what_is_no_single_number_is_no_value(value, message):
    group = NeuronGroup(1, "v : 1")
    with pytest.raises(KeyError, match=message):
        group.v = "value"


def test_a_name_of_a_variable_that_means_something_else_outside_is_told_once(warnings_of):
    v = 5
    group = NeuronGroup(1, "dv/dt = -v/(10*ms) : 1", method="euler")
    assert warnings_of(lambda: Network(group).run(0 * ms, namespace={"v": v})) == ["resolution_conflict"]
    assert group.v[0] == 0


def test_a_unit_that_means_something_else_outside_is_told_and_wins(warnings_of):
    group = NeuronGroup(1, "dv/dt = 1/ms : 1", method="euler")
    assert warnings_of(lambda: Network(group).run(1 * ms, namespace={"ms": 3 * second})) == ["resolution_conflict"]
    assert group.v[0] == pytest.approx(1)


def test_a_group_namespace_that_differs_from_the_run_is_told(warnings_of):
    group = NeuronGroup(1, "dv/dt = x/ms : 1", method="euler", namespace={"x": 3})
    assert warnings_of(lambda: Network(group).run(1 * ms, namespace={"x": 2})) == ["resolution_conflict"]
    assert group.v[0] == pytest.approx(3)


def test_equal_values_and_names_that_no_text_uses_are_no_conflict(warnings_of):
    group = NeuronGroup(2, "dv/dt = x/(N*ms) : 1", method="euler", namespace={"x": 3})
    values = {"x": 3, "N": 2, "t": 5 * ms, "i": 7, "j": 8, "dt": 1 * ms, "w": 9, "ms": ms}
    assert warnings_of(lambda: Network(group).run(1 * ms, namespace=values)) == []
    assert group.v[:] == pytest.approx([1.5, 1.5])


def test_names_of_the_script_that_texts_use_otherwise_are_reported_as_in_brian2(warnings_of):
    group = NeuronGroup(2, "dv/dt = (i + t/ms + dt/ms)/(N*ms) : 1", method="euler", name="reported")
    values = {"N": 100, "t": 5 * ms, "i": 7, "j": 8, "dt": 1 * ms}
    assert warnings_of(lambda: Network(group).run(1 * ms, namespace=values)) == ["resolution_conflict"] * 4


def test_names_of_values_from_outside_may_be_those_of_integration_methods_and_functions():
    euler, exact = 2, 3
    group = NeuronGroup(1, "v : 1")
    group.v = "euler + exact"
    assert (group.v[0], euler, exact) == (5, 2, 3)
