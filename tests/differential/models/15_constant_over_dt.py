"""A subexpression frozen for each step against the same one evaluated inside it; `exponential_euler` and `rk4`."""
from brian2 import *

N = 20
tau = 6*ms
text = '''
dv/dt = (-v*(1 + s**2) + 1.5*s + drive)/tau : 1
ds/dt = (1 - s)/(30*ms) : 1
gain = 1/(1 + exp(-4*(v - 0.6))) : 1 FLAG
dx/dt = (gain - x)/(3*ms) : 1
drive : 1
'''
frozen = NeuronGroup(N, text.replace('FLAG', '(constant over dt)'), threshold='v > 1', reset='v = 0; s = 0', method='rk4')
fresh = NeuronGroup(N, text.replace('FLAG', ''), threshold='v > 1', reset='v = 0; s = 0', method='rk4')
linear = NeuronGroup(N, text.replace('FLAG', '(constant over dt)'), threshold='v > 1', reset='v = 0; s = 0',
                     method='exponential_euler')
for cells in (frozen, fresh, linear):
    cells.drive = np.linspace(0.8, 4, N)
spikes_frozen, spikes_fresh, spikes_linear = SpikeMonitor(frozen), SpikeMonitor(fresh), SpikeMonitor(linear)
trace_frozen = StateMonitor(frozen, ['v', 'x', 'gain'], record=[0, 10], dt=0.2*ms)
trace_fresh = StateMonitor(fresh, ['v', 'x', 'gain'], record=[0, 10], dt=0.2*ms)
trace_linear = StateMonitor(linear, ['v', 'x', 'gain'], record=[0, 10], dt=0.2*ms)
run(200*ms)

results = {'spikes_frozen': spikes_frozen, 'spikes_fresh': spikes_fresh, 'spikes_linear': spikes_linear}
for name, trace in (('frozen', trace_frozen), ('fresh', trace_fresh), ('linear', trace_linear)):
    results.update({'v_' + name: trace.v, 'x_' + name: trace.x, 'gain_' + name: trace.gain})
