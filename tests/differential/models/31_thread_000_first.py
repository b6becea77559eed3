"""The first listing of thread 000 with its external spikes handed in; the rest is tests/seeds/thread_000_first.py."""
# finding: RV101, as posted: the Poisson input adds to a parameter that never decays
# finding: RV102, as posted: each spike overwrites the internal input
import brian2 as b2
import numpy as np
from brian2 import ms

random = np.random.RandomState(0)
N = 100
v_rest = 0
v_th = 1
t_tau = 20*ms

lif = '''
dv/dt = -(v-v_rest) / t_tau : 1 (unless refractory)
V = v + I_e + I_i : 1 #combine current voltage with incoming currents
I_i : 1 #internal current
I_e : 1 #external current
'''
net_dyn = b2.NeuronGroup(N, model=lif, threshold='V>v_th', reset='v = v_rest', refractory=2*ms, method='exact')
net_dyn.v = v_rest

A = random.rand(N, N) < 0.1
W = 0.02*random.rand(N, N)
net_syn = b2.Synapses(net_dyn, net_dyn, 'w:1', on_pre='I_i = w', delay=1.5*ms)
rows, cols = np.nonzero(A)
net_syn.connect(i=rows, j=cols)
net_syn.w = W[rows, cols]

# The Poisson input is replaced by spikes drawn beforehand: four generators of 1000 per second for each cell's 400 inputs of 10 Hz.
steps, generators = np.nonzero(random.rand(5000, 4*N) < 0.1)
external = b2.SpikeGeneratorGroup(4*N, generators, steps*0.1*ms)
external_input = b2.Synapses(external, net_dyn, on_pre='I_e_post += 0.01')
external_input.connect(i=np.arange(4*N), j=np.arange(4*N)//4)
spikes = b2.SpikeMonitor(net_dyn)
trace = b2.StateMonitor(net_dyn, ['v', 'I_e', 'I_i'], record=[0, 50], dt=1*ms)
b2.run(500*ms)

results = {'spikes': spikes, 'v': trace.v, 'I_e': trace.I_e, 'I_i': trace.I_i}
