"""Run every script of real_scripts/ and tutorials/ with Brian 2 and store what it prints beside it.

.venv-oracle/bin/python tests/python/record_scripts.py [SCRIPT ...]
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def command(script):
    """What follows the name of the Python interpreter to run a script: a tutorial is run cell by cell."""
    return [HERE / 'run_cells.py', script] if script.parent.name == 'tutorials' else [script]


if __name__ == '__main__':
    for script in sorted([*HERE.glob('real_scripts/*.py'), *HERE.glob('tutorials/*.py')]):
        if len(sys.argv) > 1 and script.name not in sys.argv[1:]:
            continue
        finished = subprocess.run([sys.executable, *command(script)], capture_output=True, text=True, cwd=script.parent)
        if finished.returncode:
            sys.exit(f'{script.name}:\n{finished.stderr}')
        script.with_suffix('.txt').write_text(finished.stdout)
        print(script.name, len(finished.stdout.splitlines()), 'lines', flush=True)
