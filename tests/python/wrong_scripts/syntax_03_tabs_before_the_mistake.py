from brian2 import *

eqs = '''
		dv/dt	= (I - v)/tau	: 1
		I	: 1
		tau	= 10*ms	: 1
'''
G = NeuronGroup(10, eqs, name='exc')
run(10*ms)
