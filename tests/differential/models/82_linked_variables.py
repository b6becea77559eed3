"""Linked variables: plain, with index arrays and index variables, of one neuron, of subexpressions, of parts, in chains."""
from brian2 import *

drive = NeuronGroup(1, 'dv/dt = -v/(30*ms) + 1.5/(30*ms) : 1', method='exact')
sources = NeuronGroup(8, '''dv/dt = (1.4 + 0.1*i - v)/(10*ms) : 1
                            twice = 2*v + 0.1*i : 1
                            gain : 1 (shared)''', threshold='v > 1', reset='v = 0', method='exact')
sources.gain = 0.4
cells = NeuronGroup(8, '''dv/dt = (common + gain*other - v)/(7*ms) : 1
                          common : 1 (linked)
                          other : 1 (linked)
                          gain : 1 (linked)
                          picked : 1 (linked)
                          at : integer
                          above = picked > 0.8 : boolean
                          crossings : integer
                          last : 1''', threshold='v > 1 and not above', reset='v = 0.2*picked; last = other', method='euler')
cells.common = linked_var(drive, 'v')
cells.other = linked_var(sources, 'v', index=[7, 6, 5, 4, 3, 3, 2, 0])
cells.gain = linked_var(sources.gain)
cells.picked = linked_var(sources, 'v', index='at')
cells.at = '(3*i) % 8'
cells.run_regularly('at = (at + 1) % 8; crossings += int(other > 0.5)', dt=2*ms)
chain = NeuronGroup(8, '''a : 1 (linked)
                          b : 1 (linked)
                          c = a + b : 1''')
chain.a = linked_var(cells, 'other')
chain.b = linked_var(sources, 'twice')

spikes, cell_spikes = SpikeMonitor(sources), SpikeMonitor(cells, 'last')
trace = StateMonitor(cells, ['v', 'other', 'picked', 'common'], record=True, dt=0.5*ms)
chained = StateMonitor(chain, ['a', 'b', 'c'], record=[1, 6], dt=0.5*ms)
run(80*ms)

results = {'spikes': spikes, 'cell_spikes': cell_spikes, 'v': trace.v, 'other': trace.other, 'picked': trace.picked,
           'common': trace.common, 'a': chained.a, 'b': chained.b, 'c': chained.c, 'crossings': cells.crossings[:],
           'last': cell_spikes.last[:]}
