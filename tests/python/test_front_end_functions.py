"""TimedArray, functions of one's own in models, network operations, rates as a text."""

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(50)


def cause_of(function):
    with pytest.raises(BrianObjectException) as caught:
        function()
    return caught.value.__cause__


def test_a_timed_array_can_be_called():
    ta = TimedArray([1, 2, 3, 4] * mV, dt=1 * ms)
    assert (ta(0.5 * ms), ta(-1 * ms)) == (1 * mV, 1 * mV)
    assert np.asarray(ta([0, 1, 5] * ms)).tolist() == [1e-3, 2e-3, 4e-3]
    assert (ta.values.tolist(), ta.dt, ta.dim) == ([1e-3, 2e-3, 3e-3, 4e-3], 1e-3, volt.dim)
    columns = TimedArray([[1, 2], [3, 4]], dt=1 * ms)
    assert (columns(0 * ms, 0), columns(1 * ms, [0, 1]).tolist(), columns([0, 1] * ms, 1).tolist()) == (
        1,
        [3, 4],
        [2, 4],
    )


def test_a_timed_array_says_what_is_wrong():
    ta = TimedArray([1, 2] * mV, dt=1 * ms)
    with pytest.raises(DimensionMismatchError, match="a TimedArray takes a time"):
        ta(3)
    with pytest.raises(TypeError, match="has two axes: it takes a time and the column i"):
        TimedArray([[1, 2]], dt=1 * ms)(0 * ms)
    with pytest.raises(IndexError):
        TimedArray([[1, 2]], dt=1 * ms)(0 * ms, 2)
    with pytest.raises(DimensionMismatchError, match="dt of a TimedArray must be a time"):
        TimedArray([1, 2], dt=3)
    with pytest.raises(NotImplementedError, match="one or two axes"):
        TimedArray(np.zeros((2, 2, 2)), dt=1 * ms)


@pytest.mark.parametrize(
    ("expression", "error"),
    [
        ("ta", SyntaxError),
        ("ta(t, i)", SyntaxError),
        ("ta(v)", DimensionMismatchError),
        ("ta(t)/ms", DimensionMismatchError),
        ("rows(t, i)", IndexError),
        ("rows(t, 2)", IndexError),
        ("rows(t, 0.5)", TypeError),
        ("nothing(t)", KeyError),
        ("number(t)", ValueError),
        ("plain(v)", KeyError),
        ("ms(t)", ValueError),
    ],
)
def test_wrong_calls_have_the_exceptions_of_brian(expression, error):
    names = {
        "ta": TimedArray([1, 2, 3, 4] * mV, dt=1 * ms),
        "rows": TimedArray([[1, 2], [3, 4]] * mV, dt=1 * ms),
        "number": 3,
        "plain": lambda v: v,
    }
    group = NeuronGroup(3, f"dv/dt = ({expression} - v)/(10*ms) : volt", method="euler")
    assert isinstance(cause_of(lambda: Network(group).run(0.1 * ms, namespace=names)), error)


def test_a_column_that_is_not_there_is_named():
    rows = TimedArray([[1, 2], [3, 4]], dt=1 * ms, name="rows")
    group = NeuronGroup(3, "x : 1", name="cells")
    group.run_regularly("x = rows(t, i)")
    error = cause_of(lambda: Network(group).run(1 * ms, namespace={"rows": rows}))
    assert type(error) is IndexError
    assert str(error) == "NeuronGroup 'cells': the TimedArray 'rows' has 2 columns, there is no column 2"


def test_a_timed_array_in_an_assignment_and_at_synapses():
    ta = TimedArray([1, 5], dt=1 * ms)
    group = NeuronGroup(2, "x : 1", threshold="t < 0.05*ms")
    group.x = "ta(i*ms) + 1"
    assert group.x[:].tolist() == [2, 6]
    target = NeuronGroup(2, "y : 1")
    synapses = Synapses(group, target, on_pre="y_post += columns(t, j)")
    synapses.connect(j="i")
    columns = TimedArray([[1, 2], [3, 4]], dt=0.1 * ms)
    run(0.5 * ms)
    assert target.y[:].tolist() == [1, 2]


