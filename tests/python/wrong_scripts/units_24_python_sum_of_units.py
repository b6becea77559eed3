from brian2 import *

tau_m = 10*ms
delay_max = tau_m + 5
G = NeuronGroup(10, 'dv/dt = -v/tau_m : 1', method='exact')
run(100*ms)
