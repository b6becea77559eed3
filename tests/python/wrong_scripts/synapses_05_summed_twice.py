from brian2 import *

G = NeuronGroup(10, '''dv/dt = (I - v)/(10*ms) : 1
                       I : 1''', threshold='v > 1', reset='v = 0', method='euler', name='exc')
ampa = Synapses(G, G, 'I_post = 0.1*v_pre : 1 (summed)', name='ampa')
ampa.connect()
nmda = Synapses(G, G, 'I_post = 0.2*v_pre : 1 (summed)', name='nmda')
nmda.connect()
run(10*ms)
