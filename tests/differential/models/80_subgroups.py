"""Subgroups as ends of synapses, targets of inputs and sources of monitors; state access relative to them."""
from brian2 import *

cells = NeuronGroup(20, '''dv/dt = (drive - v)/(8*ms) : 1 (unless refractory)
                           drive : 1
                           trace : 1
                           twice = 2*v : 1''', threshold='v > 1', reset='v = 0', refractory=0.5*ms, method='exact')
first, last = cells[:8], cells[12:]
middle = cells[4:18][2:10]
cells.drive = '1.05 + 0.05*i'
first.drive = '1.8 - 0.07*i'
last.drive[2:4] = 0.5
last.drive['i > N - 3'] = '1.3 + 0.1*i'
middle.run_regularly('trace += v*(i + 1)', dt=0.5*ms)
last.run_regularly('trace -= 0.1*i')

forward = Synapses(first, last, 'w : 1', on_pre='v_post += w; trace_pre += 0.01*j')
forward.connect('abs(i - j) < 3 and drive_pre > 1.2')
forward.w = '0.02*(1 + i) + 0.01*j*drive_post'
backward = Synapses(last, middle, 'w : 1', on_pre='v += w', delay=1.3*ms)
backward.connect(j='(3*i) % N_post')
backward.connect(i=[0, 5, 7], j=[7, 0, 3])
backward.w = '-0.05*(i + 1)/N_pre'
backward.delay = 1.5*ms
sources = NeuronGroup(6, 'next : 1', threshold='t_in_timesteps >= next', reset='next += 73 + 5*i')
sources.next = '10 + 3*i'
drive = Synapses(sources[2:5], cells[9:12], on_pre='v += 0.3 + 0.1*i')
drive.connect('i >= j')

spikes_all, spikes_last, spikes_middle = SpikeMonitor(cells), SpikeMonitor(last, variables='trace'), SpikeMonitor(middle)
trace = StateMonitor(last, ['v', 'twice'], record=[6, 1], dt=0.3*ms)
whole = StateMonitor(middle, 'trace', record=True, dt=1*ms)
rate_first, rate_one = PopulationRateMonitor(first), PopulationRateMonitor(cells[5])
run(120*ms)

results = {'spikes_all': spikes_all, 'spikes_last': spikes_last, 'spikes_middle': spikes_middle, 'v': trace.v,
           'twice': trace.twice, 'trace': whole.trace, 'rate_first': rate_first.rate, 'rate_one': rate_one.rate,
           'at_spikes': spikes_last.trace, 'count': spikes_middle.count[:], 'end': cells.trace[:], 'last': last.v[:]}
for name, synapses in (('forward', forward), ('backward', backward), ('drive', drive)):
    results.update({name + '.i': synapses.i[:], name + '.j': synapses.j[:]})
    if name != 'drive':
        results[name + '.w'] = synapses.w[:]
