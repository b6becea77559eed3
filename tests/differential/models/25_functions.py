"""The functions of the language, at values where they differ: signs, edges of steps, large and small arguments."""
from brian2 import *

N = 41
x = NeuronGroup(N, '''
dv/dt = (sign(y)*tanh(y) - v)/(5*ms) + 0.2*clip(y, -0.5, 0.5)/(5*ms) : 1
y : 1
powers = y**2 + y**3 + y**5 : 1
roots = sqrt(abs(y)) + log(1 + abs(y)) + log10(1 + y**2) : 1
angles = sin(y) + cos(2*y) + tan(y/4) + arctan(y) : 1
hyperbolic = sinh(y/2) + cosh(y/3) + tanh(y) : 1
steps = floor(y) + 10*ceil(y) + 100*sign(y) : 1
small = expm1(y/1000) + log1p(y/1000 + 1) + exprel(y) : 1
whole = int(y) : integer
division = (i // 3) + (i % 3)/3 + (y % 0.7) : 1
ticks = timestep(t + y*0.1*ms, dt) : integer
''', method='exponential_euler')
x.y = np.linspace(-2, 2, N)
x.run_regularly('y += 0.004*sin(i + t/ms)')
trace = StateMonitor(x, True, record=range(0, N, 4), dt=1*ms)
run(120*ms)

results = {name: getattr(trace, name) for name in ('v', 'y', 'powers', 'roots', 'angles', 'hyperbolic', 'steps', 'small',
                                                   'whole', 'division', 'ticks')}
