from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', method='exact', name='layer 4')
run(10*ms)
