from brian2 import *

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='exc')
R = PopulationRateMonitor(G)
run(10*ms)
plot_me = R.smooth_rate(width=5)
