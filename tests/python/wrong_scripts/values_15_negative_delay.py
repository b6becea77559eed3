from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='exc')
S = Synapses(G, G, on_pre='v_post += 0.1', name='S')
S.connect()
S.delay = 'i*ms - 3*ms'
run(10*ms)
