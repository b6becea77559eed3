from brian2 import *

myclock = Clock(dt=0.1*ms)
G = NeuronGroup(2, 'dv/dt = -v/(10*ms) : volt', method='euler', name='exc', dt=0.1*ms, clock=myclock)
run(10*ms)
