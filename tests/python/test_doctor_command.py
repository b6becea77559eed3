"""``ranvier doctor script.py``: what it prints, what it runs, how it ends."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from ranvier.doctor_command import WrongCommandLine, parse
from ranvier.doctor_probe import is_explained, shorter_duration
from ranvier.objects import BrianObjectException

START = """from brian2 import *
G = NeuronGroup(3, '''dv/dt = (I - v)/(10*ms) : volt
I : volt''', threshold='v > 20*mV', reset='v = 0*mV', method='exact')
"""
ACCUMULATES = f"{START}P = PoissonInput(G, 'I', 400, 10*Hz, 0.01*mV)\n"
RV101 = (
    "RV101 warning  `I` is only ever added to, and dv/dt reads it: it grows without bound\n"
    "  script.py:3   I : volt                                   # no equation makes it decay\n"
    "  script.py:4   I += weight                                # adds 0.04 volt/second to it on average\n"
    "  script.py:2   dv/dt = (I - v)/(10*ms) : volt             # reads it\n"
)


@pytest.fixture
def doctor(tmp_path):
    """Runs the command on a text; gives status, standard output, standard error."""

    def examine(text, *arguments, before=()):
        (tmp_path / "script.py").write_text(text, encoding="utf-8")
        finished = subprocess.run(
            [sys.executable, "-m", "ranvier", "doctor", *before, "script.py", *arguments],
            capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=tmp_path,
        )  # fmt: skip
        return SimpleNamespace(status=finished.returncode, out=finished.stdout, err=finished.stderr)

    return examine


def codes(found):
    return [finding["code"] for finding in json.loads(found.out)]


def test_findings_are_printed_and_what_the_script_prints_goes_to_standard_error(doctor):
    found = doctor(ACCUMULATES + "run(10*second)\nprint('time', G.t)\n")
    assert found.status == 0
    assert found.err == "time 50. ms\n"
    head, _, rest = found.out.partition("\n\n")
    assert head == (
        "script.py: 1 model examined, 1 finding\n  1 run cut to 50 ms or 500 steps: what the script printed is of these"
    )
    assert rest.startswith("RV101 warning  `I` is only ever added to, and dv/dt reads it: it grows without bound\n")
    assert rest.endswith("  mute:  doctor(ignore={'RV101': ['neurongroup']})\n")


def test_json_is_the_whole_standard_output(doctor):
    text = "import os\nprint('früh')\nos.system('echo child')\nos.write(1, b'raw ')\n" + ACCUMULATES + "run(1*ms)\n"
    found = doctor(text, "--json")
    (finding,) = json.loads(found.out)
    assert list(finding) == [
        "code", "level", "object", "variable", "message", "fix", "file", "line", "column", "why", "places", "related",
        "edits", "data",
    ]  # fmt: skip
    assert {key: finding[key] for key in ("code", "level", "object", "variable", "file", "line", "column", "data")} == {
        "code": "RV101", "level": "warning", "object": "neurongroup", "variable": "I", "file": "script.py", "line": 7,
        "column": 1, "data": {"rate": pytest.approx(0.04)},
    }  # fmt: skip
    assert finding["places"][0] == {
        "file": "script.py", "line": 7, "column": 1, "object": "neurongroup", "label": "G",
        "note": "no equation makes it decay",
    }  # fmt: skip
    assert set(found.err.split()) == {"früh", "child", "raw"}


def test_without_findings_the_array_is_empty(doctor):
    driven = START + "G.I = 30*mV\nrun(1*ms)\n"
    found = doctor(driven, "--json")
    assert (found.status, found.out, found.err) == (0, "[]\n", "")
    assert doctor(driven).out == "script.py: 1 model examined, no findings\n"


def test_strict_counts_warnings(doctor):
    assert doctor(ACCUMULATES + "run(1*ms)\n", "--strict").status == 1
    assert doctor(START + "run(1*ms)\n", "--strict").status == 0


def test_the_arguments_of_the_script_are_its_own(doctor):
    text = "import sys\nprint(sys.argv, __name__)\n"
    assert doctor(text, "a", "-x", "--json").err == "['script.py', 'a', '-x'] __main__\n"
    assert (
        doctor(text, "a", "--", "--json", "--", before=["--strict"]).err
        == "['script.py', 'a', '--json', '--'] __main__\n"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("x.py", ("x.py", [], set())),
        ("x.py --json 1 --strict", ("x.py", ["1"], {"--json", "--strict"})),
        ("--full x.py -- --full", ("x.py", ["--full"], {"--full"})),
        ("-- -x.py --json", ("-x.py", ["--json"], set())),
    ],
)
def test_options_stand_before_and_behind_the_script(arguments, expected):
    assert parse(arguments.split()) == expected


def test_unknown_options_before_the_script_are_refused():
    with pytest.raises(
        WrongCommandLine, match="^unknown option '--jsn'; those of 'ranvier doctor' are --json, --strict, --full$"
    ):
        parse(["--jsn", "x.py"])


def test_runs_are_cut_and_the_script_goes_on(doctor):
    text = START + "M = StateMonitor(G, 'v', True)\nrun(10*second)\nrun(3*ms)\nprint(G.t, M.v.shape)\n"
    found = doctor(text)
    assert found.err == "53. ms (3, 530)\n"
    assert "1 run cut to 50 ms or 500 steps" in found.out
    found = doctor(text.replace("10*second", "100*ms"), "--full")
    assert found.err == "103. ms (3, 1030)\n" and "cut" not in found.out


def test_long_steps_are_counted(doctor):
    assert doctor(f"{START}defaultclock.dt = 1*ms\nrun(10*second)\nprint(G.t)\n").err == "0.5 s\n"


@pytest.mark.parametrize(
    ("duration", "dt", "expected"),
    [
        (10, 1e-4, 0.05), (0.05, 1e-4, 0.05), (0.055, 1e-4, 0.055), (0.0603, 1e-4, 0.0503), (0.14996, 8e-5, 0.05996),
        (1000, 1, 500), (1000.5, 0.5, 250), (0.1, 0, 0.05), (0, 1e-4, 0), (1, 7e-3, 1), (7, 7e-3, 3.5),
    ],
)  # fmt: skip
def test_what_is_cut_off_is_a_multiple_of_10_ms_and_of_the_step(duration, dt, expected):
    assert shorter_duration(duration, dt) == pytest.approx(expected, rel=1e-12)


def test_each_finding_is_told_once_and_those_of_all_networks(doctor):
    text = (
        ACCUMULATES
        + """run(1*ms)
