"""Plasticity by triplets of spikes (Pfister and Gerstner 2006): traces of two time constants read before and after they jump."""
from brian2 import *

random = np.random.RandomState(61)
n_inputs, N = 40, 10
steps = np.flatnonzero(random.rand(3000*n_inputs) < 0.004)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
cells = NeuronGroup(N, '''dv/dt = (v_rest - v + g)/(15*ms) : volt
                          dg/dt = -g/(4*ms) : volt''', threshold='v > -50*mV', reset='v = -65*mV', refractory=2*ms,
                    method='exact', namespace={'v_rest': -60*mV})
cells.v = -60*mV
tau_plus, tau_minus, tau_x, tau_y = 16.8*ms, 33.7*ms, 101*ms, 125*ms
A2_plus, A3_plus, A2_minus, A3_minus = 5e-4, 6.2e-3, 7e-3, 2.3e-4
S = Synapses(inputs, cells, '''w : 1
                               dr1/dt = -r1/tau_plus : 1 (event-driven)
                               dr2/dt = -r2/tau_x : 1 (event-driven)
                               do1/dt = -o1/tau_minus : 1 (event-driven)
                               do2/dt = -o2/tau_y : 1 (event-driven)''',
             on_pre='''g_post += w*mV
                       w = clip(w - o1*(A2_minus + A3_minus*r2), 0, 12)
                       r1 += 1
                       r2 += 1''',
             on_post='''w = clip(w + r1*(A2_plus + A3_plus*o2), 0, 12)
                        o1 += 1
                        o2 += 1''')
S.connect(condition='(i + j) % 3 != 0')
S.w = 3 + 6*random.rand(len(S))
S.delay = random.randint(0, 30, len(S))*0.1*ms
S.post.delay = '0.1*ms*(i % 5)'
spikes = SpikeMonitor(cells)
trace = StateMonitor(S, ['w', 'r2', 'o1'], record=range(0, 200, 40), dt=1*ms)
run(300*ms)

results = {'spikes': spikes, 'w': S.w[:], 'r1': S.r1[:], 'r2': S.r2[:], 'o1': S.o1[:], 'o2': S.o2[:],
           'lastupdate': S.lastupdate[:], 'trace_w': trace.w, 'trace_r2': trace.r2, 'trace_o1': trace.o1}
