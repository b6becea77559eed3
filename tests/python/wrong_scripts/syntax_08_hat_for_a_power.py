from brian2 import *

G = NeuronGroup(10, 'dv/dt = (v^2 + I)/(10*ms) : 1', name='QIF', namespace={'I': 0.5})
run(10*ms)
