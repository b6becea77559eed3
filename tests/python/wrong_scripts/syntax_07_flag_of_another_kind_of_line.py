from brian2 import *

G = NeuronGroup(10, '''dv/dt = (I - v)/(10*ms) : 1
                       I : 1 (unless refractory)''', threshold='v > 1', reset='v = 0', refractory=5*ms, name='exc')
run(10*ms)
