"""Each error of a script: its type, its cause, its whole text; it comes within a second and leaves the session usable.

The cases stand in ``data/errors.txt`` and ``data/missing_features.txt``: ``==`` a title, the script, ``--`` the type (``<`` that
of the cause), the text.
"""

import math
import re
import time
from pathlib import Path

import pytest

import ranvier

DATA = Path(__file__).parent / "data"
NAMES = {}
exec("from ranvier import *", NAMES)


def cases(file):
    for block in ("\n" + (DATA / file).read_text()).split("\n== ")[1:]:
        head, _, expected = block.partition("\n-- ")
        title, _, script = head.partition("\n")
        types, _, text = expected.partition("\n")
        kind, _, cause = types.partition(" < ")
        yield pytest.param(script, kind, cause or None, text.rstrip("\n"), id=title)


def run_script(script):
    exec(compile(script, "<script>", "exec"), {**NAMES, "__name__": "script"})


def assert_session_is_usable():
    ranvier.start_scope()
    group = ranvier.NeuronGroup(2, "dv/dt = -v/(10*ms) : 1", method="exact")
    group.v = [1, 2]
    ranvier.Network(group).run(10 * ranvier.ms)
    # 100 steps, each rounded.
    assert group.v[:] == pytest.approx([math.exp(-1), 2 * math.exp(-1)], rel=1e-13)


def raised_by(script):
    """The error of a script; it took less than a second of processor time."""
    ranvier.start_scope()
    begin = time.process_time()
    with pytest.raises(BaseException) as raised:
        run_script(script)
    assert time.process_time() - begin < 1
    return raised.value


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("script", "kind", "cause", "text"), [*cases("errors.txt"), *cases("missing_features.txt")])
def test_the_error_has_its_type_and_text_and_the_session_stays_usable(script, kind, cause, text):
    error = raised_by(script)
    found_cause = type(error.__cause__).__name__ if kind == "BrianObjectException" else None
    assert (type(error).__name__, found_cause, str(error)) == (kind, cause, text)
    assert_session_is_usable()


@pytest.mark.parametrize("connect", ["connect()", "connect(p=0.999)", "connect(n=3)"], ids=str)
def test_too_many_synapses_tell_the_bytes_asked_for_and_those_free(connect):
    error = raised_by(
        f"G = NeuronGroup(400000, 'v : 1', threshold='v > 1', reset='')\n"
        f"S = Synapses(G, G, on_pre='v_post += 1', name='S')\nS.{connect}\n"
    )
    assert type(error) is MemoryError
    pattern = r"cannot allocate [\d.]+ TB for [\d.e+]+ synapses of Synapses 'S': [\d.]+ [GM]B are free"
    assert re.fullmatch(pattern, str(error)), str(error)
    assert_session_is_usable()


def test_the_synapses_are_as_before_after_a_connect_that_failed():
    ranvier.start_scope()
    group = ranvier.NeuronGroup(3, "v : 1", threshold="v > 1", reset="")
    synapses = ranvier.Synapses(group, group, "w : 1", on_pre="v_post += w")
    synapses.connect(i=[0, 1], j=[1, 2])
    synapses.w = [3, 4]
    with pytest.raises(IndexError):
        synapses.connect(i=[2, 7], j=[0, 0])
    with pytest.raises(KeyError):
        synapses.connect("i == no_such_name")
    assert (synapses.i.tolist(), synapses.j.tolist(), synapses.w[:].tolist()) == ([0, 1], [1, 2], [3, 4])


def test_delays_are_as_before_after_values_that_are_no_delays():
    ranvier.start_scope()
    group = ranvier.NeuronGroup(2, "v : 1", threshold="v > 1", reset="")
    synapses = ranvier.Synapses(group, group, on_pre="v_post += 1")
    synapses.connect(i=[0, 1], j=[1, 0])
    synapses.delay = [1, 2] * ranvier.ms
    for wrong in (-1 * ranvier.ms, float("nan") * ranvier.second, float("inf") * ranvier.second, "-1*ms", "0*ms/0"):
        with pytest.raises(ValueError, match="delays are finite and not negative"):
            synapses.delay = wrong
    assert (synapses.delay[:] / ranvier.ms).tolist() == [1, 2]


def test_a_tower_of_powers_is_infinite_at_once():
    begin = time.process_time()
    group = ranvier.NeuronGroup(1, "x = 9**9**9**9 : 1")
    assert group.x[0] == math.inf
    assert time.process_time() - begin < 1
