from brian2 import *

@implementation('cpp', '''
double ramp(double x) { return x < 0 ? 0 : x; }
''')
@check_units(x=1, result=1)
def ramp(x):
    raise NotImplementedError('use the C++ target')

G = NeuronGroup(10, 'dv/dt = (ramp(v) - v)/(10*ms) : 1', method='euler', name='exc')
run(10*ms)
