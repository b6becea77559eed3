from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1 (unless_refractory)', threshold='v > 1', reset='v = 0',
                refractory=5*ms, name='exc')
run(10*ms)
