"""Facilitation and depression (Tsodyks and Markram) in event-driven variables with a drive, parameters that differ between synapses."""
from brian2 import *

random = np.random.RandomState(62)
n_inputs, N = 30, 15
steps = np.flatnonzero(random.rand(4000*n_inputs) < 0.004)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
cells = NeuronGroup(N, '''dv/dt = (g - v)/(9*ms) : 1
                          dg/dt = -g/(3*ms) : 1''', threshold='v > 0.35', reset='v = 0', method='exact')
S = Synapses(inputs, cells, '''du/dt = (U - u)/tau_f : 1 (event-driven)
                               dx/dt = (1 - x)/tau_d : 1 (event-driven)
                               U : 1
                               tau_f : second
                               tau_d : second
                               w : 1''',
             on_pre='''u += U*(1 - u)
                       g_post += w*u*x
                       x -= u*x''')
S.connect(i=random.randint(0, n_inputs, 200), j=random.randint(0, N, 200))
S.U = 0.1 + 0.6*random.rand(200)
S.tau_f = '(10 + 2*j)*ms'
S.tau_d = (50 + 300*random.rand(200))*ms
S.u = 'U'
S.x = 1
S.w = 0.5 + random.rand(200)
S.delay = random.randint(0, 40, 200)*0.1*ms
spikes = SpikeMonitor(cells)
trace = StateMonitor(S, ['u', 'x'], record=range(0, 200, 50), dt=0.5*ms)
trace_cells = StateMonitor(cells, ['v', 'g'], record=[0, 7], dt=0.5*ms)
run(400*ms)

results = {'spikes': spikes, 'u': S.u[:], 'x': S.x[:], 'trace_u': trace.u, 'trace_x': trace.x, 'v': trace_cells.v,
           'g': trace_cells.g, 'lastupdate': S.lastupdate[:]}
