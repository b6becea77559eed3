"""C++ beside a Python implementation runs through the latter; without one, an error says what to do."""
from brian2 import *
prefs.codegen.target = 'numpy'


@implementation('cpp', 'double squared_plus(double x, double y) { return x*x + y; }')
@check_units(x=1, y=1, result=1)
def squared_plus(x, y):
    return x*x + y


G = NeuronGroup(3, '''dv/dt = squared_plus(v, 1)/second : 1
                      u : 1''', method='euler')
G.v = [0, 1, 2]
G.run_regularly('u = squared_plus(v, i)', when='end')
run(0.2*ms)
print(np.round(G.v, 10), np.round(G.u, 10))
