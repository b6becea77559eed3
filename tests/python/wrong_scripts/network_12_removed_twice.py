from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', method='exact', name='exc')
H = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', method='exact', name='inh')
net = Network(G)
net.run(10*ms)
net.remove(H)
