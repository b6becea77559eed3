from brian2 import *

defaultclock.dt = 0*ms
G = NeuronGroup(2, 'dv/dt = -v/(10*ms) : volt', method='euler', name='exc')
run(10*ms)
