"""lastspike, not_refractory and timestep(...) in equations, thresholds, resets, synaptic code, monitors and regular statements."""
from brian2 import *

N = 15
cells = NeuronGroup(N, '''dv/dt = (drive - v)*int(not_refractory)/(9*ms) : 1
                          du/dt = (0.3*age - u)/(12*ms) : 1 (unless refractory)
                          age = exp(-clip(t - lastspike, 0*ms, 100*ms)/(10*ms)) : 1
                          limit = 0.8 + 0.5*age : 1
                          drive : 1
                          gap : second
                          blocked : integer
                          lost : 1''', threshold='v > limit and timestep(t - lastspike, dt) > 12', reset='gap = t - lastspike; v = 0',
                    refractory='(timestep(t - lastspike, dt) <= 6 + i % 4) or u > 0.28', method='euler')
cells.drive = '1.1 + 0.12*i'
cells.lastspike = '-1*ms*i'
S = Synapses(cells, cells, '''w : 1
                              waits : second''',
             on_pre='''lost_post += w*(1 - int(not_refractory_post))
                       v_post += w*int(not_refractory_post)
                       u_post += 0.01
                       waits = t - lastspike_post''', on_post='w += 0.001*exp(-(t - lastspike_pre)/(5*ms))')
S.connect('i != j and (i + 2*j) % 5 == 0')
S.w = 0.04
S.delay = '0.3*ms + 0.1*ms*(i % 7)'
cells.run_regularly('blocked += 1 - int(not_refractory)', dt=0.3*ms, when='after_resets')
spikes = SpikeMonitor(cells, ['gap', 'u', 'lastspike', 'not_refractory'])
trace = StateMonitor(cells, ['v', 'u', 'age', 'limit', 'not_refractory'], record=range(0, N, 4), dt=0.4*ms)
late = StateMonitor(cells, ['lastspike', 'not_refractory'], record=[1, 14], when='after_resets', dt=0.9*ms)
run(70*ms)
cells.lastspike[3:6] = '60*ms'
run(70*ms)

results = {'spikes': spikes, 'gap': spikes.gap[:], 'spike_u': spikes.u[:], 'spike_last': spikes.lastspike[:], 'free': spikes.not_refractory[:], 'v': trace.v,
           'u': trace.u, 'age': trace.age, 'limit': trace.limit, 'not_refractory': trace.not_refractory, 'last': late.lastspike,
           'late_free': late.not_refractory, 'blocked': cells.blocked[:], 'lost': cells.lost[:], 'w': S.w[:], 'waits': S.waits[:]}
