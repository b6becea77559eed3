"""Layer 4 of the barrel cortex: 1600 excitatory and 150 fast-spiking inhibitory cells, driven by 200 thalamic cells.

The model is that of Gutnisky et al. (2017), "Mechanisms underlying a thalamocortical transformation during active tactile
sensation", PLoS Comput Biol 13(6): e1005576: a modified Wang-Buzsaki cell, fast sodium activation in equilibrium, AMPA and
GABA conductances. Conductances and the capacitance are those of 1 cm^2 of membrane.

    python barrel_cortex.py --seed 3 --duration 3 --no-plot
"""
import argparse
import os
import time

from brian2 import *

parser = argparse.ArgumentParser()
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--duration', type=float, default=3, help='in seconds')
parser.add_argument('--picture', default='barrel_cortex.png')
parser.add_argument('--no-plot', action='store_true')
parser.add_argument('--spikes', help='text file to write: population, cell and time step of every spike')
arguments = parser.parse_args()

seed(arguments.seed)
defaultclock.dt = 0.025*ms
duration = arguments.duration*second

# --- Cells ---------------------------------------------------------------------------------------------------------------
Cm = 1*uF
gNa, ENa = 100*msiemens, 55*mV
gK, EK = 40*msiemens, -90*mV
EL = -65*mV
gL_e, gKZ_e = 0.05*msiemens, 0.5*msiemens   # excitatory cells adapt: gKZ is a slow potassium current
gL_i, gKZ_i = 0.1*msiemens, 0*msiemens
t_ampa, V_AMPA = 2*ms, 0*mV
t_gaba, V_GABA = 3*ms, -85*mV

# m is frozen during a step: this leaves dv/dt linear in v, as exponential_euler needs it.
# x/(exp(x) - 1) is written 1/exprel(x), which is also right at x = 0.
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

# One text, two kinds of cells: the general gL and gKZ are replaced by each kind's own.
# A cell stays refractory as long as it is above threshold: one action potential, one spike.
E = NeuronGroup(1600, Equations(eqs, gL='gL_e', gKZ='gKZ_e'), threshold='v > -39.7*mV', refractory='v > -39.7*mV',
                method='exponential_euler', name='excitatory')
I = NeuronGroup(150, Equations(eqs, gL='gL_i', gKZ='gKZ_i'), threshold='v > -48.8*mV', refractory='v > -48.8*mV',
                method='exponential_euler', name='inhibitory')
T = PoissonGroup(200, rates=14*Hz, name='thalamus')
for cells in (E, I):
    cells.v = EL
    cells.h = 1


# --- Synapses ------------------------------------------------------------------------------------------------------------
def project(source, target, conductance, weight, probability, delay):
    """Connect at random; a spike of `source` opens `weight` of `conductance` in `target` after `delay`."""
    synapses = Synapses(source, target, 'w : siemens (constant)', on_pre=conductance + ' += w', delay=delay,
                        name=source.name + '_to_' + target.name)
    synapses.connect(p=probability)
    synapses.w = weight
    return synapses


# Weights scale with one over the square root of the number of inputs K, which keeps the fluctuations alive (balanced state).
TE = project(T, E, 'g_ampa', 0.15*msiemens/sqrt(50), 0.25, 1*ms)
TI = project(T, I, 'g_ampa', 0.2*msiemens/sqrt(75), 0.5, 1*ms)
EE = project(E, E, 'g_ampa', 0.2*msiemens/sqrt(200), 0.125, 1*ms)
EI = project(E, I, 'g_ampa', 0.6*msiemens/sqrt(400), 0.25, 1*ms)
IE = project(I, E, 'g_gaba', 0.7*msiemens/sqrt(25), 0.1666, 0.5*ms)
II = project(I, I, 'g_gaba', 0.55*msiemens/sqrt(25), 0.1666, 0.5*ms)

