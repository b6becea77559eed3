from brian2 import *

tau = 20*ms
G = NeuronGroup(100, 'dv/dt = -v/tau : volt', threshold='v > 10*mV', reset='v = 0*mV', method='exact', name='G')
S = Synapses(G, G, on_pre='v_post += 0.5', name='recurrent')
S.connect(p=0.1)
run(100*ms)
