"""Run all scripts of a folder in whichever simulator answers to the name brian2; store arrays or the error of each.

    python run_scripts.py FOLDER [--target numpy] [--nudge | --nudge-down] [--as-written]      Brian 2
    python -m ranvier run_scripts.py FOLDER                      Ranvier

FOLDER/NAME.py gives FOLDER/OUT/NAME.npz or, when it fails, FOLDER/OUT/NAME.error; OUT is the name of --output. A script
that has one of them already is left alone: after a crash the same command goes on behind the script that crashed.
"""

import argparse
import gc
import sys
import traceback
from pathlib import Path

import brian2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model_arrays import arrays_of, nudge_initial_v  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('folder', type=Path)
    parser.add_argument('--output', default='out')
    parser.add_argument('--target', help='Brian 2 code generation target')
    parser.add_argument('--nudge', action='store_true', help='change every initial v by one unit in the last place')
    parser.add_argument('--nudge-down', action='store_true', help='the same in the other direction')
    parser.add_argument('--as-written', action='store_true', help='no reordering of operations by Brian 2')
    options = parser.parse_args()

    if options.target:
        brian2.prefs.codegen.target = options.target
    if options.as_written:
        brian2.prefs.codegen.loop_invariant_optimisations = False
    if options.nudge or options.nudge_down:
        nudge_initial_v(-np.inf if options.nudge_down else np.inf)
    brian2.BrianLogger.console_handler.setLevel(40)
    gc.freeze()  # Brian 2 collects garbage after every run: it need not look through the modules
    output = options.folder / options.output
    output.mkdir(exist_ok=True)
    if hasattr(brian2.prefs, 'doctor'):  # Ranvier: models that diverge go on, as in Brian 2
        brian2.prefs.doctor.non_finite = 'warn'
    for script in sorted(options.folder.glob('*.py')):
        arrays, error = output / f'{script.stem}.npz', output / f'{script.stem}.error'
        if arrays.exists() or error.exists():
            continue
        error.write_text('the process crashed')
        namespace = {'__name__': script.stem}
        try:
            exec(compile(script.read_text(), str(script), 'exec'), namespace)
            np.savez_compressed(arrays, **arrays_of(namespace['results']))
        except Exception as reason:
            error.write_text(''.join(traceback.format_exception(reason)))
        else:
            error.unlink()


main()
