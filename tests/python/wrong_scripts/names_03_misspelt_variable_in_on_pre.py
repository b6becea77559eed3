from brian2 import *

G = NeuronGroup(10, '''dv/dt = (ge - v)/(10*ms) : 1
                       dge/dt = -ge/(5*ms) : 1''', threshold='v > 1', reset='v = 0', method='exact', name='exc')
S = Synapses(G, G, 'w : 1', on_pre='g_e_post += w', name='recurrent')
S.connect(p=0.5)
S.w = 0.1
run(10*ms)
