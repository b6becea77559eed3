"""A first course, part two: a synapse, weights, delays, connection rules, plasticity. Cells of the notebook begin with # %%."""
# %%
from brian2 import *

prefs.codegen.target = 'numpy'
eqs = '''
dv/dt = (I - v)/tau : 1
I : 1
tau : second
'''
G = NeuronGroup(2, eqs, threshold='v > 1', reset='v = 0', method='exact')
G.I = [2, 0]
G.tau = [10, 100]*ms
S = Synapses(G, G, on_pre='v_post += 0.2')
S.connect(i=0, j=1)
M = StateMonitor(G, 'v', record=True)
run(100*ms)
print(np.round(M.v[1][::200], 8))

# %%
start_scope()
G = NeuronGroup(3, eqs, threshold='v > 1', reset='v = 0', method='exact')
G.I = [2, 0, 0]
G.tau = [10, 100, 100]*ms
S = Synapses(G, G, 'w : 1', on_pre='v_post += w')
S.connect(i=0, j=[1, 2])
S.w = 'j*0.2'
S.delay = 'j*2*ms'
M = StateMonitor(G, 'v', record=True)
run(50*ms)
print(np.round(M.v[:, 110], 8), S.delay[:], S.w[:])

# %%
start_scope()
N = 10
G = NeuronGroup(N, 'v : 1')
S = Synapses(G, G)
S.connect(condition='i != j', p=1)
print(len(S), S.i[:12], S.j[:12])

# %%
for rule in ('abs(i - j) < 4 and i != j', 'i == j', 'i > 2*j'):
    start_scope()
    G = NeuronGroup(N, 'v : 1')
    S = Synapses(G, G)
    S.connect(condition=rule)
    print(rule, len(S), int(sum(S.j[:]*(S.i[:] + 1))))

# %%
start_scope()
G = NeuronGroup(N, 'v : 1')
S = Synapses(G, G)
S.connect(j='k for k in range(i - 3, i + 4) if i != k', skip_if_invalid=True)
print(len(S), S.N_incoming_post[:])
S = Synapses(G, G)
S.connect(j='i')
print(len(S), S.N_outgoing_pre[:])

# %%
start_scope()
N, density, spacing, width = 30, 3, 50*umetre, 0.3
G = NeuronGroup(N, 'x : metre')
G.x = 'i*spacing'
S = Synapses(G, G, 'w : 1')
S.connect(condition='i != j')
S.w = 'exp(-(x_pre - x_post)**2/(2*width**2*mm**2))'
print(len(S), np.round(S.w['i == 15'][:5], 8), np.round(S.w[0, 1:4], 8))

# %%
start_scope()
taupre = taupost = 20*ms
wmax, Apre = 0.01, 0.01
Apost = -Apre*taupre/taupost*1.05
G = NeuronGroup(1, 'v : 1', threshold='v > 1', reset='')
times = [5, 12, 30, 41, 60, 62, 88]*ms
source = SpikeGeneratorGroup(1, [0]*len(times), times)
target = SpikeGeneratorGroup(1, [0]*5, [7, 28, 45, 61, 90]*ms)
S = Synapses(source, target, '''
    w : 1
    dapre/dt = -apre/taupre : 1 (event-driven)
    dapost/dt = -apost/taupost : 1 (event-driven)
    ''', on_pre='''
    apre += Apre
    w = clip(w + apost, 0, wmax)
    ''', on_post='''
    apost += Apost
    w = clip(w + apre, 0, wmax)
    ''', method='linear')
S.connect()
S.w = 0.005
M = StateMonitor(S, ['w', 'apre', 'apost'], record=True)
run(100*ms)
print(np.round(M.w[0][::100], 10))
print(np.round(M.apre[0][::200], 10), np.round(M.apost[0][::200], 10))
