from brian2 import *

tau = 10*ms
eqs = '''
dv/dt = (-(v - EL) + gL*DeltaT*exp((v - VT)/DeltaT)/tau : volt
EL : volt
'''
G = NeuronGroup(10, eqs)
run(10*ms)
