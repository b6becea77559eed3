from brian2 import *

def build():
    G = NeuronGroup(10, 'v : 1')
	return G

run(10*ms)
