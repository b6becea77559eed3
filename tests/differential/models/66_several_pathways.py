"""Several pathways of one object, by name and by order: what each one finds shows in which order they ran."""
from brian2 import *

random = np.random.RandomState(66)
n_inputs, N = 30, 20
steps = np.flatnonzero(random.rand(2000*n_inputs) < 0.006)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
results = {}
groups = []
for case, orders in (('named', {}), ('ordered', {'zeta': -3, 'alpha': 0, 'after': -2})):
    cells = NeuronGroup(N, 'dv/dt = (0.3 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
    S = Synapses(inputs, cells, '''x : 1
                                   y : 1
                                   w : 1''',
                 on_pre={'zeta': 'v_post += w; x = 2*x + 1',
                         'alpha': 'x = 0.5*x; y += x',
                         'slow': 'x += 0.125'},
                 on_post={'after': 'x = 0.25*x - 1', 'before': 'y = 0.5*y + x'},
                 delay={'slow': 1.5*ms, 'after': 0.3*ms})
    S.connect(i=random.randint(0, n_inputs, 250), j=random.randint(0, N, 250))
    S.w = 0.3*random.rand(250)
    S.zeta.delay = random.randint(0, 25, 250)*0.1*ms
    S.alpha.delay = '0.1*ms*(j % 4)'
    S.before.delay = 0.2*ms
    for name, order in orders.items():
        getattr(S, name).order = order
    spikes = SpikeMonitor(cells)
    trace = StateMonitor(S, ['x', 'y'], record=range(0, 250, 60), dt=0.5*ms)
    groups.append((case, cells, S, spikes, trace))
network = Network(inputs, *(group[1:] for group in groups))
network.run(120*ms)
for case, cells, S, spikes, trace in groups:
    S.alpha.delay = 3*ms
    S.zeta.delay['i == 1'] = '0.7*ms'
network.run(80*ms)
for case, cells, S, spikes, trace in groups:
    results.update({'spikes_' + case: spikes, 'x_' + case: trace.x, 'y_' + case: trace.y, 'x_end_' + case: S.x[:],
                    'y_end_' + case: S.y[:], 'delay_' + case: S.zeta.delay[:]})
