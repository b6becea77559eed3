"""The network of examples/barrel_cortex.py for 400 ms, with connections, initial values and thalamic spikes drawn beforehand."""
from brian2 import *

regenerative = True
random = np.random.RandomState(27)
defaultclock.dt = 0.025*ms
duration = 400*ms
Cm = 1*uF
gNa, ENa = 100*msiemens, 55*mV
gK, EK = 40*msiemens, -90*mV
EL = -65*mV
gL_e, gKZ_e = 0.05*msiemens, 0.5*msiemens
gL_i, gKZ_i = 0.1*msiemens, 0*msiemens
t_ampa, V_AMPA = 2*ms, 0*mV
t_gaba, V_GABA = 3*ms, -85*mV
eqs = '''
dv/dt = (-gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gL*(v - EL) - gKZ*z*(v - EK) - I_syn)/Cm : volt
I_syn = g_ampa*(v - V_AMPA) + g_gaba*(v - V_GABA) : amp
dg_ampa/dt = -g_ampa/t_ampa : siemens
dg_gaba/dt = -g_gaba/t_gaba : siemens
m = alpham/(alpham + betam) : 1 (constant over dt)
alpham = 1/exprel(-0.1/mV*(v + 35*mV))/ms : Hz
betam = 4*exp(-(v + 60*mV)/(18*mV))/ms : Hz
dh/dt = 5*(alphah*(1 - h) - betah*h) : 1
alphah = 0.07*exp(-(v + 58*mV)/(20*mV))/ms : Hz
betah = 1/(exp(-0.1/mV*(v + 28*mV)) + 1)/ms : Hz
dn/dt = 5*(alphan*(1 - n) - betan*n) : 1
alphan = 0.1/exprel(-0.1/mV*(v + 34*mV))/ms : Hz
betan = 0.125*exp(-(v + 44*mV)/(80*mV))/ms : Hz
dz/dt = (z_inf - z)/(60*ms) : 1
z_inf = 1/(1 + exp(-0.7*(v/mV + 30))) : 1
'''
n_t, n_e, n_i = 200, 1600, 150
E = NeuronGroup(n_e, Equations(eqs, gL='gL_e', gKZ='gKZ_e'), threshold='v > -39.7*mV', refractory='v > -39.7*mV',
                method='exponential_euler', name='excitatory')
I = NeuronGroup(n_i, Equations(eqs, gL='gL_i', gKZ='gKZ_i'), threshold='v > -48.8*mV', refractory='v > -48.8*mV',
                method='exponential_euler', name='inhibitory')
for cells in (E, I):
    cells.v = (-65 + 3*random.randn(len(cells)))*mV
    cells.h = 0.9 + 0.1*random.rand(len(cells))
    cells.n = 0.1*random.rand(len(cells))
steps, thalamic_cells = np.nonzero(random.rand(int(duration/defaultclock.dt), n_t) < float(14*Hz*defaultclock.dt))
T = SpikeGeneratorGroup(n_t, thalamic_cells, steps*0.025*ms, name='thalamus')


def project(source, target, conductance, weight, probability, delay):
    synapses = Synapses(source, target, 'w : siemens (constant)', on_pre=conductance + ' += w', delay=delay,
                        name=source.name + '_to_' + target.name)
    i, j = np.nonzero(random.rand(len(source), len(target)) < probability)
    synapses.connect(i=i, j=j)
    synapses.w = weight
    return synapses


TE = project(T, E, 'g_ampa', 0.15*msiemens/sqrt(50), 0.25, 1*ms)
TI = project(T, I, 'g_ampa', 0.2*msiemens/sqrt(75), 0.5, 1*ms)
EE = project(E, E, 'g_ampa', 0.2*msiemens/sqrt(200), 0.125, 1*ms)
EI = project(E, I, 'g_ampa', 0.6*msiemens/sqrt(400), 0.25, 1*ms)
IE = project(I, E, 'g_gaba', 0.7*msiemens/sqrt(25), 0.1666, 0.5*ms)
II = project(I, I, 'g_gaba', 0.55*msiemens/sqrt(25), 0.1666, 0.5*ms)
spikes_e, spikes_i = SpikeMonitor(E), SpikeMonitor(I)
trace_e = StateMonitor(E, ['v', 'g_ampa', 'g_gaba'], record=[0, 800], dt=0.5*ms)
trace_i = StateMonitor(I, ['v', 'g_ampa', 'g_gaba'], record=[0, 75], dt=0.5*ms)
run(duration)

results = {'spikes_e': spikes_e, 'spikes_i': spikes_i, 'v_e': trace_e.v, 'g_ampa_e': trace_e.g_ampa,
           'g_gaba_e': trace_e.g_gaba, 'v_i': trace_i.v, 'g_ampa_i': trace_i.g_ampa, 'g_gaba_i': trace_i.g_gaba}
