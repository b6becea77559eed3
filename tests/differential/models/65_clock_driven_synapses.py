"""Clock-driven equations of synapses by every method, their variables read and changed at spikes, beside event-driven ones."""
from brian2 import *

random = np.random.RandomState(65)
n_inputs, N = 20, 8
steps = np.flatnonzero(random.rand(2000*n_inputs) < 0.005)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
results = {}
groups = []
for method in ('exact', 'exponential_euler', 'euler', 'rk2', 'rk4'):
    cells = NeuronGroup(N, '''dv/dt = (0.5 - v)/(10*ms) : 1
                              calcium : 1''', threshold='v > 1', reset='v = 0', method='exact')
    S = Synapses(inputs, cells, '''dc/dt = (level - c)/tau + 0.1*v_post/(10*ms) : 1 (clock-driven)
                                   dm/dt = -m/(30*ms) + 0.2*c/(30*ms) : 1 (clock-driven)
                                   drecent/dt = -recent/(15*ms) : 1 (event-driven)
                                   level : 1
                                   tau : second
                                   high = int(c > 0.4) : integer
                                   w : 1''',
                 on_pre='''v_post += w*(1 + 0.2*high)
                           c += 0.3
                           calcium_post = c
                           recent += 1''',
                 on_post='''c += 0.05*recent
                            w = clip(w + 0.01*m, 0, 0.4)''', method=method)
    S.connect()
    S.level = 'i/50'
    S.tau = '(10 + j)*ms'
    S.w = 0.2
    spikes = SpikeMonitor(cells)
    trace = StateMonitor(S, ['c', 'm'], record=[0, 50, 101], dt=0.5*ms)
    groups.append((cells, S, spikes, trace))
    results.update({'spikes_' + method: spikes})
network = Network(inputs, *groups)
network.run(200*ms)
for method, (cells, S, spikes, trace) in zip(('exact', 'exponential_euler', 'euler', 'rk2', 'rk4'), groups):
    results.update({'c_' + method: trace.c, 'm_' + method: trace.m, 'w_' + method: S.w[:], 'recent_' + method: S.recent[:],
                    'calcium_' + method: cells.calcium[:]})
