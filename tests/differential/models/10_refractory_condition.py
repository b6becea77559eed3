"""Refractory while a condition holds, with v locked for that time, against input from spikes too."""
from brian2 import *

random = np.random.RandomState(10)
N = 30
tau = 8*ms
G = NeuronGroup(N, '''
dv/dt = (drive - v)/tau : 1 (unless refractory)
da/dt = -a/(10*ms) : 1
drive : 1
''', threshold='v > 1', reset='v = 0; a += 1', refractory='a > 0.6', method='exact')
G.drive = np.linspace(0.8, 2, N)
steps = np.flatnonzero(random.rand(3000) < 0.05)
inputs = SpikeGeneratorGroup(1, np.zeros(len(steps), dtype=int), steps*0.1*ms)
S = Synapses(inputs, G, on_pre='v += 0.1')
S.connect()
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'a', 'not_refractory'], record=[0, 15, 29], dt=0.2*ms)
run(300*ms)

results = {'spikes': spikes, 'v': trace.v, 'a': trace.a, 'not_refractory': trace.not_refractory}
