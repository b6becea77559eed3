from brian2 import *

G = NeuronGroup('dv/dt = -v/(10*ms) : 1', 10)
run(10*ms)
