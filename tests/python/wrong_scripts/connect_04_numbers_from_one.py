from brian2 import *

pre = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='pre')
post = NeuronGroup(5, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='post')
S = Synapses(pre, post, on_pre='v_post += 0.1', name='S')
S.connect(i=arange(1, 6), j=arange(1, 6))
run(10*ms)
