from brian2 import *

G = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='exc')
S = Synapses(G, G, '''dx/dt = (1 - x**2)/(100*ms) : 1 (event-driven)''', on_pre='v_post += x; x = 0', name='std')
S.connect()
run(10*ms)
