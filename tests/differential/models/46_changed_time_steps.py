"""The time step changes between runs: rounding of durations, refractory periods, exact propagators and monitors of own and other clocks."""
from brian2 import *

N = 16
defaultclock.dt = 0.1*ms
cells = NeuronGroup(N, '''dv/dt = (drive + g - v)/(9*ms) : 1 (unless refractory)
                          dg/dt = -g/(3*ms) : 1
                          drive : 1
                          steps : integer
                          since : second''', threshold='v > 1', reset='v = 0; since = t - lastspike', refractory='0.73*ms + 0.11*ms*i', method='exact')
cells.drive = '1.05 + 0.06*i'
own = NeuronGroup(5, 'dv/dt = (1.4 + 0.1*i - v)/(6*ms) : 1', threshold='v > 1', reset='v -= 1', refractory=0.31*ms, method='rk2', dt=0.04*ms)
ring = Synapses(cells, cells, 'w : 1', on_pre='g_post += w')
ring.connect(j='(i + k) % N_post for k in range(1, 4)')
ring.w = '0.08 - 0.002*i'
across = Synapses(own, cells, on_pre='v_post += 0.05')
across.connect('i == j % 5')
cells.run_regularly('steps += 1')
cells.run_regularly('drive = drive*1.001', dt=0.6*ms)
spikes, spikes_own = SpikeMonitor(cells, ['since', 'g']), SpikeMonitor(own)
trace = StateMonitor(cells, ['v', 'g'], record=[0, 7, 15])
rare = StateMonitor(cells, 'steps', record=[2], dt=1.2*ms)
rate = PopulationRateMonitor(cells)
for dt, duration in ((0.1, 30), (0.05, 20.02), (0.2, 29.98), (0.4, 33.2), (0.1, 16.7)):
    defaultclock.dt = dt*ms
    run(duration*ms)

results = {'spikes': spikes, 'spikes_own': spikes_own, 'since': spikes.since, 'spike_g': spikes.g, 'v': trace.v, 'g': trace.g, 't': trace.t,
           'steps': rare.steps, 't_rare': rare.t, 'rate': rate.rate, 'drive': cells.drive[:], 'end': cells.v[:]}
