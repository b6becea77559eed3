"""Fixes of findings as replacements of text in scripts."""

from types import SimpleNamespace

import pytest
from ranvier.script_edits import apply_edits, file_edits


@pytest.fixture
def run_script(tmp_path):
    """Runs a script from a file of its own; gives what file_edits makes of an edit, and the file's text with it."""
    made = []

    def run(text):
        path = tmp_path / f"script_{len(made)}.py"
        path.write_bytes(text.encode())
        names = {}
        made.append(names)  # its objects stay alive
        exec(compile(path.read_bytes(), str(path), "exec"), names)

        def edited(*edits):
            return apply_edits(path.read_bytes().decode(), resolved(*edits))

        def resolved(*edits):
            found = file_edits(SimpleNamespace(edits=list(edits)))
            assert {edit["file"] for edit in found} <= {str(path)}
            return found

        return SimpleNamespace(edited=edited, resolved=resolved, **names)

    return run


def text_edit(obj, old, new, source="v : 1"):
    """Replaces `old`, which stands once in a text of an object."""
    assert source.count(old) == 1
    begin = source.index(old)
    return SimpleNamespace(
        kind="text", object=obj.name, source=source, begin=begin, end=begin + len(old), argument="", text=new
    )


def argument_edit(obj, argument, text):
    return SimpleNamespace(kind="argument", object=obj.name, source="", begin=0, end=0, argument=argument, text=text)


def lines_before(obj, text):
    return SimpleNamespace(kind="before_creation", object=obj.name, source="", begin=0, end=0, argument="", text=text)


def values_for(obj, text):
    return SimpleNamespace(kind="substitution", object=obj.name, source="", begin=0, end=0, argument="", text=text)


def short(edits):
    return [(*edit["begin"], *edit["end"], edit["text"]) for edit in edits]


START = "from ranvier import NeuronGroup, Synapses, Equations, ms, mV\n"
LEAK = "'dv/dt = -v/(10*ms) : 1'"


def test_a_text_is_replaced_in_its_literal(run_script):
    script = run_script(f"{START}G = NeuronGroup(1, {LEAK})\n")
    edits = script.resolved(text_edit(script.G, "10*ms", "20*ms", LEAK[1:-1]))
    assert short(edits) == [(2, 33, 2, 38, "20*ms")]
    assert set(edits[0]) == {"file", "begin", "end", "text"}
    assert (
        script.edited(text_edit(script.G, "10*ms", "20*ms", LEAK[1:-1]))
        == f"{START}G = NeuronGroup(1, 'dv/dt = -v/(20*ms) : 1')\n"
    )


SAME = [
    ("größe = 'ä€😀'; G = NeuronGroup(1, 'v : 1')", "v : 1"),
    ("if True:\n\tG = NeuronGroup(1,\t'v : 1')", "v : 1"),
    ("G = NeuronGroup(1, '''\n  x : 1  # µm, 😀\n\tv : 1''')", "\n  x : 1  # µm, 😀\n\tv : 1"),
    ('G = NeuronGroup(1, r"""v : 1""")', "v : 1"),
    ("eqs = 'v : 1'\nother = 'x : 1'\nG = NeuronGroup(1, eqs)", "v : 1"),
    ("G = NeuronGroup(1, Equations('v : 1'))", "v : 1"),
    ("eqs = Equations('''v : 1\n''')\nG = NeuronGroup(1, eqs)", "v : 1\n"),
]


