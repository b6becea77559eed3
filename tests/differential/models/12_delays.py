"""All forms of delay: none, one for the pathway, an array with one for each synapse, and times between two steps."""
from brian2 import *

random = np.random.RandomState(12)
n_inputs, N = 20, 12
steps = np.flatnonzero(random.rand(2000*n_inputs) < 0.004)
inputs = SpikeGeneratorGroup(n_inputs, steps % n_inputs, (steps//n_inputs)*0.1*ms)
equations = '''dv/dt = -v/(7*ms) : 1
               last : 1'''
targets = [NeuronGroup(N, equations, threshold='v > 0.9', reset='v = 0', method='exact') for _ in range(4)]
at_once, later, scattered, between = targets
sources = np.repeat(np.arange(n_inputs), N)
cells = np.tile(np.arange(N), n_inputs)
model = 'w : 1'
on_pre = '''v_post += w
            last_post = w'''
S_at_once = Synapses(inputs, at_once, model, on_pre=on_pre)
S_later = Synapses(inputs, later, model, on_pre=on_pre, delay=2.3*ms)
S_scattered = Synapses(inputs, scattered, model, on_pre=on_pre)
S_between = Synapses(inputs, between, model, on_pre=on_pre)
weights = random.rand(len(sources))
for synapses in (S_at_once, S_later, S_scattered, S_between):
    synapses.connect(i=sources, j=cells)
    synapses.w = weights
S_scattered.delay = random.randint(0, 60, len(sources))*0.1*ms
S_between.delay = np.tile([0, 0.04, 0.05, 0.14, 0.15, 0.25, 0.349, 0.4501], len(sources)//8)*ms
monitors = [SpikeMonitor(group) for group in targets]
spikes_at_once, spikes_later, spikes_scattered, spikes_between = monitors
traces = [StateMonitor(group, ['v', 'last'], record=[0, 5], dt=0.2*ms) for group in targets]
trace_at_once, trace_later, trace_scattered, trace_between = traces
run(210*ms)

results = {'spikes_at_once': spikes_at_once, 'spikes_later': spikes_later, 'spikes_scattered': spikes_scattered,
           'spikes_between': spikes_between, 'delay': S_between.delay}
for name, trace in (('at_once', trace_at_once), ('later', trace_later), ('scattered', trace_scattered),
                    ('between', trace_between)):
    results['v_' + name] = trace.v
    results['last_' + name] = trace.last
