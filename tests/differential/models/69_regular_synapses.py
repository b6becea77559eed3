"""Statements run regularly on synapses, with a clock of their own: normalised and decaying weights, a sum for each target."""
from brian2 import *

random = np.random.RandomState(69)
n_inputs, N = 30, 10
steps = np.flatnonzero(random.rand(3000*n_inputs) < 0.005)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
cells = NeuronGroup(N, '''dv/dt = (0.3 - v)/(10*ms) : 1
                          total : 1
                          n_active : 1''', threshold='v > 1', reset='v = 0', method='exact')
S = Synapses(inputs, cells, '''w : 1
                               drecent/dt = -recent/(20*ms) : 1 (event-driven)
                               total_post = w : 1 (summed)
                               n_active_post = int(w > 0.1) : 1 (summed)
                               steps : integer''',
             on_pre='''v_post += w
                       recent += 1''', on_post='w = clip(w + 0.01*recent, 0, 0.5)')
S.connect(p=1)
S.w = 0.2*random.rand(n_inputs*N)
S.delay = random.randint(0, 30, n_inputs*N)*0.1*ms
decay = S.run_regularly('w *= 0.999', dt=2*ms)
normalise = S.run_regularly('w *= 3/total_post', dt=10*ms, when='end')
S.run_regularly('steps += 1')
spikes = SpikeMonitor(cells)
trace = StateMonitor(S, ['w', 'steps'], record=range(0, n_inputs*N, 70), dt=1*ms)
trace_cells = StateMonitor(cells, ['total', 'n_active'], record=True, dt=1*ms)
run(200*ms)
decay.active = False
run(100*ms)

results = {'spikes': spikes, 'w': S.w[:], 'trace_w': trace.w, 'steps': trace.steps, 'total': trace_cells.total,
           'n_active': trace_cells.n_active}
