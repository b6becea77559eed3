from brian2 import *

tau = 10*ms
G = NeuronGroup(10, 'dv/dt = (2 - v)/tau : 1', threshold='v > 1', reset='v = 0; tau += 1*ms', method='euler', name='exc')
run(10*ms)
