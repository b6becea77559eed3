"""State is written through every form of index."""
from brian2 import *
prefs.codegen.target = 'numpy'

G = NeuronGroup(6, '''v : volt
                      g : siemens
                      x : 1''')
G.g = 0
G.g[1] = 0
G.v = 'i*mV'
G.v += 1*mV
G.v[2:4] *= 2
G.v['i > 4'] = -1*mV
G.v[[0, 1]] = [7, 8]*mV
G[3:5].v = '10*mV + i*mV'
G.x['v > 5*mV'] = 1
G.x_ = array(G.x_) + 1
print(G.v, G.x[:], G.v_[2], G.v['i < 2'], G.g[:2])
S = Synapses(G, G, 'w : 1')
S.connect(condition='i != j')
S.w = 'i + 10*j'
S.w[0, 1] = -1
S.w[2, :] *= 2
S.w[:, 3] += 0.5
S.w['i == 5 and j < 2'] = 99
S.w[S.indices[1:3, 2:4]] *= 2
print(S.w[0, 1], S.w[2, :], S.w[:, 3], S.w['i == 5'], len(S))
S.w = 1
sub = G[2:4]
S.w[sub, :] = 5
print(sum(S.w), array(S.w[sub, sub]))
