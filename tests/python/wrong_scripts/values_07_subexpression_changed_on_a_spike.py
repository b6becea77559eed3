from brian2 import *

G = NeuronGroup(10, '''dv/dt = (I - v)/(10*ms) : 1
                       I = 2*rand_drive : 1
                       rand_drive : 1''', threshold='v > 1', reset='v = 0', method='euler', name='exc')
S = Synapses(G, G, on_pre='I_post += 0.1', name='S')
S.connect()
run(10*ms)
