"""Compare Ranvier with Brian 2 on random models.

    python run_random_models.py 0:500           fresh models with these seeds, run by both
    python run_random_models.py --table 0:500   prints the table of what was compared before, runs nothing
    python run_random_models.py --store 0:60    stores the answers of Brian 2 in references/
    python run_random_models.py --keep 17       stores Brian 2's answers to the shrunk model 17 in regressions/
    python run_random_models.py --show 17       prints the script of a model

Prints for each feature how many models have it and in how many both agree. What came out for a model is kept below
build/random_models/verdicts/; with --resume a model whose script has not changed since is not run again. A model that differs is
shrunk, and its script written to build/random_models/. Brian 2's answers are kept by script below build/random_models/brian2/: delete
them to have all computed anew.
"""

import argparse
import json
import sys

import compare_simulators as simulators
import numpy as np
import verdicts
from generate_model import random_model
from shrink_model import shrink
from write_script import script_of

REFERENCES = simulators.HERE / 'references'
REGRESSIONS = simulators.HERE / 'regressions'
FAILURES = verdicts.FOLDER.parent
AT_A_TIME = 25
MOST_BYTES = 80_000


def _fails_like(first_line):
    def fails(model):
        reference = simulators.run_brian2([model])[0]
        if reference.error:
            return False
        effects = simulators.ulp_effects(reference.arrays, simulators.run_brian2([model], '--nudge')[0].arrays)
        found = simulators.run_models([model], simulators.RANVIER)[0]
        if effects is None or (found.error and not first_line.startswith(found.last_line[:30])):
            return False
        return bool(simulators.differences(model, reference.arrays, found, effects))

    return fails


def report_failure(model, lines):
    """Shrink a model that differs and write its script and its description."""
    smallest = shrink(model, _fails_like(lines[0]))
    FAILURES.mkdir(parents=True, exist_ok=True)
    path = FAILURES / f'{model["seed"]:05}.py'
    path.write_text(''.join(f'# {line}\n' for line in lines) + script_of(smallest))
    path.with_suffix('.json').write_text(json.dumps(smallest, indent=1) + '\n')
    print(f'model {model["seed"]} differs; see {path}', *lines, sep='\n    ', flush=True)


def compare(seeds, shrinks, resumes):
    """Run all models in both simulators; returns the exit status."""
    known = verdicts.read(seeds) if resumes else {}
    models = [model for model in map(random_model, seeds) if known.get(model['seed'], {}).get('result') != 'agrees']
    for first in range(0, len(models), AT_A_TIME):
        chunk = models[first : first + AT_A_TIME]
        for model, verdict in zip(chunk, verdicts.judge(chunk), strict=True):
            if verdict['result'] == 'differs' and shrinks:
                report_failure(model, verdict['lines'])
            elif verdict['result'] != 'agrees':
                print(f'model {model["seed"]} {verdict["result"]}', *verdict['lines'], sep='\n    ', flush=True)
    return verdicts.print_table(seeds)


def store(models, folder):
    """Store the answers of Brian 2 for the models that it runs and that no rounding error upsets."""
    folder.mkdir(exist_ok=True)
    for first in range(0, len(models), AT_A_TIME):
        chunk = models[first : first + AT_A_TIME]
        runs = verdicts.answers_of_brian2(chunk), simulators.run_brian2(chunk, '--nudge')
        for model, reference, nudged in zip(chunk, *runs, strict=True):
            effects = None if reference.error else simulators.ulp_effects(reference.arrays, nudged.arrays)
            path = folder / f'{model["seed"]:05}.npz'
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
    parser.add_argument('--table', action='store_true')
    parser.add_argument('--store', action='store_true')
    parser.add_argument('--keep', type=int, metavar='SEED')
    parser.add_argument('--show', type=int, metavar='SEED')
    parser.add_argument('--resume', action='store_true')
    parser.add_argument('--no-shrinking', action='store_true')
    arguments = parser.parse_args()
    seeds = range(*map(int, arguments.seeds.split(':')))
    if arguments.show is not None:
        sys.exit(print(script_of(random_model(arguments.show))))
    if arguments.table:
        sys.exit(verdicts.print_table(seeds))
    if not simulators.ORACLE.exists():
        raise SystemExit('Brian 2 is not installed: `make oracle` installs it')
    if arguments.keep is not None:
        store([json.loads((FAILURES / f'{arguments.keep:05}.json').read_text())], REGRESSIONS)
    elif arguments.store:
        store([random_model(seed) for seed in seeds], REFERENCES)
    else:
        sys.exit(compare(seeds, not arguments.no_shrinking, arguments.resume))


if __name__ == '__main__':
    main()
