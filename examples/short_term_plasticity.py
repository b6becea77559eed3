"""Depressing and facilitating synapses answer the same train of spikes (Tsodyks, Uziel and Markram, 2000).

A synapse has resources x, of which every spike takes the share u; u itself is raised by every spike and falls back. With a slow
recovery of x the synapse depresses, with a slow fall of u it facilitates (doi:10.1523/JNEUROSCI.20-01-j0003.2000). Between spikes
both relax exponentially, so they need be known only when a spike arrives: the equations are marked (event-driven).

    python short_term_plasticity.py
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 1.2, 'short_term_plasticity.png')
defaultclock.dt = 0.1*ms

# A train of 8 spikes at 20 Hz, half a second of silence, one more spike: the recovery test.
times = np.concatenate([100 + 50*np.arange(8), [950]])*ms
train = SpikeGeneratorGroup(1, np.zeros(len(times), dtype=int), times, name='train')

tau_membrane, tau_current = 20*ms, 3*ms
cells = NeuronGroup(3, '''
    dv/dt = (-v + R*I)/tau_membrane : volt
    dI/dt = -I/tau_current : amp
    R : ohm (shared, constant)''', threshold='v > 12*mV', reset='v = 0*mV', refractory=5*ms, method='exact', name='cells')
cells.R = 100*Mohm

kinds = ['static', 'depressing', 'facilitating']
synapses = Synapses(train, cells, '''
    dx/dt = (1 - x)/tau_recovery : 1 (event-driven)
    du/dt = (U - u)/tau_facilitation : 1 (event-driven)
    U : 1 (constant)
    tau_recovery : second (constant)
    tau_facilitation : second (constant)
    A : amp (constant)
    released : 1''', on_pre='''
    u += U*(1 - u)
    released = u*x
    x -= released
    I_post += A*released''', delay=1*ms, name='synapses')
synapses.connect()
synapses.U = [1e-3, 0.5, 0.1]
synapses.tau_recovery = [0.1, 800, 100]*ms
synapses.tau_facilitation = [0.1, 1, 700]*ms
synapses.A = [900e3, 1800, 3000]*pA   # the first response is of the same size in the first two
synapses.x = 1
synapses.u = 'U'

currents = StateMonitor(cells, ['I', 'v'], record=True, dt=0.5*ms)
states = StateMonitor(synapses, ['x', 'u', 'released'], record=True, dt=1*ms)
spikes = SpikeMonitor(cells)
run(arguments.duration*second)

for kind, cell in zip(kinds, range(3)):
    peaks = [np.max(currents.I[cell][(currents.t >= time) & (currents.t < time + 40*ms)], initial=0)/pA for time in times]
    print(f'{kind:13}', ' '.join(f'{peak:7.2f}' for peak in peaks), f'pA   {np.sum(np.asarray(spikes.i) == cell)} spikes')
if arguments.spikes:
    write_spikes(arguments.spikes, cells=spikes)

if not arguments.no_plot:
    figure(figsize=(9, 7))
    for row, kind in enumerate(kinds):
        subplot(3, 2, 2*row + 1)
        plot(currents.t/ms, currents.v[row]/mV, color='k')
        ylabel(f'{kind}\nv [mV]')
        subplot(3, 2, 2*row + 2)
        plot(states.t/ms, states.x[row], label='x, resources')
        plot(states.t/ms, states.u[row], label='u, share taken')
        ylim(0, 1.05)
    legend()
    xlabel('time [ms]')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
