from brian2 import *

def drive(t):
    return 0.5*sin(2*pi*10*t)

G = NeuronGroup(5, 'dv/dt = (drive(t) - v)/(10*ms) : 1', method='euler', name='G')
run(50*ms)
