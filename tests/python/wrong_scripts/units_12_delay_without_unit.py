from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
S = Synapses(G, G, on_pre='v_post += 0.2', name='S')
S.connect(j='(i + 1) % N_post')
S.delay = 2
run(100*ms)
