from brian2 import *

G = NeuronGroup(1, 'dv/dt = -v/(10*ms) : 1', method='exact', dt=0.05)
run(10*ms)
