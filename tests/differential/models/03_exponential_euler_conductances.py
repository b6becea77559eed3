"""Conductance-based network of excitatory and inhibitory cells: `exponential_euler`, one-step delays."""
from brian2 import *

random = np.random.RandomState(3)
n_e, n_i = 160, 40
taum, taue, taui = 20*ms, 5*ms, 10*ms
Ee, Ei, El = 60*mV, -20*mV, 11*mV   # relative to -60 mV
eqs = '''
dv/dt = (ge*(Ee - v) + gi*(Ei - v) - (v - El))/taum : volt (unless refractory)
dge/dt = -ge/taue : 1
dgi/dt = -gi/taui : 1
'''
E = NeuronGroup(n_e, eqs, threshold='v > 10*mV', reset='v = 0*mV', refractory=5*ms, method='exponential_euler')
I = NeuronGroup(n_i, eqs, threshold='v > 10*mV', reset='v = 0*mV', refractory=3*ms, method='exponential_euler')


def project(source, target, variable, weight):
    synapses = Synapses(source, target, 'w : 1', on_pre=variable + ' += w', delay=0.1*ms)
    i, j = np.nonzero(random.rand(len(source), len(target)) < 0.1)
    synapses.connect(i=i, j=j)
    synapses.w = weight*random.rand(len(i))
    return synapses


EE, EI = project(E, E, 'ge', 0.1), project(E, I, 'ge', 0.1)
IE, II = project(I, E, 'gi', 1), project(I, I, 'gi', 1)
for cells in (E, I):
    cells.v = 10*random.rand(len(cells))*mV
spikes_e, spikes_i = SpikeMonitor(E), SpikeMonitor(I)
trace = StateMonitor(E, ['v', 'ge', 'gi'], record=[0, 80])
run(250*ms)

results = {'spikes_e': spikes_e, 'spikes_i': spikes_i, 'v': trace.v, 'ge': trace.ge, 'gi': trace.gi}