@pytest.mark.parametrize(("line", "source"), SAME)
def test_lines_and_columns_count_characters(run_script, line, source):
    script = run_script(f"{START}{line}\n")
    assert script.edited(text_edit(script.G, "v :", "u :", source)) == f"{START}{line}\n".replace("v :", "u :")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("G = NeuronGroup(1, 'x : 1  # µ\\nv : 1')", "x : 1  # µ\nv : 1"),
        ("G = NeuronGroup(1, 'x : 1\\n' 'v : 1')", "x : 1\nv : 1"),
        ("G = NeuronGroup(1, f'{\"v\"} : 1')", "v : 1"),
        ("name = 'x'\nG = NeuronGroup(1, f'{name} : 1\\nv : 1')", "x : 1\nv : 1"),
        ("name = 'x'\nG = NeuronGroup(1, f'''{name} : 1\nv : 1''')", "x : 1\nv : 1"),
        ("G = NeuronGroup(1, '%s : 1' % 'v')", "v : 1"),
        ("G = NeuronGroup(1, Equations('x : 1', x='v'))", "v : 1"),
    ],
)
def test_what_does_not_stand_as_it_is_written_is_left(run_script, line, source):
    script = run_script(f"{START}{line}\n")
    assert script.resolved(text_edit(script.G, "v :", "u :", source)) == []


def test_a_text_that_a_function_of_the_script_hands_on_is_found_if_the_file_has_it_once(run_script):
    text = f"{START}def cells(eqs): return NeuronGroup(1, eqs)\nG = cells('v : 1')\n"
    script = run_script(text)
    assert script.edited(text_edit(script.G, "v :", "u :")) == text.replace("v :", "u :")
    script = run_script(f"{text}H = NeuronGroup(1, 'v : 1')\n")
    assert script.resolved(text_edit(script.G, "v :", "u :")) == []


def test_the_last_literal_before_the_object_counts(run_script):
    lines = ["'v : 1'", "eqs = 'v : 1'", "G = NeuronGroup(1, eqs)", "eqs = 'v : 1'"]
    script = run_script(START + "\n".join(lines))
    assert short(script.resolved(text_edit(script.G, "v :", "u :"))) == [(3, 8, 3, 11, "u :")]


@pytest.mark.parametrize("join", ["'''x : 1\n''' + '''v : 1\n'''", "'''x : 1\n'''\neqs += '''v : 1\n'''"])
def test_joined_texts_are_edited_in_the_piece_that_holds_the_place(run_script, join):
    text = f"{START}eqs = {join}\nG = NeuronGroup(1, eqs)\n"
    script = run_script(text)
    source = "x : 1\nv : 1\n"
    assert script.edited(text_edit(script.G, "v :", "u :", source)) == text.replace("v :", "u :")
    assert script.resolved(text_edit(script.G, "1\nv", "1\nu", source)) == []  # in two pieces


def test_a_piece_that_the_file_has_twice_is_left(run_script):
    script = run_script(f"{START}a = 'v : 1'\nb = 'v : 1'\nG = NeuronGroup(1, '''x : 1\n''' + b)\n")
    assert script.resolved(text_edit(script.G, "v :", "u :", "x : 1\nv : 1")) == []


def test_of_several_literals_on_a_line_the_one_in_the_call_counts(run_script):
    line = "A = NeuronGroup(1, 'v : 1'); B = NeuronGroup(1, 'v : 1'); C, D = NeuronGroup(1, 'v : 1'), NeuronGroup(2, 'v : 1')"
    script = run_script(f"{START}{line}\n")
    for obj, column in ((script.A, 21), (script.B, 50), (script.C, 82), (script.D, 107)):
        assert short(script.resolved(text_edit(obj, "v :", "u :"))) == [(2, column, 2, column + 3, "u :")]


def test_an_edit_of_a_text_that_two_objects_share_counts_once(run_script):
    script = run_script(f"{START}eqs = 'v : 1'\nA = NeuronGroup(1, eqs)\nB = NeuronGroup(2, eqs)\n")
    edits = script.resolved(text_edit(script.A, "v :", "u :"), text_edit(script.B, "v :", "u :"))
    assert short(edits) == [(2, 8, 2, 11, "u :")]
    assert script.resolved(text_edit(script.A, "v :", "u :"), text_edit(script.B, "v :", "w :")) == []
    assert script.resolved(text_edit(script.A, "v :", "u :"), text_edit(script.B, "v : 1", "w : 1")) == []


