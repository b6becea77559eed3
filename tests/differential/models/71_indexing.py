"""State of groups and synapses read and written by numbers, slices, arrays, masks, conditions and neurons at both ends."""
from brian2 import *

cells = NeuronGroup(10, '''dv/dt = (drive - v)/(10*ms) : volt
                           drive : volt
                           kind : integer
                           marked : boolean
                           gain : 1 (shared)
                           twice = 2*v : volt''', threshold='v > 10*mV', reset='v = 0*mV', method='exact')
cells.drive = '12*mV + i*mV'
cells.drive[2] = 20*mV
cells.drive[-1] = 30*mV
cells.drive[3:5] = [21, 22]*mV
cells.drive[::-4] *= 1.25
cells.drive[[6, 0]] += [3, 1]*mV
cells.kind = 'i % 3'
cells.marked = 'kind == 1'
cells.drive[cells.marked] = '25*mV + i*0.1*mV'
cells.drive[cells.kind[:] == 2] -= 0.5*mV
cells.v['drive > 21*mV'] = '0.1*drive'
cells.gain = 2
cells.v_[1] = 0.003
cells.v += 1*mV
synapses = Synapses(cells, cells, '''w : volt
                                     c : 1
                                     strength = w*c : volt''', on_pre='v_post += strength', multisynaptic_index='k')
synapses.connect('i != j')
synapses.connect('i != j and j == 3')
synapses.w = '0.01*mV*(i + 1)'
synapses.c = 1
synapses.w[0, 1] = 0.5*mV
synapses.w[2, :] = '0.02*mV*j'
synapses.w['j == 3 and k == 1'] = '3*w'
synapses.w[4:6, [7, 8]] += 0.1*mV
synapses.w['i == 9 and k == 1'] = 0.7*mV
synapses.w[synapses.indices[7:9, 0]] = [0.3, 0.4]*mV
synapses.c[:5] = np.arange(5)
synapses.c['w > 0.09*mV'] = '0.5*N_incoming/N_outgoing'
synapses.delay = 'i*0.1*ms'
synapses.delay[0, :] = 1*ms
synapses.delay['j == 3'] = 2*ms
spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, 'v', record=True, dt=0.5*ms)
weights = StateMonitor(synapses, 'w', record=synapses[2, :], dt=10*ms)
before = {'drive': np.array(cells.drive), 'v': np.array(cells.v), 'twice_some': cells.twice['i > 5'], 'twice_slice': cells.twice[2:4]}
run(60*ms)

results = {'spikes': spikes, 'trace': trace.v, 'weights': weights.w}
results.update({'before_' + name: value for name, value in before.items()})
results.update({'w': synapses.w[:], 'c': synapses.c[:], 'k': synapses.k[:], 'delay': synapses.delay[:],
                'w_pair': synapses.w[0, 1], 'w_row': synapses.w[2, :], 'w_column': synapses.w[:, 3], 'w_second': synapses.w['k == 1'],
                'strength': synapses.strength['i == 2'], 'drive_pre': synapses.drive_pre[:],
                'indices': synapses.indices[7:9, 0], 'incoming': synapses.N_incoming_post[:], 'outgoing': synapses.N_outgoing_pre[:],
                'i_marked': cells.i['marked'], 'kinds': cells.kind[2:5]})
