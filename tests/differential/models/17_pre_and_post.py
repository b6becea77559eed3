"""Synaptic code that reads variables of both ends, a subexpression of the synapse, and changes the source too."""
# finding: RV104, on purpose: what a spike adds contains v_pre, here to compare when it is read
from brian2 import *

random = np.random.RandomState(17)
n_source, n_target = 20, 30
source = NeuronGroup(n_source, '''dv/dt = (drive - v)/(8*ms) : 1
                                  drive : 1
                                  sent : 1''', threshold='v > 1', reset='v = 0', method='exact')
target = NeuronGroup(n_target, '''dv/dt = (0.6 - v)/(12*ms) : 1
                                  g : 1
                                  x : 1''', threshold='v > 1', reset='v = -0.2', method='exact')
source.drive = np.linspace(1.05, 1.9, n_source)
target.x = random.rand(n_target)
S = Synapses(source, target, '''w : 1
                                u : 1
                                difference = w*(x_post + 1.1 - 0.5*v_pre) : 1''',
             on_pre='''u = 0.9*u + 0.1*drive_pre
                       g_post += difference*u
                       sent_pre += w''', delay=0.5*ms)
S.connect(i=random.randint(0, n_source, 150), j=random.randint(0, n_target, 150))
S.w = random.rand(150)
target.run_regularly('v += 0.05*g; g *= 0.9')
spikes_source, spikes_target = SpikeMonitor(source), SpikeMonitor(target)
trace = StateMonitor(target, ['v', 'g'], record=range(0, n_target, 6), dt=0.5*ms)
run(250*ms)

results = {'spikes_source': spikes_source, 'spikes_target': spikes_target, 'v': trace.v, 'g': trace.g, 'u': S.u[:],
           'sent': source.sent[:], 'difference': S.difference[:]}
