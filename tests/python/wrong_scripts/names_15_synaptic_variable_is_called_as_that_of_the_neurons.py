from brian2 import *

G = NeuronGroup(10, '''dv/dt = (I - v)/(10*ms) : 1
                       w : 1
                       I : 1''', threshold='v > 1', reset='v = 0', name='exc')
S = Synapses(G, G, 'w : 1', on_pre='v_post += w', name='S')
S.connect()
run(10*ms)
