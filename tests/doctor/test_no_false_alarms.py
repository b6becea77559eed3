"""Models that are right: the doctor ends on each of them, without warnings and errors.

A model of tests/differential/models may do on purpose what the doctor warns of; it says so in a line ``# finding: RVnnn, why``.
"""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from doctor_runs import doctor, doctor_each
from record_scripts import command

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = sorted(
    [
        *ROOT.glob("examples/*.py"),
        *ROOT.glob("tests/python/real_scripts/*.py"),
        *ROOT.glob("tests/python/tutorials/*.py"),
    ]
)
SCRIPTS.remove(ROOT / "examples/example_arguments.py")  # a module that the examples import
MODELS = sorted(ROOT.glob("tests/differential/models/*.py"))
ANNOUNCEMENT = re.compile(r"^# finding: (RV\d{3}), \S", re.MULTILINE)

# Scripts that ask for more of a run than its first 50 ms, and fail: the doctor says that this may be the reason.
# The rates of this tutorial are 0/0, as their author wrote them.
TRUE_FINDINGS = {"3_simulations.py": {("RV106", "neurongroup", "m")}}

NEED_WHOLE_RUNS = {"rate_model.py"}


def command_of(script):
    """A tutorial is run cell by cell, as the tests of its output do; examples draw nothing."""
    return [*command(script), "--no-plot"] if script.parent.name == "examples" else command(script)


@cache
def examined():
    with TemporaryDirectory() as folder:  # some write files
        return doctor_each([*SCRIPTS, *MODELS], command_of, folder)


def announced(model):
    return set(ANNOUNCEMENT.findall(model.read_text(encoding="utf-8")))


def test_the_scripts_are_there():
    assert len(SCRIPTS) >= 30 and len(MODELS) >= 72


def test_no_script_gets_a_warning_or_an_error():
    assert {
        path.name: found.grave() for path, found in examined().items() if path in SCRIPTS and found.grave()
    } == TRUE_FINDINGS


def test_models_get_the_warnings_alone_that_they_announce():
    wrong = {}
    for path in MODELS:
        codes = {code for code, _, _ in examined()[path].grave()}
        if codes != announced(path):
            wrong[path.name] = codes, announced(path)
    assert wrong == {}
    assert sum(bool(announced(path)) for path in MODELS) <= 0.05 * len(MODELS)


def test_every_script_comes_to_its_end():
    failed = {path.name for path, found in examined().items() if found.status != 0}
    assert failed == NEED_WHOLE_RUNS


@pytest.mark.parametrize("name", sorted(NEED_WHOLE_RUNS))
def test_what_needs_whole_runs_comes_to_its_end_with_them(name, tmp_path):
    (path,) = (path for path in SCRIPTS if path.name == name)
    found = doctor(*command_of(path), cwd=tmp_path, options=["--full"])
    assert found.status == 0 and found.grave() == set()


if __name__ == "__main__":
    for script, found in examined().items():
        print(
            f"{script.relative_to(ROOT)!s:60} {found.status}  {', '.join(sorted(code for code, _, _ in found.grave()))}"
        )
    print(f"{len(examined())} scripts examined")
