"""Names that exist only in a block of statements: in resets, pathways and regular operations."""
from brian2 import *

N = 20
G = NeuronGroup(N, '''
dv/dt = (1.5 + 0.05*i - v + u)/(10*ms) : 1
du/dt = -u/(20*ms) : 1
trace : 1
total : 1
''', threshold='v > 1', reset='''
surplus = v - 1
jump = 0.3*surplus
v = jump
is_first = trace < 0.5
weight = 2.0
trace += weight*int(is_first) + jump
''', method='euler')
S = Synapses(G, G, '''
w : 1
seen : 1
''', on_pre='''
difference = v_pre - v_post
dw = 0.01*difference
w = clip(w + dw, 0, 1)
seen += abs(dw)
u_post += w/20
''')
S.connect(condition='i != j and (i + j) % 3 == 0')
S.w = '0.2 + 0.01*(i % 5)'
G.run_regularly('''
x = total + trace
y = x**2/(1 + x**2)
total += 0.1*y; trace *= 0.98
''', dt=1*ms)
spikes = SpikeMonitor(G)
values = StateMonitor(G, ['v', 'trace', 'total'], record=range(0, N, 3), dt=1*ms)
run(150*ms)

results = {'spikes': spikes, 'v': values.v, 'trace': values.trace, 'total': values.total, 'w': S.w[:], 'seen': S.seen[:]}
