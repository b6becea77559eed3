from brian2 import *

def build():
    tau = 10*ms
    E_rest = -70*mV
    return NeuronGroup(10, 'dv/dt = (E_rest - v)/tau : volt', method='exact', name='exc')

G = build()
run(10*ms)
