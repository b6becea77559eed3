"""A first course, part three: many runs, many parameters in one run, changes during a run. Cells of the notebook begin with # %%."""
# %%
from brian2 import *

prefs.codegen.target = 'numpy'
num_inputs, input_rate, weight = 100, 10*Hz, 0.1
random = np.random.RandomState(2)
cells = np.repeat(arange(num_inputs), 10)
times = np.round(random.rand(len(cells))*1000, 1)
_, first = np.unique(cells*100000 + np.rint(times*10), return_index=True)
cells, times = cells[first], times[first]*ms
output_rates = []
for tau in [2, 5, 10]*ms:
    start_scope()
    P = SpikeGeneratorGroup(num_inputs, cells, times)
    G = NeuronGroup(1, 'dv/dt = -v/tau : 1', threshold='v > 1', reset='v = 0', method='exact')
    S = Synapses(P, G, on_pre='v += weight')
    S.connect()
    M = SpikeMonitor(G)
    run(1*second)
    output_rates.append(M.num_spikes/second)
print(output_rates)

# %%
start_scope()
P = SpikeGeneratorGroup(num_inputs, cells, times)
tau_range = [2, 5, 10]*ms
G = NeuronGroup(3, '''dv/dt = -v/tau : 1
                      tau : second''', threshold='v > 1', reset='v = 0', method='exact')
G.tau = tau_range
S = Synapses(P, G, on_pre='v += weight')
S.connect()
M = SpikeMonitor(G)
net = Network(collect())
net.store()
net.run(1*second)
print(M.count/second, [rate for rate in output_rates] == [count/second for count in M.count])
net.restore()
net.run(0.5*second)
print(array(M.count), net.t)

# %%
start_scope()
area, Cm = 20000*umetre**2, 1*ufarad*cm**-2*20000*umetre**2
gl, El = 5e-5*siemens*cm**-2*area, -65*mV
EK, ENa, g_na, g_kd, VT = -90*mV, 50*mV, 100*msiemens*cm**-2*area, 30*msiemens*cm**-2*area, -63*mV
eqs_HH = '''
dv/dt = (gl*(El - v) - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK) + I)/Cm : volt
dm/dt = 0.32*(mV**-1)*(13.*mV - v + VT)/(exp((13.*mV - v + VT)/(4.*mV)) - 1.)/ms*(1 - m) - 0.28*(mV**-1)*(v - VT - 40.*mV)/(exp((v - VT - 40.*mV)/(5.*mV)) - 1.)/ms*m : 1
dn/dt = 0.032*(mV**-1)*(15.*mV - v + VT)/(exp((15.*mV - v + VT)/(5.*mV)) - 1.)/ms*(1. - n) - .5*exp((10.*mV - v + VT)/(40.*mV))/ms*n : 1
dh/dt = 0.128*exp((17.*mV - v + VT)/(18.*mV))/ms*(1. - h) - 4./(1 + exp((40.*mV - v + VT)/(5.*mV)))/ms*h : 1
I : amp
'''
group = NeuronGroup(1, eqs_HH, threshold='v > -40*mV', refractory='v > -40*mV', method='exponential_euler')
group.v = El
spikes = SpikeMonitor(group)
M = StateMonitor(group, ['v', 'I'], record=True)
run(20*ms)
for level in (0.5, 0.8, 0.2):
    group.I = level*nA
    run(20*ms)
print(spikes.t[:], np.round(M.v[0][::100]/mV, 5), M.I[0][[0, 300, 500, 799]])

# %%
start_scope()
G = NeuronGroup(1, '''dv/dt = (-v + I)/(10*ms) : 1
                      I : 1''', method='exact')
M = StateMonitor(G, ['v', 'I'], record=0, dt=5*ms)
changes = iter([0.5, 1.5, 0.25, 1.0])


@network_operation(dt=10*ms)
def change_I():
    G.I = next(changes)


run(40*ms)
print(np.round(M.v[0], 8), M.I[0])

# %%
start_scope()
stimulus = TimedArray([0, 1, 0.2, 0.8]*nA, dt=10*ms)
G = NeuronGroup(2, 'dv/dt = (-v + R*stimulus(t)*(i + 1))/(10*ms) : volt', method='euler', namespace={'R': 10*Mohm})
G.run_regularly('v *= 0.5', dt=15*ms)
M = StateMonitor(G, 'v', record=True, dt=5*ms)
run(40*ms)
print(np.round(M.v/mV, 6))
