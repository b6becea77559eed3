"""Recompute with Brian 2 what the models of this folder must give: `make oracle-references`.

    .venv-oracle/bin/python tests/differential/make_references.py [--cython] [MODEL ...]

For every model it writes references/MODEL.npz (the arrays) and references/MODEL.json: hash of the script, version and code
generation target of Brian 2, counts, and for each array of floats the effect of changing every initial v by one unit in the last
place, which bounds what a comparison may ask of it. Spikes must survive that change, and those of the large networks (with
--cython: of all models) must also be those of Brian 2's other target; a model where they are not is refused.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
from comparison import is_exact

HERE = Path(__file__).resolve().parent
MODELS = HERE / 'models'
REFERENCES = HERE / 'references'
COMPARED_WITH_CYTHON = {
    '27_barrel_cortex',
    '28_lif_delta',
    '29_lif_currents',
    '30_lif_bookkeeping',
}  # it compiles for minutes
FEWEST_SPIKES, FEWEST_SAMPLES, MOST_BYTES = 100, 10_000, 300_000


def run_model(model, *options):
    """Arrays of one model, run with Brian 2 in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / 'results.npz'
        subprocess.run(
            [sys.executable, HERE / 'run_model.py', MODELS / f'{model}.py', output, *options],
            check=True,
            stderr=subprocess.PIPE,
            text=True,
        )
        with np.load(output) as stored:
            return dict(stored)


def changes(reference, other):
    """Names of the exact arrays that differ, and the largest difference of each other array."""
    flipped = [
        name for name, array in reference.items() if is_exact(name, array) and not np.array_equal(array, other[name])
    ]
    largest = {
        name: float(np.max(np.abs(array - other[name]), initial=0))
        for name, array in reference.items()
        if not is_exact(name, array) and array.shape == other[name].shape
    }
    return flipped, largest


def make_reference(model, compare_cython):
    """Compute and store one reference; returns its description."""
    reference = run_model(model, '--target', 'numpy')
    targets, compared = ['numpy'], reference
    if compare_cython:
        targets, compared = ['numpy', 'cython'], run_model(model, '--target', 'cython')
        flipped, target_effect = changes(reference, compared)
        if flipped:
            raise SystemExit(f'{model}: the numpy and Cython targets differ in {flipped}')
    flipped, nudge_effect = changes(compared, run_model(model, '--target', targets[-1], '--nudge'))
    if flipped:
        raise SystemExit(f'{model}: a change of v by one unit in the last place changes {flipped}')

    n_spikes = {name[:-2]: len(array) for name, array in reference.items() if name.endswith('.t')}
    n_samples = sum(array.size for name, array in reference.items() if not is_exact(name, array))
    if sum(n_spikes.values()) < FEWEST_SPIKES and n_samples < FEWEST_SAMPLES:
        raise SystemExit(f'{model}: only {n_spikes} spikes and {n_samples} samples')
    path = REFERENCES / f'{model}.npz'
    np.savez_compressed(path, **reference)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f'{model}: {path.stat().st_size} bytes; record less')
    script = (MODELS / f'{model}.py').read_bytes()
    description = {
        'script_sha256': hashlib.sha256(script).hexdigest(),
        'regenerative': b'\nregenerative = True\n' in script,
        'brian2': version('brian2'),
        'numpy': np.__version__,
        'target': 'numpy',
        'targets_with_the_same_spikes': targets,
        'spikes': n_spikes,
        'samples': n_samples,
        'effect_of_one_ulp': nudge_effect,
    }
    if compare_cython:
        description['effect_of_the_cython_target'] = target_effect
    path.with_suffix('.json').write_text(json.dumps(description, indent=1) + '\n')
    return description


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('models', nargs='*', help='names without .py; all if none is named')
    parser.add_argument('--cython', action='store_true', help='compare all models with the Cython target as well')
    arguments = parser.parse_args()
    REFERENCES.mkdir(exist_ok=True)
    for model in arguments.models or sorted(path.stem for path in MODELS.glob('*.py')):
        description = make_reference(model, arguments.cython or model in COMPARED_WITH_CYTHON)
        print(f"{model}: {sum(description['spikes'].values())} spikes, {description['samples']} samples", flush=True)


if __name__ == '__main__':
    main()
