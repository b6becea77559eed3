from brian2 import *

net = Network('exc', 'inh')
net.run(10*ms)
