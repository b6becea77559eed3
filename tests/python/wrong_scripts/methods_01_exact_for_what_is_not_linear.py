from brian2 import *

eqs = '''dv/dt = (0.04*v**2/mV + 5*v + 140*mV - u)/ms : volt
         du/dt = 0.02*(0.2*v - u)/ms : volt'''
G = NeuronGroup(10, eqs, threshold='v > 30*mV', reset='v = -65*mV; u += 8*mV', method='exact', name='Izhikevich')
run(10*ms)
