"""Run one model script in whichever simulator answers to the name brian2, and store what the script calls its `results`.

    python run_model.py models/01_exact_leak.py out.npz [--target numpy] [--nudge]     Brian 2
    python -m ranvier run_model.py models/01_exact_leak.py out.npz                     Ranvier

A model script is a plain Brian 2 script that ends with a dictionary `results` of arrays, quantities and spike monitors. A spike
monitor is stored as two arrays, NAME.i (the neurons) and NAME.t (the times in seconds).
"""

import argparse
import runpy

import brian2
import numpy as np


def arrays_of(results):
    """Plain arrays in SI units for all entries of `results`."""
    arrays = {}
    for name, value in results.items():
        if isinstance(value, brian2.SpikeMonitor):
            arrays[name + '.i'] = np.array(value.i)
            arrays[name + '.t'] = np.array(value.t)
        else:
            arrays[name] = np.array(value)
    return arrays


def nudge_initial_v():
    """Change every v by one unit in the last place just before the first step (Brian 2 only): how rounding errors grow."""
    before_run = brian2.NeuronGroup.before_run
    nudged = set()

    def nudge_before_run(group, *args, **kwargs):
        if 'v' in group.variables and group.name not in nudged:
            nudged.add(group.name)
            values = group.variables['v'].get_value()
            values[:] = np.nextafter(values, np.inf)
        return before_run(group, *args, **kwargs)

    brian2.NeuronGroup.before_run = nudge_before_run


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
