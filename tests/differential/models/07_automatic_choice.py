"""No method named: linear equations are integrated by `exact`, a constant slope, a square and a drive by sin(t) by `euler`."""
from brian2 import *

tau = 10*ms
slope = 0.17/ms
linear = NeuronGroup(10, '''dv/dt = (1.5 + 0.1*k - v)/tau : 1
                            k : 1''', threshold='v > 1', reset='v = 0')
constant = NeuronGroup(3, 'dv/dt = slope : 1', threshold='v > 1', reset='v -= 1')
square = NeuronGroup(5, '''dv/dt = (v**2 + k)/tau : 1
                           k : 1''', threshold='v > 10', reset='v = -1')
driven = NeuronGroup(5, '''dv/dt = (-v + k*sin(2*pi*40*Hz*t))/tau : 1
                           k : 1''', threshold='v > 1', reset='v = 0')
linear.k = np.arange(10)
square.k = 0.1*np.arange(1, 6)
driven.k = np.arange(1, 6)
constant.v = [0, 0.31, 0.62]
spikes_linear, spikes_constant = SpikeMonitor(linear), SpikeMonitor(constant)
spikes_square, spikes_driven = SpikeMonitor(square), SpikeMonitor(driven)
traces = [StateMonitor(group, 'v', record=True, dt=0.5*ms) for group in (linear, constant, square, driven)]
trace_linear, trace_constant, trace_square, trace_driven = traces
run(300*ms)

results = {'spikes_linear': spikes_linear, 'spikes_constant': spikes_constant, 'spikes_square': spikes_square,
           'spikes_driven': spikes_driven, 'v_linear': trace_linear.v, 'v_constant': trace_constant.v,
           'v_square': trace_square.v, 'v_driven': trace_driven.v}
