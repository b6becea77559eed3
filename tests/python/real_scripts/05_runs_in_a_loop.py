"""Run, edit, run again: weights renormalised from a matrix, rates replaced, monitors added and removed, counts subtracted."""
from brian2 import *
prefs.codegen.target = 'numpy'

P = SpikeGeneratorGroup(4, [0, 1, 2, 3]*5, np.repeat(np.arange(5)*4 + 1, 4)*ms, period=25*ms)
G = NeuronGroup(2, '''dv/dt = -v/(10*ms) : 1
                      drive : 1''', threshold='v > 1', reset='v = 0', method='exact')
S = Synapses(P, G, 'w : 1', on_pre='v += w')
S.connect()
S.w = '0.1 + 0.1*i + 0.05*j'
counter = SpikeMonitor(G)
net = Network(P, G, S, counter)
before = 0
for trial in range(4):
    matrix = np.zeros((4, 2))
    matrix[S.i[:], S.j[:]] = S.w[:]
    matrix /= matrix.sum(axis=0)
    S.w = matrix[S.i, S.j]*(1 + trial)
    extra = StateMonitor(G, 'v', record=0, dt=5*ms)
    net.add(extra)
    net.run(25*ms)
    print(trial, counter.num_spikes - before, array(counter.count), np.round(extra.v[0], 8), len(net.objects))
    before = counter.num_spikes
    net.remove(extra)
net.store()
net.run(25*ms)
first = counter.num_spikes
net.restore()
net.run(25*ms)
print(first == counter.num_spikes, net.t)
