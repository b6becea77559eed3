"""A balanced network of excitatory and inhibitory cells whose excitatory cells adapt.

Strong excitation is met by stronger inhibition, so that the cells sit below threshold and fire irregularly (van Vreeswijk and
Sompolinsky, 1996, doi:10.1126/science.274.5293.1724). Every excitatory cell also carries a slow adaptation current that each of
its own spikes adds to (Brette and Gerstner, 2005, doi:10.1152/jn.00686.2005): the rate falls to a plateau after the onset.

    python balanced_network.py --seed 3 --duration 1
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 1, 'balanced_network.png')
seed(arguments.seed)
defaultclock.dt = 0.1*ms

N_e, N_i = 1600, 400
C, g_leak, E_leak = 200*pF, 10*nS, -70*mV
E_excitatory, E_inhibitory = 0*mV, -80*mV
tau_e, tau_i = 5*ms, 10*ms
tau_adaptation = 150*ms
increment = {'excitatory': 20*pA, 'inhibitory': 0*pA}   # of the adaptation current, at every spike

equations = '''
dv/dt = (g_leak*(E_leak - v) + g_e*(E_excitatory - v) + g_i*(E_inhibitory - v) - adaptation)/C : volt (unless refractory)
dg_e/dt = -g_e/tau_e : siemens
dg_i/dt = -g_i/tau_i : siemens
dadaptation/dt = -adaptation/tau_adaptation : amp
step_of_adaptation : amp (shared, constant)
'''


def population(size, kind):
    cells = NeuronGroup(size, equations, threshold='v > -50*mV', reset='v = -60*mV; adaptation += step_of_adaptation',
                        refractory=2*ms, method='exponential_euler', name=kind)
    cells.v = 'E_leak + rand()*20*mV'
    cells.step_of_adaptation = increment[kind]
    return cells


E, I = population(N_e, 'excitatory'), population(N_i, 'inhibitory')

# The outside world: 400 afferents of 8 Hz for every cell.
drive_e = PoissonInput(E, 'g_e', N=400, rate=8*Hz, weight=0.6*nS)
drive_i = PoissonInput(I, 'g_e', N=400, rate=8*Hz, weight=0.6*nS)

projections = []
for source, conductance, weight in ((E, 'g_e', 0.6*nS), (I, 'g_i', 8*nS)):
    for target in (E, I):
        projection = Synapses(source, target, on_pre=f'{conductance} += weight', namespace={'weight': weight},
                              delay=1.5*ms, name=f'{source.name}_to_{target.name}')
        projection.connect(p=0.1, condition='i != j' if source is target else None)
        projections.append(projection)

spikes_e, spikes_i = SpikeMonitor(E), SpikeMonitor(I)
rate_e, rate_i = PopulationRateMonitor(E), PopulationRateMonitor(I)
trace = StateMonitor(E, ['v', 'adaptation'], record=[0])

network = Network(collect())
network.add(projections)
network.run(arguments.duration*second)


def irregularity(monitor):
    """Coefficient of variation of the inter-spike intervals, mean over cells with at least five of them."""
    trains = [np.diff(np.asarray(train)) for train in monitor.spike_trains().values()]
    values = [np.std(intervals)/np.mean(intervals) for intervals in trains if len(intervals) >= 5]
    return np.mean(values) if values else np.nan


print(f'E {spikes_e.num_spikes/N_e/arguments.duration:.3f} Hz   I {spikes_i.num_spikes/N_i/arguments.duration:.3f} Hz   '
      f'CV of E {irregularity(spikes_e):.3f}   CV of I {irregularity(spikes_i):.3f}')
if arguments.spikes:
    write_spikes(arguments.spikes, E=spikes_e, I=spikes_i)

if not arguments.no_plot:
    figure(figsize=(9, 8))
    subplot(311)
    plot(spikes_e.t/ms, spikes_e.i, ',', color='tab:red')
    plot(spikes_i.t/ms, N_e + spikes_i.i, ',', color='tab:blue')
    ylabel('cell (E red, I blue)')
    subplot(312)
    plot(rate_e.t/ms, rate_e.smooth_rate(window='gaussian', width=5*ms)/Hz, color='tab:red', label='E')
    plot(rate_i.t/ms, rate_i.smooth_rate(window='gaussian', width=5*ms)/Hz, color='tab:blue', label='I')
    ylabel('rate [Hz]')
    legend()
    subplot(313)
    plot(trace.t/ms, trace.v[0]/mV, color='k', lw=0.7)
    ylabel('v of one E cell [mV]')
    xlabel('time [ms]')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
