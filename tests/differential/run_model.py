"""Run one model script in whichever simulator answers to the name brian2, and store what the script calls its `results`.

    python run_model.py models/01_exact_leak.py out.npz [--target numpy] [--nudge]     Brian 2
    python -m ranvier run_model.py models/01_exact_leak.py out.npz                     Ranvier

A model script is a plain Brian 2 script that ends with a dictionary `results` of arrays, quantities and spike monitors. A spike
monitor is stored as two arrays, NAME.i (the neurons) and NAME.t (the times in seconds).
"""

import argparse
import runpy
import sys
from pathlib import Path

import brian2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from model_arrays import arrays_of, nudge_initial_v  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('model')
    parser.add_argument('output')
    parser.add_argument('--target', help='Brian 2 code generation target')
    parser.add_argument('--nudge', action='store_true', help='change every initial v by one unit in the last place')
    arguments = parser.parse_args()

    if arguments.target:
        brian2.prefs.codegen.target = arguments.target
    if arguments.nudge:
        nudge_initial_v()
    results = runpy.run_path(arguments.model, run_name='__main__')['results']
    np.savez_compressed(arguments.output, **arrays_of(results))


main()
