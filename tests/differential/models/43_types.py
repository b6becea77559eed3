"""Conversions between truth values, integers and numbers, and the functions that depend on the type."""
from brian2 import *

N = 1000
G = NeuronGroup(N, '''
x : 1
k : integer
b : boolean
big : integer
r1 : 1
r2 : 1
r3 : 1
r4 : 1
r5 : 1
r6 : 1
r7 : 1
k2 : integer
b2 : boolean
eighth = x**8 : 1
inverse = (x + 3)**-3 : 1
root = (x + 3)**0.5 : 1
limited = clip(x, -0.5, inf) : 1
''', dtype={'big': np.int64})
G.x = 'i*0.006 - 2.95'
G.k = 'i - 500'
G.b = 'i % 3 == 0'
G.big = 3000000000 + np.arange(N)
G.run_regularly('''
r1 += k/4 + k // 7 + (k % 7)*1.5
r2 = x // 0.7 + x % 0.7 + (-x) % 1.3
r3 = int(b)*2.5 + int(x > 0.5) + int(x) + int(-x*3)
r4 = sign(x) + sign(k)/2 + abs(k) + abs(x)
r5 = floor(x)/2 + ceil(x)/4 + clip(k, -3, 5)/3
r6 = k**2 + k**3 - (-(k % 20))**5 + b*x + (b and x > 0)*1
r7 = big - 3000000000
k2 = x*2.7
b2 = x > -1 and not b or k == 4
k += 1
''')
run(1*ms)

results = {name: getattr(G, name)[:] for name in ('r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'k', 'k2', 'b2', 'eighth',
                                                  'inverse', 'root', 'limited')}