run(1*ms)
def again():
    H = NeuronGroup(1, 'dv/dt = -I*v/ms : 1\\nI : 1', threshold='v > 1', reset='v = 0', method='euler')
    Q = PoissonInput(H, 'I', 1, 10*Hz, 0.1)
    Network(H, Q).run(1*ms)
again()
again()
"""
    )
    found = doctor(text, "--json")
    assert [(finding["code"], finding["places"][1]["label"]) for finding in json.loads(found.out)] == [
        ("RV101", "P"), ("RV101", "Q")]  # fmt: skip
    assert "RV101" not in found.err  # runs do not tell it as well


def test_what_is_built_and_not_run_is_examined(doctor):
    assert codes(doctor(ACCUMULATES, "--json")) == ["RV101"]
    assert codes(doctor(ACCUMULATES + "parts = [G, P]\ndel G, P\n", "--json")) == ["RV101"]
    text = f"{START}G.I = 30*mV\nrun(1*ms)\nP = PoissonInput(G, 'I', 400, 10*Hz, 0.01*mV)\n"
    assert codes(doctor(text, "--json")) == ["RV101"]


def test_what_the_script_mutes_is_not_told(doctor):
    muted = "from ranvier import doctor\ndoctor(Network(), ignore={'RV101': ['I']})\n"
    assert codes(doctor(f"{ACCUMULATES}{muted}run(1*ms)\n", "--json")) == []
    assert codes(doctor(f"{ACCUMULATES}prefs.doctor.ignore = {{'RV101': []}}\nrun(1*ms)\n", "--json")) == []
    assert codes(doctor(f"{ACCUMULATES}prefs.doctor.ignore['RV101'] = 'G'\nrun(1*ms)\n", "--json")) == ["RV101"]


def test_plots_open_no_windows(doctor):
    text = "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
    found = doctor(text + "print(matplotlib.get_backend().lower())\n")
    assert (found.status, found.err) == (0, "agg\n")


def test_an_exception_hides_no_finding_and_is_shown_after_them(doctor):
    found = doctor(ACCUMULATES + "run(1*second)\n1/0\n")
    assert found.status == 3
    assert found.out.startswith(
        "script.py: 1 model examined, 1 finding\n"
        "  1 run cut to 50 ms or 500 steps: what the script printed is of these\n"
        "  the script ended with ZeroDivisionError: division by zero\n"
        "  as runs were cut, it may be right when they are whole: --full does not cut them\n\n"
        "RV101 warning"
    )
    assert found.err.startswith("Traceback (most recent call last):\n  File \"")
    assert found.err.endswith("    1/0\n    ~^~\nZeroDivisionError: division by zero\n")
    assert "ranvier" not in found.err


def test_findings_of_a_model_that_can_not_run_are_told(doctor):
    found = doctor(ACCUMULATES.replace("(10*ms)", "(10*mV)") + "run(1*ms)\n", "--json")
    assert "RV101" in codes(found)
    assert found.status in (1, 3) and "dimension-mismatch" in found.err + found.out


def test_a_script_may_leave_with_any_status(doctor):
    for leaving, told in (("sys.exit(7)", ""), ("sys.exit('a reason')", "a reason\n")):
        found = doctor(f"import sys\n{ACCUMULATES}{leaving}\n", "--json")
        assert (found.status, codes(found), found.err) == (0, ["RV101"], told)


def test_a_script_that_can_not_be_read_as_python_is_an_exception(doctor):
    found = doctor("x = (1,\nprint(x\n", "--json")
    assert (found.status, found.out) == (3, "[]\n") and found.err.endswith("SyntaxError: '(' was never closed\n")


def test_exceptions_are_explained_by_errors_about_the_objects_that_they_name():
    def finding(level, obj, *places):
        return SimpleNamespace(level=level, object=obj, places=[SimpleNamespace(object=name) for name in places])

    error = ValueError("NeuronGroup 'cells': no")
    assert is_explained(error, [finding("error", "cells")])
    assert is_explained(error, [finding("error", "others", "cells")])
    assert not is_explained(error, [finding("warning", "cells"), finding("error", "others")])
    caused = RuntimeError("no")
    caused.__cause__ = error
    assert is_explained(caused, [finding("error", "cells")])
    of_object = BrianObjectException("no", SimpleNamespace(name="cells", _made_at=""))
    assert is_explained(of_object, [finding("error", "cells")]) and not is_explained(of_object, [finding("error", "x")])


def test_a_failing_part_of_the_doctor_stops_nothing(doctor):
    text = (
        ACCUMULATES
        + """
from ranvier import script_places
def fail(*arguments): raise ArithmeticError('a bug')
script_places.locate = fail
run(1*ms)
print(G.t)
"""
    )
    found = doctor(text, "--json")
    assert codes(found) == ["RV101"] and found.status == 0
    assert "the doctor can't tell where NeuronGroup 'neurongroup' stands (ArithmeticError: a bug)" in found.err
    assert found.err.endswith("1. ms\n")
