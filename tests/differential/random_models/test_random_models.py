"""Stored random models give in Ranvier what they gave in Brian 2; the generator and the shrinker keep their promises."""

import copy
import json
import sys
from pathlib import Path

import numpy as np
import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import compare_simulators as simulators  # noqa: E402
import verdicts  # noqa: E402
from generate_model import random_model  # noqa: E402
from shrink_model import shrink, smaller_models  # noqa: E402
from write_script import script_of  # noqa: E402

STORED = sorted(str(path.relative_to(HERE).with_suffix('')) for path in HERE.glob('re*/*.json'))
REFERENCES = [name for name in STORED if name.startswith('references/')]  # the others once differed
FEWEST = 50


@pytest.fixture(scope='module')
def descriptions():
    return {name: json.loads((HERE / f'{name}.json').read_text()) for name in STORED}


@pytest.fixture(scope='module')
def outcomes(descriptions):
    models = [description['model'] for description in descriptions.values()]
    return dict(zip(descriptions, simulators.run_models(models, simulators.RANVIER), strict=True))


@pytest.mark.parametrize('name', STORED)
def test_ranvier_gives_the_numbers_of_brian2(name, descriptions, outcomes, differential_counts):
    model, effects = descriptions[name]['model'], descriptions[name]['effect_of_one_ulp']
    with np.load(HERE / f'{name}.npz') as stored:
        reference = dict(stored)
    found = outcomes[name]
    if found.is_not_built:
        pytest.skip(found.last_line)
    lines = simulators.differences(model, reference, found, effects)
    assert not lines, '\n'.join([*lines, found.error, script_of(model)])
    n_spikes = sum(len(array) for key, array in reference.items() if key.endswith('.t'))
    n_samples = sum(array.size for key, array in reference.items() if not simulators.is_exact(key, array))
    differential_counts.append((f'random model {int(name.rpartition("/")[2])}', n_spikes, n_samples))


def test_there_are_enough_models_and_each_feature_is_in_one(descriptions):
    assert len(REFERENCES) >= FEWEST
    stored = {feature for name in REFERENCES for feature in descriptions[name]['model']['features']}
    generated = {feature for seed in range(300) for feature in random_model(seed)['features']}
    assert generated <= stored


def test_a_seed_names_a_model():
    assert random_model(11) == random_model(11)
    assert random_model(11) != random_model(12)
    assert json.loads(json.dumps(random_model(11))) == random_model(11)


@pytest.mark.parametrize('seed', range(0, 200, 10))
def test_scripts_and_all_smaller_scripts_are_python(seed):
    model = random_model(seed)
    before = copy.deepcopy(model)
    for description in [model, *smaller_models(model)]:
        if description['groups']:
            compile(script_of(description), 'script', 'exec')
    assert model == before


def test_the_shrinker_leaves_what_the_failure_needs():
    model = next(model for model in map(random_model, range(100)) if len(model['synapses']) > 1)
    kept = model['synapses'][-1]['name']

    def fails(smaller):
        return kept in {synapses['name'] for synapses in smaller['synapses']}

    smallest = shrink(model, fails)
    assert [synapses['name'] for synapses in smallest['synapses']] == [kept]
    assert not smallest['monitors']
    assert len(smallest['runs']) == 1
    assert len(smallest['groups']) <= 2
    assert all(group['n'] == 1 for group in smallest['groups'])


def outcome(*steps):
    """What a simulator made of a model: the steps in which one neuron spikes."""
    return simulators.Outcome(arrays={'s.i': np.zeros(len(steps), int), 's.t': np.array(steps, float), 'v': np.ones(3)})


@pytest.mark.parametrize(
    ('of_option', 'expected'),
    [
        ({}, 'differs'),
        ({'--nudge': outcome(1, 4)}, 'excluded'),
        ({'--nudge-down': outcome(1, 4)}, 'excluded'),
        (
            {'--as-written': outcome(1, 3)},
            'excluded',
        ),  # Brian 2 contradicts itself, and Ranvier agrees with one of the two
        ({'--as-written': outcome(1, 4)}, 'differs'),
    ],
)
def test_a_model_that_differs_is_left_out_only_if_brian2_contradicts_itself(monkeypatch, of_option, expected):
    monkeypatch.setattr(simulators, 'run_brian2', lambda models, option: [of_option.get(option, outcome(1, 2))])
    assert verdicts._result({'regenerative': False}, outcome(1, 2), outcome(1, 3))[0] == expected
    assert verdicts._result({'regenerative': False}, outcome(1, 2), outcome(1, 2))[0] == 'agrees'


def test_the_table_complains_about_what_is_missing(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(verdicts, 'FOLDER', tmp_path)
    assert verdicts.print_table(range(3)) == 1
    assert '3 models have not been run' in capsys.readouterr().out
    for seed in range(3):
        model = random_model(seed)
        verdict = {'script_sha256': verdicts._script_hash(model), 'result': 'agrees', 'lines': [], 'features': ['all']}
        verdict |= {'spikes': 100, 'synapses_change_spikes': seed > 0}
        (tmp_path / f'{seed:05}.json').write_text(json.dumps(verdict))
    assert verdicts.print_table(range(3)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == [
        '3 of 3 models: 3 agrees, 0 differs, 0 not built, 0 excluded, 0 refused by Brian 2',
        '2 agree, have at least 100 spikes and synapses that change them',
    ]
