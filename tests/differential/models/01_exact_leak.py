"""Leaky integrate-and-fire cells with their own constant drive: `exact`, refractory period as a quantity."""
from brian2 import *

N = 50
tau = 10*ms
EL = -70*mV
G = NeuronGroup(N, '''
dv/dt = (EL - v + drive)/tau : volt (unless refractory)
drive : volt (constant)
''', threshold='v > -50*mV', reset='v = -65*mV', refractory=2*ms, method='exact')
G.v = EL
G.drive = np.linspace(15, 40, N)*mV
spikes = SpikeMonitor(G)
trace = StateMonitor(G, 'v', record=range(0, N, 7))
run(200*ms)

results = {'spikes': spikes, 'v': trace.v, 't': trace.t, 'count': spikes.count}
