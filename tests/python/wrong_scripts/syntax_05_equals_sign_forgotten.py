from brian2 import *

G = NeuronGroup(10, '''dv/dt (I - v)/(10*ms) : 1
                       I : 1''', name='exc')
run(10*ms)
