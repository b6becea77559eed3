from brian2 import *

second = 1000
G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', method='exact', name='exc')
run(2*second)
