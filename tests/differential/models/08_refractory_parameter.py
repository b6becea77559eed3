"""Refractory periods named by a parameter, one for each cell, some between two steps and one of zero."""
from brian2 import *

N = 40
tau = 5*ms
G = NeuronGroup(N, '''
dv/dt = (2 - v)/tau : 1 (unless refractory)
du/dt = (1 - u)/tau : 1
period : second
''', threshold='v > 1', reset='v = 0', refractory='period', method='exact')
G.period = np.arange(N)*0.13*ms
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'u', 'not_refractory', 'lastspike'], record=[0, 1, 9, 39])
run(100*ms)

results = {'spikes': spikes, 'v': trace.v, 'u': trace.u, 'not_refractory': trace.not_refractory,
           'lastspike': trace.lastspike}
