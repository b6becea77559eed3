"""Shared variables: parameters, subexpressions, statements of run_regularly that write them before those of single neurons."""
from brian2 import *

N = 15
G = NeuronGroup(N, '''
dv/dt = (drive + wave - v)/(8*ms) : 1
gain : 1 (shared)
count : integer (shared)
is_high : boolean (shared)
drive = gain*(1 + i/10.0) : 1
wave = 0.2*sin(count*0.3) : 1 (shared)
slow = wave**2 + gain : 1 (shared, constant over dt)
sum : 1
copies : integer
''', threshold='v > 1.1 + 0.1*int(is_high)', reset='''
before = gain
v = 0.05*before
''', method='euler')
G.gain = 0.9
G.v = 'i*gain/20'
G.run_regularly('''
old = gain
steps = count // 3
gain = 1.2 + 0.3*cos(0.05*count)
count += 1
is_high = (count % 40) < 20
mean = (old + gain)/2
sum += mean*slow + steps % 7
copies = steps + i
''', dt=0.5*ms)
G.run_regularly('gain *= 0.999')
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'sum', 'copies', 'drive'], record=range(0, N, 4), dt=1*ms)
one = StateMonitor(G, ['gain', 'wave', 'slow'], record=True, dt=1*ms)
run(120*ms)

results = {'spikes': spikes, 'v': trace.v, 'sum': trace.sum, 'copies': trace.copies, 'drive': trace.drive,
           'gain': one.gain, 'wave': one.wave, 'slow': one.slow, 'last_gain': G.gain[:], 'count': G.count[:]}
