"""A method that is a function of the equations, and a registered one."""
from brian2 import *


def decay_by_halves(equations, variables=None, method_options=None):
    return '\n'.join(f'{name} = 0.5*{name} + 0.5*target*dt/ms' for name in sorted(equations.diff_eq_names))


StateUpdateMethod.register('halving', ExplicitStateUpdater('x_new = x + 0.5*dt*f(x, t)'))
model = '''
dv/dt = (target - v)/(5*ms) : 1
dw/dt = (v - w)/(7*ms) : 1
target : 1
'''
A = NeuronGroup(30, model, method=decay_by_halves)
B = NeuronGroup(30, model, method='halving')
for group in (A, B):
    group.target = '1 + i/10.0'
traces = [StateMonitor(group, ['v', 'w'], record=True) for group in (A, B)]
net = Network(A, B, traces)
net.run(20*ms)

results = {'av': traces[0].v, 'aw': traces[0].w, 'bv': traces[1].v, 'bw': traces[1].w}
