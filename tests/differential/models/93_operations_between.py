"""Python code in the loop: operations that read monitors, states and weights, normalise, and switch objects, at several intervals."""
from brian2 import *

random = np.random.RandomState(93)
N = 18
G = NeuronGroup(N, '''dv/dt = (drive - v)/(10*ms) : 1 (unless refractory)
                      drive : 1
                      share : 1''', threshold='v > 1', reset='v = 0', refractory=1*ms, method='exact')
G.drive = 1.1 + 0.6*random.rand(N)
inputs = SpikeGeneratorGroup(3, np.arange(60) % 3, np.arange(60)*1.9*ms)
S = Synapses(G, G, 'w : 1', on_pre='v_post += w', on_post='w += 0.002')
S.connect('i != j and (i*j + i) % 3 == 0')
S.w = 0.05*random.rand(len(S))
S.delay = '0.2*ms*(1 + (i + j) % 6)'
F = Synapses(inputs, G, on_pre='v_post += 0.3')
F.connect('i == j % 3')
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'drive'], record=[0, 5, 17], dt=0.5*ms)
seen = {'counts': [], 'weights': [], 'times': [], 'highest': []}


@network_operation(dt=5*ms)
def normalise(t):
    weights = np.zeros((N, N))
    weights[S.i[:], S.j[:]] = S.w[:]
    sums = weights.sum(axis=0)
    weights *= np.where(sums > 0, 0.4/np.where(sums > 0, sums, 1), 0)
    S.w = weights[S.i[:], S.j[:]]
    seen['times'].append(t/second)
    seen['weights'].append(sums)


@network_operation(when='after_thresholds')
def watch():
    seen['highest'].append(np.max(G.v[:]))


@network_operation(dt=20*ms, when='before_groups', order=1)
def steer(t):
    seen['counts'].append(np.array(spikes.count))
    state = G.get_states(['v', 'drive'], units=False)
    G.set_states({'drive': state['drive'][::-1].copy()}, units=False)
    G.share = spikes.count/(1 + spikes.num_spikes)
    G.v[::5] = 0.2
    F.active = not F.active


run(60*ms)
watch.active = False
run(60*ms)

results = {'spikes': spikes, 'v': trace.v, 'drive': trace.drive, 'share': G.share[:], 'w': S.w[:], 'counts': seen['counts'], 'sums': seen['weights'],
           'times': seen['times'], 'highest': seen['highest'], 'final': G.v[:]}
