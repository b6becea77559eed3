"""Subexpressions within each other, in the threshold, the reset, the refractory condition and a recording."""
from brian2 import *

N = 25
tau = 9*ms
G = NeuronGroup(N, '''
dv/dt = (total - v)/tau : 1
da/dt = -a/(40*ms) : 1
level = 1 + 0.2*a : 1
excess = v - level : 1
total = drive - 0.5*brake : 1
brake = a*leak : 1
leak = 0.3 + 0.1*k : 1
drive : 1
k : 1
''', threshold='excess > 0', reset='v -= level; a += 0.2 + leak', refractory='a > 2*level', method='exponential_euler')
G.drive = np.linspace(1, 5, N)
G.k = np.arange(N) % 3
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'excess', 'total', 'level', 'brake'], record=range(0, N, 4), dt=0.5*ms)
run(250*ms)

results = {'spikes': spikes, 'v': trace.v, 'excess': trace.excess, 'total': trace.total, 'level': trace.level,
           'brake': trace.brake, 'last_brake': G.brake[:]}
