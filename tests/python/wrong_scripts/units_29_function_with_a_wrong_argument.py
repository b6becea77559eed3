from brian2 import *

@check_units(x=volt, result=1)
def activation(x):
    return 1/(1 + exp(-x/mV))

G = NeuronGroup(5, '''dv/dt = -v/(10*ms) : volt
                      dr/dt = (activation(v/mV) - r)/(10*ms) : 1''', method='euler', name='G')
M = StateMonitor(G, 'r', record=0)
run(50*ms)
