from brian2 import *

G = NeuronGroup(10, 'dv/dt = (-70*mV - v)/(10*ms) : volt', method='exact', name='relay')
G.v = -70
run(100*ms)