def test_a_sample_interval_that_is_no_multiple_of_dt_is_warned_about():
    with catch_logs() as messages:
        ta = TimedArray([1, 2, 3], dt=0.25 * ms)  # noqa: F841
        group = NeuronGroup(1, "x : 1")
        group.run_regularly("x = ta(t)")
        run(0.1 * ms)
    assert any("which is no multiple of the time step" in text for _, _, text in messages)


def test_functions_get_units_and_give_units():
    seen = []

    @check_units(v=volt, result=amp)
    def current(v):
        seen.append(v)
        return v * nS

    group = NeuronGroup(3, "v : volt\nI = current(v) : amp (constant over dt)")
    group.v = [1, 2, 3] * mV
    run(0.1 * ms)
    assert isinstance(seen[0], Quantity) and seen[0].dim is volt.dim and seen[0].shape == (3,)
    assert group.I[:].tolist() == pytest.approx([1e-12, 2e-12, 3e-12])


def test_a_function_of_the_time_gets_a_single_number():
    @check_units(t=second, result=1)
    def step(t):
        return 1.0 if t > 0.15 * ms else 0.0

    group = NeuronGroup(2, "x : 1")
    group.run_regularly("x += step(t)")
    run(0.5 * ms)
    assert group.x[:].tolist() == [3, 3]


def test_a_function_of_integers_gets_integers():
    values = np.array([3.0, 5.0])

    @check_units(i=1, result=1)
    def look_up(i):
        return values[i]

    group = NeuronGroup(2, "x : 1")
    group.x = "look_up(i)"
    assert group.x[:].tolist() == [3, 5]


def test_declared_types_are_kept():
    @declare_types(n="integer", result="integer")
    @check_units(n=1, result=1)
    def half(n):
        return n // 2

    group = NeuronGroup(4, "n : integer\nx : 1")
    group.n = "half(i + 4)"
    assert group.n[:].tolist() == [2, 2, 3, 3]
    group.run_regularly("n = half(x)")
    error = cause_of(lambda: Network(group).run(0.1 * ms, namespace={"half": half}))
    assert type(error) is TypeError
    assert "argument 'n' of 'half' is an integer" in str(error)


def test_an_implementation_in_cpp_is_not_compiled_but_its_python_function_is_used():
    @implementation("cpp", "double twice(double x) { return 2*x; }")
    @check_units(x=1, result=1)
    def twice(x):
        return 2 * x

    assert isinstance(twice, Function) and twice(4) == 8
    group = NeuronGroup(2, "x : 1")
    group.x = "twice(i)"
    assert group.x[:].tolist() == [0, 2]


def test_a_function_with_an_implementation_in_cpp_alone_says_so():
    @implementation("cpp", "double twice(double x) { return 2*x; }")
    @check_units(x=1, result=1)
    def twice(x):
        raise NotImplementedError

    group = NeuronGroup(2, "x : 1")
    with pytest.raises(NotImplementedError) as caught:
        group.x = "twice(i)"
    assert str(caught.value) == (
        "the function 'twice' has an implementation for cpp only, which Ranvier does not compile; let the Python function "
        "below @implementation compute the result"
    )


def test_an_error_in_a_function_is_the_cause_of_the_error_of_the_object():
    @check_units(x=1, result=1)
    def fails(x):
        raise ZeroDivisionError("nothing to divide by")

    group = NeuronGroup(2, "dx/dt = fails(x)/ms : 1", method="euler", name="cells")
    error = cause_of(lambda: Network(group).run(1 * ms, namespace={"fails": fails}))
    assert (type(error), str(error)) == (ZeroDivisionError, "nothing to divide by")


def test_a_function_that_returns_another_unit_or_shape_is_refused():
    @check_units(x=1, result=volt)
    def volts(x):
        return x * amp

    wrong = Function(lambda x: x * amp, arg_units=[1], return_unit=volt)
    long = Function(lambda x: np.zeros(7), arg_units=[1], return_unit=1)
    group = NeuronGroup(2, "v : volt\nx : 1")
    with pytest.raises(DimensionMismatchError):
        group.v = "volts(x)"
    with pytest.raises(DimensionMismatchError):
        group.v = "wrong(x)"
    with pytest.raises(ValueError, match="was called for 2 elements and returned an array of shape"):
        group.x = "long(x)"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Function(lambda x: x),
        lambda: Function(lambda x: x, arg_units=[1]),
        lambda: Function(lambda x: x, arg_units=[1], return_unit=1, arg_types=["quark"]),
        lambda: declare_types(x="quark")(lambda x: x),
        lambda: declare_types(z="integer")(lambda x: x),
        lambda: BinomialFunction(10, 1.5),
        lambda: BinomialFunction(-1, 0.5),
    ],
)
def test_functions_that_say_too_little_are_refused(make):
    with pytest.raises(ValueError):
        make()


