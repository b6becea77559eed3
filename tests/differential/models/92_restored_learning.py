"""Stores in the middle of learning: event-driven traces, pathways with delays, regular statements, summed variables and events start again alike."""
from brian2 import *

random = np.random.RandomState(92)
N = 20
G = NeuronGroup(N, '''dv/dt = (drive + 0.05*total - v)/(9*ms) : 1 (unless refractory)
                      drive : 1
                      total : 1
                      ups : integer''', threshold='v > 1', reset='v = 0', refractory=1.3*ms, events={'up': 'v > 0.9'}, method='exact')
G.drive = 1.05 + 0.5*random.rand(N)
G.v = random.rand(N)
G.run_on_event('up', 'ups += 1')
steps = np.flatnonzero(random.rand(1600*4) < 0.01)
inputs = SpikeGeneratorGroup(4, steps % 4, (steps//4)*0.1*ms)
S = Synapses(G, G, '''w : 1
                      da/dt = -a/(15*ms) : 1 (event-driven)
                      db/dt = -b/(20*ms) : 1 (event-driven)
                      total_post = w : 1 (summed)''',
             on_pre={'act': 'v_post += w', 'learn': 'a += 0.02; w = clip(w - b, 0, 0.2)'}, on_post='b += 0.015; w = clip(w + a, 0, 0.2)',
             delay={'learn': 0.5*ms})
S.connect(i=random.randint(0, N, 120), j=random.randint(0, N, 120))
S.w = 0.08*random.rand(120)
S.act.delay = random.randint(0, 60, 120)*0.1*ms
F = Synapses(inputs, G, 'dx/dt = (1 - x)/(30*ms) : 1 (event-driven)', on_pre='v_post += 0.1*x; x *= 0.6', delay=3*ms)
F.connect('j % 4 == i')
F.x = 1
scaling = S.run_regularly('w *= 0.995', dt=2*ms)
kick = G.run_regularly('drive = drive*0.999 + 0.001', dt=1*ms)
spikes, ups = SpikeMonitor(G), EventMonitor(G, 'up', record=False)
trace = StateMonitor(S, ['w', 'a'], record=range(0, 120, 20), dt=1*ms)
net = Network(G, inputs, S, F, spikes, ups, trace)

net.run(35*ms)
net.store('early')
net.run(25*ms)
net.store('late')
results = {}
for name, change in (('late', 1.0), ('early', 1.1), ('late', 0.8), ('early', 1.0)):
    net.restore(name)
    G.drive = change*G.drive[:]
    scaling.active = change != 1.1
    net.run(40*ms)
    key = f'{name}_{change}'
    results |= {key + '_i': np.array(spikes.i), key + '_steps': np.round(np.array(spikes.t/(0.1*ms))).astype(int), key + '_w': np.array(S.w),
                key + '_a': np.array(S.a), key + '_b': np.array(S.b), key + '_x': np.array(F.x), key + '_ups': np.array(G.ups)}
net.run(20*ms)
results |= {'spikes': spikes, 'w': trace.w, 'a': trace.a, 't': trace.t, 'v': G.v[:], 'ups': ups.count[:], 'now': np.array([float(net.t)])}
