from brian2 import *

sigma = 2*mV
tau = 10*ms
G = NeuronGroup(100, 'dv/dt = -v/tau + sigma*xi/tau : volt', method='euler', name='OU')
run(100*ms)
