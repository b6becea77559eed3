"""Delays of on_pre and on_post: one for each synapse on either side, one for all, changed between runs with spikes under way."""
from brian2 import *

random = np.random.RandomState(67)
n_inputs, N = 25, 15
steps = np.flatnonzero(random.rand(3000*n_inputs) < 0.005)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
model = '''w : 1
           dp/dt = -p/(20*ms) : 1 (event-driven)
           dq/dt = -q/(30*ms) : 1 (event-driven)'''
on_pre = '''v_post += w
            p += 1
            w -= 0.003*q'''
on_post = '''q += 1
             w += 0.002*p
             back_pre = w'''
results = {}
groups = []
sources = random.randint(0, n_inputs, 200)
targets = random.randint(0, N, 200)
weights = 0.3*random.rand(200)
scattered = random.randint(0, 50, (2, 200))*0.1*ms
for case, delay in (('both', None), ('pre', {'post': 0.4*ms}), ('post', {'pre': 1.2*ms}), ('one', {'pre': 2*ms, 'post': 3*ms})):
    senders = NeuronGroup(n_inputs, '''back : 1
                                       v : 1''', threshold='v > 0.5', reset='v = 0')
    relay = Synapses(inputs, senders, on_pre='v_post = 1')
    relay.connect(j='i')
    cells = NeuronGroup(N, 'dv/dt = (0.4 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
    S = Synapses(senders, cells, model, on_pre=on_pre, on_post=on_post, delay=delay)
    S.connect(i=sources, j=targets)
    S.w = weights
    if case in ('both', 'pre'):
        S.pre.delay = scattered[0]
    if case in ('both', 'post'):
        S.post.delay = scattered[1]
    spikes = SpikeMonitor(cells)
    groups.append((case, senders, relay, cells, S, spikes))
network = Network(inputs, *(group[1:] for group in groups))
network.run(150*ms)
for case, senders, relay, cells, S, spikes in groups:
    if case == 'both':
        S.delay = scattered[1]
        S.post.delay = '0.1*ms*i'
    if case == 'one':
        S.pre.delay = 1*ms
        S.post.delay = '4*ms'
network.run(150*ms)
for case, senders, relay, cells, S, spikes in groups:
    results.update({'spikes_' + case: spikes, 'w_' + case: S.w[:], 'p_' + case: S.p[:], 'q_' + case: S.q[:],
                    'back_' + case: senders.back[:], 'lastupdate_' + case: S.lastupdate[:]})
