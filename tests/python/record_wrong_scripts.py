"""Run every script of wrong_scripts/ and store what it prints on standard error, and its exit status, beside it.

.venv/bin/python tests/python/record_wrong_scripts.py [SCRIPT ...]

Read the differences before they are committed: each text must say what is wrong, where, and what to do.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "wrong_scripts"


def outcome(script):
    """What ``python -m ranvier script`` prints on standard error, without the folder, and its exit status."""
    command = [sys.executable, "-m", "ranvier", script.name]
    finished = subprocess.run(command, capture_output=True, text=True, cwd=FOLDER, timeout=60)
    return f"{finished.stderr.replace(f'{FOLDER}/', '')}-- exit status {finished.returncode}\n"


def outcomes(scripts):
    """The outcomes of scripts, two processes at a time."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(scripts, pool.map(outcome, scripts)))


if __name__ == "__main__":
    names = sys.argv[1:]
    chosen = [script for script in sorted(FOLDER.glob("*.py")) if not names or script.name in names]
    for script, text in outcomes(chosen).items():
        script.with_suffix(".txt").write_text(text)
