"""Linked variables with index arrays as drives, thresholds, refractoriness; sources change while they are read."""
from brian2 import *

sources = NeuronGroup(6, '''dv/dt = (1.3 + 0.15*i - v)/(14*ms) : 1
                            level = 0.8 + 0.4*v : 1
                            pause : second
                            busy = v > 0.7 : boolean
                            heard : 1''', threshold='v > 1', reset='v = 0', method='exact')
sources.pause = '(0.5 + 0.4*i)*ms'
cells = NeuronGroup(18, '''dv/dt = (1.5*factor + 0.3*other - v)/(8*ms) : 1 (unless refractory)
                           limit : 1 (linked)
                           other : 1 (linked)
                           factor : 1 (linked)
                           wait : second (linked)
                           halted : boolean (linked)
                           trace : 1''', threshold='v > limit', reset='v = 0.1*other; trace += limit', refractory='wait + 0.1*ms*(i % 3)', method='euler')
rest = NeuronGroup(9, '''dv/dt = (1.2 - v)/(6*ms) : 1
                         held : boolean (linked)''', threshold='v > 0.9', reset='v = 0', refractory='held', method='exact')
index = [5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0, 0, 1, 2, 3, 4, 5]
cells.limit = linked_var(sources, 'level', index=index)
cells.other = linked_var(sources, 'v', index=index[::-1])
cells.wait = linked_var(sources, 'pause', index=np.arange(18) % 6)
cells.halted = linked_var(sources, 'busy', index=np.arange(18)//3)
shared = NeuronGroup(1, 'dgain/dt = (1 - gain)/(50*ms) : 1', method='exact')
shared.gain = 0.8
cells.factor = linked_var(shared, 'gain')
rest.held = linked_var(sources, 'busy', index=[0, 1, 2, 3, 4, 5, 0, 1, 2])
S = Synapses(sources, cells, 'w : 1', on_pre='trace_post += w*(1 + trace_post); v_post += 0.05*w*int(not busy_pre)',
             on_post='heard_pre += trace_post; w *= 0.999')
S.connect('i != j % 6')
S.w = '0.2 + 0.1*v_post + 0.01*i'
S.delay = '0.1*ms*(i + j % 4)'
cells.run_regularly('trace = 0.9*trace + 0.1*limit*int(halted)', dt=0.7*ms)
shared.run_regularly('gain = 0.7 + 0.3*exp(-t/(60*ms))', dt=20*ms)
spikes_sources, spikes, spikes_rest = SpikeMonitor(sources), SpikeMonitor(cells), SpikeMonitor(rest)
trace = StateMonitor(cells, ['v', 'trace', 'limit', 'halted'], record=range(0, 18, 4), dt=0.5*ms)
run(80*ms)
sources.pause = '0.2*ms*(i + 1)'
run(50*ms)

results = {'spikes_sources': spikes_sources, 'spikes': spikes, 'spikes_rest': spikes_rest,
           'v': trace.v, 'trace': trace.trace, 'limit': trace.limit, 'halted': trace.halted, 'heard': sources.heard[:], 'w': S.w[:]}
