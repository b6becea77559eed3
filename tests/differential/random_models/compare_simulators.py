"""Runs descriptions of models in both simulators and says where their numbers part."""

import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from comparison import disagreements, is_exact  # noqa: E402
from write_script import script_of  # noqa: E402

ORACLE = HERE.parents[2] / '.venv-oracle' / 'bin' / 'python'
RANVIER = [sys.executable, '-m', 'ranvier']
BRIAN2 = [ORACLE]


@dataclass
class Outcome:
    """What one simulator made of one model: arrays, or the text of an error."""

    arrays: dict = field(default_factory=dict)
    error: str = ''

    @property
    def last_line(self):
        """The line of the error that names it."""
        lines = [line for line in self.error.strip().splitlines() if not line.startswith(' ')]
        return lines[-1] if lines else ''

    @property
    def is_not_built(self):
        """Whether the simulator says that it lacks something."""
        return 'NotImplementedError' in self.error or 'not built yet' in self.error


def run_models(models, command, *options):
    """Outcome of each model, run by one process for all of them (by another one after a crash)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, model in enumerate(models):
            (folder / f'{number:05}.py').write_text(script_of(model))
        while True:
            finished = subprocess.run(
                [*command, HERE / 'run_scripts.py', folder, *options], capture_output=True, text=True, cwd=folder
            )
            done = len({path.stem for path in (folder / 'out').glob('*')}) if (folder / 'out').exists() else 0
            if done == len(models):
                break
            if not done or finished.returncode == 0:
                raise RuntimeError(f'{command} did not run the models:\n{finished.stderr}')
        outcomes = []
        for number in range(len(models)):
            error = folder / 'out' / f'{number:05}.error'
            if error.exists():
                outcomes.append(Outcome(error=error.read_text()))
                continue
            with np.load(folder / 'out' / f'{number:05}.npz') as stored:
                outcomes.append(Outcome(arrays=dict(stored)))
        return outcomes


def run_brian2(models, *options):
    """Outcome of each model in Brian 2; options: '--nudge' changes every initial v by one unit in the last place,
    '--nudge-down' in the other direction, '--as-written' keeps Brian 2 from putting the operations of a text in another order."""
    return run_models(models, BRIAN2, '--target', 'numpy', *options)


def without_synapses(model):
    """The description without its synapses and what records or changes them."""
    names = {synapses['name'] for synapses in model['synapses']}
    runs = [
        run | {'changes': [change for change in run['changes'] if change['of'] not in names]} for run in model['runs']
    ]
    monitors = [monitor for monitor in model['monitors'] if monitor['of'] not in names]
    return model | {'synapses': [], 'monitors': monitors, 'runs': runs}


def n_spikes(arrays):
    """How many spikes all spike monitors together hold."""
    return sum(len(array) for name, array in arrays.items() if name.endswith('.t'))


def same_spikes(first, second):
    """Whether all spike monitors that are in both hold the same."""
    names = [name for name in first.keys() & second.keys() if name.endswith(('.t', '.i'))]
    return all(np.array_equal(first[name], second[name]) for name in names)


def ulp_effects(reference, nudged):
    """Largest change of each array of states by one unit in the last place; None if that moves a spike."""
    for name, array in reference.items():
        if is_exact(name, array) and not np.array_equal(array, nudged.get(name)):
            return None
    effects = {}
    for name, array in reference.items():
        if not is_exact(name, array):
            known = np.isfinite(array) & np.isfinite(nudged[name])
            effects[name] = float(np.max(np.abs(array[known] - nudged[name][known]), initial=0))
    return effects


def differences(model, reference, found, effects):
    """Lines that say where `found` parts from `reference`; none if they agree."""
    if found.error:
        return [found.last_line]
    return disagreements(reference, found.arrays, model['regenerative'], effects)
