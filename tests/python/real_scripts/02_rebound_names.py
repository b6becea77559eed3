"""Scripts bind N, t, i, w, e, gamma and seed anew; internal variables win, strings see the caller's values."""
from brian2 import *
prefs.codegen.target = 'numpy'

N, t, i, w, e, gamma, seed_value = 5, 3*second, 7, 2*mV, 0.25, 4, 11


def simulate(seed):
    np.random.seed(seed)
    G = NeuronGroup(N, '''dv/dt = e*mV/ms : volt
                          u : 1''', threshold='v > w', reset='v = 0*mV', method='euler')
    G.u = 'i + gamma'          # i is the neuron's number, gamma the script's
    S = Synapses(G, G, 'w : 1', on_pre='u_post += w')
    S.connect(j='i')
    S.w = 10                   # here w is the synapse's
    M = SpikeMonitor(G)
    run(20*ms)
    print(seed, M.num_spikes, array(G.u), G.N, N)


simulate(seed=3)
print(t, i, w)
