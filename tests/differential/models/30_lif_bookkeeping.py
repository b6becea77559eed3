"""The network of examples/lif_delta_network.py, version 'bookkeeping', with connections and external spikes drawn beforehand."""
from brian2 import *

random = np.random.RandomState(28)
N, n_external = 1000, 4
v_rest, v_th = 0, 1
t_tau = 20*ms
cells = NeuronGroup(N, '''
dv/dt = -(v - v_rest)/t_tau : 1 (unless refractory)
I_ext : 1
I_int : 1
''', threshold='v > v_th', reset='v = v_rest', refractory=2*ms, method='exact')
cells.v = random.rand(N)

sources = np.repeat(np.arange(N), 15)
targets = random.randint(0, N, len(sources))
recurrent = Synapses(cells, cells, 'w : 1', on_pre='I_int_post += w', delay=1.5*ms)
recurrent.connect(i=sources, j=targets)
recurrent.w = 0.06*random.rand(len(sources))

# Four generators of 1000 spikes per second each stand for a cell's 400 inputs of 10 Hz.
steps, generators = np.nonzero(random.rand(1500, n_external*N) < 0.1)
external = SpikeGeneratorGroup(n_external*N, generators, steps*0.1*ms)
background = Synapses(external, cells, on_pre='I_ext_post += 0.012')
background.connect(i=np.arange(n_external*N), j=np.arange(n_external*N)//n_external)
cells.run_regularly('v += I_ext + I_int; I_ext = 0; I_int = 0', when='after_synapses')
spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, 'v', record=[0, 500], dt=0.5*ms)
inputs = StateMonitor(cells, ['I_ext', 'I_int'], record=[0, 500], when='after_synapses', order=-1)
run(150*ms)

results = {'spikes': spikes, 'v': trace.v, 'I_ext': inputs.I_ext, 'I_int': inputs.I_int}
