"""sin, cos, tan, sinh, cosh, tanh and log1p over small and large arguments, and pow with exponents that vary."""
from brian2 import *

N = 100
G = NeuronGroup(N, '''
x : 1
waves = sin(x) + cos(3*x)*2 + sin(1e5*x)*0.25 + cos(1e12*x)*0.125 : 1
tangents = tan(x/8) : 1
hyperbolic = sinh(x/4) + cosh(x/5) + 10*tanh(x) : 1
logarithm = log1p(abs(x)) + log1p(-1/(1 + abs(x))) : 1
power = (1 + abs(x))**(x/3) + 2**x : 1
dy/dt = (tanh(3*sin(2*pi*t/(7*ms) + x)) - y)/(2*ms) : 1
''', method='rk2')
G.x = np.linspace(-9.7, 9.9, N)
trace = StateMonitor(G, 'y', record=True, dt=0.2*ms)
run(20*ms)

results = {name: getattr(G, name)[:] for name in ('waves', 'tangents', 'hyperbolic', 'logarithm', 'power', 'y')}
results['trace'] = trace.y
