"""Run an example with several seeds in one process, in whichever simulator answers to the name brian2.

    python run_example_seeds.py EXAMPLE FIRST LAST [ARGUMENT ...]                      Brian 2, numpy target
    python -m ranvier run_example_seeds.py EXAMPLE FIRST LAST [ARGUMENT ...]           Ranvier

Prints for each seed a line of JSON: the seed and what the example printed.
"""

import contextlib
import gc
import io
import json
import runpy
import sys
from pathlib import Path

import brian2

example, first, last, *arguments = sys.argv[1:]
path = Path(__file__).resolve().parents[2] / 'examples' / f'{example}.py'
sys.path.insert(0, str(path.parent))
brian2.prefs.codegen.target = 'numpy'
gc.freeze()  # Brian 2 collects garbage after every run: it need not look through the modules
for seed in range(int(first), int(last)):
    sys.argv = [str(path), '--no-plot', '--seed', str(seed), *arguments]
    brian2.start_scope()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(path), run_name='__main__')
    print(json.dumps({'seed': seed, 'printed': printed.getvalue()}), flush=True)
