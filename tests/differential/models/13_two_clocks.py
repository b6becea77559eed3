"""Clocks of 0.05, 0.1, 0.2 and 1 ms side by side: cells, state monitors and regular operations."""
from brian2 import *

defaultclock.dt = 0.1*ms
equations = '''dv/dt = (drive - v)/(6*ms) : 1
               drive : 1
               kicks : integer'''
fine = NeuronGroup(8, equations, threshold='v > 1', reset='v = 0', method='exact', dt=0.05*ms)
coarse = NeuronGroup(8, equations, threshold='v > 1', reset='v = 0', method='exact', dt=0.2*ms)
plain = NeuronGroup(8, equations, threshold='v > 1', reset='v = 0', method='exact')
for cells in (fine, coarse, plain):
    cells.drive = np.linspace(1.1, 3, 8)
plain.run_regularly('v += 0.2*(1 - v); kicks += 1', dt=1*ms)
fine.run_regularly('drive *= 1.001', dt=0.2*ms)
spikes_fine, spikes_coarse, spikes_plain = SpikeMonitor(fine), SpikeMonitor(coarse), SpikeMonitor(plain)
trace_own = StateMonitor(plain, 'v', record=[0, 7])
trace_rare = StateMonitor(plain, ['v', 'kicks'], record=True, dt=0.5*ms)
trace_odd = StateMonitor(fine, ['v', 'drive'], record=[3], dt=0.15*ms)
run(150*ms)

results = {'spikes_fine': spikes_fine, 'spikes_coarse': spikes_coarse, 'spikes_plain': spikes_plain, 'v_own': trace_own.v,
           'v_rare': trace_rare.v, 'kicks': trace_rare.kicks, 't_rare': trace_rare.t, 'v_odd': trace_odd.v,
           'drive': trace_odd.drive, 't_odd': trace_odd.t}
