"""Saturating NMDA synapses: nonlinear clock-driven equations in synapses, their sum in the target, one into the source as well."""
from brian2 import *

random = np.random.RandomState(63)
n_source, n_target = 25, 15
source = NeuronGroup(n_source, '''dv/dt = (drive - v)/(10*ms) : 1
                                  drive : 1
                                  load : 1''', threshold='v > 1', reset='v = 0', method='exact')
source.drive = np.linspace(1.05, 2.5, n_source)
target = NeuronGroup(n_target, '''dv/dt = (-70*mV - v)/(20*ms) + I/(200*pF) : volt
                                  I = -g*s_total*v/(1 + 0.28*exp(-0.062*v/mV)) : amp
                                  s_total : 1
                                  g : siemens''', threshold='v > -50*mV', reset='v = -60*mV', method='rk4')
target.v = -70*mV
target.g = np.linspace(2, 9, n_target)*nS
S = Synapses(source, target, '''s_total_post = w*s : 1 (summed)
                                load_pre = s**2 : 1 (summed)
                                ds/dt = -s/tau_decay + alpha*x*(1 - s) : 1 (clock-driven)
                                dx/dt = -x/(2*ms) : 1 (clock-driven)
                                tau_decay : second
                                w : 1''', on_pre='x += 1', method='rk4', namespace={'alpha': 0.5/ms})
S.connect(i=random.randint(0, n_source, 130), j=random.randint(0, n_target, 130))
S.tau_decay = (40 + 60*random.rand(130))*ms
S.w = random.rand(130)
S.delay = random.randint(0, 20, 130)*0.1*ms
spikes_source, spikes_target = SpikeMonitor(source), SpikeMonitor(target)
trace = StateMonitor(S, ['s', 'x'], record=range(0, 130, 30), dt=0.5*ms)
trace_target = StateMonitor(target, ['v', 's_total'], record=range(0, n_target, 3), dt=0.5*ms)
trace_source = StateMonitor(source, 'load', record=range(0, n_source, 6), dt=0.5*ms)
run(300*ms)

results = {'spikes_source': spikes_source, 'spikes_target': spikes_target, 's': trace.s, 'x': trace.x,
           'v': trace_target.v, 's_total': trace_target.s_total, 'load': trace_source.load, 's_end': S.s[:]}
