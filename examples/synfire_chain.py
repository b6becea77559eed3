"""A volley of spikes travels down a chain of ten groups, if it is strong and sharp enough (Diesmann, Gewaltig and Aertsen, 1999).

Every cell of a group excites every cell of the next one (doi:10.1038/990101). Each membrane has noise of its own, so that cells
fire now and then by themselves. A sharp volley of 50 spikes becomes sharper on its way; a feeble one dies out.

    python synfire_chain.py --seed 3
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 0.3, 'synfire_chain.png')
seed(arguments.seed)
defaultclock.dt = 0.1*ms

N_groups, group_size = 10, 100
duration = arguments.duration*second
tau_m, tau_psp = 10*ms, 0.325*ms
V_rest, V_threshold = -70*mV, -55*mV
mu, sigma = 8.5*mV, 2.8*mV               # of the potential that noise alone would give
weight = 4.7*mV                          # a potential of 0.14 mV at its peak

cells = NeuronGroup(N_groups*group_size, '''
    dv/dt = (V_rest + mu - v + x)/tau_m + sigma*sqrt(2/tau_m)*xi : volt (unless refractory)
    dx/dt = (y - x)/tau_psp : volt
    dy/dt = -y/tau_psp : volt''', threshold='v > V_threshold', reset='v = V_rest', refractory=1*ms,
    method='euler', name='cells')
cells.v = 'V_rest + mu + sigma*randn()'

chain = Synapses(cells, cells, on_pre='y += weight', delay=5*ms, name='chain')
chain.connect(j='k for k in range((i//group_size + 1)*group_size, (i//group_size + 2)*group_size)'
                ' if i < (N_groups - 1)*group_size')

# Two volleys of normally distributed spikes: a sharp one, and one that is too feeble and too wide.
random = np.random.RandomState(arguments.seed)
volley_times = np.concatenate([random.normal(50, 1, 50), random.normal(180, 4, 28)])*ms
steps = np.rint(volley_times/defaultclock.dt).astype(int)
volley = SpikeGeneratorGroup(len(steps), np.arange(len(steps)), steps*defaultclock.dt, name='volley')
entry = Synapses(volley, cells[:group_size], on_pre='y += weight', name='entry')
entry.connect()

spikes = SpikeMonitor(cells)
monitors = [SpikeMonitor(cells[group*group_size:(group + 1)*group_size]) for group in range(N_groups)]
net = Network(collect(), monitors)
net.run(duration)

for label, start in (('sharp', 50*ms), ('feeble', 180*ms)):
    print(f'{label:6} volley:', end='')
    for group, monitor in enumerate(monitors):
        arrived = start + group*6*ms - 5*ms   # about 6 ms from group to group: the delay and the rise of the potential
        print(f' {np.sum((monitor.t >= arrived) & (monitor.t < arrived + 20*ms)):4d}', end='')
    print('  spikes in groups 1 to 10')
if arguments.spikes:
    write_spikes(arguments.spikes, cells=spikes)

if not arguments.no_plot:
    figure(figsize=(9, 6))
    plot(spikes.t/ms, spikes.i/group_size + 1, '.', color='k', ms=1.5)
    xlabel('time [ms]')
    ylabel('group')
    yticks(range(1, N_groups + 2))
    grid(axis='y')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
