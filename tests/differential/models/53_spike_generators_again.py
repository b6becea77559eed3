"""Spike generators with a period, spikes replaced between runs with and without a period, spikes before the present time, a promise to be sorted."""
from brian2 import *

periodic = SpikeGeneratorGroup(4, [2, 0, 1, 0], [0.3, 0, 0.45, 0.9]*ms, period=1.2*ms)
replaced = SpikeGeneratorGroup(3, [0, 1, 2], [0.2, 0.2, 1.4]*ms, sorted=True)
own_clock = SpikeGeneratorGroup(2, [0, 1, 0], [0.26, 0.5, 2.1]*ms, dt=0.25*ms)
empty = SpikeGeneratorGroup(2, [], []*second)
monitors = [SpikeMonitor(group) for group in (periodic, replaced, own_clock, empty)]
monitor_0, monitor_1, monitor_2, monitor_3 = monitors
run(20*ms)
replaced.set_spikes([2, 0, 1], [30, 25, 1]*ms)
empty.set_spikes([1, 0], [0.5, 0.75]*ms, period=1*ms)
run(20*ms)
replaced.set_spikes([0], [0.35]*ms, period=0.5*ms)
empty.set_spikes([1], [41]*ms)
run(20*ms)

results = {f'spikes_{k}': monitor for k, monitor in enumerate(monitors)}
results['period'] = [periodic.period/second, replaced.period/second, empty.period/second]
