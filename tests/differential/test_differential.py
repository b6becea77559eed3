"""Every model of models/ gives what Brian 2 gave: the same spikes exactly, the same states within the bounds of comparison.py."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from comparison import disagreements, is_exact

HERE = Path(__file__).resolve().parent
ORACLE = HERE.parents[1] / '.venv-oracle' / 'bin' / 'python'
RANVIER = [sys.executable, '-m', 'ranvier']
MODELS = sorted(path.stem for path in (HERE / 'models').glob('*.py'))
RECOMPUTED = ['02_exact_coupled', '06_rk4_hodgkin_huxley', '12_delays', '14_several_runs']  # seconds each


def run_model(command, model, folder, *options):
    """Arrays of one model, computed by a process of its own."""
    output = folder / 'results.npz'
    finished = subprocess.run(
        [*command, HERE / 'run_model.py', HERE / 'models' / f'{model}.py', output, *options],
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert finished.returncode == 0, f'{model} did not run:\n{finished.stderr}'
    with np.load(output) as stored:
        return dict(stored)


def reference_of(model):
    """Stored arrays of one model and their description."""
    path = HERE / 'references' / f'{model}.npz'
    description = json.loads(path.with_suffix('.json').read_text())
    with np.load(path) as stored:
        return dict(stored), description


def compare(model, found, differential_counts):
    reference, description = reference_of(model)
    n_spikes = sum(len(array) for name, array in reference.items() if name.endswith('.t'))
    n_samples = sum(array.size for name, array in reference.items() if not is_exact(name, array))
    assert n_spikes >= 100 or n_samples >= 10_000
    lines = disagreements(reference, found, description['regenerative'], description['effect_of_one_ulp'])
    assert not lines, '\n'.join([f'{model} differs from Brian 2 {description["brian2"]}:', *lines])
    differential_counts.append((model, n_spikes, n_samples))


@pytest.mark.parametrize('model', MODELS)
def test_the_reference_was_made_from_this_script(model):
    _, description = reference_of(model)
    script = (HERE / 'models' / f'{model}.py').read_bytes()
    assert hashlib.sha256(script).hexdigest() == description['script_sha256'], 'run `make oracle-references`'


@pytest.mark.parametrize('model', MODELS)
def test_ranvier_gives_the_numbers_of_brian2(model, tmp_path, differential_counts):
    compare(model, run_model(RANVIER, model, tmp_path), differential_counts)


def test_delta_and_bookkeeping_synapses_give_the_same_spikes(tmp_path):
    delta = run_model(RANVIER, '28_lif_delta', tmp_path)
    bookkeeping = run_model(RANVIER, '30_lif_bookkeeping', tmp_path)
    assert len(delta['spikes.i']) >= 500
    assert np.array_equal(delta['spikes.i'], bookkeeping['spikes.i'])
    assert np.array_equal(delta['spikes.t'], bookkeeping['spikes.t'])


@pytest.mark.skipif(not ORACLE.exists(), reason='Brian 2 is not installed: `make oracle` installs it')
@pytest.mark.parametrize('model', RECOMPUTED)
def test_the_installed_brian2_gives_its_stored_numbers(model, tmp_path):
    reference, description = reference_of(model)
    fresh = run_model([ORACLE], model, tmp_path, '--target', 'numpy')
    assert not disagreements(reference, fresh, description['regenerative'], description['effect_of_one_ulp'])
