from brian2 import *

layers = [NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
          for _ in range(3)]
run(100*ms)
