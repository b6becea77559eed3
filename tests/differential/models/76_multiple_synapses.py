"""Several synapses for each pair with a multisynaptic index: delays, weights and learning by copy, access by (i, j) and conditions on k."""
from brian2 import *

random = np.random.RandomState(76)
n_inputs, N = 15, 8
steps = np.flatnonzero(random.rand(1500*n_inputs) < 0.008)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
cells = NeuronGroup(N, '''dv/dt = (0.4 - v)/(9*ms) : 1 (unless refractory)
                          copies : 1''', threshold='v > 1', reset='v = 0', refractory=1*ms, method='exact')
S = Synapses(inputs, cells, '''w : 1
                               dpre/dt = -pre/(12*ms) : 1 (event-driven)
                               dpost/dt = -post/(16*ms) : 1 (event-driven)
                               copies_post = int(k > 0) : 1 (summed)''',
             on_pre='''v_post += w/(k + 1)
                       pre += 0.01*(k + 1)
                       w = clip(w - post, 0, 0.5)''',
             on_post='''post += 0.012
                        w = clip(w + pre, 0, 0.5)''', multisynaptic_index='k')
S.connect('(i + j) % 3 != 0', n='1 + i % 3')
S.connect(i=[0, 0, 4, 14], j=[1, 1, 4, 7], n=2)
S.w = '0.05 + 0.03*k + 0.01*j'
S.delay = '(0.2 + 0.9*k)*ms + 0.1*ms*(i % 4)'
S.post.delay = '0.3*ms*k'
S.w['k == 2'] = 0.3
S.w['i == 0 and j == 1 and k == 2'] = 0.45
S.w[:, 4] = '0.02*(i + 1) + 0.01*k'
picked = np.concatenate([S.w[4, 4], S.w[0, 1], S.w['k > 1 and j < 3'], S.k[14, 7], S.k[:, 1]])
spikes = SpikeMonitor(cells)
trace = StateMonitor(S, ['w', 'pre'], record=S[:4, 1], dt=0.5*ms)
run(80*ms)
S.w['k == 0 and j > 3'] = 'w/2'
run(70*ms)

results = {'spikes': spikes, 'w': trace.w, 'pre': trace.pre, 'picked': picked, 'i': S.i[:], 'j': S.j[:], 'k': S.k[:], 'w_end': S.w[:],
           'pre_delay': S.pre.delay[:], 'post_delay': S.post.delay[:], 'incoming': S.N_incoming[:], 'copies': cells.copies[:]}
