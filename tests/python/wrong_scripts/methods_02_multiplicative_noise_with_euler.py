from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) + 0.1*v*xi/sqrt(10*ms) : 1', method='euler', name='exc')
run(10*ms)
