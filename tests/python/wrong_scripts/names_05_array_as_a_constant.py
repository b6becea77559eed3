from brian2 import *

I0 = linspace(0, 1, 10)
G = NeuronGroup(10, 'dv/dt = (I0 - v)/(10*ms) : 1', method='euler', name='fI')
run(10*ms)
