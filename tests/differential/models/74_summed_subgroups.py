"""Summed variables from parts of groups into parts of groups, several objects into neighbouring parts, into both ends, with linked readers."""
from brian2 import *

random = np.random.RandomState(74)
cells = NeuronGroup(24, '''dv/dt = (drive + 0.1*total - 0.2*back - v)/tau : 1
                           drive : 1
                           total : 1
                           back : 1
                           tau : second''', threshold='v > 1', reset='v = 0.1', method='euler')
cells.drive = '1.02 + 0.03*i'
cells.tau = '(6 + 0.4*i)*ms'
readers = NeuronGroup(6, '''seen : 1 (linked)
                            dm/dt = (seen - m)/(5*ms) : 1
                            m_start : 1''', method='euler')
readers.seen = linked_var(cells, 'total', index=[20, 9, 8, 15, 3, 23])
low, middle, high = cells[:8], cells[8:16], cells[16:]
model = '''w : 1
           total_post = w*v_pre : 1 (summed)
           back_pre = w*v_post**2 : 1 (summed)'''
first = Synapses(low, middle, model)
first.connect(i=random.randint(0, 8, 30), j=random.randint(0, 8, 30))
second = Synapses(middle, high, model, on_pre='v_post += 0.3*w', delay=0.7*ms)
second.connect('abs(i - j) < 3')
third = Synapses(high[2:7], low[1:6], model + '''
                 dslow/dt = (v_pre - slow)/(8*ms) : 1 (clock-driven)''', on_pre='slow += 0.1', method='exact')
third.connect(j='k for k in range(N_post) if (i + k) % 2 == 0')
for synapses in (first, second, third):
    synapses.w = 0.4*random.rand(len(synapses))
spikes, spikes_part = SpikeMonitor(cells), SpikeMonitor(high[2:7])
trace = StateMonitor(cells, ['v', 'total', 'back'], record=range(0, 24, 3), dt=0.5*ms)
late = StateMonitor(cells, 'total', record=[10], when='end')
slow = StateMonitor(third, 'slow', record=True, dt=2*ms)
read = StateMonitor(readers, ['seen', 'm'], record=True, dt=1*ms)
run(60*ms)
second.w = 0
first.w['i > 4'] = '0.1*j'
run(60*ms)

results = {'spikes': spikes, 'spikes_part': spikes_part, 'v': trace.v, 'total': trace.total, 'back': trace.back, 'late': late.total,
           'slow': slow.slow, 'seen': read.seen, 'm': read.m}
