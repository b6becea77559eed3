"""connect by one-to-one, condition, all-to-all and index arrays, called twice, with weights given as expressions."""
from brian2 import *

n_source, n_target = 15, 15
source = NeuronGroup(n_source, '''dv/dt = (drive - v)/(8*ms) : 1
                                  drive : 1
                                  kind : integer''', threshold='v > 1', reset='v = 0', method='exact')
target = NeuronGroup(n_target, '''dv/dt = -v/(12*ms) : 1
                                  level : 1''', threshold='v > level', reset='v = 0', method='exact')
source.drive = np.linspace(1.05, 2.2, n_source)
source.kind = np.arange(n_source) % 3
target.level = '0.7 + 0.03*i'
model, on_pre = 'w : 1', 'v_post += w'
one = Synapses(source, target, model, on_pre=on_pre)
one.connect(j='i')
some = Synapses(source, target, model, on_pre=on_pre, delay=1*ms)
some.connect(condition='abs(i - j) < 4 and i != j and kind_pre != 1')
every = Synapses(source, target, model, on_pre=on_pre)
every.connect()
pairs = Synapses(source, target, model, on_pre=on_pre)
pairs.connect(i=[3, 1, 14, 3], j=[0, 0, 7, 0])
pairs.connect(i=[0, 2], j=[14, 13])
one.w = '0.2 + 0.01*i'
some.w = '0.1/(1 + abs(i - j))'
some.w['i > j'] = '-0.03*drive_pre'
every.w = 0.01
pairs.w = '0.1*(1 + kind_pre) + 0.01*j'
pairs.delay = 'i*0.2*ms'
spikes_source, spikes_target = SpikeMonitor(source), SpikeMonitor(target)
trace = StateMonitor(target, 'v', record=range(0, n_target, 3), dt=0.5*ms)
run(250*ms)

results = {'spikes_source': spikes_source, 'spikes_target': spikes_target, 'v': trace.v}
for name, synapses in (('one', one), ('some', some), ('every', every), ('pairs', pairs)):
    results.update({name + '.i': synapses.i[:], name + '.j': synapses.j[:], name + '.w': synapses.w[:]})
