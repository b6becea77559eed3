"""Runs of ``ranvier doctor`` for the tests, two at a time."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

KEYS = [
    "code", "level", "object", "variable", "message", "fix", "file", "line", "column", "why", "places", "related", "edits",
    "data",
]  # fmt: skip
PLACE_KEYS = ["file", "line", "column", "object", "label", "note"]
FAILURE = "of the doctor failed"


class Examined(NamedTuple):
    """What the doctor said of a script."""

    status: int
    findings: list
    messages: str

    def grave(self):
        """(code, object, variable) of the warnings and errors."""
        return {identity(finding) for finding in self.findings if finding["level"] != "hint"}


def identity(finding):
    return finding["code"], finding["object"], finding["variable"]


def doctor(script, *arguments, cwd=None, options=()):
    """Examines one script. Fails if a part of the doctor does."""
    finished = subprocess.run(
        [sys.executable, "-m", "ranvier", "doctor", "--json", *options, script, "--", *arguments],
        capture_output=True, text=True, cwd=cwd, env={**os.environ, "MPLBACKEND": "Agg"},
    )  # fmt: skip
    assert FAILURE not in finished.stderr and "the doctor can't" not in finished.stderr, finished.stderr
    assert finished.stdout.endswith("]\n"), finished.stderr
    findings = json.loads(finished.stdout)
    for finding in findings:
        assert list(finding) == KEYS and all(list(place) == PLACE_KEYS for place in finding["places"])
    return Examined(finished.returncode, findings, finished.stderr)


def doctor_each(scripts, command=lambda script: [script], cwd=None):
    """What `doctor` gives for each script; `command` gives what stands behind the options for it."""
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda script: doctor(*command(script), cwd=cwd), scripts)
        return dict(zip(scripts, found, strict=True))
