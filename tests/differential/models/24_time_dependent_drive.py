"""Right-hand sides that depend on t, which each method evaluates at its own times: `euler`, `rk2`, `rk4`."""
from brian2 import *

N = 6
tau = 5*ms
equations = '''dv/dt = (-v + k*(1 + cos(2*pi*f*t)) + 0.3*exp(-t/(80*ms)))/tau : 1
               f : Hz
               k : 1'''
groups = [NeuronGroup(N, equations, threshold='v > 1', reset='v = 0', method=method) for method in ('euler', 'rk2', 'rk4')]
by_euler, by_rk2, by_rk4 = groups
for group in groups:
    group.f = np.array([10, 20, 50, 100, 333, 1000])*Hz
    group.k = [0.8, 1, 1.2, 0.8, 1, 1.2]
monitors = [SpikeMonitor(group) for group in groups]
spikes_euler, spikes_rk2, spikes_rk4 = monitors
traces = [StateMonitor(group, 'v', record=True, dt=0.3*ms) for group in groups]
trace_euler, trace_rk2, trace_rk4 = traces
run(200*ms)

results = {'spikes_euler': spikes_euler, 'spikes_rk2': spikes_rk2, 'spikes_rk4': spikes_rk4, 'v_euler': trace_euler.v,
           'v_rk2': trace_rk2.v, 'v_rk4': trace_rk4.v}
