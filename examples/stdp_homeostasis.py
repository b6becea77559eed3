"""Spike-timing-dependent plasticity finds the inputs that fire together; a slow homeostasis holds the cells' total weight.

Each cell receives 200 inputs, of which the second half shares common events. Pair-based STDP (Song, Miller and Abbott, 2000,
doi:10.1038/78829) strengthens inputs that precede the cell's spikes; every 100 ms the weights of each cell are scaled back to
their initial sum (synaptic scaling: Turrigiano et al., 1998, doi:10.1038/36103). All inputs are drawn in advance.

    python stdp_homeostasis.py --seed 3 --duration 20
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 10, 'stdp_homeostasis.png')
random = np.random.RandomState(arguments.seed)
defaultclock.dt = 0.5*ms

N_inputs, N_cells = 200, 5
rate, common_rate, taking_part = 8, 4, 0.3   # Hz, Hz, share of the correlated inputs in a common event
steps = int(round(arguments.duration*second/defaultclock.dt))

fires = random.rand(steps, N_inputs) < rate*float(defaultclock.dt)
events = random.rand(steps, 1) < common_rate*float(defaultclock.dt)/taking_part
fires[:, N_inputs//2:] |= events & (random.rand(steps, N_inputs//2) < taking_part)
at_step, sources = np.nonzero(fires)
inputs = SpikeGeneratorGroup(N_inputs, sources, at_step*defaultclock.dt, name='inputs')

tau_membrane, tau_e = 20*ms, 5*ms
E_leak, E_excitatory = -70*mV, 0*mV
cells = NeuronGroup(N_cells, '''
    dv/dt = (E_leak - v + g*(E_excitatory - v))/tau_membrane : volt
    dg/dt = -g/tau_e : 1
    total : 1''', threshold='v > -54*mV', reset='v = -60*mV', method='exponential_euler', name='cells')
cells.v = E_leak

tau_pre = tau_post = 20*ms
w_max = 0.05
d_pre = 0.005*w_max
d_post = -1.05*d_pre
synapses = Synapses(inputs, cells, '''
    w : 1
    dbefore/dt = -before/tau_pre : 1 (event-driven)
    dafter/dt = -after/tau_post : 1 (event-driven)
    total_post = w : 1 (summed)''', on_pre='''
    g_post += w
    before += d_pre
    w = clip(w + after, 0, w_max)''', on_post='''
    after += d_post
    w = clip(w + before, 0, w_max)''', name='synapses')
synapses.connect()
synapses.w = random.uniform(0.2, 0.6, len(synapses))*w_max
budget = float(np.sum(synapses.w))/N_cells
synapses.run_regularly('w = clip(w*budget/total_post, 0, w_max)', dt=100*ms, when='end')

spikes = SpikeMonitor(cells)
weights = StateMonitor(synapses, 'w', record=range(0, N_inputs*N_cells, N_cells), dt=200*ms)
run(arguments.duration*second)

final = np.array(synapses.w).reshape(N_inputs, N_cells)
alone, together = final[:N_inputs//2].mean(), final[N_inputs//2:].mean()
print(f'{spikes.num_spikes/N_cells/arguments.duration:.2f} Hz   mean weight: independent inputs {alone/w_max:.4f}, '
      f'correlated inputs {together/w_max:.4f} of the largest')
if arguments.spikes:
    write_spikes(arguments.spikes, cells=spikes)

if not arguments.no_plot:
    figure(figsize=(9, 7))
    subplot(211)
    imshow(weights.w/w_max, aspect='auto', origin='lower', vmin=0, vmax=1,
           extent=(0, arguments.duration, 0, N_inputs))
    axhline(N_inputs/2, color='w', lw=0.8)
    xlabel('time [s]')
    ylabel('input (upper half correlated)')
    colorbar(label='weight / largest')
    subplot(212)
    bins = np.linspace(0, 1, 26)
    hist(final[:N_inputs//2].ravel()/w_max, bins, alpha=0.6, label='independent')
    hist(final[N_inputs//2:].ravel()/w_max, bins, alpha=0.6, label='correlated')
    xlabel('weight / largest')
    ylabel('synapses')
    legend()
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
