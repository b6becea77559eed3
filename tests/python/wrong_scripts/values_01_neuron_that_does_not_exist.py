from brian2 import *

G = NeuronGroup(100, 'v : volt', name='exc')
G.v[100] = -60*mV
