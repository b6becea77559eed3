"""Regular operations in several slots and orders, which read what the step has done so far."""
from brian2 import *

N = 16
tau = 10*ms
G = NeuronGroup(N, '''
dv/dt = (drive - v)/tau : 1 (unless refractory)
drive : 1
before : 1
after : 1
trail : 1
''', threshold='v > 1', reset='v = 0', refractory=1.5*ms, method='exact')
G.drive = np.linspace(1.1, 4, N)
S = Synapses(G, G, on_pre='v_post += 0.05')
S.connect(condition='j == (i + 1) % N_post')
G.run_regularly('before = v', when='before_groups')
G.run_regularly('after = v', when='after_thresholds')
G.run_regularly('trail = 0.95*trail + (after - before)', when='end', order=2)
G.run_regularly('trail -= 0.01*v', when='end', order=1)
G.run_regularly('v += 0.02*(1 - v)', when='after_synapses', dt=0.5*ms)   # locked while refractory
G.run_regularly('drive = 2 + sin(2*pi*t/(30*ms) + 0.2*i)', dt=1*ms)
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'before', 'after', 'trail', 'drive'], record=range(0, N, 5), dt=0.5*ms)
late = StateMonitor(G, 'v', record=[3], when='after_synapses', order=-1)
run(200*ms)

results = {'spikes': spikes, 'v': trace.v, 'before': trace.before, 'after': trace.after, 'trail': trace.trail,
           'drive': trace.drive, 'late_v': late.v}
