from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v == 0', name='exc')
run(10*ms)
