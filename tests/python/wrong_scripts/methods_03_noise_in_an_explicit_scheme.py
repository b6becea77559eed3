from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) + 0.1*xi/sqrt(10*ms) : 1', method='rk4', name='exc')
run(10*ms)
