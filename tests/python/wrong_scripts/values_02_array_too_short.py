from brian2 import *

N = 100
G = NeuronGroup(N, 'v : volt', name='exc')
G.v = linspace(-70, -50, N - 1)*mV
