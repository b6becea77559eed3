from brian2 import *

P = PoissonGroup(50, rates=10*Hz)
G = NeuronGroup(5, 'dg/dt = -g/(5*ms) : siemens', method='exact')
S = Synapses(P, G, 'w : siemens', on_pre='g_post += w', name='feedforward')
S.connect()
S.w = 0.3
run(100*ms)
