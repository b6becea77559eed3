from brian2 import *

G = NeuronGroup(3, 'dv/dt = -v/(10*ms) : volt', method='exact', name='exc')
M = StateMonitor(G, 'v', record=[0, 1, 2, 3], name='traces')
run(10*ms)
