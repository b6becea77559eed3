from brian2 import *

G = NeuronGroup(10, '''dv/dt = (drive - v)/(10*ms) : 1
                       drive : 1 (linked)''', method='euler', name='exc')
run(10*ms)
