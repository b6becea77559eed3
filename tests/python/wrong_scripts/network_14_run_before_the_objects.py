from brian2 import *

defaultclock.dt = 0.05*ms
run(100*ms)

G = NeuronGroup(10, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', name='exc')
M = SpikeMonitor(G)
plot_times = M.t[0]
