"""Noise in equations: statistics, independence, reproducibility, and the choice of methods for it."""

import numpy as np
import pytest
from ranvier.errors import UnsupportedEquationsException

from ranvier import (
    BrianObjectException,
    Equations,
    ExplicitStateUpdater,
    Network,
    NeuronGroup,
    StateMonitor,
    euler,
    ms,
    seed,
    start_scope,
)

LEAK = "dv/dt = -v/(10*ms) + (10*ms)**-0.5*xi : 1"


def final_values(model, variables="v", duration=10 * ms, n=50, **options):
    start_scope()
    seed(11)
    group = NeuronGroup(n, model, name="G", **options)
    Network(group).run(duration)
    return [np.array(getattr(group, name)) for name in variables.split()]


@pytest.mark.parametrize("method", ["euler", "heun", "milstein"])
def test_the_variance_of_an_ornstein_uhlenbeck_process(method):
    n = 20000
    (v,) = final_values(LEAK, duration=50 * ms, n=n, method=method)
    # Of the scheme: x <- (1 - h) x + sqrt(h) z with h = dt/tau.
    h = 0.01
    variance = h / (1 - (1 - h) ** 2)
    assert np.var(v) == pytest.approx(variance, abs=5 * variance * np.sqrt(2 / n))
    assert np.mean(v) == pytest.approx(0, abs=5 * np.sqrt(variance / n))


def test_the_mean_of_geometric_brownian_motion_is_that_of_stratonovich():
    n = 40000
    for method in ("heun", "milstein"):
        start_scope()
        seed(3)
        group = NeuronGroup(n, "dv/dt = s*v*xi : 1\ns : Hz**0.5 (shared)", method=method)
        group.v = 1
        group.s_ = 4
        Network(group).run(30 * ms)
        spread = 4 * np.sqrt(0.03)
        expected = np.exp(spread**2 / 2)
        deviation = expected * np.sqrt(np.exp(spread**2) - 1)
        assert np.mean(group.v) == pytest.approx(expected, abs=5 * deviation / np.sqrt(n))


def test_a_seed_fixes_the_noise():
    assert np.array_equal(final_values(LEAK, method="euler"), final_values(LEAK, method="euler"))


def test_names_of_noise_are_independent_and_one_name_is_one_noise():
    model = """
    da/dt = xi_1*ms**-0.5 : 1
    db/dt = xi_2*ms**-0.5 : 1
    dc/dt = 2*x : 1
    x = xi_1*ms**-0.5 : Hz
    """
    a, b, c = final_values(model, "a b c", n=4000, method="euler")
    assert np.allclose(c, 2 * a)
    assert abs(np.corrcoef(a, b)[0, 1]) < 5 / np.sqrt(4000)


def test_a_noise_keeps_its_values_when_another_is_added():
    (alone,) = final_values("db/dt = xi_b*ms**-0.5 : 1", "b", method="euler")
    _, beside = final_values("da/dt = xi_a*ms**-0.5 : 1\ndb/dt = xi_b*ms**-0.5 : 1", "a b", method="euler")
    _, with_draws = final_values("da/dt = rand()/ms : 1\ndb/dt = xi_b*ms**-0.5 : 1", "a b", method="euler")
    assert np.array_equal(alone, beside)
    assert np.array_equal(alone, with_draws)


def test_refractory_neurons_receive_no_noise():
    start_scope()
    group = NeuronGroup(
        20,
        "dv/dt = xi*ms**-0.5 : 1 (unless refractory)",
        threshold="v > -1000",
        reset="v = 7",
        refractory=5 * ms,
        method="euler",
    )
    trace = StateMonitor(group, "v", record=True)
    Network(group, trace).run(4 * ms)
    assert np.all(np.array(trace.v)[:, 2:] == 7)


@pytest.mark.parametrize(
    ("model", "method", "choice"),
    [
        (LEAK, None, "euler"),
        (LEAK, ("exact", "heun"), "heun"),
        ("dv/dt = v*xi*ms**-0.5 : 1", None, "heun"),
        ("dv/dt = -v/(10*ms) : 1", ["rk4", "exact"], "rk4"),
        ("dv/dt = v*xi*ms**-0.5 : 1", ["exact", "euler", "milstein"], "milstein"),
    ],
)
def test_the_first_method_that_fits_is_taken(model, method, choice):
    (found,) = final_values(model, method=method)
    (expected,) = final_values(model, method=choice)
    assert np.array_equal(found, expected)


def test_equations_know_their_noise():
    additive = Equations(LEAK)
    assert (additive.stochastic_type, additive.is_stochastic, additive.stochastic_variables) == (
        "additive",
        True,
        {"xi"},
    )
    assert Equations("dv/dt = v*xi_1*ms**-0.5 : 1").stochastic_type == "multiplicative"
    assert Equations("dv/dt = -v/ms : 1").stochastic_type is None


def cause_of(**options):
    with pytest.raises(BrianObjectException) as raised:
        final_values(**options)
    return raised.value.__cause__


def test_errors_have_brian2_s_types():
    leak = "dv/dt = -v/(10*ms) : 1"
    noisy = "dv/dt = v*xi*ms**-0.5 : 1"
    assert isinstance(cause_of(model=noisy, method="euler"), UnsupportedEquationsException)
    assert isinstance(cause_of(model=noisy, method="exact"), UnsupportedEquationsException)
    assert isinstance(cause_of(model=noisy, method=("exact", "euler")), ValueError)
    assert isinstance(cause_of(model=leak, method="exact", method_options={"nosuch": 1}), KeyError)
    assert isinstance(cause_of(model=leak, method="euler", method_options={"simplify": True}), KeyError)
    with pytest.raises(TypeError, match="each entry of a list of methods"):
        final_values(leak, method=("exact", 3))


def test_a_scheme_and_a_function_of_ones_own():
    leak = "dv/dt = (1 - v)/tau : 1\ntau : second (shared)"

    def value(method, **options):
        start_scope()
        group = NeuronGroup(2, leak, method=method, **options)
        group.tau = 10 * ms
        Network(group).run(1 * ms)
        return group.v[0]

    midpoint = ExplicitStateUpdater("k = dt*f(x, t)\nx_new = x + dt*f(x + k/2, t + dt/2)")
    assert value(midpoint) == value("rk2")
    calls = []

    def halved(equations, variables, options):
        calls.append((equations.diff_eq_names, options))
        return "v = 0.5*v + 0.5"

    assert value(halved, method_options={"a": 1}) == 1 - 0.5**10
    assert calls == [({"v"}, {"a": 1})]

    def refusing(equations, variables, options):
        raise UnsupportedEquationsException("not for me")

    assert value([refusing, "euler"]) == value(euler)


def test_methods_give_their_statements():
    assert euler(Equations(LEAK)) == (
        "_dW_xi = sqrt(dt)*randn()\n_v = v + dt*-(v/(10*ms)) + (10*ms)**-0.5*_dW_xi\nv = _v"
    )
