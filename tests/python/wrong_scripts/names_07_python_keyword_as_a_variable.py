from brian2 import *

lambda_ = 2
G = NeuronGroup(10, '''dv/dt = -v/(10*ms) : 1
                       lambda : 1''')
run(10*ms)
