"""Pathways of synapses, their delays and orders, equations and sums: what scripts see is what Brian 2 shows."""

import gc

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test

STDP = """w : 1
          da/dt = -a/(20*ms) : 1 (event-driven)"""


def cells(n=3):
    return NeuronGroup(n, "dv/dt = -v/(10*ms) : 1\ng : 1\nh : volt", threshold="v > 1", reset="v = 0", method="exact")


def test_pathways_are_attributes_with_name_order_and_end():
    group = cells()
    S = Synapses(group, group, STDP, on_pre={"b": "a += 1", "c": "w += 1"}, on_post="w += a", name="s")
    shown = [(p.name, p.objname, p.prepost, p.event, p.when, p.order) for p in (S.b, S.c, S.post)]
    assert shown == [
        ("s_b", "b", "pre", "spike", "synapses", -1),
        ("s_c", "c", "pre", "spike", "synapses", -1),
        ("s_post", "post", "post", "spike", "synapses", 1),
    ]
    assert S.post.source is group and S.post.synapses is S
    assert [o.name for o in S.contained_objects] == ["s_b", "s_c", "s_post"]
    S.post.order = -2
    assert S.post.order == -2
    with pytest.raises(AttributeError, match="no pathway called pre"):
        _ = S.delay


def test_delays_belong_to_pathways():
    S = Synapses(cells(), cells(), "w : 1", on_pre="w += 1", on_post="w -= 1", name="s")
    with pytest.raises(TypeError, match="can't be set before connect"):
        S.delay = 2 * ms
    S.connect(i=[0, 1], j=[1, 2])
    S.delay = 2 * ms
    S.post.delay = 3 * ms
    S.connect(i=[2], j=[2])
    assert (S.delay[:] / ms).tolist() == pytest.approx([2, 2, 0])
    assert (S.post.delay[:] / ms).tolist() == pytest.approx([3, 3, 0])
    S.delay = [1, 2, 3] * ms
    S.post.delay["i == 1"] = 9 * ms
    S.pre.delay[0] = 7 * ms
    S.post.delay[2] = "i*ms"
    assert (S.pre.delay[:] / ms).tolist() == pytest.approx([7, 2, 3])
    assert (S.post.delay[:] / ms).tolist() == pytest.approx([3, 9, 2])


def test_one_delay_given_at_the_beginning_stays_one():
    S = Synapses(cells(), cells(), "w : 1", on_pre="w += 1", on_post="w -= 1", delay=2 * ms)
    S.connect(j="i")
    assert (S.pre.delay / ms, S.delay / ms) == (pytest.approx(2), pytest.approx(2))
    assert (S.post.delay[:] / ms).tolist() == [0, 0, 0]
    S.pre.delay = "3*ms"
    assert S.delay[:] / ms == pytest.approx(3)
    with pytest.raises(ValueError, match="is shared"):
        S.pre.delay = [1, 2, 3] * ms


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"on_pre": "v += 1", "delay": {"post": 1 * ms}}, ValueError),
        ({"on_post": "v += 1", "delay": 1 * ms}, ValueError),
        ({"on_pre": "v += 1", "delay": 1 * mV}, DimensionMismatchError),
        ({"on_pre": "v += 1", "delay": [1, 2] * ms}, TypeError),
        ({"on_pre": "v += 1", "delay": "x"}, TypeError),
        ({"on_pre": "v += 1", "delay": {"pre": 1 * mV}}, DimensionMismatchError),
        ({"on_pre": "v += 1", "delay": {"pre": [1, 2] * ms}}, TypeError),
        ({"on_pre": {"x": "v += 1"}, "on_post": {"x": "v += 1"}}, ValueError),
        ({"on_pre": "v += 1", "on_event": "burst"}, ValueError),
        ({"on_pre": "v += 1", "on_event": {"pre": "burst"}}, ValueError),
        ({"on_pre": "v += 1", "on_event": 3}, TypeError),
        ({"on_pre": {"a b": "v += 1"}}, ValueError),
    ],
)
def test_arguments_that_do_not_go_together_raise_what_brian2_raises(arguments, error):
    with pytest.raises(error):
        Synapses(cells(), cells(), **arguments)


def test_a_pathway_needs_a_group_that_spikes():
    silent = NeuronGroup(1, "x : 1")
    with pytest.raises(ValueError, match="its target, NeuronGroup .* has no threshold and never spikes"):
        Synapses(cells(), silent, on_post="x += 1")
    Synapses(cells(), silent, on_pre="x += 1")


