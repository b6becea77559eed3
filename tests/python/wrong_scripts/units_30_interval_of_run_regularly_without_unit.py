from brian2 import *

G = NeuronGroup(5, 'dv/dt = -v/(10*ms) : 1', method='exact')
G.run_regularly('v += rand()', dt=1)
run(50*ms)
