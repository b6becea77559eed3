"""CPU time of the doctor's examination of a model before its first step, in milliseconds; the last line is JSON.

    python timed_doctor.py

`barrel_cortex` is the network of examples/barrel_cortex.py; `few_synapses` and `many_synapses` are one network with a
thousand and with a million synapses. Medians of 21, the first one apart: it also loads what is needed once.
"""

import json
import runpy
import statistics
import sys
from pathlib import Path

from ranvier.alias import install

TURNS = 21
MODEL = """
equations = '''dv/dt = (g - v - 49*mV)/(20*ms) : volt
               dg/dt = -g/(5*ms) : volt'''
cells = NeuronGroup(1000, equations, threshold='v > -50*mV', reset='v = -60*mV', method='exact')
pathway = Synapses(cells, cells, 'w : volt', on_pre='g_post += w')
pathway.connect(SYNAPSES)
pathway.w = 0.1*mV
cells.v = -60*mV
run(0*ms)
"""
# Runs among the names of the model, as a call in its script would.
EXAMINATIONS = """
import time
from ranvier import doctor
times = []
for turn in range(TURNS + 1):
    start = time.process_time()
    doctor()
    times.append(1e3*(time.process_time() - start))
"""


def examine(names):
    """The first examination and the median of the others [ms], in a script's names."""
    exec(EXAMINATIONS.replace("TURNS", str(TURNS)), names)
    return {"first": names["times"][0], "median": statistics.median(names["times"][1:])}


def barrel_cortex():
    script = str(Path(__file__).parent.parent / "examples/barrel_cortex.py")
    sys.argv = [script, "--no-plot", "--duration", "0.001"]
    return runpy.run_path(script, run_name="__main__")


def network_with(synapses):
    names = {"__name__": "__main__"}
    exec("from brian2 import *; start_scope()", names)
    exec(MODEL.replace("SYNAPSES", synapses), names)
    return names


install()
print(
    json.dumps(
        {
            "barrel_cortex": examine(barrel_cortex()),
            "few_synapses": examine(network_with("j='i'")),
            "many_synapses": examine(network_with("p=1")),
        }
    )
)
