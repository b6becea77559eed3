"""Synapses onto synapses that sum: astrocytes that read all the synapses of a place and scale them, with noiseless slow dynamics."""
from brian2 import *

random = np.random.RandomState(78)
source = NeuronGroup(10, 'dv/dt = (1.1 + 0.12*i - v)/(9*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
target = NeuronGroup(8, 'dv/dt = (0.55 - v)/(11*ms) : 1', threshold='v > 0.8', reset='v = 0', refractory=1*ms, method='exact')
S = Synapses(source, target, '''dy/dt = -y/(25*ms) : 1 (clock-driven)
                                scale : 1
                                place : integer
                                w : 1''', on_pre='y += 0.1; v_post += w*(1 + scale)', method='exact')
S.connect('abs(i - j) < 4')
S.w = 0.05 + 0.1*random.rand(len(S))
S.place = '(i + j) % 5'
S.delay = random.randint(0, 15, len(S))*0.1*ms
glia = NeuronGroup(5, '''dc/dt = (intake - c)/(40*ms) + 0.1*c**2*(1 - c)/(20*ms) : 1
                         intake : 1
                         releases : integer''', threshold='c > 0.5', reset='releases += 1; c = 0.1', method='rk4')
listen = Synapses(S, glia, 'intake_post = y_pre : 1 (summed)')
listen.connect('place_pre == j')
speak = Synapses(glia, S, '''scale_post = c_pre/(1 + c_pre) : 1 (summed)
                             dose : 1''', on_pre='y_post *= dose', delay=2*ms)
speak.connect('i == place_post')
speak.dose = '0.5 + 0.08*i'
spikes_source, spikes, releases = SpikeMonitor(source), SpikeMonitor(target), SpikeMonitor(glia)
trace = StateMonitor(glia, ['c', 'intake'], record=True, dt=0.5*ms)
scales = StateMonitor(S, ['scale', 'y'], record=range(0, len(S), 9), dt=1*ms)
run(150*ms)

results = {'spikes_source': spikes_source, 'spikes': spikes, 'releases': releases, 'c': trace.c, 'intake': trace.intake, 'scale': scales.scale,
           'y': scales.y, 'y_end': S.y[:], 'count': glia.releases[:]}
