"""TimedArrays with two axes in the code of synapses, in conditions of connect, delays, thresholds, refractoriness and summed variables."""
from brian2 import *

random = np.random.RandomState(54)
n_inputs, N = 12, 9
gain = TimedArray(0.5 + random.rand(25, n_inputs), dt=4*ms)
bias = TimedArray(0.2*random.rand(40, N), dt=2.5*ms)
pause = TimedArray([0.5, 2.2, 1.1]*ms, dt=30*ms)
places = TimedArray(random.rand(1, n_inputs), dt=1*second)
inputs = NeuronGroup(n_inputs, '''dv/dt = (1.1 + 0.09*i + bias(t, i % 9) - v)/(7*ms) : 1
                                  load : 1''', threshold='v > 1 + 0.2*bias(t, 0)', reset='v = bias(t, i % 9)', method='euler')
cells = NeuronGroup(N, '''dv/dt = (0.4 + bias(t, i) + 0.05*total - v)/(10*ms) : 1 (unless refractory)
                          total : 1''', threshold='v > 0.8', reset='v = 0', refractory='pause(t)', method='rk4')
S = Synapses(inputs, cells, '''w : 1
                               seen : 1
                               total_post = w*gain(t, i) : 1 (summed)
                               load_pre = bias(t, j)*int(w > 0.1) : 1 (summed)''',
             on_pre='''v_post += w*gain(t, i)
                       seen = gain(t, i) + bias(t, j)''', on_post='w = clip(w + 0.01*(bias(t, j) - 0.1), 0, 0.3)')
S.connect('places(0*second, i) > 0.2 + 0.05*j')
S.w = '0.05 + 0.2*places(0*second, i)'
S.delay = 'pause(40*ms*(i % 3)) + 0.13*ms*j'
spikes_inputs, spikes = SpikeMonitor(inputs), SpikeMonitor(cells)
trace = StateMonitor(cells, ['v', 'total'], record=True, dt=0.5*ms)
loads = StateMonitor(inputs, 'load', record=[0, 3, 11], dt=0.5*ms)
run(110*ms)

results = {'spikes_inputs': spikes_inputs, 'spikes': spikes, 'v': trace.v, 'total': trace.total, 'load': loads.load, 'w': S.w[:], 'seen': S.seen[:],
           'i': S.i[:], 'j': S.j[:], 'delay': S.delay[:]}
