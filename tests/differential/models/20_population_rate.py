"""Population rates of two coupled populations of different size, zero delay in one direction."""
from brian2 import *

random = np.random.RandomState(20)
n_e, n_i = 80, 30
eqs = '''dv/dt = (drive - v)/(10*ms) : 1 (unless refractory)
         drive : 1'''
E = NeuronGroup(n_e, eqs, threshold='v > 1', reset='v = 0', refractory=2*ms, method='exact')
I = NeuronGroup(n_i, eqs, threshold='v > 1', reset='v = 0', refractory=1*ms, method='exact')
E.drive, I.drive = 1.1 + 0.6*random.rand(n_e), 0.95
E.v, I.v = random.rand(n_e), random.rand(n_i)
to_i = Synapses(E, I, on_pre='v_post += 0.06')
to_i.connect(i=random.randint(0, n_e, 600), j=random.randint(0, n_i, 600))
to_e = Synapses(I, E, on_pre='v_post -= 0.11', delay=1.2*ms)
to_e.connect(i=random.randint(0, n_i, 400), j=random.randint(0, n_e, 400))
spikes_e, spikes_i = SpikeMonitor(E), SpikeMonitor(I)
rate_e, rate_i = PopulationRateMonitor(E), PopulationRateMonitor(I)
run(100*ms)
run(100*ms)

results = {'spikes_e': spikes_e, 'spikes_i': spikes_i, 'rate_e': rate_e.rate, 'rate_i': rate_i.rate, 't': rate_e.t}
