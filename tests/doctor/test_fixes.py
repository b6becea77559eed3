"""The fixes of findings as edits of files: applied, the finding is gone, nothing new is there, and the script runs."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from doctor_runs import doctor, identity
from ranvier.findings import doctor_codes
from ranvier.script_edits import apply_edits

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted(
    [*ROOT.glob("doctor/cases/*.py"), *ROOT.glob("doctor/more_cases/*.py"), *ROOT.glob("seeds/thread_*.py")]
)

# Codes whose fix is a change of the text that nobody has to decide.
WITH_FIXES = {
    "RV101", "RV102", "RV103", "RV104", "RV106", "RV107", "RV108", "RV109", "RV110", "RV202", "RV206", "RV301", "RV302",
    "RV303", "RV604",
}  # fmt: skip


@cache
def examined(folder):
    """The scripts, copies in a folder, and what the doctor says of each."""
    copies = []
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        copies.append(folder / script.name)
        copies[-1].write_text(text, encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(copies, pool.map(doctor, copies), strict=True))


def mistake_of(path, found, finding):
    """What is wrong with a script when the edits of a finding are applied; None if all is well."""
    assert {edit["file"] for edit in finding["edits"]} == {str(path)}
    mended = path.with_name(f"{path.stem}_without_{finding['code']}.py")
    mended.write_text(apply_edits(path.read_text(encoding="utf-8"), finding["edits"]), encoding="utf-8")
    after = doctor(mended)
    if identity(finding) in {identity(one) for one in after.findings}:
        return "the finding is still there"
    if not after.grave() <= found.grave():
        return f"new are {after.grave() - found.grave()}"
    if after.status == 3:
        return f"it does not run: {after.messages}"
    return None


def test_edits_remove_their_finding_and_add_none(tmp_path_factory):
    states = defaultdict(set)
    wrong = []
    for path, found in examined(tmp_path_factory.mktemp("fixes")).items():
        for finding in found.findings:
            if finding["code"] in WITH_FIXES:
                states[finding["code"]].add(bool(finding["edits"]))
                mistake = mistake_of(path, found, finding) if finding["edits"] else None
                if mistake is not None:
                    wrong.append((path.name, finding["code"], mistake))
    assert wrong == []
    assert {code for code, has_edits in states.items() if True not in has_edits} == set()
    assert WITH_FIXES <= set(doctor_codes())
    assert set(states) == WITH_FIXES
