"""Integer and boolean parameters in equations, thresholds and resets of several statements."""
from brian2 import *

N = 24
tau = 7*ms
G = NeuronGroup(N, '''
dv/dt = (drive + 0.5*int(bursting) - v)/tau : 1
drive : 1
bursting : boolean
emitted : integer
limit : integer (constant)
''', threshold='v > 1 and (bursting or emitted % 5 != 3 or v > 1.2)', reset='''
emitted += 1
surplus = v - 1
bursting = (emitted % limit < 3) and not (emitted > 40)
v = 0.1*surplus + 0.2*int(bursting)
''', method='exponential_euler')
G.drive = np.linspace(1.05, 2.5, N)
G.limit = 4 + np.arange(N) % 4
G.bursting = 'i % 2 == 0'
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'bursting', 'emitted'], record=range(0, N, 3), dt=0.5*ms)
run(250*ms)

results = {'spikes': spikes, 'v': trace.v, 'bursting': trace.bursting, 'emitted': trace.emitted}
