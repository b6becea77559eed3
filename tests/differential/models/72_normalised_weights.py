"""Weights normalised by the number of synapses of each neuron, in assignments and in on_pre; repeated connect."""
from brian2 import *

source = NeuronGroup(9, 'dv/dt = (1.1 + 0.1*i - v)/(8*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
target = NeuronGroup(6, 'dv/dt = -v/(12*ms) : 1', threshold='v > 0.6', reset='v = 0', method='exact')
synapses = Synapses(source, target, 'w : 1', on_pre='v_post += w/N_incoming + 0.01*N_outgoing*(N_post - j)/N_pre')
synapses.connect('i % 3 <= j % 4')
first = synapses.N_incoming[:] + 100*synapses.N_outgoing[:]
synapses.connect(j='k for k in range(2) if i > 5')
synapses.w = '0.5*N_incoming/(N_outgoing + N_pre)'
spikes_source, spikes, trace = SpikeMonitor(source), SpikeMonitor(target), StateMonitor(target, 'v', record=True, dt=0.5*ms)
run(200*ms)

results = {'spikes_source': spikes_source, 'spikes': spikes, 'v': trace.v, 'w': synapses.w[:], 'first': first, 'incoming': synapses.N_incoming[:],
           'incoming_post': synapses.N_incoming_post[:], 'outgoing_pre': synapses.N_outgoing_pre[:]}
