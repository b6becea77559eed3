from brian2 import *

G = NeuronGroup(10, 'dv_m/dt = (-70*mV - v_m)/(10*ms) : volt', method='exact', name='exc')
G.vm = -60*mV
run(10*ms)
