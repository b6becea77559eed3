from brian2 import *

tau = 10*ms
eqs = '''
dv/dt = (ge - v)/tau : volt
dge/dt = -ge/(5*ms)
'''
G = NeuronGroup(4000, eqs, threshold='v > 10*mV', reset='v = 0*mV')
run(1*second)
