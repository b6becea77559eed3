from brian2 import *

G = NeuronGroup(1, '''dv/dt = (I*R - v)/tau : vlot
                      I : amp
                      R : ohm
                      tau : second''')
run(10*ms)
