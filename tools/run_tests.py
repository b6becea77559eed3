#!/usr/bin/env python3
"""Runs the layer check, the C++ tests and the Python tests, and closes with one line of counts.

usage: run_tests.py BUILD_DIRECTORY

Exit status 1 if anything failed or if a suite ran no test.
"""

import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent


def counts(report):
    """(passed, failed, skipped) of the test cases in a JUnit file; (0, 1, 0) if there is none."""
    if not report.exists():
        return 0, 1, 0
    passed = failed = skipped = 0
    for case in xml.etree.ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def run_suite(name, command, report):
    """Run one suite; a suite that fails without a failing case counts as one failure."""
    print(f"== {name}", flush=True)
    report.unlink(missing_ok=True)
    status = subprocess.run(command, cwd=CHECKOUT).returncode
    passed, failed, skipped = counts(report)
    if (status != 0 or passed + skipped == 0) and failed == 0:
        failed = 1
    return passed, failed, skipped


def check_layers():
    print("== layers", flush=True)
    source = CHECKOUT / "src/ranvier"
    command = [sys.executable, CHECKOUT / "tools/check_layers.py", source, "ranvier"]
    status = subprocess.run([*command, source / "LAYERS"]).returncode
    return (1, 0, 0) if status == 0 else (0, 1, 0)


if __name__ == "__main__":
    build = pathlib.Path(sys.argv[1]).resolve()
    jobs = str(len(os.sched_getaffinity(0)))
    ctest_report, pytest_report = build / "ctest.xml", build / "pytest.xml"
    ctest = ["ctest", "--test-dir", build, "-LE", "python", "--output-on-failure", "--no-tests=error", "-j", jobs]
    pytest = [sys.executable, "-m", "pytest", "-q"]
    results = [
        check_layers(),
        run_suite("C++", [*ctest, "--output-junit", ctest_report], ctest_report),
        run_suite("Python", [*pytest, f"--junitxml={pytest_report}"], pytest_report),
    ]
    passed, failed, skipped = (sum(column) for column in zip(*results, strict=True))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed else 0)
