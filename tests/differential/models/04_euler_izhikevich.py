"""Izhikevich cells of several kinds: `euler`, a reset of two statements."""
from brian2 import *

regenerative = True
N = 40
G = NeuronGroup(N, '''
dv/dt = (0.04*v**2/mV + 5*v + 140*mV - u + drive)/ms : volt
du/dt = a*(b*v - u) : volt
drive : volt
a : Hz
b : 1
c : volt
d : volt
''', threshold='v >= 30*mV', reset='''v = c
                                     u += d''', method='euler')
kind = np.arange(N) % 4
G.a = np.array([0.02, 0.02, 0.1, 0.02])[kind]/ms
G.b = np.array([0.2, 0.2, 0.2, 0.25])[kind]
G.c = np.array([-65, -50, -65, -55])[kind]*mV
G.d = np.array([8, 2, 2, 4])[kind]*mV
G.drive = np.linspace(8, 18, N)*mV
G.v = -65*mV
G.u = G.b*G.v
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'u'], record=range(8), dt=0.5*ms)
run(100*ms)  # chaotic: after some 30 spikes a rounding error has grown to the size of v

results = {'spikes': spikes, 'v': trace.v, 'u': trace.u}
