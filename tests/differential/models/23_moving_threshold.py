"""A threshold that moves with each spike and relaxes, with an exponential spike initiation current: `euler`."""
from brian2 import *

regenerative = True
N = 20
C, gL, EL, DeltaT = 281*pF, 30*nS, -70.6*mV, 2*mV
tau_w, a, b = 144*ms, 4*nS, 0.0805*nA
G = NeuronGroup(N, '''
dv/dt = (gL*(EL - v) + gL*DeltaT*exp((v - VT)/DeltaT) + drive - w)/C : volt
dw/dt = (a*(v - EL) - w)/tau_w : amp
dVT/dt = (-50.4*mV - VT)/(30*ms) : volt
drive : amp
''', threshold='v > VT + 5*DeltaT', reset='v = EL; w += b; VT += 3*mV', method='euler')
G.v = EL
G.VT = -50.4*mV
G.drive = np.linspace(0.7, 2, N)*nA
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'w', 'VT'], record=range(0, N, 4), dt=0.5*ms)
run(300*ms)

results = {'spikes': spikes, 'v': trace.v, 'w': trace.w, 'VT': trace.VT}
