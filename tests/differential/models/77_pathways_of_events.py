"""Pathways that custom events start, several by name with delays and orders, beside those of spikes; events set off by synapses."""
from brian2 import *

model = '''dv/dt = (drive - v)/(9*ms) : 1 (unless refractory)
           drive : 1
           high : boolean
           calls : integer
           heard : 1'''
events = {'rise': 'v > 0.6 and not high', 'call': 'calls >= 3'}
A = NeuronGroup(10, model, threshold='v > 1', reset='v = 0; high = False', refractory=1.5*ms, events=dict(events), method='exact')
B = NeuronGroup(12, model, threshold='v > 1', reset='v = 0.1; high = False', refractory=0.5*ms, events=dict(events), method='exact')
A.drive, B.drive = '1.1 + 0.08*i', '0.85 + 0.04*i'
for group in (A, B):
    group.run_on_event('rise', 'high = True')
    group.run_on_event('call', 'calls = 0; v -= 0.05')
B.set_event_schedule('call', when='after_synapses')
S = Synapses(A, B, '''w : 1
                      dx/dt = -x/(20*ms) : 1 (event-driven)
                      rises : integer''',
             on_pre={'spike_path': 'v_post += w*(1 + x)', 'rise_path': 'x += 0.2; rises += 1', 'call_path': 'heard_post += w'},
             on_post={'answer': 'x *= 0.5; calls_post += 1', 'back': 'w = clip(w + 0.002*x, 0, 0.3)'},
             on_event={'rise_path': 'rise', 'call_path': 'call', 'answer': 'rise'},
             delay={'rise_path': 0.4*ms, 'back': 1*ms})
S.connect('(2*i + j) % 3 != 1')
S.w = '0.02 + 0.005*(i + j)'
S.spike_path.delay = '0.1*ms*(j % 5)'
S.call_path.delay = '0.2*ms*i'
S.rise_path.order = 2
S.spike_path.order = 1
F = Synapses(B, A, on_pre='calls_post += 1; v_post += 0.02', on_event='rise', delay=0.6*ms)
F.connect(j='(i + k) % N_post for k in range(2)')
rises, calls = EventMonitor(A, 'rise', 'v'), EventMonitor(B, 'call', ['calls', 'v'])
calls_A = EventMonitor(A, 'call')
spikes_A, spikes_B = SpikeMonitor(A), SpikeMonitor(B)
trace = StateMonitor(S, ['x', 'w'], record=range(0, len(S), 11), dt=0.5*ms)
run(130*ms)

results = {'spikes_A': spikes_A, 'spikes_B': spikes_B, 'rises.i': rises.i[:], 'rises.t': rises.t[:], 'rises_v': rises.v[:], 'calls.i': calls.i[:],
           'calls.t': calls.t[:], 'calls_v': calls.v[:], 'calls_A.i': calls_A.i[:], 'calls_A.t': calls_A.t[:], 'x': trace.x, 'w': trace.w,
           'rise_counts': S.rises[:], 'heard': B.heard[:], 'calls_end': A.calls[:]}
