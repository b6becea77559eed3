"""Runs a script with one of both simulators and reports the CPU times of its phases as JSON on the last line.

    python timed_script.py SIMULATOR SCRIPT [arguments]     SIMULATOR: brian2 (compiled with Cython) or ranvier

`first_step`: CPU time of the process when the first step begins; `run`: CPU time of all steps.
"""

import json
import runpy
import sys
import time

simulator, script, *arguments = sys.argv[1:]
if simulator == "ranvier":
    from ranvier.alias import install

    install()
import brian2  # noqa: E402

if simulator == "brian2":
    brian2.prefs.codegen.target = "cython"

times = {"run": 0.0}
original_run = brian2.run


def timed_run(duration, *args, level=0, **kwds):
    """Prepares everything in a run of no length, so that the steps alone are timed."""
    original_run(0 * duration, level=level + 1)
    start = time.process_time()
    times.setdefault("first_step", start)
    original_run(duration, *args, level=level + 1, **kwds)
    times["run"] += time.process_time() - start


brian2.run = timed_run
sys.argv = [script, *arguments]
runpy.run_path(script, run_name="__main__")
print(json.dumps(times))
