"""TimedArrays in equations, subexpressions, thresholds, resets, regular operations and assignments; one and two axes; sample intervals that are
multiples of dt, equal to it, shorter, and no multiple."""
from brian2 import *

random = np.random.RandomState(50)
N = 6
steps_of_ms = TimedArray(random.rand(30)*2, dt=1*ms)
each_step = TimedArray(random.rand(200), dt=0.1*ms)
fine = TimedArray(random.rand(500), dt=0.03*ms)
crooked = TimedArray(random.rand(80)*3*mV, dt=0.25*ms)
columns = TimedArray(random.rand(12, N)*4*mV, dt=2*ms)
drive = TimedArray([0, 5, 0, 8]*mV, dt=5*ms)
tau = 6*ms
exact = NeuronGroup(N, '''dv/dt = (drive(t) + columns(t, i) - v)/tau : volt
                          level = each_step(t)*fine(t) : 1
                          seen : 1''', method='exact', threshold='v > 1*mV + crooked(t)/2', reset='v = 0*mV; seen += steps_of_ms(t)')
exact.v = 'crooked(2.5*ms)*i/N'
fourth = NeuronGroup(N, 'dv/dt = (crooked(t) + columns(t, i) - v)/tau : volt', method='rk4')
shifted = NeuronGroup(N, 'dv/dt = (crooked(t - i*0.3*ms) - v)/tau : volt', method='euler')
regular = NeuronGroup(N, 'x : 1')
regular.run_regularly('x = x/2 + steps_of_ms(t)*i', dt=0.7*ms)
spikes = SpikeMonitor(exact)
traces = [StateMonitor(group, name, record=True, dt=0.2*ms)
          for group, name in ((exact, 'v'), (exact, 'level'), (fourth, 'v'), (shifted, 'v'), (regular, 'x'))]
trace_exact, trace_level, trace_fourth, trace_shifted, trace_regular = traces
run(34*ms)

results = {'spikes': spikes, 'seen': exact.seen, 'v_exact': trace_exact.v, 'level': trace_level.level, 'v_fourth': trace_fourth.v,
           'v_shifted': trace_shifted.v, 'x': trace_regular.x,
           'direct': crooked([0, 0.24, 0.25, 3, 100]*ms), 'direct_columns': columns([0, 3, 100]*ms, [0, 1, 5])}
