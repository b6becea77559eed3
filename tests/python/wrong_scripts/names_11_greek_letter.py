from brian2 import *

G = NeuronGroup(10, '''dv/dt = -v/τ : 1
                       τ : second''', method='euler', name='exc')
run(10*ms)
