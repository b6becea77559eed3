from brian2 import *

tau_m = 20*ms
E_L = -65*mV

model = '''dv/dt = (E_L - v + I)/tau_m : volt
           I : amp'''

group = NeuronGroup(10, model, threshold='v > -50*mV', reset='v = E_L', method='euler', name='cortex')
group.I = '0.5*nA + 0.1*nA*i'
M = StateMonitor(group, 'v', record=True)
run(50*ms)
