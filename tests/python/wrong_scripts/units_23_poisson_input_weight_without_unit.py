from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : volt', threshold='v > 10*mV', reset='v = 0*mV', method='exact', name='L4')
background = PoissonInput(G, 'v', N=200, rate=8*Hz, weight=0.1)
run(100*ms)
