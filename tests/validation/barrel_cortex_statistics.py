"""Does the barrel-cortex network fire as in Brian 2? Rates and irregularity over seeds 1 to 10 against Brian 2's over seeds 1 to 10.

    .venv/bin/python tests/validation/barrel_cortex_statistics.py                         Ranvier against the stored numbers
    .venv-oracle/bin/python tests/validation/barrel_cortex_statistics.py --store          computes Brian 2's numbers

The two simulators draw other random numbers, so single runs differ; what must agree is their distribution. For each of the three
statistics an exact permutation test of the difference of means is made: the share of all 184 756 ways to divide the 20 values
into two tens whose means lie at least as far apart. The exit status is 1 if a share is 0.01 or less.
"""

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
SCRIPT = HERE.parents[1] / 'examples' / 'barrel_cortex.py'
STORED = HERE / 'barrel_cortex_statistics.json'
SEEDS = range(1, 11)
SIGNIFICANCE = 0.01
PRINTED = re.compile(r'E (?P<rate_e>[\d.]+) Hz +I (?P<rate_i>[\d.]+) Hz +CV of I (?P<cv_i>[\d.]+)')


def statistics(command, seed):
    """Rate of E [Hz], rate of I [Hz] and CV of I's inter-spike intervals, as the example prints them."""
    with tempfile.TemporaryDirectory() as folder:
        printed = subprocess.run(
            [*command, SCRIPT, '--no-plot', '--seed', str(seed)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
        ).stdout
    return {name: float(value) for name, value in PRINTED.search(printed).groupdict().items()}


def permutation_p(first, second):
    """Share of the divisions of all values into two groups of these sizes whose means differ at least as much."""
    values = np.concatenate([first, second])
    chosen = np.array(list(itertools.combinations(range(len(values)), len(first))))
    means = values[chosen].mean(axis=1)
    other_means = (values.sum() - means * len(first)) / len(second)
    observed = abs(np.mean(first) - np.mean(second))
    return np.mean(abs(means - other_means) >= observed * (1 - 1e-12))


def store():
    """Compute Brian 2's numbers and store them after every seed; seeds that are stored already are kept."""
    import brian2

    stored = {'brian2': brian2.__version__, 'target': 'cython', 'runs': {}}
    if STORED.exists() and (before := json.loads(STORED.read_text()))['brian2'] == brian2.__version__:
        stored = before
    for seed in SEEDS:
        if str(seed) not in stored['runs']:
            stored['runs'][str(seed)] = statistics([sys.executable], seed)
            STORED.write_text(json.dumps(stored, indent=1) + '\n')
            print(f'seed {seed} stored', flush=True)


def compare():
    """Run Ranvier and compare; returns whether all three statistics agree."""
    stored = json.loads(STORED.read_text())
    missing = [seed for seed in SEEDS if str(seed) not in stored['runs']]
    if missing:
        sys.exit(
            f"{STORED.name} lacks Brian 2's numbers of seeds {missing}: run this script with .venv-oracle and --store"
        )
    runs = []
    for seed in SEEDS:
        runs.append(statistics([sys.executable, '-m', 'ranvier'], seed))
        print(
            f'seed {seed:2}   E {runs[-1]["rate_e"]:.3f} Hz   I {runs[-1]["rate_i"]:.2f} Hz   '
            f'CV of I {runs[-1]["cv_i"]:.3f}',
            flush=True,
        )
    agree = True
    for name, title in (('rate_e', 'rate of E (Hz)'), ('rate_i', 'rate of I (Hz)'), ('cv_i', 'CV of I')):
        found = [run[name] for run in runs]
        expected = [stored['runs'][str(seed)][name] for seed in SEEDS]
        p = permutation_p(found, expected)
        agree &= p > SIGNIFICANCE
        print(
            f'{title:15} Ranvier {np.mean(found):.3f} +- {np.std(found, ddof=1):.3f}   Brian 2 {stored["brian2"]} '
            f'{np.mean(expected):.3f} +- {np.std(expected, ddof=1):.3f}   p = {p:.4f}'
        )
    print('agree' if agree else f'DIFFER: p <= {SIGNIFICANCE}')
    return agree


parser = argparse.ArgumentParser()
parser.add_argument('--store', action='store_true', help="compute and store Brian 2's numbers")
if parser.parse_args().store:
    store()
elif not compare():
    sys.exit(1)
