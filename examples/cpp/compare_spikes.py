"""Runs a C++ example and its Python twin with the same seed and compares the spikes that they write.

    python compare_spikes.py --seed 3 --duration 0.5 build/examples/barrel_cortex ../barrel_cortex.py --no-plot

Exit status 1 if the lists differ or are empty; the first difference is shown.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile


def spikes_of(command, options, path):
    """The lines that a program writes, one for each spike."""
    subprocess.run([*command, *options, "--spikes", path], check=True)
    return path.read_text().splitlines()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", required=True)
    parser.add_argument("--duration", required=True, help="in seconds")
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("script", type=pathlib.Path)
    arguments, script_options = parser.parse_known_args()

    options = ["--seed", arguments.seed, "--duration", arguments.duration]
    python = [sys.executable, "-m", "ranvier", arguments.script, *script_options]
    with tempfile.TemporaryDirectory() as folder:
        cpp_spikes = spikes_of([arguments.program], options, pathlib.Path(folder) / "cpp")
        python_spikes = spikes_of(python, options, pathlib.Path(folder) / "python")

    print(f"{len(cpp_spikes)} spikes from C++, {len(python_spikes)} from Python")
    if cpp_spikes != python_spikes:
        pairs = zip(cpp_spikes, python_spikes, strict=False)
        differing = next(((a, b) for a, b in pairs if a != b), ("the lists' lengths", ""))
        sys.exit(f"they differ, first in: {differing}")
    if not cpp_spikes:
        sys.exit("no spikes: nothing was compared")