def test_the_edits_of_a_finding_belong_together(run_script):
    script = run_script(
        f"{START}A = NeuronGroup(1, 'v : 1')\nB = NeuronGroup(1, f'{'v'} : 1')\n".replace("{'v'}", '{"v"}')
    )
    assert script.resolved(text_edit(script.A, "v :", "u :"), text_edit(script.B, "v :", "u :")) == []
    gone = SimpleNamespace(kind="argument", object="no_such", source="", begin=0, end=0, argument="a", text="b")
    assert script.resolved(text_edit(script.A, "v :", "u :"), gone) == []


@pytest.mark.parametrize(
    ("model", "new"), [("'v : 1'", "x : 1\nv :"), ("'v : 1'", "it's :"), ('"v : 1"', 'a"b :'), ("'v : 1'", "a\\b :")]
)
def test_a_text_that_would_end_its_literal_is_not_put_there(run_script, model, new):
    script = run_script(f"{START}G = NeuronGroup(1, {model})\n")
    assert script.resolved(text_edit(script.G, "v :", new)) == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("NeuronGroup(1, 'v : 1')", "NeuronGroup(1, 'v : 1', method='rk4')"),
        ("NeuronGroup(1, 'v : 1', method='euler', name='g*')", "NeuronGroup(1, 'v : 1', method='rk4', name='g*')"),
        ("NeuronGroup(1, 'v : 1', 'euler')", "NeuronGroup(1, 'v : 1', 'rk4')"),
        ("NeuronGroup(1, 'v : 1',)", "NeuronGroup(1, 'v : 1', method='rk4')"),
        ("NeuronGroup(1, ('v : 1'))", "NeuronGroup(1, ('v : 1'), method='rk4')"),
        ("NeuronGroup(\n    1,\n    'v : 1',  # ß)\n)", "NeuronGroup(\n    1,\n    'v : 1', method='rk4'  # ß)\n)"),
        ("NeuronGroup(1,\n\t'v : 1'  # the model\n)", "NeuronGroup(1,\n\t'v : 1', method='rk4'  # the model\n)"),
        ("NeuronGroup(N=1, model='v : 1')", "NeuronGroup(N=1, model='v : 1', method='rk4')"),
        ("NeuronGroup(1, **{'model': 'v : 1'})", None),
        ("NeuronGroup(*[1, 'v : 1'])", None),
    ],
)
def test_an_argument_is_replaced_or_added_at_the_end_of_the_call(run_script, call, expected):
    script = run_script(f"{START}G = {call}\n")
    edit = argument_edit(script.G, "method", "'rk4'")
    if expected is None:
        assert script.resolved(edit) == []
    else:
        assert script.edited(edit) == f"{START}G = {expected}\n"


def test_arguments_of_a_class_of_the_script_are_its_own(run_script):
    script = run_script(
        f"{START}class Cells(NeuronGroup):\n    def __init__(self, n):\n        super().__init__(n, 'v : 1')\nG = Cells(3)\n"
    )
    assert script.resolved(argument_edit(script.G, "method", "'rk4'")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("G = NeuronGroup(1, 'v : 1')\n", "tau = 5*ms\nG = NeuronGroup(1, 'v : 1')\n"),
        (
            "if True:\n\tfor _ in range(1):\n\t    G = NeuronGroup(1,\n 'v : 1')\n",
            "if True:\n\tfor _ in range(1):\n\t    tau = 5*ms\n\t    G = NeuronGroup(1,\n 'v : 1')\n",
        ),
        ("x = 1; G = NeuronGroup(1, 'v : 1')\n", "tau = 5*ms\nx = 1; G = NeuronGroup(1, 'v : 1')\n"),
        (
            "if True:\n  eqs = '''\n v : 1'''; G = NeuronGroup(1, eqs)\n",
            "if True:\n  tau = 5*ms\n  eqs = '''\n v : 1'''; G = NeuronGroup(1, eqs)\n",
        ),
        ("if True: G = NeuronGroup(1, 'v : 1')\n", "tau = 5*ms\nif True: G = NeuronGroup(1, 'v : 1')\n"),
        ("cells = [\n    NeuronGroup(1, 'v : 1')]\nG = cells[0]\n", "tau = 5*ms\ncells = [\n    NeuronGroup(1, 'v : 1')]\nG = cells[0]\n"),
    ],
)  # fmt: skip
def test_lines_go_before_the_statement_with_its_indentation(run_script, text, expected):
    script = run_script(START + text)
    assert script.edited(lines_before(script.G, "tau = 5*ms")) == START + expected


