from brian2 import *

eqs = '''dv/dt = (I - v)/(10*ms) : 1
         I : 1'''
eqs += '''
         I = 0.5*sin(2*pi*10*Hz*t) : 1'''
G = NeuronGroup(10, eqs, name='exc')
run(10*ms)
