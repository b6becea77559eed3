from brian2 import *

G = NeuronGroup(100, 'dv/dt = (-70*mV - v)/(10*ms) : volt', threshold='v > -50*mV', reset='v = -60',
                method='exact', name='exc')
run(100*ms)
