"""linked_var. The expected values are those of Brian 2 2.9.0."""

import numpy as np
import pytest

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def own_scope():
    start_scope()
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


SET = "'x' of g is linked and has no value of its own: set the variable that it shows, or link it to another one with linked_var"
UNSET = "'x' of NeuronGroup 'g' is linked to nothing yet: link it to a variable of another group before it is used"


@pytest.mark.parametrize(
    ("action", "error", "text"),
    [
        (lambda h, g: g.x[:], TypeError, UNSET),
        (lambda h, g: setattr(g, "x", 3 * mV), ValueError, SET),
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


def test_code_can_not_write_it():
    reader = NeuronGroup(2, "x : 1 (linked)", threshold="True", reset="x = 3")
    source = NeuronGroup(2, "v : 1")
    reader.x = linked_var(source, "v")
    with pytest.raises(BrianObjectException) as raised:
        run(0.1 * ms)
    assert isinstance(raised.value.__cause__, SyntaxError)
