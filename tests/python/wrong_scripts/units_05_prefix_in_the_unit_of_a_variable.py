from brian2 import *

eqs = '''
dv/dt = (v_rest - v)/tau : mV
v_rest : mV
tau : ms
'''
P = NeuronGroup(20, eqs, method='exact')
run(10*ms)
