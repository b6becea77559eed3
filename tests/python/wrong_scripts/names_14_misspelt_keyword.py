from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', treshold='v > 1', reset='v = 0', method='exact')
run(10*ms)
