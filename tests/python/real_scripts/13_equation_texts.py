"""Equation texts as people write them."""
from brian2 import *
prefs.codegen.target = 'numpy'

tau, threshold = 10*ms, 0.9
text = 'dv / dt = (%s - v)/tau : 1 (unless refractory)\n' % 'drive' + 'drive = int(t > 20*ms)*{:.1f} : 1\n'.format(1.5)
eqs = Equations(text) + Equations('du/dt = (-u**8 + sign(v - 0.5)*0.1 +\n  0.2)/tau : 1', ) + Equations('ref : second\nlimit : 1')
eqs += Equations('dw/dt = -w/tau_w : volt', tau_w=7*ms)
G = NeuronGroup(3, eqs, threshold='v > threshold and v < inf', reset='v = 0', refractory='ref', method='euler')
G.ref = [1, 5, 20]*ms
G.w = 1*mV
M = SpikeMonitor(G)
run(100*ms)
print(array(M.count), np.round(G.u, 10), np.round(G.w/mV, 10))
Y = Equations('dX/dt = -X/T : 1', X='first', T=5*ms)
print(sorted(Y.names), sorted(Y.diff_eq_names), Y.is_stochastic, sorted(eqs.parameter_names))
print('x' in Y, eqs['v'].flags, eqs['w'].unit, eqs.dimensions['ref'])
