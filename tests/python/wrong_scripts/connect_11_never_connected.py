from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='exc')
S = Synapses(G, G, 'w : 1', on_pre='v_post += w', name='S')
run(10*ms)
