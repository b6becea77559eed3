from brian2 import *

layers = [NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', method='exact', name='layer') for _ in range(2)]
net = Network(layers)
net.run(10*ms)
