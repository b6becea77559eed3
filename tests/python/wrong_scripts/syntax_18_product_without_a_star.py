from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2I - v)/(10 ms) : 1', name='exc', namespace={'I': 1})
run(10*ms)
