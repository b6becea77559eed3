from brian2 import *

N = 100
G = NeuronGroup(N, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='all')
excitatory = G[:0.8*N]
run(10*ms)
