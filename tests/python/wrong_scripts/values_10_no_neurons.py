from brian2 import *

n_total = 5
n_inh = int(0.1*n_total)
G = NeuronGroup(n_inh, 'dv/dt = -v/(10*ms) : 1', method='exact', name='inh')
run(10*ms)
