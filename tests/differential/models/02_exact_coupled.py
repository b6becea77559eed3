"""Current-based cells, v, ge and gi coupled: `exact`; spikes handed in, delay given once per pathway."""
from brian2 import *

random = np.random.RandomState(2)
N, n_inputs = 60, 80
taum, taue, taui = 20*ms, 5*ms, 10*ms
Vt, Vr, El = -50*mV, -60*mV, -49.5*mV
cells = NeuronGroup(N, '''
dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
dge/dt = -ge/taue : volt
dgi/dt = -gi/taui : volt
''', threshold='v > Vt', reset='v = Vr', refractory=5*ms, method='exact')
cells.v = Vr + random.rand(N)*(Vt - Vr)

steps = np.flatnonzero(random.rand(3000*n_inputs) < 0.002)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
excitation = Synapses(inputs, cells, on_pre='ge += 1.62*mV', delay=1.5*ms)
excitation.connect(i=np.repeat(np.arange(n_inputs), 10), j=random.randint(0, N, 10*n_inputs))
inhibition = Synapses(cells, cells, on_pre='gi -= 9*mV', delay=0.8*ms)
inhibition.connect(i=np.repeat(np.arange(N), 5), j=random.randint(0, N, 5*N))

spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, ['v', 'ge', 'gi'], record=[0, 7, 31])
run(300*ms)

results = {'spikes': spikes, 'v': trace.v, 'ge': trace.ge, 'gi': trace.gi}