# --- Recordings and run --------------------------------------------------------------------------------------------------
spikes_e, spikes_i = SpikeMonitor(E), SpikeMonitor(I)
rate_e, rate_i = PopulationRateMonitor(E), PopulationRateMonitor(I)
trace_e = StateMonitor(E, 'v', record=range(20), dt=0.1*ms)   # every fourth step is fine enough for a picture
trace_i = StateMonitor(I, 'v', record=range(3), dt=0.1*ms)

start = time.perf_counter()
run(duration)
wall = time.perf_counter() - start


def mean_cv(spikes, fewest=5):
    """Coefficient of variation of the inter-spike intervals, mean over all cells with at least `fewest` spikes."""
    intervals = [diff(asarray(train)) for train in spikes.spike_trains().values() if len(train) >= fewest]
    return mean([std(each)/mean(each) for each in intervals]) if intervals else nan


print(f'E {spikes_e.num_spikes/len(E)/float(duration):.3f} Hz   I {spikes_i.num_spikes/len(I)/float(duration):.2f} Hz   '
      f'CV of I {mean_cv(spikes_i):.3f}')
print(f'wall time {wall:.2f} s, real-time factor {wall/float(duration):.2f} (seconds to simulate one second)')


def draw(path):
    """Raster, population rates and membrane potentials, one above the other, on one time axis."""
    from matplotlib.figure import Figure

    red, blue = '#c23b22', '#1f5fa8'
    figure = Figure(figsize=(12.8, 7.2), layout='constrained')   # a 16:9 slide
    raster, rates, potential_e, potential_i = figure.subplots(4, 1, sharex=True, height_ratios=[4, 1.8, 1.1, 1.1])

    raster.plot(spikes_e.t/ms, spikes_e.i, '.', color=red, markersize=2)
    raster.plot(spikes_i.t/ms, len(E) + 3*asarray(spikes_i.i), '.', color=blue, markersize=1.5)   # three rows a cell
    raster.set(ylim=(0, len(E) + 3*len(I)), yticks=[len(E)/2, len(E) + 1.5*len(I)],
               yticklabels=[f'{len(E)} excitatory', f'{len(I)} inhibitory'],
               title='Layer 4 of the barrel cortex, model of Gutnisky et al. (2017)')
    raster.tick_params(axis='y', length=0)
    for label, color in zip(raster.get_yticklabels(), (red, blue)):
        label.set(color=color, rotation=90, va='center')

    half = int(3*5*ms/defaultclock.dt)   # a Gaussian of 5 ms, three of them to each side
    window = exp(-linspace(-3, 3, 2*half + 1)**2/2)
    for rate, color, label in ((rate_i, blue, 'inhibitory'), (rate_e, red, 'excitatory')):
        smooth = convolve(asarray(rate.rate/Hz), window/window.sum(), mode='valid')
        rates.plot(rate.t[half:-half]/ms, smooth, color=color, label=label, lw=1)
    rates.set(ylabel='rate (Hz)', yscale='log', ylim=(0.1, 100))
    rates.legend(loc='center right', ncols=2, frameon=False, labelcolor='linecolor', handlelength=0)

    busiest = argmax(spikes_e.count[:len(trace_e.v)])   # excitatory cells fire once in two seconds: show one that did
    typical = argsort(spikes_i.count[:len(trace_i.v)])[1]
    for axes, trace, cell, color in ((potential_i, trace_i, typical, blue), (potential_e, trace_e, busiest, red)):
        axes.plot(trace.t/ms, trace.v[cell]/mV, color=color, lw=0.7)
        axes.set(ylim=(-95, 50), yticks=[-80, 0], ylabel='v (mV)')
    potential_i.set(xlabel='time (ms)', xlim=(0, duration/ms))
    for axes in figure.axes:
        axes.spines[['top', 'right']].set_visible(False)
    figure.savefig(path, dpi=150)
    return os.path.abspath(path)


if arguments.spikes:
    with open(arguments.spikes, 'w') as file:
        for cells, spikes in ((E, spikes_e), (I, spikes_i)):
            for cell, step in zip(spikes.i, rint(asarray(spikes.t/defaultclock.dt)).astype(int)):
                file.write(f'{cells.name} {cell} {step}\n')
if not arguments.no_plot:
    print('picture', draw(arguments.picture))
