from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='exc')
S = Synapses(G, G, '''ds/dt = -s/(100*ms) : 1 (clock-driven)
                      s_tot_post = s : 1 (summed)''', on_pre='s += 1', name='nmda', method='exact')
S.connect()
run(10*ms)
