"""Runs random models in both simulators, says for each what came out, keeps that in files and counts it by feature."""

import collections
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

import compare_simulators as simulators
import numpy as np
from generate_model import random_model
from write_script import script_of

FOLDER = simulators.HERE.parents[2] / 'build' / 'random_models' / 'verdicts'
ANSWERS = FOLDER.parent / 'brian2'
RESULTS = ['agrees', 'differs', 'not built', 'excluded', 'refused by Brian 2']
MOST_EXCLUDED = 0.02  # of all models
FEWEST_OF_A_FEATURE = 0.1  # of all models: 50 of 500
FEWEST_WITH_WORKING_SYNAPSES = 0.6  # of all models: 300 of 500
MANY_SPIKES = 100


def _script_hash(model):
    return hashlib.sha256(script_of(model).encode()).hexdigest()


def _result(model, reference, found):
    """(what happened, lines that say more) for one model."""
    if reference.error:
        return 'refused by Brian 2', [reference.last_line]
    if found.is_not_built:
        return 'not built', [found.last_line]
    if not simulators.differences(model, reference.arrays, found, {}):
        return 'agrees', []
    effects = {}
    for direction in ('--nudge', '--nudge-down'):  # one of them may be rounded away
        nudged = simulators.run_brian2([model], direction)[0]
        of_direction = simulators.ulp_effects(reference.arrays, nudged.arrays)
        if of_direction is None:
            return 'excluded', ['a change of v by one unit in the last place moves a spike']
        effects = {name: max(effect, effects.get(name, 0)) for name, effect in of_direction.items()}
    lines = simulators.differences(model, reference.arrays, found, effects)
    if not lines:
        return 'agrees', []
    as_written = simulators.run_brian2([model], '--as-written')[0]
    moved = simulators.ulp_effects(reference.arrays, as_written.arrays) is None
    if moved and not simulators.differences(model, as_written.arrays, found, effects):
        return 'excluded', [
            'a spike hangs on the order in which Brian 2 puts the operations of a text; as written, both agree'
        ]
    return 'differs', lines


def answers_of_brian2(models):
    """Outcome of each model in Brian 2, from its file if the same script has been run before, else from two processes."""
    ANSWERS.mkdir(parents=True, exist_ok=True)
    paths = [ANSWERS / f'{_script_hash(model)}.npz' for model in models]
    missing = [number for number, path in enumerate(paths) if not path.exists()]
    halves = [half for half in (missing[::2], missing[1::2]) if half]
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(simulators.run_brian2, [models[number] for number in half]) for half in halves]
        errors = {}
        for half, job in zip(halves, jobs, strict=True):
            for number, outcome in zip(half, job.result(), strict=True):
                if outcome.error:
                    errors[number] = outcome
                else:
                    np.savez_compressed(paths[number], **outcome.arrays)
    return [errors.get(number) or simulators.Outcome(arrays=_load(path)) for number, path in enumerate(paths)]


def _load(path):
    with np.load(path) as stored:
        return dict(stored)


def judge(models):
    """Run models in both simulators, at most two processes at a time.

    Returns
    -------
    list of dict
        For each model what happened, why, its features, how many spikes it has and whether synapses change them; each is
        also written to a file of its own.
    """
    references = answers_of_brian2(models)
    alone = [simulators.without_synapses(model) for model in models if model['synapses']]
    found = simulators.run_models(models + alone, simulators.RANVIER)
    alone = {model['seed']: outcome.arrays for model, outcome in zip(alone, found[len(models) :], strict=True)}
    FOLDER.mkdir(parents=True, exist_ok=True)
    verdicts = []
    for model, reference, ranvier in zip(models, references, found[: len(models)], strict=True):
        result, lines = _result(model, reference, ranvier)
        without = alone.get(model['seed'], reference.arrays)
        verdicts.append({
            'script_sha256': _script_hash(model), 'result': result, 'lines': lines, 'features': model['features'],
            'spikes': simulators.n_spikes(reference.arrays),
            'synapses_change_spikes': not simulators.same_spikes(reference.arrays, without),
        })  # fmt: skip
        (FOLDER / f'{model["seed"]:05}.json').write_text(json.dumps(verdicts[-1], indent=1) + '\n')
    return verdicts


def read(seeds):
    """The verdicts on the models with these seeds whose scripts have not changed since."""
    known = {}
    for seed in seeds:
        path = FOLDER / f'{seed:05}.json'
        if path.exists():
            verdict = json.loads(path.read_text())
            if verdict['script_sha256'] == _script_hash(random_model(seed)):
                known[seed] = verdict
    return known


def print_table(seeds):
    """Print by feature what came out; returns 0 if all is as it should be, else 1."""
    known = read(seeds)
    table = collections.defaultdict(collections.Counter)
    sums = collections.Counter(verdict['result'] for verdict in known.values())
    for verdict in known.values():
        for feature in verdict['features']:
            table[feature][verdict['result']] += 1
    print(f'{"feature":28}{"models":>8}' + ''.join(f'{result:>12}' for result in RESULTS[:4]))
    for feature, row in sorted(table.items()):
        print(f'{feature:28}{row.total():8}' + ''.join(f'{row[result]:12}' for result in RESULTS[:4]))
    working = sum(
        verdict['result'] == 'agrees' and verdict['spikes'] >= MANY_SPIKES and verdict['synapses_change_spikes']
        for verdict in known.values()
    )
    print(f'{len(known)} of {len(seeds)} models: ' + ', '.join(f'{sums[result]} {result}' for result in RESULTS))
    print(f'{working} agree, have at least {MANY_SPIKES} spikes and synapses that change them')
    bad = [
        (len(known) < len(seeds), f'{len(seeds) - len(known)} models have not been run'),
        (sums['differs'], f'{sums["differs"]} models differ'),
        (sums['not built'] + sums['refused by Brian 2'], 'some models do not run'),
        (sums['excluded'] > MOST_EXCLUDED * len(seeds), f'more than {MOST_EXCLUDED:.0%} are excluded'),
        (working < FEWEST_WITH_WORKING_SYNAPSES * len(seeds), 'too few have spikes that synapses change'),
        *(
            (row.total() < FEWEST_OF_A_FEATURE * len(seeds), f'{feature} is in too few models')
            for feature, row in sorted(table.items())
        ),
    ]  # fmt: skip
    complaints = [text for wrong, text in bad if wrong]
    print(*complaints, sep='\n', end='\n' if complaints else '')
    return 1 if complaints else 0
