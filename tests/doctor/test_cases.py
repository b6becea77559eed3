"""Scripts with one mistake each, their corrected twins, and look-alikes that are right.

The docstring of a script says what is in it: ROLE (mistake, control, lookalike) and LINT, the code of the finding.
`expected_findings.tsv` says what is to be found in the mistakes: code, level, one of the objects (variables of the script), one of the
variables, one of the lines, and the codes of further warnings that are true as well; "-" stands for nothing in particular.
`python tests/doctor/test_cases.py` prints a table of all cases.
"""

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from doctor_runs import doctor_each
from ranvier.findings import doctor_codes

HERE = Path(__file__).resolve().parent
CASES = sorted((HERE / "cases").glob("*.py"))
PAGES = HERE.parent.parent / "docs/doctor"

# Codes of cases for which there is no rule yet.
NOT_YET = {
    "RV105", "RV111", "RV112", "RV203", "RV205", "RV209", "RV210", "RV305", "RV307", "RV401", "RV403", "RV405", "RV407", "RV409",
    "RV410", "RV412", "RV416", "RV417", "RV420", "RV501", "RV503", "RV505", "RV507", "RV510", "RV511", "RV601", "RV603", "RV605",
    "RV609", "RV614",
}  # fmt: skip

# Hints that are true of controls and look-alikes, by the numbers of these.
ALLOWED_HINTS = {
    "RV111": "18 22 24 31 33 35 37 39 42 44 53 57 59 61 76 L01 L13 L15",
    "RV204": "09",
    "RV404": "40",
    "RV510": "18",
    "RV702": "01 55 64",
}


def heading(case, name):
    """What the docstring of a case says under a name."""
    return re.search(rf"^{name}: *(\S+)", case.read_text(encoding="utf-8"), re.MULTILINE)[1]


def number(case):
    return case.stem.partition("_")[0]


def is_mistake(case):
    return heading(case, "ROLE") == "mistake"


@cache
def expected():
    """The rows of expected_findings.tsv by the number of the case."""
    rows = defaultdict(list)
    with open(HERE / "expected_findings.tsv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            lists = {
                key: [] if row[key] == "-" else row[key].split(",")
                for key in ("objects", "variables", "lines", "further")
            }
            rows[row["case"]].append({**row, **lists})
    return rows


@cache
def examined():
    return doctor_each(CASES)


def is_as_expected(finding, row):
    labels = {place["label"] for place in finding["places"]}
    return (
        (finding["code"], finding["level"]) == (row["code"], row["level"])
        and (not row["objects"] or not labels.isdisjoint(row["objects"]))
        and (not row["variables"] or finding["variable"] in row["variables"])
        and not {str(place["line"]) for place in finding["places"]}.isdisjoint(row["lines"])
    )


def test_the_table_and_the_cases_are_about_the_same():
    roles = Counter(heading(case, "ROLE") for case in CASES)
    assert roles == {"mistake": 44, "control": 44, "lookalike": 9}
    mistakes = {number(case): heading(case, "LINT") for case in CASES if is_mistake(case)}
    assert mistakes == {name: rows[0]["code"] for name, rows in expected().items()}


def test_what_is_not_there_yet_is_said():
    codes = {row["code"] for rows in expected().values() for row in rows}
    assert codes - set(doctor_codes()) == NOT_YET


def test_mistakes_are_found_at_the_right_place_and_nothing_that_is_not_there():
    wrong = []
    for case in filter(is_mistake, CASES):
        rows, found = expected()[number(case)], examined()[case]
        for row in rows:
            if row["code"] not in NOT_YET and not any(is_as_expected(finding, row) for finding in found.findings):
                wrong.append((case.name, "is missed", row, found.findings))
        told = {finding["code"] for finding in found.findings if finding["level"] != "hint"}
        if not told <= {rows[0]["code"], *rows[0]["further"]}:
            wrong.append((case.name, "has more", told))
    assert wrong == []


def test_mistakes_that_raise_end_with_their_finding():
    """Exit status 3 would mean that nothing explains the exception."""
    wrong = []
    for case in filter(is_mistake, CASES):
        row, found = expected()[number(case)][0], examined()[case]
        status = 1 if row["level"] == "error" else 0
        if row["code"] not in NOT_YET and found.status != status:
            wrong.append((case.name, found.status, found.messages))
    assert wrong == []


def test_controls_and_lookalikes_get_hints_at_most():
    wrong = []
    for case in CASES:
        found = examined()[case]
        if is_mistake(case):
            continue
        for finding in found.findings:
            if finding["level"] != "hint" or number(case) not in ALLOWED_HINTS.get(finding["code"], "").split():
                wrong.append((case.name, finding))
        if found.status != 0:
            wrong.append((case.name, found.status, found.messages))
    assert wrong == []


def test_the_docstring_is_for_the_tests_alone(tmp_path):
    """Without its text, but with its lines, the findings are the same."""
    blanked = []
    for case in CASES:
        text = case.read_text(encoding="utf-8")
        docstring = re.match(r'""".*?"""', text, re.DOTALL)[0]
        blanked.append(tmp_path / case.name)
        blanked[-1].write_text('"""' + "\n" * docstring.count("\n") + '"""' + text[len(docstring) :], encoding="utf-8")
    for case, (path, found) in zip(CASES, doctor_each(blanked).items(), strict=True):
        told = str(found.findings).replace(str(path), str(case))
        assert (found.status, told) == (examined()[case].status, str(examined()[case].findings)), case.name


@pytest.mark.parametrize(
    ("case", "finding"),
    [
        ("01_poissoninput_into_parameter", ("RV101", "warning", "neurongroup", "I_ext", 14, 23)),
        ("03_assignment_latches_current", ("RV102", "warning", "neurongroup", "I_syn", 15, 23)),
    ],
)
def test_findings_say_what_they_are_about(case, finding):
    path = HERE / f"cases/{case}.py"
    (found,) = examined()[path].findings
    assert tuple(found[key] for key in ("code", "level", "object", "variable", "line", "column")) == finding
    assert found["file"] == str(path)


def test_every_code_has_a_page():
    pages = {page.stem for page in PAGES.glob("RV*.md")}
    assert pages == set(doctor_codes())
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    assert all(f"[{code}]({code}.md)" in index for code in doctor_codes())


def table():
    """A line for each case: what it is, and what was found."""
    for case, found in examined().items():
        told = ", ".join(f"{finding['code']} {finding['level']}" for finding in found.findings) or "-"
        code = heading(case, "LINT")
        if is_mistake(case) and code in NOT_YET:
            told += f"   ({code} not yet)"
        elif is_mistake(case) and code not in told:
            told += "   missed"
        yield f"{case.stem:50} {heading(case, 'ROLE'):10} {code:6} {found.status}  {told}"


if __name__ == "__main__":
    print("\n".join(table()))
