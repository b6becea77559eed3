"""A thousand expressions with units give what Brian 2 gives, but for listed differences."""

import json
from pathlib import Path

import numpy as np
import pytest
from support.unit_outcomes import namespace_of, outcome

from ranvier.units import Quantity

DATA = Path(__file__).parent / "data"
ANSWERS = json.loads((DATA / "unit_answers.json").read_text())

# Where Ranvier differs on purpose, by reason.
DIFFERENCES = {
    "the unit is chosen by the finite entries": [
        "[inf,1]*mV",
        "inf*mV",
        "-inf*mV",
        "[1,nan,inf]*volt",
    ],
    "a list is an array": [
        "([1,2]*mV)**[2]",
        "[1,2]*mV==[1,2]",
        "3*mV + [0,0]",
        "[0,0] + 3*mV",
        "x=[1,2]*mV; x[:]=[0,0] -> x",
    ],
    "infinities compare, also in an array": [
        "[1,2]*mV<array([inf,-inf])",
    ],
    "clearer type of error": [
        "3*mV+None",
        "mV**array([1,2])",
        "mV**(2*mV)",
        "mV**mV",
        "2**mV",
        "fmin(3*mV,4)",
        "deg2rad(3*mV)",
        "rad2deg(3*mV)",
        "Unit(5)",
        "Unit(5, dim=volt.dim)",
        "Unit(0.001, dim=volt.dim)",
    ],
    "more functions know units": [
        "fabs(-3*mV)",
        "signbit(3*mV)",
        "fmax(3*mV,4*mV)",
        "cbrt(8*mV)",
        "copysign(3*mV,-1)",
        "nextafter(3*mV,4*mV)",
        "spacing(3*mV)",
        "modf(3.5*volt)",
        "divmod(7*mV,2*mV)",
        "add.accumulate([1,2]*mV)",
        "multiply.reduce([1,2]*mV)",
        "multiply.outer([1,2]*mV,[1,2]*mV)",
        "add.outer([1,2]*mV,[1,2]*mV)",
        "allclose([1,2]*mV,[1,2]*mV)",
        "isclose([1,2]*mV,[1,2]*mV)",
        "divmod(7*volt, 2*volt)",
    ],
    "numpy functions keep the unit": [
        "linspace(0,1*mV,3)",
        "linspace(0*mV,1*mV,3,retstep=True)",
        "outer([1,2]*mV,[1,2]*mV)",
        "cross([1,2,3]*mV,[1,2,3]*mV)",
        "inner([1,2]*mV,[1,2]*mV)",
        "vdot([1,2]*mV,[1,2]*mV)",
    ],
    "whole exponents are shown as such": [
        "repr(3*mV*second**-0.5)",
        "3*mV/sqrt(ms)",
    ],
    "own texts of errors": [
        "DimensionMismatchError('desc', volt.dim)",
        "DimensionMismatchError('desc', volt.dim, amp.dim)",
        "DimensionMismatchError('desc')",
        "DimensionMismatchError('desc', get_dimensions(1))",
        "DimensionMismatchError('desc', volt.dim, get_dimensions(1), (volt/second).dim)",
        "str(DimensionMismatchError('desc', volt.dim, amp.dim))",
    ],
    "units stay units": [
        "pickle.loads(pickle.dumps(mV))",
        "pickle.loads(pickle.dumps(mV/ms))",
        "Unit(volt)",
        "Unit(volt, dim=volt.dim)",
    ],
    "the unit follows the shared memory": [
        "x=[1,2]*mV; y=x; y*=2*mV -> (x,y)",
        "x=[1,2]*mV; y=x; y/=2*mV -> (x,y)",
        "x=[1,2]*mV; y=x; x**=2 -> (x,y)",
        "out=[1.,2]*mV; multiply([1,2]*mV,[1,2]*mV,out=out) -> out",
    ],
    "units of dimensions and scalars are given in one form": [
        "in_unit(3, Unit(1))",
        "get_unit(get_dimensions(3))",
        "fu.get_unit_for_display(mV)",
        "fu.get_unit_for_display(3*mV)",
        "repr(3*au.radian)",
    ],
}


# numpy computes expm1 by other instructions on processors that have AVX-512, and rounds it otherwise.
IN_THE_LAST_DIGIT = ["exprel(1)"]


@pytest.fixture(scope="module")
def namespace():
    return namespace_of("ranvier")


def test_every_expression_has_an_answer():
    assert list(ANSWERS) == (DATA / "unit_expressions.txt").read_text().splitlines()


@pytest.mark.parametrize(
    "line", [line for line in ANSWERS if line not in [*sum(DIFFERENCES.values(), []), *IN_THE_LAST_DIGIT]]
)
def test_the_answer_is_that_of_brian2(line, namespace):
    assert outcome(line, namespace, Quantity) == ANSWERS[line]


@pytest.mark.parametrize("line", IN_THE_LAST_DIGIT)
def test_the_number_is_that_of_brian2_but_for_the_processor(line, namespace):
    ours, answer = outcome(line, namespace, Quantity), ANSWERS[line]
    assert {**ours, "text": ""} == {**answer, "text": ""}
    assert abs(float(ours["text"]) - float(answer["text"])) <= np.spacing(float(answer["text"]))


@pytest.mark.parametrize("line", sum(DIFFERENCES.values(), []))
def test_a_listed_difference_exists(line, namespace):
    assert outcome(line, namespace, Quantity) != ANSWERS[line]
