"""Spikes handed in: unsorted, between two steps, many in one step, a second list given between two runs."""
from brian2 import *

random = np.random.RandomState(19)
n = 25
counters = NeuronGroup(n, '''dv/dt = -v/(15*ms) : 1
                             received : integer
                             latest : second''', threshold='v > 0.8', reset='v = 0', method='exact')


def random_spikes(begin, end, number):
    """Neurons and times [ms] of `number` spikes in random order, no two of one neuron in one step."""
    slots = random.permutation((end - begin)*10*n)[:number]
    return slots % n, begin + (slots//n)*0.1 + random.choice([0, 0.03, 0.099], number)


indices, times = random_spikes(0, 100, 900)
inputs = SpikeGeneratorGroup(n, indices, times*ms)
volley = SpikeGeneratorGroup(n, np.tile(np.arange(n), 3), np.repeat([10, 20, 30], n)*ms)
S = Synapses(inputs, counters, on_pre='v_post += 0.3; received_post += 1; latest_post = t')
S.connect(j='i')
V = Synapses(volley, counters, on_pre='v_post += 0.05', delay=0.2*ms)
V.connect()
spikes_inputs, spikes = SpikeMonitor(inputs), SpikeMonitor(counters)
trace = StateMonitor(counters, ['v', 'latest'], record=range(0, n, 4), dt=0.5*ms)
run(100*ms)
indices, times = random_spikes(100, 200, 700)
inputs.set_spikes(indices, times*ms)
run(100*ms)

results = {'spikes_inputs': spikes_inputs, 'spikes': spikes, 'v': trace.v, 'latest': trace.latest,
           'received': counters.received[:]}
