"""A refractory period only keeps cells from firing: v goes on, takes input, and may fire at the end of the period."""
from brian2 import *

N = 25
tau = 5*ms
G = NeuronGroup(N, '''dv/dt = (drive - v)/tau : 1
                      drive : 1''', threshold='v > 1', reset='v = 0.2', refractory=3.05*ms, method='exact')
G.drive = np.linspace(0.5, 4, N)
clamped = NeuronGroup(4, '''dv/dt = -v/tau : 1
                            period : second''', threshold='True', refractory='period', method='exact')
clamped.period = [0.05, 0.1, 0.25, 0.3]*ms   # every 1, 1, 2 and 3 steps
S = Synapses(clamped, G, on_pre='v += 0.01')
S.connect(condition='(j - i) % 7 == 0')
spikes, spikes_clamped = SpikeMonitor(G), SpikeMonitor(clamped)
trace = StateMonitor(G, 'v', record=range(0, N, 3))
run(60*ms)

results = {'spikes': spikes, 'spikes_clamped': spikes_clamped, 'v': trace.v}
