from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', method='exact', name='exc')

@network_operation(dt=1)
def update(t):
    G.v = 0

run(10*ms)
