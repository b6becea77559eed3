"""The scripts on the pages of docs/concepts run, without a finding of the doctor but those that a page is about."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "docs" / "concepts"


def scripts_of(page):
    return re.findall(r"^```python\n(.*?)^```$", (PAGES / page).read_text(), re.DOTALL | re.MULTILINE)


def output_of(script, folder):
    (folder / "script.py").write_text(script)
    finished = subprocess.run(
        [sys.executable, "-m", "ranvier", "script.py"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "MPLBACKEND": "Agg"},
    )
    assert finished.returncode == 0, finished.stderr
    assert not re.search(r"^RV\d{3} (error|warning)", finished.stderr, re.MULTILINE), finished.stderr
    return finished.stdout


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, "highest potential: 6.84 mV"),
        (1, "the potential rises by"),
        (2, "excitation alone rises to"),
        (3, "mean input from outside"),
        (4, "jumps from the network, in sum:"),
        (5, "after 12 ms and after 100 ms: {'assigned': (0.25, 0.25), 'no decay': (1.25, 1.25), 'a current': "),
    ],
)
def test_synaptic_input(place, expected, tmp_path):
    scripts = scripts_of("synaptic-input.md")
    assert len(scripts) == 6
    assert output_of(scripts[place], tmp_path).startswith(expected)
