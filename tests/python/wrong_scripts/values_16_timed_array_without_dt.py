from brian2 import *

I = TimedArray([0, 1, 2, 3]*nA)
G = NeuronGroup(1, 'dv/dt = (100*Mohm*I(t) - v)/(10*ms) : volt', method='euler')
run(10*ms)
