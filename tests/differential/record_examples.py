"""Run the examples that draw nothing inside the model with Brian 2 and store what they print and their spikes.

.venv-oracle/bin/python tests/differential/record_examples.py [EXAMPLE ...]
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / 'examples'
STORED = HERE / 'examples'
DETERMINISTIC = [
    'gap_junctions', 'mushroom_body', 'rate_model', 'short_term_plasticity', 'sound_localisation', 'stdp_homeostasis',
]  # fmt: skip
NUMPY_TARGET = (
    'import brian2, runpy, sys; brian2.prefs.codegen.target = "numpy"; sys.argv = sys.argv[1:]; '
    'sys.path.insert(0, sys.argv[0].rpartition("/")[0]); runpy.run_path(sys.argv[0], run_name="__main__")'
)


def run_example(name, *interpreter):
    """What an example prints, and the text of its file of spikes (empty if it has none)."""
    with tempfile.TemporaryDirectory() as folder:
        spikes = Path(folder) / 'spikes'
        printed = subprocess.run(
            [sys.executable, *interpreter, str(EXAMPLES / f'{name}.py'), '--no-plot', '--spikes', spikes],
            check=True, stdout=subprocess.PIPE, text=True, cwd=folder,
        ).stdout  # fmt: skip
        return printed, spikes.read_text() if spikes.exists() else ''


if __name__ == '__main__':
    for example in sys.argv[1:] or DETERMINISTIC:
        printed, spikes = run_example(example, '-c', NUMPY_TARGET)
        (STORED / f'{example}.txt').write_text(printed)
        (STORED / f'{example}.spikes.gz').write_bytes(gzip.compress(spikes.encode(), mtime=0))
        print(example, len(spikes.splitlines()), 'spikes', flush=True)
