from brian2 import *

stimulus = TimedArray([0, 1, 2, 1, 0], dt=10*ms)
G = NeuronGroup(5, '''dv/dt = (-70*mV - v + R*I)/(10*ms) : volt
                      I = stimulus(t) : amp''', method='euler', namespace={'R': 100*Mohm}, name='G')
run(50*ms)
