"""connect by generators for j and i, with conditions, copies given as expressions, skip_if_invalid and a multisynaptic index."""
from brian2 import *

n_source, n_target = 12, 20
source = NeuronGroup(n_source, '''dv/dt = (drive - v)/(8*ms) : 1
                                  drive : 1
                                  reach : integer''', threshold='v > 1', reset='v = 0', method='exact')
target = NeuronGroup(n_target, '''dv/dt = -v/(12*ms) : 1
                                  place : 1''', threshold='v > 0.5', reset='v = 0', method='exact')
source.drive = np.linspace(1.05, 2.2, n_source)
source.reach = np.arange(n_source) % 4
target.place = '(7*i) % 13'
model, on_pre = 'w : 1', 'v_post += w'
ring = Synapses(source, target, model, on_pre=on_pre, multisynaptic_index='copy')
ring.connect(j='k for k in range(i-2, i+3) if k != i', skip_if_invalid=True)
ring.connect(j='k for k in range(0, N_post, 3) if i > 8', n='1 + i % 2')
ring.connect(j='i', n=2)
fan = Synapses(source, target, model, on_pre=on_pre, delay=1*ms)
fan.connect(j='(3*i + 2*k) % N_post for k in range(reach_pre)')
fan.connect(j='k for k in range(20, 10, -4) if i % 5 == 1', skip_if_invalid=True)
back = Synapses(source, target, model, on_pre=on_pre)
back.connect(i='k for k in range(0, N_pre, 5)')
back.connect(i='int(place_post)', skip_if_invalid=True)
copied = Synapses(source, target, model, on_pre=on_pre)
copied.connect('abs(i - j) < 2 and sqrt(place_post) > 1.5', n='i % 3')
everything = Synapses(source, target, model, on_pre=on_pre)
everything.connect(j='k for k in sample(N_post, size=20) if i == 3')
everything.connect(j='k for k in sample(2, N_post, 4, p=1.0*(i > 9))')
all_synapses = (ring, fan, back, copied, everything)
ring.w = '0.05 + 0.01*copy'
for synapses in all_synapses[1:]:
    synapses.w = '0.03 + 0.001*i - 0.0007*j'
spikes_source, spikes_target = SpikeMonitor(source), SpikeMonitor(target)
trace = StateMonitor(target, 'v', record=range(0, n_target, 3), dt=0.5*ms)
run(150*ms)

results = {'spikes_source': spikes_source, 'spikes_target': spikes_target, 'v': trace.v, 'copy': ring.copy[:]}
for name, synapses in zip(('ring', 'fan', 'back', 'copied', 'everything'), all_synapses):
    results.update({name + '.i': synapses.i[:], name + '.j': synapses.j[:], name + '.w': synapses.w[:]})
