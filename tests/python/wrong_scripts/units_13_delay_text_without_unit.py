from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
S = Synapses(G, G, on_pre='v_post += 0.2', name='S')
S.connect(condition='i != j')
S.delay = '1 + 2*rand()'
run(100*ms)
