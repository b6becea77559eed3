from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : volt', method='exact', name='exc')
M = StateMonitor(G, 'v', record=[0, 5], name='traces')
run(10*ms)
print(M[1].v)
