"""A first course, part one: units, one cell, threshold and refractoriness, many cells. Cells of the notebook begin with # %%."""
# %%
from brian2 import *

prefs.codegen.target = 'numpy'
20*volt
print(1000*amp, 1e6*volt, 10*nA*5*Mohm, [1, 2]*mV + 3*mV)

# %%
try:
    5*amp + 10*volt
except DimensionMismatchError as error:
    print(type(error).__name__)

# %%
tau = 10*ms
eqs = '''
dv/dt = (1 - v)/tau : 1
'''
try:
    NeuronGroup(1, 'dv/dt = 1 - v : 1')
except DimensionMismatchError:
    print('the time constant is missing')

# %%
G = NeuronGroup(1, eqs, method='exact')
print('before', G.v[0])
run(100*ms)
print('after', G.v[0], 'expected', 1 - exp(-100*ms/tau))

# %%
start_scope()
G = NeuronGroup(1, eqs, method='exact')
M = StateMonitor(G, 'v', record=True)
run(30*ms)
print(M.t[:3], np.round(M.v[0][::50], 8), len(M.t))

# %%
start_scope()
eqs = '''
dv/dt = (sin(2*pi*100*Hz*t) - v)/tau : 1
'''
G = NeuronGroup(1, eqs, method='euler')
M = StateMonitor(G, 'v', record=0)
G.v = 5
run(60*ms)
print(np.round(M.v[0][::60], 8))

# %%
start_scope()
eqs = '''
dv/dt = (1 - v)/tau : 1 (unless refractory)
'''
G = NeuronGroup(1, eqs, threshold='v > 0.8', reset='v = 0', refractory=15*ms, method='exact')
spikes = SpikeMonitor(G)
statemon = StateMonitor(G, 'v', record=0)
run(50*ms)
print('spike times:', spikes.t[:], spikes.num_spikes, np.round(statemon.v[0][170], 8))

# %%
start_scope()
N, duration = 100, 500*ms
tau, v0_max = 10*ms, 3.
eqs = '''
dv/dt = (v0 - v)/tau : 1 (unless refractory)
v0 : 1
'''
G = NeuronGroup(N, eqs, threshold='v > 1', reset='v = 0', refractory=5*ms, method='exact')
M = SpikeMonitor(G)
G.v0 = 'i*v0_max/(N - 1)'
run(duration)
print(array(M.count/duration)[::11], M.num_spikes)

# %%
start_scope()
tau, vr, vt0, delta_vt0, tau_t = 10*ms, 0, 1, 0.1, 100*ms
eqs = '''
dv/dt = (drive - v)/tau : 1 (unless refractory)
dvt/dt = (vt0 - vt)/tau_t : 1
drive : 1
'''
reset = '''
v = vr
vt += delta_vt0
'''
G = NeuronGroup(20, eqs, threshold='v > vt', reset=reset, refractory=5*ms, method='euler')
G.vt = vt0
G.drive = '1.2 + i*0.05'
M = PopulationRateMonitor(G)
spikes = SpikeMonitor(G)
run(200*ms)
print(spikes.num_spikes, len(M.rate), M.rate[spikes.t[0]/defaultclock.dt > arange(len(M.rate))].sum(), np.round(G.vt[:3], 8))
