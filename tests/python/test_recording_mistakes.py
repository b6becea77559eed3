"""RV604: what scripts do with recordings that does not fit their shape."""

import json
import subprocess
import sys

import pytest
from ranvier.script_edits import apply_edits

START = """from brian2 import *
import matplotlib.pyplot as plt
G = NeuronGroup(8, 'dv/dt = -v/(10*ms) : volt', method='exact')
M = StateMonitor(G, 'v', record=[1, 3])
one = StateMonitor(G, 'v', record=[1])
run(5*ms)
"""
PLOT = "plt.plot(M.t/ms, M.v/mV)\n"

OF_PLOT = """RV604 hint  `M.v` is given to `plt.plot` with one row for each neuron: shape is (neurons, time)
  script.py:7   plt.plot(M.t/ms, M.v/mV)   # M.v has shape (2, 50)
  why:   a plot takes the times along the first axis: 50 times do not go with 2 rows; the transpose has one column for each neuron
  fix:   plt.plot(M.t/ms, M.v.T/mV)
  mute:  doctor(ignore={'RV604': ['statemonitor']})
"""
OF_ROW = """RV604 hint  `M.v[3]` asks for row 3 of 2: shape is (neurons, time)
  script.py:7   x = M.v[3]   # has rows for neurons 1, 3
  why:   there is one row for each recorded neuron, in the order of `record`; M[i].v is the recording of neuron i
  fix:   M[3].v
  mute:  doctor(ignore={'RV604': ['statemonitor']})
"""
OF_ELEMENT = """RV604 hint  `M[2]` asks for neuron 2, which is not recorded
  script.py:7   x = M[2].v   # has rows for neurons 1, 3
  why:   an index of the monitor itself is the number of a neuron; of its variables, whose shape is (neurons, time), it is a row
  fix:   StateMonitor(..., record=[1, 3, 2])
  mute:  doctor(ignore={'RV604': ['statemonitor']})
"""


OF_LAST_ROW = """RV604 hint  `one.v[-1]` is the whole recording of neuron 1, not its last value: shape is (neurons, time)
  script.py:7   end = one.v[-1]   # has rows for neuron 1
  why:   the first index chooses a recorded neuron, and this monitor has one
  fix:   one.v[0][-1]
  mute:  doctor(ignore={'RV604': ['statemonitor_1']})
"""


@pytest.fixture
def ranvier(tmp_path):
    def run(text, *words):
        (tmp_path / "script.py").write_text(text, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "ranvier", *words, "script.py"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=120,
        )

    return run


@pytest.mark.parametrize(
    ("line", "told", "last"),
    [
        (PLOT, OF_PLOT, "ValueError: x and y must have same first dimension, but have shapes (50,) and (2, 50)\n"),
        ("x = M.v[3]\n", OF_ROW, "IndexError: index 3 is out of bounds for axis 0 with size 2\n"),
        ("x = M[2].v\n", OF_ELEMENT, "IndexError: element 2 is not recorded by StateMonitor 'statemonitor'\n"),
    ],
)
def test_runs_tell_it_before_the_traceback(ranvier, line, told, last):
    finished = ranvier(START + line)
    assert finished.returncode == 1
    assert finished.stderr.startswith(told + "Traceback (most recent call last):\n")
    assert finished.stderr.endswith(last)


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        (PLOT, "plt.plot(M.t/ms, M.v.T/mV)\n"),
        (
            "größe = 1; plot(M.t/ms, M.v, 'k'); plot(one.t/ms, 2*one.v_, M.t/ms,\n  M.v)\nplt.plot(M.t/ms, M.v[0])\n",
            "größe = 1; plot(M.t/ms, M.v.T, 'k'); plot(one.t/ms, 2*one.v_.T, M.t/ms,\n  M.v.T)\nplt.plot(M.t/ms, M.v[0])\n",
        ),
        ("def show_all():\n    plot(M.t, M.v)\nshow_all()\n", "def show_all():\n    plot(M.t, M.v.T)\nshow_all()\n"),
        ("x = M.v[3]\n", "x = M[3].v\n"),
    ],
)  # fmt: skip
def test_the_doctor_explains_the_exception_and_mends_it(ranvier, line, mended):
    finished = ranvier(START + line, "doctor", "--json")
    (finding,) = json.loads(finished.stdout)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert (finding["code"], finding["level"], finding["object"], finding["variable"]) == (
        "RV604", "hint", "statemonitor", "v")  # fmt: skip
    assert apply_edits(START + line, finding["edits"]) == START + mended
    assert json.loads(ranvier(START + mended, "doctor", "--json").stdout) == []


