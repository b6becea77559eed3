from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1 (unless refractory)', threshold='v > 1', reset='v = 0',
                refractory='5', method='exact', name='pyramidal')
run(100*ms)
