"""Scripts as users write them print in Ranvier what they print in Brian 2 (record_scripts.py stored it)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from record_scripts import command

HERE = Path(__file__).resolve().parent
SCRIPTS = sorted([*HERE.glob('real_scripts/*.py'), *HERE.glob('tutorials/*.py')])


@pytest.mark.parametrize('script', SCRIPTS, ids=lambda script: script.stem)
def test_the_script_prints_what_it_prints_in_brian2(script, tmp_path):
    finished = subprocess.run(
        [sys.executable, '-m', 'ranvier', *command(script)], capture_output=True, text=True, cwd=tmp_path, timeout=120,
        env={**os.environ, 'MPLBACKEND': 'Agg'},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout == script.with_suffix('.txt').read_text()