def test_an_element_that_is_not_recorded_is_left_to_the_user(ranvier):
    finished = ranvier(START + "M[2].v\n", "doctor", "--json")
    (finding,) = json.loads(finished.stdout)
    assert finding["edits"] == [] and finding["variable"] is None
    (finding,) = json.loads(ranvier(START + "M.v[7]\n", "doctor", "--json").stdout)
    assert finding["edits"] == [] and finding["fix"] == "StateMonitor(..., record=[1, 3, 7])"


@pytest.mark.parametrize(
    "line",
    [
        "M.v[0][5000]",
        "M.v[0, 5000]",
        "M.v[:, 5000]",
        "[1, 2][3]",
        "plot([1, 2], [1])",
        "plot(M.t, M.v.T[:7])",
        "int('M.v')",
    ],
)
def test_other_mistakes_are_not_explained(ranvier, line):
    finished = ranvier(f"{START}{line}\n")
    assert finished.returncode == 1 and finished.stderr.startswith("Traceback")


def test_the_last_row_of_one_neuron_is_told_at_the_end_of_the_run(ranvier):
    text = f"{START}end = one.v[-1]\n"
    finished = ranvier(text)
    assert (finished.returncode, finished.stderr) == (0, OF_LAST_ROW)
    (finding,) = json.loads(ranvier(text, "doctor", "--json").stdout)
    mended = apply_edits(text, finding["edits"])
    assert mended == f"{START}end = one.v[0][-1]\n"
    assert ranvier(mended).stderr == ""
    muted = f"from ranvier import doctor\ndoctor(ignore={{'RV604': ['v']}})\n{text}"
    assert ranvier(muted).stderr == ""


@pytest.mark.parametrize(
    "line",
    [
        "M.v[-1]",  # of two neurons
        "one.v[-1][-1]",
        "one.v[-1, -1]",
        "one[-1:]",
        "plot(one.t/ms, one.v[-1]/mV)",
        "one = one; one.v[-1]",  # which monitor it is, is not certain
    ],
)
def test_last_rows_that_are_meant_are_left(ranvier, line):
    assert "RV604" not in ranvier(f"{START}{line}\n").stderr


@pytest.mark.parametrize(
    ("line", "fix", "rows"),
    [
        ("M.v[-3]", "StateMonitor(..., record=True)", "has rows for neurons 1, 3"),
        ("many.v[9]", "StateMonitor(..., record=True)", "has rows for neurons 0, 1, 2, 3, 4, 5, ..."),
        ("none.v[0]", "StateMonitor(..., record=[0])", "has rows for no neuron"),
    ],
)
def test_rows_that_are_not_there(ranvier, line, fix, rows):
    monitors = "many = StateMonitor(G, 'v', record=True)\nnone = StateMonitor(G, 'v', record=[])\n"
    (finding,) = json.loads(ranvier(START.replace("run(", f"{monitors}run(") + line, "doctor", "--json").stdout)
    assert (finding["fix"], finding["places"][0]["note"]) == (fix, rows)


def test_a_plot_of_the_row_of_one_neuron(ranvier):
    (finding,) = json.loads(ranvier(f"{START}plot(one.t, one.v)\n", "doctor", "--json").stdout)
    assert "50 times do not go with 1 row;" in finding["why"]


def test_times_of_another_clock_are_another_mistake(ranvier):
    other = "other = StateMonitor(G, 'v', record=[0, 1], dt=1*ms)\n"
    text = START.replace("run(", f"{other}run(") + "plot(other.t, M.v)\n"
    assert ranvier(text, "doctor", "--json").stdout == "[]\n"


def test_it_can_be_muted(ranvier):
    text = f"{START}from ranvier import doctor\ndoctor(ignore={{'RV604': ['v']}})\n{PLOT}"
    assert ranvier(text).stderr.startswith("Traceback")
    finished = ranvier(text, "doctor", "--json")
    assert (finished.returncode, finished.stdout) == (3, "[]\n")