def test_insertions_at_one_place_are_joined_and_the_same_one_counts_once(run_script):
    script = run_script(f"{START}G = NeuronGroup(1, 'v : 1')\n")
    edits = script.resolved(
        lines_before(script.G, "a = 1\nb = 2"),
        lines_before(script.G, "c = 3\n"),
        lines_before(script.G, "a = 1\nb = 2"),
    )
    assert short(edits) == [(2, 1, 2, 1, "a = 1\nb = 2\nc = 3\n")]


def test_all_kinds_together_on_one_object_in_a_file_with_long_line_ends(run_script):
    text = f"\ufeff{START}G = NeuronGroup(1, '''v : 1\n''')\n".replace("\n", "\r\n")
    script = run_script(text)
    edits = script.resolved(
        argument_edit(script.G, "method", "'rk4'"),
        text_edit(script.G, "v : 1\n", "v : 1\nx : 1\n", "v : 1\n"),
        lines_before(script.G, "tau = 5*ms"),
    )
    assert [edit["begin"] for edit in edits] == [[2, 1], [2, 23], [3, 4]]
    expected = f"{START}tau = 5*ms\nG = NeuronGroup(1, '''v : 1\nx : 1\n''', method='rk4')\n".replace("\n", "\r\n")
    assert apply_edits(text.removeprefix("\ufeff"), edits) == expected


def test_lines_are_pythons(run_script):
    script = run_script(f"{START}note = 'a\x0cb\u2028c'\nG = NeuronGroup(1, 'v : 1')\n")
    assert short(script.resolved(text_edit(script.G, "v :", "u :"))) == [(3, 21, 3, 24, "u :")]


def test_edits_of_several_findings_are_applied_once_and_may_not_contradict():
    edit = {"file": "a.py", "begin": [1, 2], "end": [1, 3], "text": "X"}
    assert apply_edits("abc\n", [edit, dict(edit)]) == "aXc\n"
    with pytest.raises(ValueError, match="the edits overlap"):
        apply_edits("abc\n", [edit, {**edit, "text": "Y"}])


def test_texts_of_pathways_are_edited_too(run_script):
    script = run_script(
        f"{START}G = NeuronGroup(1, 'v : 1', threshold='v > 1', reset='v = 0')\nS = Synapses(G, G, 'w : 1', on_pre='v_post += w')\n"
    )
    assert script.edited(text_edit(script.S, "+= w", "+= 2*w", "v_post += w")).endswith("on_pre='v_post += 2*w')\n")


def test_values_go_into_the_equations_under_the_names_that_the_file_has_for_them(run_script):
    edit = "gÄ=0.1*mS, E=-70*mV"
    script = run_script(text := f"from ranvier import *\nG = NeuronGroup(1, {LEAK}, method='exact')\n")
    assert script.edited(values_for(script.G, edit)) == text.replace(LEAK, f"Equations({LEAK}, {edit})")
    script = run_script(text := f"import ranvier as b2\nG = b2.NeuronGroup(1, model={LEAK})\n")
    assert script.edited(values_for(script.G, edit)) == text.replace(
        LEAK, f"b2.Equations({LEAK}, gÄ=0.1*b2.mS, E=-70*b2.mV)"
    )


@pytest.mark.parametrize(
    "start",
    [
        "from ranvier import NeuronGroup, Equations",
        "from ranvier import NeuronGroup, mS",
        "from ranvier import *\nmS = 1",
    ],
)
def test_values_are_left_to_the_user_where_the_file_has_no_name_for_a_unit(run_script, start):
    script = run_script(f"{start}\nG = NeuronGroup(1, {LEAK})\n")
    assert script.resolved(values_for(script.G, "gL=0.1*mS")) == []
