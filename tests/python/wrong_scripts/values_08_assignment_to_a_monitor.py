from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', method='exact', name='exc')
M = StateMonitor(G, 'v', record=True, name='traces')
run(10*ms)
M.v = 0
