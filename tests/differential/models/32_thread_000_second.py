"""The second listing of thread 000, bracket repaired, with its external spikes handed in; see tests/seeds/."""
# finding: RV101, as posted: the Poisson input adds to a parameter that never decays
# finding: RV102, as posted: each spike overwrites the internal input
import brian2 as b2
import numpy as np
from brian2 import ms

random = np.random.RandomState(0)
N = 100 #Define number of cells
v_rest = 0 #Resting potential
v_th = 1 #Spike threshold
t_ref = 2.0*ms #absolute refractory period
t_syn_del = 1.5*ms #delay between presynaptic spike and postsynaptic increase
t_tau = 20.*ms #time taken for voltage to reach 63% of final value
g_L = 1 #leak current

#define dynamics for each cell
lif = '''
dv/dt = (-(v - v_rest) + (I_ext + I_int)/g_L) / t_tau : 1 (unless refractory)
I_int : 1
I_ext : 1
'''
net_dyn = b2.NeuronGroup(
    N, model=lif,
    threshold="v>v_th", reset="v = v_rest", refractory=t_ref, method='exact')

net_dyn.v = v_rest #set starting value for voltage

#Build synapses
A = random.rand(N, N) < 0.1
W = 0.02*random.rand(N, N)
net_syn = b2.Synapses(net_dyn, net_dyn, 'w:1', on_pre="I_int=w", delay=t_syn_del)
rows, cols = np.nonzero(A)
net_syn.connect(i=rows, j=cols)
net_syn.w = W[rows, cols]

# The Poisson input is replaced by spikes drawn beforehand: four generators of 1000 per second for each cell's 400 inputs of 10 Hz.
steps, generators = np.nonzero(random.rand(5000, 4*N) < 0.1)
external = b2.SpikeGeneratorGroup(4*N, generators, steps*0.1*ms)
external_input = b2.Synapses(external, net_dyn, on_pre='I_ext_post += 0.01')
external_input.connect(i=np.arange(4*N), j=np.arange(4*N)//4)
spikes = b2.SpikeMonitor(net_dyn)
trace = b2.StateMonitor(net_dyn, ['v', 'I_ext', 'I_int'], record=[0, 50], dt=1*ms)
b2.run(500*ms)

results = {'spikes': spikes, 'v': trace.v, 'I_ext': trace.I_ext, 'I_int': trace.I_int}
