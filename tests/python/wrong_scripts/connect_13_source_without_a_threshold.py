from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', method='exact', name='exc')
S = Synapses(G, G, on_pre='v_post += 1', name='S')
S.connect()
run(10*ms)
