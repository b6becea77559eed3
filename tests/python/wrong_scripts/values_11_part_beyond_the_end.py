from brian2 import *

G = NeuronGroup(100, 'dv/dt = -v/(10*ms) : 1', method='exact', name='exc')
inhibitory = G[100:]
run(10*ms)
