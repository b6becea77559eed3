"""Compare Ranvier with Brian 2 on random models.

    python run_random_models.py 0:300           fresh models with these seeds, run by both
    python run_random_models.py --store 0:60    stores the answers of Brian 2 in references/
    python run_random_models.py --show 17       prints the script of a model

Prints for each feature how many models have it and in how many both agree. A model that differs is shrunk, and its script
written to build/random_models/.
"""

import argparse
import collections
import json
import sys

import compare_simulators as simulators
import numpy as np
from generate_model import random_model
from shrink_model import shrink
from write_script import script_of

REFERENCES = simulators.HERE / 'references'
FAILURES = simulators.HERE.parents[2] / 'build' / 'random_models'
AT_A_TIME = 20
MOST_BYTES = 80_000


def _fails_like(first_line):
    def fails(model):
        reference = simulators.run_brian2([model])[0]
        if reference.error:
            return False
        effects = simulators.ulp_effects(reference.arrays, simulators.run_brian2([model], nudge=True)[0].arrays)
        found = simulators.run_models([model], simulators.RANVIER)[0]
        if effects is None or (found.error and not first_line.startswith(found.last_line[:30])):
            return False
        return bool(simulators.differences(model, reference.arrays, found, effects))

    return fails


def report_failure(model, lines):
    """Shrink a model that differs and write its script."""
    smallest = shrink(model, _fails_like(lines[0]))
    FAILURES.mkdir(parents=True, exist_ok=True)
    path = FAILURES / f'{model["seed"]:05}.py'
    path.write_text(''.join(f'# {line}\n' for line in lines) + script_of(smallest))
    print(f'model {model["seed"]} differs; see {path}', *lines, sep='\n    ', flush=True)


def verdict(model, reference, nudged, found):
    """(what happened, lines that say more) for one model."""
    if reference.error:
        return 'refused by Brian 2', [reference.last_line]
    effects = simulators.ulp_effects(reference.arrays, nudged.arrays)
    if effects is None:
        return 'excluded', ['a change of v by one unit in the last place moves a spike']
    if found.is_not_built:
        return 'not built', [found.last_line]
    lines = simulators.differences(model, reference.arrays, found, effects)
    return ('differs', lines) if lines else ('agrees', [])


def compare(seeds, shrinks):
    """Run all models in both simulators; returns the exit status."""
    table = collections.defaultdict(collections.Counter)
    sums = collections.Counter()
    for first in range(0, len(seeds), AT_A_TIME):
        models = [random_model(seed) for seed in seeds[first : first + AT_A_TIME]]
        runs = [simulators.run_brian2(models), simulators.run_brian2(models, nudge=True)]
        runs.append(simulators.run_models(models, simulators.RANVIER))
        for model, *outcomes in zip(models, *runs, strict=True):
            result, lines = verdict(model, *outcomes)
            sums[result] += 1
            for feature in model['features']:
                table[feature][result] += 1
            if result == 'differs' and shrinks:
                report_failure(model, lines)
            elif result != 'agrees':
                print(f'model {model["seed"]} {result}', *lines, sep='\n    ', flush=True)
    columns = ['agrees', 'differs', 'not built', 'excluded', 'refused by Brian 2']
    print(f'{"feature":28}' + ''.join(f'{column:>12}' for column in columns[:4]))
    for feature, row in sorted(table.items()):
        print(f'{feature:28}' + ''.join(f'{row[column]:12}' for column in columns[:4]))
    print(f'{len(seeds)} models: ' + ', '.join(f'{sums[column]} {column}' for column in columns))
    return 1 if sums['differs'] else 0


def store(seeds):
    """Store the answers of Brian 2 for the models that it runs and that no rounding error upsets."""
    REFERENCES.mkdir(exist_ok=True)
    for first in range(0, len(seeds), AT_A_TIME):
        models = [random_model(seed) for seed in seeds[first : first + AT_A_TIME]]
        runs = simulators.run_brian2(models), simulators.run_brian2(models, nudge=True)
        for model, reference, nudged in zip(models, *runs, strict=True):
            effects = None if reference.error else simulators.ulp_effects(reference.arrays, nudged.arrays)
            path = REFERENCES / f'{model["seed"]:05}.npz'
            if effects is None:
                print(f'model {model["seed"]}: {reference.last_line or "a spike hangs on one unit in the last place"}')
                continue
            np.savez_compressed(path, **reference.arrays)
            if path.stat().st_size > MOST_BYTES:
                print(f'model {model["seed"]}: {path.stat().st_size} bytes are too many')
                path.unlink()
                continue
            description = {'brian2': '2.9.0', 'effect_of_one_ulp': effects, 'model': model}
            path.with_suffix('.json').write_text(json.dumps(description, indent=1) + '\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('seeds', nargs='?', default='0:20', help='FIRST:LAST, the last one excluded')
    parser.add_argument('--store', action='store_true')
    parser.add_argument('--show', type=int, metavar='SEED')
    parser.add_argument('--no-shrinking', action='store_true')
    arguments = parser.parse_args()
    if arguments.show is not None:
        sys.exit(print(script_of(random_model(arguments.show))))
    if not simulators.ORACLE.exists():
        raise SystemExit('Brian 2 is not installed: `make oracle` installs it')
    seeds = range(*map(int, arguments.seeds.split(':')))
    if arguments.store:
        store(seeds)
    else:
        sys.exit(compare(seeds, not arguments.no_shrinking))


if __name__ == '__main__':
    main()
