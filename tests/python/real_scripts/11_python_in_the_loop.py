"""network_operation with when and dt, an FFT in it; arrays that are taken once are copies."""
from brian2 import *
prefs.codegen.target = 'numpy'

G = NeuronGroup(8, 'dx/dt = -x/(10*ms) : 1', method='exact')
G.x = 'cos(2*pi*i/8)'
once = asarray(G.x)
spectra, order = [], []


@network_operation(dt=5*ms, when='start')
def analyse(t):
    spectra.append((float(t/ms), round(float(np.abs(np.fft.rfft(G.x[:]))[1]), 8)))
    order.append('start')


@network_operation(dt=5*ms, when='end')
def push():
    G.x[0] += 0.25
    order.append('end')


@network_operation(dt=20*ms)
def stop_early():
    if defaultclock.t > 15*ms:
        stop()


run(100*ms)
print(spectra)
print(order, round(float(defaultclock.t/ms), 3), np.round(G.x[:3], 8), np.round(once[:3], 8))
