from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='exc')
training = Network(G)
training.run(10*ms)
test_phase = Network(G)
test_phase.run(10*ms)
