"""Python functions in equations, subexpressions, thresholds, resets, synaptic code and assignments: of scalars and of arrays, with units, with types."""
from brian2 import *

N = 5
table = np.array([0.5, 1.5, 0.25, 2.0, 1.0])


@check_units(v=volt, i=1, result=amp)
def current(v, i):
    return (table[i]*nS)*(10*mV - v)


@check_units(t=second, result=1)
def pulse(t):
    if t < 3*ms:
        return 0.5
    return 1.25


@implementation('cpp', 'double scaled(double x) { return 2*x; }')
@check_units(x=1, result=1)
def scaled(x):
    return 2*x


@implementation('numpy', discard_units=True)
@check_units(x=volt, result=volt)
def half(x):
    return x/2


@declare_types(x='float', result='boolean')
@check_units(x=1, result=1)
def is_high(x):
    return np.asarray(x) > 0.8


same = Function(lambda x: x*3, arg_units=[None], return_unit=lambda unit: unit, stateless=True)
group = NeuronGroup(N, '''dv/dt = current(v, i)*pulse(t)/(2*pF) : volt
                          w = half(same(v)) : volt (constant over dt)
                          dx/dt = (scaled(1.5) - x)/(4*ms) : 1
                          n : 1''', threshold='int(is_high(v/(4*mV))) > 0', reset='''v = half(v)/2
                                                                                   n += scaled(x)''', method='euler')
fourth = NeuronGroup(N, 'dv/dt = current(v, i)/(20*pF) : volt', method='rk4')
group.v = 'half(same(1*mV))*i'
S = Synapses(group, fourth, 'u : 1', on_pre='''v_post -= half(v_post)
                                               u = scaled(u + v_post/mV)''')
S.connect(i=[0, 1, 2, 3, 4, 4, 3, 0], j=[1, 2, 3, 4, 0, 0, 1, 0])
S.u = 'scaled(i + j)'
spikes = SpikeMonitor(group)
trace = StateMonitor(group, ['v', 'x', 'w'], record=True)
trace_fourth = StateMonitor(fourth, 'v', record=True)
run(60*ms)

results = {'spikes': spikes, 'v': trace.v, 'x': trace.x, 'w': trace.w, 'n': group.n, 'v_fourth': trace_fourth.v, 'u': S.u}
