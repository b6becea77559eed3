"""Explicit schemes beyond the usual: one of the script's own, heun and milstein without noise, lists of methods."""
from brian2 import *

ralston = ExplicitStateUpdater('''
k = dt*f(x, t)
l = dt*f(x + 2*k/3, t + 2*dt/3)
x_new = x + k/4 + 3*l/4
''')
model = '''
dx/dt = (a*x - x*y)/(20*ms) + 0.01*sin(2*pi*t/(30*ms))/ms : 1
dy/dt = (x*y - y)/(20*ms) : 1
a : 1
'''
results = {}
groups = []
for name, method in [('own', ralston), ('heun', 'heun'), ('milstein', milstein), ('list', ('exact', 'rk4')),
                     ('later', ['linear', 'exponential_euler', 'euler'])]:
    G = NeuronGroup(9, model, method=method, name=name)
    G.x, G.y = 1, 0.8
    G.a = '0.5 + i/12.0'
    groups.append(StateMonitor(G, ['x', 'y'], record=True, dt=0.5*ms))
    groups.append(G)
net = Network(groups)
net.run(100*ms)

for monitor in groups[::2]:
    results[monitor.source.name + '_x'] = monitor.x
    results[monitor.source.name + '_y'] = monitor.y
