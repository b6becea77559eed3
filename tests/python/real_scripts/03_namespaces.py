"""Constants come from the frame that calls run; strings that are assigned see the frame that assigns; namespace= tolerates anything."""
from brian2 import *
prefs.codegen.target = 'numpy'


def build():
    rate = 100*Hz    # not the one that the run sees
    G = NeuronGroup(2, 'dx/dt = rate : 1', method='euler', name='built')
    offset = 3
    G.x = 'offset*i'
    return G


G = build()
rate = 10*Hz
offset = 1000
run(100*ms)
print(array(G.x))
rate = 20*Hz
run(100*ms)
print(array(G.x))

start_scope()
parameters = {'k': 5*Hz, 'label': 'a string', 'nothing': None, 'numbers': [1, 2]}
H = NeuronGroup(1, 'dx/dt = k : 1', method='euler', namespace=parameters)
run(100*ms)
print(array(H.x))


def inside():
    local_rate = 7*Hz
    K = NeuronGroup(1, 'dx/dt = local_rate : 1', method='euler')
    net = Network(K)
    net.run(100*ms)
    print(array(K.x))
    net.run(100*ms, namespace={'local_rate': 1*Hz})
    print(array(K.x))


inside()
start_scope()
try:
    L = NeuronGroup(1, 'dx/dt = unheard_of : 1', method='euler')
    run(1*ms)
except Exception as error:
    print(type(error).__name__, type(error.__cause__).__name__)
