from brian2 import *

defaultclock.dt = 0.1
G = NeuronGroup(1, 'dv/dt = -v/(10*ms) : 1', method='exact')
run(10*ms)
