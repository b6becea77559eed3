from brian2 import *

G = NeuronGroup(10, 'd2x/dt2 = -x/(10*ms)**2 : 1', name='oscillator')
run(10*ms)
