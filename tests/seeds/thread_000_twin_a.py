"""Thread 000, second listing, corrected: both inputs are currents that decay."""
import brian2 as b2
import numpy as np
from brian2 import ms

random = np.random.RandomState(0)
N = 100 #Define number of cells
v_rest = 0 #Resting potential
v_th = 1 #Spike threshold
t_ref = 2.0*ms #absolute refractory period
t_syn_del = 1.5*ms #delay between presynaptic spike and postsynaptic increase
tau_i = 5*ms #decay of the input from the network
tau_e = 5*ms #decay of the input from outside
t_tau = 20.*ms #time taken for voltage to reach 63% of final value
g_L = 1 #leak current

#define dynamics for each cell
lif = '''
dv/dt = (-(v - v_rest) + (I_ext + I_int)/g_L) / t_tau : 1 (unless refractory)
dI_int/dt = -I_int/tau_i : 1
dI_ext/dt = -I_ext/tau_e : 1
'''
net_dyn = b2.NeuronGroup(
    N, model=lif,
    threshold="v>v_th", reset="v = v_rest", refractory=t_ref, method='exact')

net_dyn.v = v_rest #set starting value for voltage

#Build synapses
A = random.rand(N, N) < 0.1
W = 0.02*random.rand(N, N)
net_syn = b2.Synapses(net_dyn, net_dyn, 'w:1', on_pre="I_int += w", delay=t_syn_del)
rows, cols = np.nonzero(A)
net_syn.connect(i=rows, j=cols)
net_syn.w = W[rows, cols]

#External input
N_extern = 400 #number of presynaptic excitatory poisson neurons
poisson_input_rate = 10.*b2.Hz #poisson rate of external population
w_external = 0.01 #synaptic weight of excitatory external possion neurons onto all neurons
external_poisson_input = b2.PoissonInput(target=net_dyn, target_var="I_ext", N=N_extern,
                                         rate=poisson_input_rate, weight=w_external)
spikes = b2.SpikeMonitor(net_dyn)
b2.run(500*ms)
print('spikes', spikes.num_spikes, 'mean I_ext', np.mean(net_dyn.I_ext), 'largest I_int', np.max(net_dyn.I_int))
