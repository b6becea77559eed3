"""Synapses between groups of three clocks, with clocks of their own: delays, clock-driven equations, summed and regular statements."""
from brian2 import *

random = np.random.RandomState(75)
fast = NeuronGroup(14, 'dv/dt = (1.1 + 0.08*i - v)/(8*ms) : 1', threshold='v > 1', reset='v = 0', method='exact', dt=0.05*ms)
plain = NeuronGroup(10, '''dv/dt = (0.5 + 0.1*drive - v)/(10*ms) : 1
                           drive : 1''', threshold='v > 0.7', reset='v = 0', method='exact')
slow = NeuronGroup(6, '''dv/dt = (1.2 + 0.1*i + 0.2*drive - v)/(12*ms) : 1
                         drive : 1''', threshold='v > 1', reset='v = 0', method='euler', dt=0.4*ms)
model = '''dg/dt = -g/tau : 1 (clock-driven)
           drive_post = g : 1 (summed)
           tau : second
           w : 1
           last : second
           counts : integer'''
S = Synapses(fast, plain, model, on_pre='g += w; last = t; counts += 1', method='exact')
S.connect(i=random.randint(0, 14, 50), j=random.randint(0, 10, 50))
T = Synapses(plain, slow, model, on_pre='g += w; last = t', on_post='g *= 0.9; counts += 1', method='rk2', dt=0.2*ms)
T.connect('(i + j) % 2 == 0')
back = Synapses(slow, fast, 'dm/dt = -m/(15*ms) : 1 (event-driven)', on_pre='m += 0.1; v_post += 0.02*(1 + m)', on_post='m *= 0.8')
back.connect('i == j % 6')
for synapses in (S, T):
    synapses.tau = (2 + 6*random.rand(len(synapses)))*ms
    synapses.w = 0.4 + random.rand(len(synapses))
    synapses.delay = random.randint(0, 40, len(synapses))*0.1*ms
back.delay = '0.4*ms*(j % 3)'
S.run_regularly('w = w*0.99 + 0.01*g', dt=0.8*ms)
T.run_regularly('tau = tau*0.999', dt=1*ms, when='end')
spikes_fast, spikes_plain, spikes_slow = SpikeMonitor(fast), SpikeMonitor(plain), SpikeMonitor(slow)
trace_S, trace_T = StateMonitor(S, ['g', 'w'], record=range(0, 50, 7)), StateMonitor(T, 'g', record=[0, 4, 11])
drives = StateMonitor(slow, ['v', 'drive'], record=True)
run(120*ms)

results = {'spikes_fast': spikes_fast, 'spikes_plain': spikes_plain, 'spikes_slow': spikes_slow, 'g_S': trace_S.g, 'w_S': trace_S.w, 'g_T': trace_T.g,
           't_T': trace_T.t, 'v': drives.v, 'drive': drives.drive, 'last': S.last[:], 'counts_S': S.counts[:], 'counts_T': T.counts[:],
           'last_T': T.last[:], 'm': back.m[:], 'tau': T.tau[:]}
