"""Network operations: with and without the time, their own intervals, slots and orders, changing state and reading it."""
from brian2 import *

N = 4
group = NeuronGroup(N, '''dv/dt = (drive - v)/(5*ms) : 1
                          drive : 1''', threshold='v > 1', reset='v = 0', method='exact')
group.drive = '1.5 + 0.1*i'
seen = []
order = []


@network_operation
def count():
    order.append(1)


@network_operation(dt=5*ms, when='end')
def change(t):
    seen.append(t/ms)
    group.drive = group.drive[::-1]*1.02
    group.v[0] = 0.5


class Recorder:
    def __init__(self):
        self.values = []

    def record(self, t):
        order.append(2)
        self.values.append((t/second, float(group.v[1])))


recorder = Recorder()
operation = NetworkOperation(recorder.record, dt=0.5*ms, when='before_groups', order=3)
first = NetworkOperation(lambda: order.append(0), order=-1, name='first')
spikes = SpikeMonitor(group)
trace = StateMonitor(group, 'v', record=True)
run(80*ms)
change.active = False
run(20*ms)

results = {'spikes': spikes, 'v': trace.v, 'seen': seen, 'order': order, 'recorded': recorder.values, 'drive': group.drive}
