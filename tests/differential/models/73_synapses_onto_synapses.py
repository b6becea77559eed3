"""Synapses whose targets are other synapses: by number, by a rule over the neurons of those, with delays that reorder both."""
from brian2 import *

source = NeuronGroup(5, 'dv/dt = (1.1 + 0.2*i - v)/(8*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
target = NeuronGroup(4, 'dv/dt = -v/(12*ms) : 1', threshold='v > 0.4', reset='v = 0', method='exact')
modulator = NeuronGroup(3, 'dv/dt = (1.3 - 0.05*i - v)/(15*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
plastic = Synapses(source, target, '''w : 1
                                      touched : integer''', on_pre='v_post += w')
plastic.connect('i != j')
plastic.w = '0.1 + 0.02*i + 0.01*j'
plastic.delay = '(4 - j)*0.3*ms'
onto = Synapses(modulator, plastic, 'step : 1', on_pre='''w_post += step
                                                          touched_post += 1''')
onto.connect('i == (i_post + j_post) % 3')
onto.connect(i=[0, 2, 2], j=[0, 3, 12])
onto.step = '0.002*(1 + i)'
onto.delay = '(i + j % 4)*0.2*ms'
onto_counts = onto.N_incoming[:]
reading = Synapses(plastic, target, 'seen : 1')
reading.connect('j == j_pre')
spikes_source, spikes_target, spikes_modulator = SpikeMonitor(source), SpikeMonitor(target), SpikeMonitor(modulator)
weights = StateMonitor(plastic, 'w', record=True, dt=1*ms)
run(60*ms)
reading.seen = 'w_pre + 10*v_post'
run(40*ms)

results = {'spikes_source': spikes_source, 'spikes_target': spikes_target, 'spikes_modulator': spikes_modulator, 'weights': weights.w,
           'w': plastic.w[:], 'touched': plastic.touched[:], 'onto_i': onto.i[:], 'onto_j': onto.j[:], 'counts': onto_counts,
           'w_post': onto.w_post[:], 'seen': reading.seen[:], 'reading_i': reading.i[:], 'reading_j': reading.j[:]}