def test_a_binomial_function_draws_for_each_element():
    draw = BinomialFunction(10, 0.7)
    group = NeuronGroup(4000, "x : 1")
    group.run_regularly("x = draw()")
    run(0.1 * ms)
    counts = group.x[:]
    assert counts.mean() == pytest.approx(7, abs=4 * np.sqrt(2.1 / 4000))
    assert counts.var() == pytest.approx(2.1, abs=4 * 2.1 * np.sqrt(2 / 4000))


def test_network_operations_with_and_without_the_time():
    log = []

    @network_operation
    def each():
        log.append("each")

    @network_operation(dt=0.2 * ms, when="end")
    def timed(t):
        log.append((float(t / ms), t.dim is second.dim))

    run(0.4 * ms)
    assert log == ["each", (0.0, True), "each", "each", (0.2, True), "each"]
    assert (each.name, each.when, each.order, timed.when) == ("networkoperation", "start", 0, "end")


def test_an_operation_reads_and_changes_state_and_stops():
    group = NeuronGroup(1, "dv/dt = 1/ms : 1", method="euler")
    monitor = StateMonitor(group, "v", record=True)

    @network_operation(dt=0.2 * ms)
    def reset(t):
        group.v = 0
        if t > 0.5 * ms:
            stop()

    net = Network(group, monitor, reset)
    net.run(1 * ms)
    assert monitor.v[0].tolist() == pytest.approx([0, 0.1, 0, 0.1, 0, 0.1, 0])
    assert net.t / ms == pytest.approx(0.7)


def test_an_error_in_an_operation_ends_the_run_as_it_is():
    @network_operation
    def fails():
        raise ZeroDivisionError("at once")

    with pytest.raises(ZeroDivisionError, match="at once"):
        Network(fails).run(1 * ms)


def test_operations_refuse_other_arguments():
    with pytest.raises(TypeError, match="takes no argument or the time t, but 'two' takes 2"):

        @network_operation
        def two(a, b):
            pass

    with pytest.raises(TypeError, match="a method can't be decorated in its class"):

        class Owner:
            @network_operation
            def method(self):
                pass


def test_an_operation_of_a_bound_method():
    class Counter:
        n = 0

        def count(self):
            self.n += 1

    counter = Counter()
    Network(NetworkOperation(counter.count)).run(0.3 * ms)
    assert counter.n == 3


def test_what_would_disturb_the_run_is_refused_in_an_operation():
    group = NeuronGroup(2, "v : 1", threshold="v > 1", reset="")
    synapses = Synapses(group, group, on_pre="v_post += 1")
    synapses.connect()
    spikes = SpikeGeneratorGroup(2, [0], [0] * ms)
    net = Network(group, synapses, spikes)
    errors = []

    @network_operation
    def disturb():
        for action in (synapses.connect, lambda: spikes.set_spikes([1], [1] * ms), lambda: net.run(1 * ms)):
            with pytest.raises(RuntimeError) as caught:
                action()
            errors.append(str(caught.value))

    net.add(disturb)
    net.run(0.1 * ms)
    assert len(errors) == 3


def test_the_rates_of_a_poisson_group_may_be_a_text():
    rate = TimedArray([20000, 0] * Hz, dt=0.5 * ms)
    group = PoissonGroup(4, rates="rate(t)*int(i < 2)")
    spikes = SpikeMonitor(group)
    run(1 * ms)
    assert spikes.count[:].tolist() == [5, 5, 0, 0]
    with pytest.raises(TypeError):
        group.rates = 3 * Hz


@pytest.mark.parametrize(("rates", "error"), [("100", DimensionMismatchError), ("100*Hz*nothing", KeyError)])
def test_wrong_texts_of_rates_are_refused(rates, error):
    assert type(cause_of(lambda: Network(PoissonGroup(2, rates=rates)).run(0.1 * ms))) is error
