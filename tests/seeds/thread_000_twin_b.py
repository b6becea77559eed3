"""Thread 000, second listing, corrected: delta synapses, which act on the potential itself."""
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

#define dynamics for each cell
lif = '''
dv/dt = -(v - v_rest) / t_tau : 1 (unless refractory)
'''
net_dyn = b2.NeuronGroup(
    N, model=lif,
    threshold="v>v_th", reset="v = v_rest", refractory=t_ref, method='exact')

net_dyn.v = v_rest #set starting value for voltage

#Build synapses
A = random.rand(N, N) < 0.1
W = 0.02*random.rand(N, N)
net_syn = b2.Synapses(net_dyn, net_dyn, 'w:1', on_pre="v += w", delay=t_syn_del)
rows, cols = np.nonzero(A)
net_syn.connect(i=rows, j=cols)
net_syn.w = W[rows, cols]

#External input
N_extern = 400 #number of presynaptic excitatory poisson neurons
poisson_input_rate = 10.*b2.Hz #poisson rate of external population
w_external = 0.01 #synaptic weight of excitatory external possion neurons onto all neurons
external_poisson_input = b2.PoissonInput(target=net_dyn, target_var="v", N=N_extern,
                                         rate=poisson_input_rate, weight=w_external)
spikes = b2.SpikeMonitor(net_dyn)
b2.run(500*ms)
print('spikes', spikes.num_spikes, 'mean v', np.mean(net_dyn.v))
