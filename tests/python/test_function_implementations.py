"""Implementations of functions for models, and what Brian 2's modules give for them."""

import numpy as np
import pytest
from ranvier.code_targets import compiler_supports_c99
from ranvier.functions import timestep

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def own_scope():
    start_scope()


def values_of(text, **names):
    group = NeuronGroup(2, "x : volt", namespace=names)
    group.x = text
    return np.asarray(group.x[:]).tolist()


def test_units_inside_a_function_that_discards_them_are_numbers():
    closed_over = 2 * volt

    @implementation("numpy", discard_units=True)
    @check_units(v=volt, result=volt)
    def shifted(v):
        return v + 3 * volt + closed_over

    assert shifted(5 * volt) == 10 * volt
    assert shifted.implementations[NumpyCodeObject].get_code(None)(5) == 10
    assert shifted.implementations["numpy"].get_namespace(None) == {}
    assert values_of("f(1*volt)", f=shifted) == [6, 6]


def test_an_implementation_that_keeps_units_gives_its_code_for_plain_numbers():
    @implementation("numpy")
    @check_units(v=volt, result=volt)
    def shifted(v):
        return v + 3 * volt

    assert shifted.implementations["numpy"].get_code(None)(5) == 8
    assert values_of("f(1*volt)", f=shifted) == [4, 4]


def test_an_added_implementation_takes_plain_numbers():
    @check_units(v=volt, result=volt)
    def shifted(v):
        return v + 3 * volt

    shifted = Function(shifted)
    shifted.implementations.add_implementation("numpy", code=lambda v: v + 30)
    assert shifted.implementations[NumpyCodeObject].get_code(None)(5) == 35
    assert values_of("f(1*volt)", f=shifted) == [31, 31]
    assert shifted(1 * volt) == 4 * volt


def test_the_preference_to_discard_units_counts():
    before = prefs["codegen.runtime.numpy.discard_units"]
    prefs["codegen.runtime.numpy.discard_units"] = True
    try:

        @implementation("numpy")
        @check_units(v=volt, result=volt)
        def kind(v):
            return v if isinstance(v, Quantity) else v + 100

        assert values_of("f(1*volt)", f=kind) == [101, 101]
    finally:
        prefs["codegen.runtime.numpy.discard_units"] = before


def test_units_are_discarded_for_numpy_only():
    with pytest.raises(TypeError, match="discard_units is for the target 'numpy', not for 'cpp'"):
        implementation("cpp", "double f(double x) { return x; }", discard_units=True)(check_units(x=1, result=1)(abs))


def test_the_unit_of_a_result_is_missed_when_the_function_is_used():
    def f(x):
        return x

    no_result = check_units(x=1)(f)
    group = NeuronGroup(1, "x : 1", namespace={"no_result": no_result, "plain": f})
    with pytest.raises(ValueError, match="the Python function 'f' does not say its units: give return_unit"):
        group.x = "no_result(1)"
    with pytest.raises(KeyError, match="plain"):
        group.x = "plain(1)"


def test_functions_that_say_too_little_are_refused_in_the_order_of_brian():
    def f(x, y):
        return x + y

    for arguments in ({"return_unit": volt}, {"arg_units": [volt, volt]}):
        with pytest.raises(ValueError, match="does not say its units"):
            Function(f, **arguments)
    for names in (None, ["x"]):
        with pytest.raises(TypeError, match="give the names of all as arg_names"):
            Function(f, arg_units=[volt, "x"], arg_names=names)


@pytest.mark.parametrize(
    ("text", "declared"),
    [("f(i)", "float"), ("f(1)", "float"), ("f(x > 0*volt)", "float"), ("f(x/volt)", "integer"), ("f(i)", "boolean")],
)
def test_declared_types_are_checked(text, declared):
    @declare_types(a=declared, result="float")
    @check_units(a=1, result=volt)
    def f(a):
        return 1 * volt

    with pytest.raises(TypeError, match="argument 'a' of 'f' is"):
        values_of(text, f=f)


@pytest.mark.parametrize("text", ["f()", "f(1, 2)", "f", "f + 1*volt"])
def test_a_wrong_call_is_an_error_of_syntax_and_of_value(text):
    @check_units(a=1, result=volt)
    def f(a):
        return a * volt

    with pytest.raises(SyntaxError) as raised:
        values_of(text, f=f)
    assert isinstance(raised.value, ValueError)


def test_time_steps_are_counted_as_in_models():
    dt = 0.1 * ms
    assert timestep(np.arange(1000) * dt, dt).tolist() == list(range(1000))
    one = timestep(0.0005, 0.0001)
    assert (one, np.isscalar(one)) == (5, True)
    assert timestep(np.array([0.0005]), 0.0001).shape == (1,)


def test_targets_are_accepted_and_other_code_generators_refused():
    assert compiler_supports_c99()
    group = NeuronGroup(1, "x : 1", codeobj_class=NumpyCodeObject)
    StateMonitor(group, "x", record=True, codeobj_class=CythonCodeObject)
    for make in (
        lambda: NeuronGroup(1, "x : 1", codeobj_class=object),
        lambda: StateMonitor(group, "x", record=True, codeobj_class=object),
        lambda: SpikeGeneratorGroup(1, [0], [0] * ms, codeobj_class=object),
    ):
        with pytest.raises(NotImplementedError, match="takes no code generators"):
            make()
