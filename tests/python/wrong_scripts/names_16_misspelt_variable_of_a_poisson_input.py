from brian2 import *

G = NeuronGroup(10, '''dv/dt = (g_ext - v)/(10*ms) : 1
                       dg_ext/dt = -g_ext/(5*ms) : 1''', method='exact', name='exc')
background = PoissonInput(G, 'gext', N=200, rate=8*Hz, weight=0.1)
run(10*ms)
