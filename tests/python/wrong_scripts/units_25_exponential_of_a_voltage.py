from brian2 import *

V_T = -50*mV
tau = 9*ms
eqs = '''dv/dt = (-70*mV - v + 2*mV*exp(v - V_T))/tau : volt'''
G = NeuronGroup(10, eqs, threshold='v > -30*mV', reset='v = -70*mV', method='euler', name='AdEx')
run(10*ms)
