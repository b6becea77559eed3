from brian2 import *

G = NeuronGroup(100, 'dv/dt = (-70*mV - v)/(10*ms) : volt', threshold='v > -50', reset='v = -60*mV',
                method='exact', name='exc')
run(100*ms)
