from brian2 import *

gL = 10*nS
EL = -70*mV
Cm = 200*pF

eqs = '''
dv/dt = (gL*(EL - v) + I)/(Cm*ms) : volt
I : amp
'''
hh = NeuronGroup(1, eqs, method='euler', name='hh')
run(10*ms)
