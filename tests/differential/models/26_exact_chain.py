"""A chain of three linear equations with other time constants in every cell, as a synapse and a dendrite give: `exact`."""
from brian2 import *

N = 12
G = NeuronGroup(N, '''
dv/dt = (-v + u + drive)/tau_v : 1 (unless refractory)
du/dt = (-u + s)/tau_u : 1
ds/dt = -s/tau_s : 1
drive : 1 (constant)
tau_v : second (constant)
tau_u : second (constant)
tau_s : second (constant)
''', threshold='v > 1', reset='v = 0; s += 0.4', refractory=1*ms, method='exact')
G.drive = np.linspace(1.1, 3, N)
G.tau_v = np.linspace(9, 20, N)*ms
G.tau_u = np.linspace(8, 5, N)*ms
G.tau_s = np.linspace(1, 4, N)*ms
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'u', 's'], record=range(0, N, 2), dt=0.5*ms)
run(300*ms)

results = {'spikes': spikes, 'v': trace.v, 'u': trace.u, 's': trace.s}
