"""One network over seven runs: objects come, rest and go, slots move, the time step changes, dt of a clock too."""
from brian2 import *

random = np.random.RandomState(91)
N = 25
tau = 12*ms
G = NeuronGroup(N, 'dv/dt = (1.3 + 0.2*sin(i) - v)/tau : 1', threshold='v > 1', reset='v = 0', method='euler', name='G')
H = NeuronGroup(N, 'dv/dt = (1.1 + 0.1*cos(i) - v)/tau : 1', threshold='v > 1', reset='v = 0.1', method='euler', name='H')
G.v = random.rand(N)
H.v = random.rand(N)
slow = Clock(dt=0.5*ms)
shift = G.run_regularly('v = clip(v + 0.01*(i % 3), 0, 2)', clock=slow, when='end')
GH = Synapses(G, H, 'w : 1', on_pre='v_post += w', delay=1.5*ms, name='GH')
GH.connect(i=random.randint(0, N, 60), j=random.randint(0, N, 60))
GH.w = 0.1*random.rand(60)
spikes_G, spikes_H = SpikeMonitor(G), SpikeMonitor(H)
trace = StateMonitor(H, 'v', record=range(0, N, 5), name='trace')
late = StateMonitor(H, 'v', record=[1, 2], when='end', name='late')

net = Network(G, spikes_G, H, spikes_H, trace)
net.run(30*ms)
net.add(GH)
net.run(30*ms)
net.schedule = ['start', 'thresholds', 'extra', 'resets', 'groups', 'synapses', 'end']
shift.when = 'after_extra'
net.add(late)
net.run(30*ms)
net.schedule = None
shift.when = 'before_synapses'
H.active = False
net.run(10*ms)
H.active = True
shift.active = False
GH.active = False
net.run(20*ms)
GH.active = True
net.remove(late)
slow.dt = 1*ms
shift.active = True
net.run(20*ms)
defaultclock.dt = 0.2*ms
net.run(20*ms)

results = {'spikes_G': spikes_G, 'spikes_H': spikes_H, 'v': trace.v, 't': trace.t, 'late': late.v, 'late_t': late.t,
           'last_v': H.v[:], 'last_G': G.v[:], 'net_t': np.array([float(net.t)])}  # fmt: skip