@pytest.mark.parametrize(
    ("model", "error", "name"),
    [
        ("dx/dt = -y/ms : 1 (event-driven)\ndy/dt = -y/ms : 1 (clock-driven)", "EquationError", "the event-driven 'x'"),
        ("dx/dt = -x/ms : 1 (event-driven)\ndy/dt = -x/ms : 1 (clock-driven)", "EquationError", "the clock-driven 'y'"),
        ("dx/dt = -x/ms : 1 (event-driven)\ng_post = x : 1 (summed)", "EquationError", "the summed 'g_post'"),
        ("x : 1\ng_post = x*mV : volt (summed)", "DimensionMismatchError", "is in volt"),
        ("x : 1\nv_post = x : 1 (summed)", "ValueError", "needs a parameter"),
        ("x : 1\nq_post = x : 1 (summed)", "ValueError", "needs a parameter 'q'"),
        ("x : 1\nq = x : 1 (summed)", "ValueError", "ends neither in"),
        ("x : 1\ng_post = x : 1 (summed)\ng_pre = x : 1 (summed)", "ValueError", "two summed variables"),
        ("dx/dt = -x/ms : 1 (unless refractory)", "ValueError", "cannot have the flag"),
    ],
)
def test_equations_that_do_not_go_together_are_refused_at_once(model, error, name):
    group = cells()
    with pytest.raises(Exception, match=name) as raised:
        Synapses(group, group, model, on_pre="v += 1")
    assert type(raised.value).__name__ == error


@pytest.mark.parametrize("equation", ["-x*x/ms", "-x*t/ms**2"])
def test_event_driven_equations_need_an_exact_solution(equation):
    group = cells()
    S = Synapses(group, group, f"dx/dt = {equation} : 1 (event-driven)", on_pre="x += 1")
    S.connect()
    with pytest.raises(BrianObjectException) as raised:
        Network(group, S).run(1 * ms)
    assert type(raised.value.__cause__).__name__ == "UnsupportedEquationsException"


def test_shared_variables_are_not_written_at_spikes():
    group = cells()
    S = Synapses(group, group, "x : 1 (shared)", on_pre="x += 1")
    S.connect()
    with pytest.raises(BrianObjectException) as raised:
        Network(group, S).run(1 * ms)
    assert isinstance(raised.value.__cause__, SyntaxError)


def test_two_synapses_sum_into_one_variable_only_if_both_say_so():
    def run_both(flags):
        group = cells()
        both = [Synapses(group, group, f"x : 1\ng_post = x : 1 ({flags})") for _ in range(2)]
        for synapses in both:
            synapses.connect(j="i")
            synapses.x = 2
        Network(group, *both).run(1 * ms)
        return group.g[:].tolist()

    with pytest.raises(NotImplementedError, match="'g' of NeuronGroup .* is a summed variable of both"):
        run_both("summed")
    assert run_both("summed, shared target") == [4, 4, 4]


def test_plasticity_of_one_pair_follows_the_formula():
    source = SpikeGeneratorGroup(1, [0, 0], [1, 9] * ms)
    target = SpikeGeneratorGroup(1, [0], [4] * ms)
    S = Synapses(
        source,
        target,
        """w : 1
           dApre/dt = -Apre/(20*ms) : 1 (event-driven)
           dApost/dt = -Apost/(20*ms) : 1 (event-driven)""",
        on_pre="Apre += 0.01\nw = clip(w + Apost, 0, 1)",
        on_post="Apost -= 0.02\nw = clip(w + Apre, 0, 1)",
    )
    S.connect()
    S.w = 0.5
    Network(source, target, S).run(10 * ms)
    assert S.w[0] == pytest.approx(0.5 + 0.01 * np.exp(-3 / 20) - 0.02 * np.exp(-5 / 20), rel=1e-12)
    assert S.lastupdate[0] / ms == pytest.approx(9)
    assert S.Apre[0] == pytest.approx(0.01 * np.exp(-8 / 20) + 0.01, rel=1e-12)


def test_former_names_of_the_arguments_work():
    group = cells(1)
    S = Synapses(group, group, "w : 1", pre="w += 1", post="w -= 1")
    assert S.pre.order == -1 and S.post.order == 1
    with pytest.raises(TypeError, match="give on_pre only"):
        Synapses(group, group, on_pre="v += 1", pre="v += 1")


def test_an_equation_without_flag_is_clock_driven_and_says_so():
    group = cells(1)
    gc.collect()  # objects of other tests say that they were never run when they go
    with catch_logs(log_level=20) as messages:
        S = Synapses(group, group, "dx/dt = -x/(5*ms) : 1", method="euler")
    assert [entry[:2] for entry in messages] == [("INFO", "brian2.synapses.synapses.clock_driven")]
    S.connect()
    S.x = 1
    Network(group, S).run(0.2 * ms)
    assert S.x[0] == pytest.approx(0.98**2)


def test_state_monitors_record_synapses_of_all_kinds():
    source = SpikeGeneratorGroup(2, [0, 1], [0.1, 0.2] * ms)
    target = NeuronGroup(3, "v : 1")
    S = Synapses(source, target, "w : 1\ntwice = 2*w : 1\nk : integer\ng : 1 (shared)", on_pre="w += 1\nk += 2")
    S.connect()
    S.w = "i + 0.25*j"
    M = StateMonitor(S, ["w", "twice", "k", "g"], record=[4, 1])
    every = StateMonitor(S, True, record=True)
    Network(source, target, S, M, every).run(0.4 * ms)
    assert M.w.tolist() == [[1.25, 1.25, 1.25, 2.25], [0.25, 0.25, 1.25, 1.25]]
    assert M.twice.tolist() == [[2.5, 2.5, 2.5, 4.5], [0.5, 0.5, 2.5, 2.5]]
    assert M.k.tolist() == [[0, 0, 0, 2], [0, 0, 2, 2]]
    assert every.w.shape == (6, 4)
    assert M[4].w.tolist() == M.w[0].tolist()


