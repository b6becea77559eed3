"""Variables of both ends read and changed at both kinds of spikes; shared synaptic variables, nested subexpressions, (constant over dt)."""
from brian2 import *

random = np.random.RandomState(68)
n_source, n_target = 18, 22
source = NeuronGroup(n_source, '''dv/dt = (drive + feedback - v)/(8*ms) : 1
                                  dfeedback/dt = -feedback/(20*ms) : 1
                                  rate = 10*v : 1
                                  drive : 1
                                  count : 1''', threshold='v > 1', reset='v = 0', method='euler')
target = NeuronGroup(n_target, '''dv/dt = (0.7 - v)/(12*ms) : 1
                                  g : 1
                                  received : 1
                                  peak : 1''', threshold='v > 1', reset='v = -0.1', method='exact')
source.drive = np.linspace(1.05, 1.8, n_source)
S = Synapses(source, target, '''w : 1
                                gain : 1 (shared)
                                base : 1
                                strength = gain*w*(1 + base) : 1
                                effect = strength*(1.2 - v_post) + 0.001*rate_pre : 1
                                held = base + 0.1*v_post : 1 (constant over dt)
                                last_effect : 1''',
             on_pre='''last_effect = effect
                       g_post += last_effect
                       received_post += 1
                       base += 0.01*held''',
             on_post='''feedback_pre += 0.02*w
                        count_pre += 1
                        base *= 0.9
                        peak_post = w''')
S.connect(condition='(i*j + i) % 5 < 2')
S.gain = 0.4
S.w = '0.02*(i + 1)/(j + 1) + 0.1'
S.delay = '(i + j)*0.1*ms'
target.run_regularly('v += g; g = 0', when='before_thresholds')
spikes_source, spikes_target = SpikeMonitor(source), SpikeMonitor(target)
trace = StateMonitor(S, ['base', 'last_effect', 'strength', 'held'], record=range(0, len(S), 40), dt=0.5*ms)
trace_source = StateMonitor(source, ['v', 'feedback'], record=[0, 9], dt=0.5*ms)
run(150*ms)
S.gain = 'gain*0.5'
run(100*ms)

results = {'spikes_source': spikes_source, 'spikes_target': spikes_target, 'base': trace.base,
           'last_effect': trace.last_effect, 'strength': trace.strength, 'held': trace.held,
           'v_source': trace_source.v, 'feedback': trace_source.feedback, 'count': source.count[:],
           'received': target.received[:], 'peak': target.peak[:], 'effect_end': S.effect[:], 'gain': S.gain[:]}
