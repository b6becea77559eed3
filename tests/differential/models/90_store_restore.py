"""States stored in the middle of a run, with spikes on their way; trials with other parameters start from there."""
from brian2 import *

random = np.random.RandomState(90)
N = 40
tau = 10*ms
G = NeuronGroup(N, '''dv/dt = (drive - v)/tau : 1 (unless refractory)
                      drive : 1''', threshold='v > 1', reset='v = 0', refractory=2*ms, method='exact')
G.drive = 1.1 + 0.4*random.rand(N)
G.v = random.rand(N)
inputs = SpikeGeneratorGroup(5, random.randint(0, 5, 60), np.arange(60)*2.3*ms)
S = Synapses(G, G, 'w : 1', on_pre='v += w; w *= 0.99')
S.connect(i=random.randint(0, N, 200), j=random.randint(0, N, 200))
S.w = 0.05*random.rand(200)
S.delay = 8*random.rand(200)*ms
F = Synapses(inputs, G, on_pre='v += 0.2', delay=4*ms)
F.connect('(i + j) % 5 == 0')
spikes = SpikeMonitor(G)
trace = StateMonitor(G, 'v', record=range(0, N, 8))
rate = PopulationRateMonitor(G)
net = Network(G, inputs, S, F, spikes, trace, rate)

net.store()
net.run(40*ms)
net.store('middle')
results = {}
for trial, factor in enumerate((1, 0.9, 1.2)):
    net.restore('middle')
    G.drive = factor*G.drive[:]
    net.run(40*ms)
    results[f'spikes{trial}'] = np.array(spikes.i)
    results[f'times{trial}'] = np.round(np.array(spikes.t/(0.1*ms))).astype(int)
    results[f'w{trial}'] = np.array(S.w)
net.restore()
net.run(15*ms)
net.restore('middle')
net.run(60*ms)
results |= {'spikes': spikes, 'v': trace.v, 't': trace.t, 'rate': rate.rate, 'last_v': G.v[:], 'w': S.w[:]}
