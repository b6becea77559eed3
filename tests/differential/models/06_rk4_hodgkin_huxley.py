"""Hodgkin-Huxley cells of Traub and Miles with their own drive: `rk4`, dt of 0.05 ms, gating rates as subexpressions."""
from brian2 import *

regenerative = True
defaultclock.dt = 0.05*ms
N = 20
area = 20000*umetre**2
Cm = 1*ufarad*cm**-2*area
gl = 5e-5*siemens*cm**-2*area
g_na = 100*msiemens*cm**-2*area
g_kd = 30*msiemens*cm**-2*area
El, EK, ENa, VT = -65*mV, -90*mV, 50*mV, -63*mV
G = NeuronGroup(N, '''
dv/dt = (gl*(El - v) - g_na*m**3*h*(v - ENa) - g_kd*n**4*(v - EK) + drive)/Cm : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
alpha_m = 1.28/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
beta_m = 1.4/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
alpha_n = 0.16/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
drive : amp
''', threshold='v > -20*mV', refractory=3*ms, method='rk4')
G.v = El
G.h = 1
G.drive = np.linspace(0.1, 0.7, N)*nA
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'm', 'n', 'h'], record=[5, 12, 19], dt=0.2*ms)
run(200*ms)

results = {'spikes': spikes, 'v': trace.v, 'm': trace.m, 'n': trace.n, 'h': trace.h}
