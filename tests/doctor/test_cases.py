"""Scripts with one mistake each, their corrected twins, and look-alikes that are right.

The docstring of a script says what is in it: ROLE (mistake, control, lookalike) and LINT, the code of the finding. Codes
that the doctor does not have yet are listed by `python tests/doctor/test_cases.py`, which prints the whole table.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from ranvier._core import doctor_codes

HERE = Path(__file__).resolve().parent
CASES = sorted((HERE / "cases").glob("*.py"))
PAGES = HERE.parent.parent / "docs/doctor"
FINDING = re.compile(r"\b(RV\d{3}) (error|warning|hint)  .*?`(\w+)")


def heading(case, name):
    """What the docstring of a case says under a name."""
    return re.search(rf"^{name}: *(\S+)", case.read_text(encoding="utf-8"), re.MULTILINE)[1]


def findings(case):
    """(code, level, first name in its message) of each finding that a run of the script tells."""
    finished = subprocess.run(
        [sys.executable, "-m", "ranvier", case], capture_output=True, text=True, env={**os.environ, "MPLBACKEND": "Agg"}
    )
    return FINDING.findall(finished.stderr)


@cache
def all_findings():
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(CASES, pool.map(findings, CASES), strict=True))


def test_mistakes_are_found_and_nothing_else_is():
    roles = Counter(heading(case, "ROLE") for case in CASES)
    assert roles == {"mistake": 44, "control": 44, "lookalike": 9}
    wrong = []
    for case, found in all_findings().items():
        expected = {heading(case, "LINT")} & set(doctor_codes()) if heading(case, "ROLE") == "mistake" else set()
        told = {code for code, level, _ in found if level != "hint"}
        if told != expected or len(found) != len(set(found)):
            wrong.append((case.name, expected, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("01_poissoninput_into_parameter", ("RV101", "warning", "I_ext")),
        ("03_assignment_latches_current", ("RV102", "warning", "I_syn")),
    ],
)
def test_findings_name_the_variable(case, expected):
    assert all_findings()[HERE / f"cases/{case}.py"] == [expected]


def test_every_code_has_a_page():
    pages = {page.stem for page in PAGES.glob("RV*.md")}
    assert pages == set(doctor_codes())
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    assert all(f"[{code}]({code}.md)" in index for code in doctor_codes())


if __name__ == "__main__":
    for path, told in all_findings().items():
        code = heading(path, "LINT")
        state = ", ".join(sorted({code for code, _, _ in told})) or (
            "-" if heading(path, "ROLE") != "mistake" else "missed"
        )
        if heading(path, "ROLE") == "mistake" and code not in doctor_codes():
            state += f" ({code} not yet)"
        print(f"{path.stem:50} {heading(path, 'ROLE'):10} {code:6} {state}")
