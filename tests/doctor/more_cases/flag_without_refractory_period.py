"""RV110: `(unless refractory)` in a group without a refractory period."""

from brian2 import *

G = NeuronGroup(1, 'dv/dt = (3 - v)/(10*ms) : 1 (unless refractory)', threshold='v > 1', reset='v = 0', method='exact')
spikes = SpikeMonitor(G)
run(50 * ms)
print(spikes.num_spikes)
