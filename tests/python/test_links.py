"""linked_var. The expected values are those of Brian 2 2.9.0."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def fixed_numbers():
    seed(5)


@pytest.fixture
def groups():
    source = NeuronGroup(
        4,
        "dv/dt = -v/(10*ms) : volt\nk : 1\nsub = 2*v : volt\nsh : 1 (shared)\nidx : integer",
        method="exact",
        name="h",
    )
    reader = NeuronGroup(4, "x : volt (linked)\nz : 1 (linked)\nii : integer (constant)\nq = 2*x : volt", name="g")
    source.v = "i*mV"
    source.k, source.sh = "10*i", 7
    return source, reader


def in_mv(view):
    return (view[:] / mV).round(6).tolist()


def test_a_link_shows_the_present_values(groups):
    source, reader = groups
    reader.x = linked_var(source, "v")
    assert in_mv(reader.x) == [0, 1, 2, 3] and in_mv(reader.q) == [0, 2, 4, 6]
    source.v = 5 * mV
    assert in_mv(reader.x) == [5] * 4 and reader.x.shape == (4,) and get_dimensions(reader.x) is volt.dim
    assert reader.x_[:].tolist() == [0.005] * 4 and in_mv(reader.x["i > 1"]) == [5, 5]
    reader.z = linked_var(source.sh)
    monitor = StateMonitor(reader, ["x", "q"], record=[1])
    run(0.2 * ms)
    assert (monitor.x[0] / mV).tolist() == pytest.approx([5, 5 * np.exp(-0.01)])
    assert (reader.x / mV)[0] == pytest.approx(5 * np.exp(-0.02))
    assert (monitor.q == 2 * monitor.x).all()


def test_forms_of_links(groups):
    source, reader = groups
    reader.x = linked_var(source.sub)
    assert in_mv(reader.x) == [0, 2, 4, 6]
    reader.x = linked_var(source, "v", index=[0, 0, 1, 3])
    assert in_mv(reader.x) == [0, 0, 1, 3]
    reader.x = linked_var(source, "v", index="ii")
    reader.ii = [3, 2, 1, 0]
    assert in_mv(reader.x) == [3, 2, 1, 0]
    reader.z = linked_var(source, "sh")
    assert (reader.z[:], reader.z.shape) == (7, ())
    reader.z = linked_var(source[1:3], "k", index=[0, 1, 0, 1])
    assert reader.z[:].tolist() == [10, 20, 10, 20]
    third = NeuronGroup(4, "w : volt (linked)")
    third.w = linked_var(reader, "x")
    assert in_mv(third.w) == [3, 2, 1, 0] and in_mv(third[1:3].w) == [2, 1]
    one = NeuronGroup(1, "v : volt")
    one.v = 9 * mV
    third.w = linked_var(one.v)
    assert third.w[:] / mV == pytest.approx(9)


def test_the_source_stays_alive(groups):
    reader = groups[1]
    reader.x = linked_var(NeuronGroup(4, "v : volt"), "v")
    assert in_mv(reader.x) == [0] * 4


SET = (
    "'x' of g is linked and has no value of its own: set the variable that it shows, or set it through the link with "
    "g.x[:] = ..., or link it to another one with linked_var"
)
UNSET = "'x' of NeuronGroup 'g' is linked to nothing yet: link it to a variable of another group before it is used"


@pytest.mark.parametrize(
    ("action", "error", "text"),
    [
        (lambda h, g: g.x[:], TypeError, UNSET),
        (lambda h, g: setattr(g, "x", 3 * mV), ValueError, SET),
        (lambda h, g: g.x.__setitem__(slice(None), 3 * mV), TypeError, UNSET),
        (lambda h, g: setattr(g, "x", "i*mV"), ValueError, SET),
        (lambda h, g: linked_var(h, "nope"), KeyError, '"<NeuronGroup \'h\'> has no variable \'nope\'"'),
        (lambda h, g: linked_var(h), ValueError, "linked_var needs the name of a variable: linked_var(group, 'v')"),
        (lambda h, g: linked_var(3, "v"), TypeError, "linked_var takes a group and a name, not 3"),
        (lambda h, g: setattr(g, "x", linked_var(h, "k")), DimensionMismatchError,
         "'x' of NeuronGroup 'g' is in volt, but 'k' of NeuronGroup 'h' has no unit"),
        (lambda h, g: setattr(g, "ii", linked_var(h, "idx")), TypeError,
         "'ii' of NeuronGroup 'g' can't be linked: only parameters with the flag (linked) can"),
        (lambda h, g: setattr(g, "nope", linked_var(h, "idx")), TypeError,
         "'nope' of NeuronGroup 'g' can't be linked: only parameters with the flag (linked) can"),
        (lambda h, g: setattr(g, "x", linked_var(h, "v", index=[0, 1])), TypeError,
         "the index for 'x' of NeuronGroup 'g' has 2 values for 4 elements"),
        (lambda h, g: setattr(g, "x", linked_var(h, "v", index=[[0]])), TypeError,
         "the index for 'x' of g must have one axis, not 2"),
        (lambda h, g: setattr(g, "x", linked_var(h, "v", index=[0.0, 1, 2, 3])), TypeError,
         "the index for 'x' of g must be integers, not float64"),
        (lambda h, g: setattr(g, "x", linked_var(h, "v", index=[0, 1, 2, 4])), ValueError,
         "the index for 'x' of NeuronGroup 'g' contains 4, but NeuronGroup 'h' has elements 0 to 3"),
        (lambda h, g: setattr(g, "x", linked_var(h, "v", index="nope")), ValueError,
         "the index for 'x' of NeuronGroup 'g' must be an integer variable of that group, and 'nope' is none"),
    ],
)  # fmt: skip
def test_errors(groups, action, error, text):
    with pytest.raises(error) as raised:
        action(*groups)
    assert str(raised.value).strip('"') == text.strip('"')


def test_a_run_needs_all_links(groups):
    net = Network(*groups)
    with pytest.raises(BrianObjectException) as raised:
        net.run(0.1 * ms)
    assert isinstance(raised.value.__cause__, TypeError) and UNSET in str(raised.value)


def test_what_is_assigned_goes_to_the_source():
    source = NeuronGroup(4, "v : volt\ns : volt (shared)\nu = 2*v : volt")
    reader = NeuronGroup(4, "x : volt (linked)\ny : volt (linked)\nz : volt (linked)\nu : volt (linked)\nk : integer")
    reader.x = linked_var(source, "v", index=[3, 2, 1, 0])
    reader.x[:] = "(i + 1)*mV"
    assert in_mv(source.v) == [4, 3, 2, 1]
    reader.x[1:3] = 10 * mV
    assert in_mv(source.v) == [4, 10, 10, 1]
    reader.x["i == 0"] = 7 * mV
    assert in_mv(source.v) == [4, 10, 10, 7]
    reader.x += 1 * mV
    assert in_mv(source.v) == [5, 11, 11, 8]
    reader.y = linked_var(source, "s")
    reader.y[:] = 3 * mV
    assert source.s[:] == 3 * mV
    reader.k = [1, 1, 2, 0]
    reader.z = linked_var(source, "v", index="k")
    reader.z[:] = [1, 2, 3, 4] * mV
    assert in_mv(source.v) == [4, 2, 3, 8]  # of two for one element the later
    third = NeuronGroup(2, "w : volt (linked)")
    third.w = linked_var(reader[1:3], "x")
    third.w[:] = [30, 40] * mV
    assert in_mv(source.v) == [4, 40, 30, 8]
    with pytest.raises(ValueError, match="show the one value of 's'"):
        reader.y[:] = [1, 2, 3, 4] * mV
    reader.u = linked_var(source, "u")
    with pytest.raises(TypeError, match="'u' of NeuronGroup '.*' shows 'u' of NeuronGroup '.*', which is computed"):
        reader.u[:] = 1 * mV


def test_statements_write_through():
    source = NeuronGroup(3, "v : 1")
    reader = NeuronGroup(3, "x : 1 (linked)\nc : 1", threshold="c > 0", reset="x += 1; c = 0")
    reader.x = linked_var(source, "v", index=[2, 1, 0])
    reader.c = [1, 0, 1]
    other = NeuronGroup(3, "w : 1 (linked)")
    other.w = linked_var(reader, "x")
    synapses = Synapses(reader, other, on_pre="w_post += 10")
    synapses.connect(j="i")
    other.run_regularly("w += 100", when="end")
    seen = StateMonitor(reader, "x", record=True, when="after_end")
    run(0.2 * ms)
    assert source.v[:].tolist() == [211, 200, 211]
    assert seen.x.T.tolist() == [[111, 100, 111], [211, 200, 211]]


@pytest.mark.parametrize("rule", [{"condition": "x_pre > 0*mV"}, {"p": "x_post/mV"}, {"n": "int(x_pre/mV)"}], ids=str)
def test_connect_needs_the_links_that_it_reads(rule):
    group = NeuronGroup(2, "x : volt (linked)", threshold="x > 1*mV", reset="", name="g")
    synapses = Synapses(group, group)
    with pytest.raises(TypeError) as raised:
        synapses.connect(**rule)
    assert str(raised.value) == UNSET
    group.x = linked_var(NeuronGroup(2, "v : volt", name="h"), "v")
    synapses.connect("x_pre >= 0*mV")
    assert len(synapses) == 4


def test_statements_for_each_element_do_not_write_one_value():
    source = NeuronGroup(1, "v : 1")
    reader = NeuronGroup(2, "x : 1 (linked)", threshold="True", reset="x = 3")
    reader.x = linked_var(source, "v")
    with pytest.raises(BrianObjectException) as raised:
        run(0.1 * ms)
    assert isinstance(raised.value.__cause__, SyntaxError)


def test_a_sum_that_two_groups_share_through_a_link_is_refused():
    target = NeuronGroup(2, "v : 1")
    reader = NeuronGroup(2, "v : 1 (linked)")
    reader.v = linked_var(target, "v")
    made = [Synapses(NeuronGroup(1, ""), group, "v_post = 1 : 1 (summed)") for group in (target, reader)]
    for synapses in made:
        synapses.connect()
    with pytest.raises(NotImplementedError, match="is a summed variable of both"):
        Network(target, reader, *made, *(synapses.source for synapses in made)).run(0.1 * ms)


def test_synapses_take_the_name_of_an_index():
    group = NeuronGroup(3, "v : 1")
    synapses = Synapses(group, group, "x : 1 (linked)\nk : integer\nw : 1", name="links_of_synapses")
    synapses.connect(i=[0, 1], j=[1, 2])
    with pytest.raises(TypeError, match="must be the name of an integer variable"):
        synapses.x = linked_var(group.v, index=[0, 1])
    with pytest.raises(TypeError, match="must be an integer variable of that group, and 'w' is none"):
        synapses.x = linked_var(group.v, index="w")
