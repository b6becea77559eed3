from brian2 import *

G = NeuronGroup(10, 'dv/dt = (-50*mV - v)/(10*ms) : volt', threshold=-55*mV, reset='v = -70*mV', name='exc')
run(10*ms)
