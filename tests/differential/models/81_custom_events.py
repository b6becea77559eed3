"""Custom events with statements and schedules of their own, monitors of events with variables, counts and time bins."""
from brian2 import *

cells = NeuronGroup(12, '''dv/dt = (drive - v)/(9*ms) : 1 (unless refractory)
                           drive : 1
                           crossings : integer
                           peak : 1
                           above : boolean
                           ready = v > 0.4 : boolean''',
                    threshold='v > 1', reset='v = 0; above = False', refractory='1*ms + 0.1*ms*i',
                    events={'half': 'v > 0.5 and not above', 'often': 'i % 3 == t_in_timesteps % 7', 'decay': 'ready and above'},
                    method='exact')
cells.drive = '1.02 + 0.07*i'
cells.run_on_event('half', 'above = True; crossings += 1; drive += 0.001*crossings')
cells.run_on_event('often', 'peak = 0.5*peak + v', when='before_groups')
cells.set_event_schedule('often', when='after_synapses', order=3)
cells.set_event_schedule('decay', when='before_resets')

half = EventMonitor(cells, 'half', variables=['v', 'crossings', 'above'])
often = EventMonitor(cells[2:9], 'often', 'peak', when='after_synapses', order=4)
decay = EventMonitor(cells, 'decay', record=False)
spikes = SpikeMonitor(cells, ['v', 'lastspike', 'not_refractory', 'ready'])
trace = StateMonitor(cells, ['v', 'crossings', 'above', 'ready', 'i'], record=[11, 3], dt=0.7*ms, when='after_resets')
rate = PopulationRateMonitor(cells)
run(100*ms)
trace.record_single_timestep()

results = {'half.i': half.i[:], 'half.t': half.t[:], 'spikes': spikes, 'often.i': often.i[:], 'often.t': often.t[:],
           'v': trace.v, 'crossings': trace.crossings, 'above': trace.above, 'ready': trace.ready, 'index': trace.i,
           'trace_t': trace.t_[:], 'half_v': half.v[:], 'half_crossings': half.crossings[:], 'half_above': half.above[:],
           'peaks': often.peak[:], 'decay': decay.count[:], 'spike_v': spikes.v[:], 'last': spikes.lastspike[:],
           'not_refractory': spikes.not_refractory[:], 'spike_ready': spikes.ready[:], 'rate': rate.rate,
           'gaussian': rate.smooth_rate('gaussian', 2*ms), 'flat': rate.smooth_rate('flat', 0.9*ms),
           'window': rate.smooth_rate(np.array([1, 2, 4, 2, 1.])),
           'trains': np.concatenate([np.asarray(train) for train in spikes.spike_trains().values()])}
