from brian2 import *

G = NeuronGroup('100', 'dv/dt = -v/(10*ms) : 1', method='exact')
run(10*ms)
