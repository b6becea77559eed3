from brian2 import *

G = NeuronGroup(2, 'dv/dt = -v/(10*ms) : volt', method='euler', name='exc')
run(10*ms)
G.dt = 0.05*ms
run(10*ms)
