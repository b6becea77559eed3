from brian2 import *

G = NeuronGroup(10, 'dv/dt = (heavyside(t - 5*ms) - v)/(10*ms) : 1', method='euler', name='exc')
run(10*ms)
