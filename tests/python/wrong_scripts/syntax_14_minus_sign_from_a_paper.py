from brian2 import *

G = NeuronGroup(10, 'dv/dt = (−70*mV − v)/(10*ms) : volt', name='exc')
run(10*ms)
