from brian2 import *

I = TimedArray([[0, 1], [2, 3]]*mV, dt=5*ms)
G = NeuronGroup(2, 'dv/dt = (I(t) - v)/(10*ms) : volt', method='euler', name='exc')
run(10*ms)
