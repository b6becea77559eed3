"""Plasticity by pairs of spikes with event-driven traces, weights that are clipped, on_pre and on_post; recurrent too."""
from brian2 import *

random = np.random.RandomState(60)
n_inputs, N = 60, 12
steps = np.flatnonzero(random.rand(4000*n_inputs) < 0.003)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
cells = NeuronGroup(N, 'dv/dt = (0.4 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
taupre, taupost, wmax = 20*ms, 22*ms, 0.3
dApre = 0.02
dApost = -dApre*1.05*taupre/taupost
stdp = '''w : 1
          dApre/dt = -Apre/taupre : 1 (event-driven)
          dApost/dt = -Apost/taupost : 1 (event-driven)'''
on_pre = '''v_post += w
            Apre += dApre
            w = clip(w + Apost, 0, wmax)'''
on_post = '''Apost += dApost
             w = clip(w + Apre, 0, wmax)'''
S = Synapses(inputs, cells, stdp, on_pre=on_pre, on_post=on_post)
S.connect()
S.w = 0.15*random.rand(n_inputs*N)
R = Synapses(cells, cells, stdp, on_pre=on_pre, on_post=on_post, delay=1.1*ms)
R.connect(condition='i != j')
R.w = 0.05*random.rand(N*(N - 1))
spikes = SpikeMonitor(cells)
trace = StateMonitor(S, ['w', 'Apre', 'Apost'], record=[0, 77, 500], dt=1*ms)
run(250*ms)
S.w['i < 30'] = '0.05 + 0.001*j'
run(150*ms)

results = {'spikes': spikes, 'w': S.w[:], 'w_recurrent': R.w[:], 'Apre': S.Apre[:], 'Apost': R.Apost[:],
           'lastupdate': S.lastupdate[:], 'trace_w': trace.w, 'trace_Apre': trace.Apre, 'trace_Apost': trace.Apost}
