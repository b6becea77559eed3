"""Four runs in a row; between them externals, parameters, v, delays and the time step change."""
from brian2 import *

random = np.random.RandomState(14)
N = 30
tau = 10*ms
drive = 1.2
G = NeuronGroup(N, '''dv/dt = (drive + offset - v)/tau : 1 (unless refractory)
                      offset : 1''', threshold='v > threshold_v', reset='v = reset_v', refractory=1*ms, method='exact')
G.offset = 0.3*random.rand(N)
threshold_v, reset_v = 1, 0
S = Synapses(G, G, 'w : 1', on_pre='v += w*gain', delay=0.7*ms)
S.connect(i=random.randint(0, N, 90), j=random.randint(0, N, 90))
S.w = 0.1*random.rand(90)
gain = 1
spikes = SpikeMonitor(G)
trace = StateMonitor(G, 'v', record=range(0, N, 5), dt=0.5*ms)

run(50*ms)
drive, gain = 1.05, -0.5
run(50.04*ms)                # ends between two steps
tau, threshold_v, reset_v = 5*ms, 0.9, 0.1
G.v = 0.5
G.offset[:10] = 0.4
S.w[:45] = 0.05
S.delay = 1.4*ms
run(49.96*ms)
defaultclock.dt = 0.05*ms
run(50*ms)

results = {'spikes': spikes, 'v': trace.v, 't': trace.t, 'last_v': G.v[:]}
