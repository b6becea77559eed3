from brian2 import *

G = NeuronGroup(10, '''dv/dt = -v/(10*ms) : 1
                       x : metre''', threshold='v > 1', reset='v = 0', method='exact', name='exc')
S = Synapses(G, G, on_pre='v_post += 0.1', name='S')
G.x = 'i*10*um'
S.connect(condition='abs(x_pre - x_post) < 50')
run(10*ms)
