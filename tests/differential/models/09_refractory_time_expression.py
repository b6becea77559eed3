"""A refractory period that is an expression of seconds and is evaluated at every step."""
from brian2 import *

N = 30
tau = 8*ms
G = NeuronGroup(N, '''
dv/dt = (drive - v)/tau : 1 (unless refractory)
da/dt = -a/(50*ms) : 1
drive : 1
''', threshold='v > 1', reset='v = 0; a += 0.3', refractory='1*ms + 4*ms*a', method='exact')
G.drive = np.linspace(1.1, 3, N)
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'a', 'not_refractory'], record=[0, 15, 29], dt=0.2*ms)
run(300*ms)

results = {'spikes': spikes, 'v': trace.v, 'a': trace.a, 'not_refractory': trace.not_refractory}
