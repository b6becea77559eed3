"""FitzHugh-Nagumo cells: `rk2`, a refractory period that lasts as long as the cell is above threshold."""
from brian2 import *

regenerative = True
N = 30
G = NeuronGroup(N, '''
dv/dt = (v - v**3/3 - w + drive)/(2*ms) : 1
dw/dt = 0.08*(v + 0.7 - 0.8*w)/(2*ms) : 1
drive : 1 (constant)
''', threshold='v > 1', refractory='v > 1', method='rk2')
G.v = -1.2
G.w = -0.6
G.drive = np.linspace(0.3, 1.2, N)
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'w'], record=[0, 10, 20, 29], dt=0.2*ms)
run(600*ms)

results = {'spikes': spikes, 'v': trace.v, 'w': trace.w}
