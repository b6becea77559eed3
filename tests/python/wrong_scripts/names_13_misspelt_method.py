from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', method='runge_kutta', name='exc')
run(10*ms)
