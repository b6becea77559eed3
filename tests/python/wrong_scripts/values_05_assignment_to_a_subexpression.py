from brian2 import *

G = NeuronGroup(10, '''dv/dt = -v/(10*ms) : 1
                       r = clip(v, 0, 1) : 1''', method='exact', name='exc')
G.r = 0.5
run(10*ms)
