from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', method='exact', name='exc')
G.run_regularly('v += 0.1', when='before_threshold')
run(10*ms)
