"""Leaky cells with plasticity of pairs of spikes between the excitatory ones; prints the rates.

1000 cells (80 % excitatory) of Brunel (2000), 100 excitatory inputs each: p = 100/800, delays of 1.5 ms, weights 0.1 mV and
-0.5 mV, 1000 external inputs of 20 Hz; traces of 20 ms, A+ = 0.001, A- = -0.00105, weights clipped to 0 ... 0.3 mV.
"""

import argparse

from brian2 import *

parser = argparse.ArgumentParser()
parser.add_argument("--duration", type=float, default=1)
parser.add_argument("--neurons", type=int, default=1000)
parser.add_argument("--inputs", type=int, default=100)
arguments = parser.parse_args()

seed(1)
N = arguments.neurons
n_excitatory = int(0.8 * N)
p = arguments.inputs / n_excitatory
tau, tau_pre, tau_post = 20 * ms, 20 * ms, 20 * ms
w_max, A_pre, A_post = 0.3, 0.001, -0.00105

cells = NeuronGroup(N, "dv/dt = -v/tau : volt (unless refractory)", threshold="v > 20*mV", reset="v = 10*mV",
                    refractory=2 * ms, method="exact")  # fmt: skip
cells.v = "20*mV*rand()"
drive = PoissonInput(cells, "v", 1000, 20 * Hz, 0.1 * mV)
excitatory, inhibitory = cells[:n_excitatory], cells[n_excitatory:]
plastic = Synapses(
    excitatory,
    excitatory,
    """w : 1
       dtrace_source/dt = -trace_source/tau_pre : 1 (event-driven)
       dtrace_target/dt = -trace_target/tau_post : 1 (event-driven)""",
    on_pre="""v_post += w*mV
              trace_source += A_pre
              w = clip(w + trace_target, 0, w_max)""",
    on_post="""trace_target += A_post
               w = clip(w + trace_source, 0, w_max)""",
    delay=1.5 * ms,
)
plastic.connect(p=p)
plastic.w = 0.1
excitation = Synapses(excitatory, inhibitory, on_pre="v_post += 0.1*mV", delay=1.5 * ms)
excitation.connect(p=p)
inhibition = Synapses(inhibitory, cells, on_pre="v_post -= 0.5*mV", delay=1.5 * ms)
inhibition.connect(p=p)
spikes = SpikeMonitor(cells)
run(arguments.duration * second)

duration = arguments.duration
excitatory_rate = sum(spikes.count[:n_excitatory]) / n_excitatory / duration
inhibitory_rate = sum(spikes.count[n_excitatory:]) / (N - n_excitatory) / duration
print(
    f"{len(plastic)} plastic synapses, rates {excitatory_rate:.1f} Hz and {inhibitory_rate:.1f} Hz, "
    f"mean weight {mean(plastic.w[:]):.4f} mV"
)