def test_regular_statements_run_on_synapses():
    source = SpikeGeneratorGroup(1, [], [] * ms)
    target = NeuronGroup(2, "v : 1")
    S = Synapses(source, target, "w : 1")
    S.connect(i=[0, 0, 0], j=[1, 0, 1])
    S.w = [1, 10, 100]
    S.run_regularly("w *= 2\nv_post += w")
    Network(source, target, S).run(0.2 * ms)
    assert S.w[:].tolist() == [4, 40, 400]
    assert target.v[:].tolist() == [60, 606]


def test_pathways_wait_for_any_event_and_sums_stay_within_a_subgroup():
    group = NeuronGroup(10, "dx/dt = g/ms : 1\ng : 1", threshold="x > 1e9", events={"ev": "x > -1"}, method="euler",
                        order=3)  # fmt: skip
    S = Synapses(group, group[2:5], "w : 1\ng_post = w : 1 (summed)", on_pre={"a": "w += 1", "b": "w *= 2"},
                 on_event={"a": "ev"}, on_post="w += 10")  # fmt: skip
    S.connect(condition="i == j + 3")
    S.w = 1
    group.g = 7
    Network(group, S).run(0.2 * ms)
    assert (S.a.event, S.b.event) == ("ev", "spike")
    assert group.g[:].tolist() == [7, 7, 2, 2, 2, 7, 7, 7, 7, 7]
    assert group.x[:] == pytest.approx([1.4, 1.4, 0.8, 0.8, 0.8, 1.4, 1.4, 1.4, 1.4, 1.4])
    assert S.w[:].tolist() == [3, 3, 3]


def test_clocks_that_differ_are_reported():
    groups = [NeuronGroup(1, "x : 1", threshold="x > 1", reset="", dt=step * ms) for step in (0.1, 0.2)]
    S = Synapses(*groups, "w : 1", on_pre="w += 1", on_post="w -= 1", name="differing")
    S.connect()
    with catch_logs() as messages:
        Network(*groups, S).run(0.2 * ms)
    assert [entry[:2] for entry in messages] == [("WARNING", "brian2.synapses.synapses.synapses_dt_mismatch")] * 2
    assert "its delays are multiples of 0.0002 s" in messages[1][2]


def test_pathways_show_their_code():
    group = cells(1)
    S = Synapses(group, group, "w : 1", on_pre={"one": Statements("w += 1")}, on_post="w -= 1")
    assert (S.one.code, S.post.code) == ("w += 1", "w -= 1")


def test_variables_of_the_neurons_are_read_through_the_synapses():
    source = NeuronGroup(2, "x : volt\nall : 1 (shared)", threshold="x > 1*volt")
    target = NeuronGroup(3, "y : 1\ndouble = 2*y : 1")
    S = Synapses(source, target, "w : 1", on_pre="y += w")
    S.connect()
    source.x = [1, 2] * mV
    source.all = 7
    target.y = [10, 20, 30]
    assert (S.x_pre[:] / mV).tolist() == pytest.approx([1, 1, 1, 2, 2, 2])
    assert S.y_post[:].tolist() == S.y[:].tolist() == [10, 20, 30] * 2
    assert S.double_post[4] == 40
    assert S.all_pre[:] == 7
    S.y_post = 3
    assert target.y[:].tolist() == [3, 3, 3]
    with pytest.raises(AttributeError):
        _ = S.z_post


def test_the_delays_of_a_pathway_can_be_recorded():
    group = NeuronGroup(2, "v : 1", threshold="False", reset="", name="recorded_ends")
    synapses = Synapses(group, group, on_pre="v_post += 1", on_post="v_pre += 1", delay={"pre": 2 * ms})
    synapses.connect()
    synapses.post.delay = "(4 + i + j)*ms"
    before, after = (StateMonitor(pathway, "delay", record=[0, 3]) for pathway in (synapses.pre, synapses.post))
    Network(group, synapses, before, after).run(0.2 * ms)
    np.testing.assert_allclose(before.delay / ms, [[2, 2], [2, 2]])
    np.testing.assert_allclose(after.delay / ms, [[4, 4], [6, 6]])
    with pytest.raises(KeyError, match="has no variable 'v', only 'delay'; record from its synapses"):
        StateMonitor(synapses.pre, "v", record=True)


def test_synapses_tell_the_time_of_their_own_clock_even_if_nothing_else_runs_on_it():
    group = NeuronGroup(1, "", threshold="True", dt=0.5 * ms)
    S = Synapses(group, group, "last : second\ndx/dt = -x/ms : 1 (event-driven)", on_pre="last = t\nx += 1")
    S.connect()
    Network(group, S).run(2 * ms)
    assert S.last[0] / ms == pytest.approx(1.5)  # at the fourth spike
    assert S.x[0] == pytest.approx(1 + np.exp(-0.5) + np.exp(-1) + np.exp(-1.5))
