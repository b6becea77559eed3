"""Named pathways, sums into a group of one, writing to the source, synapses onto synapses, a variable called post1."""
from brian2 import *
prefs.codegen.target = 'numpy'

P = SpikeGeneratorGroup(3, [0, 1, 2, 0, 1, 2], [1, 2, 3, 11, 12, 13]*ms)
G = NeuronGroup(3, '''dv/dt = -v/(20*ms) : 1
                      used : 1''', threshold='v > 0.6', reset='v = 0', method='exact')
S = Synapses(P, G, '''w : 1
                      post1 : 1
                      dmark/dt = -mark/(10*ms) : 1 (event-driven)''',
             on_pre={'fast': 'v_post += w', 'slow': '''v_post += 0.5*w
                                                      post1 += 1'''}, on_post='mark += 1',
             delay={'slow': 4*ms})
S.connect(p=1)
S.w = 0.1
S.fast.delay = '1*ms*j'
one = NeuronGroup(1, '''total : 1
                        mean_v : 1''')
T = Synapses(G, one, '''total_post = v_pre : 1 (summed)
                        mean_v_post = v_pre/N_incoming : 1 (summed)''')
T.connect()
back = Synapses(G, G, on_pre='used_pre += 1')
back.connect(j='i')
modulator = Synapses(P, S, on_pre='w_post *= 1.5')
modulator.connect(j='k for k in range(3) if k == i')
M = SpikeMonitor(G)
run(30*ms)
print(array(M.i), M.t/ms, array(G.used), np.round(S.w, 10), array(S.post1))
print(np.round(one.total, 10), np.round(one.mean_v, 10), np.round(S.mark[:3], 10), S.fast.delay[:3], S.slow.delay[:])
print(T.N_incoming_post)
