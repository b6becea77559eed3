from brian2 import *

tau_m = 10*ms
v_rest = -70*mV

G = NeuronGroup(10, 'dv/dt = (v_rest - v)/tau_mem : volt', method='exact', name='exc')
run(10*ms)
