from brian2 import *

tau = 10
EL = -70*mV

eqs = '''
dv/dt = (EL - v)/tau : volt
'''
neurons = NeuronGroup(100, eqs, threshold='v > -50*mV', reset='v = EL', method='exact')
neurons.v = EL
run(100*ms)
