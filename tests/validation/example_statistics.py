"""Do the examples that draw random numbers behave as in Brian 2? What they print over seeds 1 to 10 against what Brian 2 prints.

    .venv/bin/python tests/validation/example_statistics.py [EXAMPLE ...]                       Ranvier against the stored numbers
    .venv-oracle/bin/python tests/validation/example_statistics.py --store [EXAMPLE ...]        computes Brian 2's numbers

The two simulators draw other random numbers, so single runs differ; what must agree is their distribution. For each statistic an
exact permutation test of the difference of means is made: the share of all ways to divide the values into two groups of these
sizes whose means lie at least as far apart. The exit status is 1 if a share is 0.01 or less.
"""

import argparse
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
STORED = HERE / 'example_statistics.json'
SEEDS = range(1, 11)
SIGNIFICANCE = 0.01


@dataclass(frozen=True)
class Example:
    """Arguments of an example and the names of the numbers it prints; '-' stands for a number that is not compared."""

    arguments: tuple
    numbers: str


EXAMPLES = {
    'balanced_network': Example(('--duration', '0.5'), 'rate_E rate_I CV_of_E CV_of_I'),
    'synfire_chain': Example(
        (),
        'sharp_1 - - - sharp_5 - - - - sharp_10 - - feeble_1 - - - feeble_5 - - - - feeble_10 - -',
    ),
    'working_memory': Example(
        (),
        'rate_before - - rate_of_cue centre_of_cue sharpness_of_cue rate_first_half centre_first_half sharpness_first_half '
        'rate_second_half - sharpness_second_half rate_erased - -',
    ),
    'decision_network': Example((), 'A_before B_before I_before A_stimuli B_stimuli I_stimuli A_after B_after I_after'),
}


def statistics(example, printed):
    """The numbers that an example printed, by name."""
    names = EXAMPLES[example].numbers.split()
    values = re.findall(r'(?<![\w.])\d+(?:\.\d+)?(?![\w.])', printed)
    if len(values) != len(names):
        raise ValueError(f'{example} printed {len(values)} numbers instead of {len(names)}:\n{printed}')
    return {name: float(value) for name, value in zip(names, values, strict=True) if name != '-'}


def run(example, *interpreter):
    """Yields the seed and the statistics of each run, all made by one process."""
    command = [sys.executable, *interpreter, HERE / 'run_example_seeds.py', example, str(SEEDS.start), str(SEEDS.stop)]
    with subprocess.Popen(
        [*command, *EXAMPLES[example].arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        for line in process.stdout:
            result = json.loads(line)
            yield result['seed'], statistics(example, result['printed'])
    if process.returncode:
        raise RuntimeError(f'{example} ended with status {process.returncode}')


def permutation_p(first, second):
    """Share of the divisions of all values into two groups of these sizes whose means differ at least as much.

    Every division is counted: bits of a number say which values are in the first group.
    """
    values = np.concatenate([first, second])
    sums, counts = np.zeros(1), np.zeros(1, int)
    for value in values:  # sums of all subsets of the values so far, and how many values each has
        sums, counts = np.concatenate([sums, sums + value]), np.concatenate([counts, counts + 1])
        keep = counts <= len(first)
        sums, counts = sums[keep], counts[keep]
    sums = sums[counts == len(first)]
    differences = abs(sums / len(first) - (values.sum() - sums) / len(second))
    observed = abs(np.mean(first) - np.mean(second))
    return np.mean(differences >= observed - 1e-9 * np.max(abs(values), initial=0))


def compare(example):
    """Run Ranvier; yields for each statistic its name, the values of Ranvier, those of Brian 2 and p."""
    stored = json.loads(STORED.read_text())['runs'][example]
    runs = dict(run(example, '-m', 'ranvier'))
    for name in next(iter(runs.values())):
        found, expected = ([values[name] for values in group.values()] for group in (runs, stored))
        yield name, found, expected, permutation_p(found, expected)


def store(examples):
    """Compute Brian 2's numbers and store them after every seed."""
    import brian2

    stored = json.loads(STORED.read_text()) if STORED.exists() else {'runs': {}}
    stored |= {'brian2': brian2.__version__, 'target': 'numpy'}
    for example in examples:
        stored['runs'][example] = {}
        for seed, values in run(example):
            stored['runs'][example][str(seed)] = values
            STORED.write_text(json.dumps(stored, indent=1) + '\n')
            print(f'{example} seed {seed} stored', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('examples', nargs='*', default=list(EXAMPLES))
    parser.add_argument('--store', action='store_true', help="compute and store Brian 2's numbers")
    arguments = parser.parse_args()
    if arguments.store:
        return store(arguments.examples)
    agree = True
    for example in arguments.examples:
        print(example)
        for name, found, expected, p in compare(example):
            agree &= p > SIGNIFICANCE
            print(
                f'  {name:22} Ranvier {np.mean(found):9.3f} +- {np.std(found, ddof=1):7.3f}   Brian 2 '
                f'{np.mean(expected):9.3f} +- {np.std(expected, ddof=1):7.3f}   p = {p:.4f}',
                flush=True,
            )
    print('agree' if agree else f'DIFFER: a p is {SIGNIFICANCE} or less')
    sys.exit(0 if agree else 1)


if __name__ == '__main__':
    main()
