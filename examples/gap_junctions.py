"""Electrical synapses let cells of different excitability fire together.

A ring of inhibitory interneurons, each joined to its nearest neighbours by gap junctions: the current through one is proportional to
the difference of the two potentials (Lewis and Rinzel, 2003, doi:10.1023/A:1023265027714). Halfway through the run the
junctions are closed, and the rhythm falls apart.

    python gap_junctions.py
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 1, 'gap_junctions.png')
random = np.random.RandomState(arguments.seed)
defaultclock.dt = 0.05*ms

N, neighbours = 40, 4
tau = 10*ms
cells = NeuronGroup(N, '''
    dv/dt = (drive - v + I_gap)/tau : 1
    I_gap : 1
    drive : 1 (constant)''', threshold='v > 1', reset='v = 0', method='euler', name='cells')
cells.drive = 1.1 + 0.04*random.randn(N)
cells.v = random.rand(N)

junctions = Synapses(cells, cells, '''
    w : 1
    I_gap_post = w*(v_pre - v_post) : 1 (summed)''', name='junctions')
junctions.connect(condition='i != j and (abs(i - j) <= neighbours or abs(i - j) >= N_pre - neighbours)')
junctions.w = 0.06

# A spike itself is too short for the model; its charge through the junction is handed on as a small jump.
spikelets = Synapses(cells, cells, on_pre='v_post += 0.01', name='spikelets')
spikelets.connect(i=np.array(junctions.i), j=np.array(junctions.j))

spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, 'v', record=[0, 1, 20], dt=0.5*ms)
half = arguments.duration*second/2
run(half)
first_half = int(spikes.num_spikes)
junctions.w = 0
spikelets.active = False
run(half)


def synchrony(start, end):
    """Variance of the population's count in windows of 2 ms, over its mean: 1 for independent cells, up to N in unison."""
    times = np.asarray(spikes.t)
    counts, _ = np.histogram(times, np.arange(float(start), float(end), 0.002))
    return counts.var()/counts.mean()


print(f'open junctions:   {first_half} spikes, synchrony {synchrony(half/2, half):.2f}')
print(f'closed junctions: {spikes.num_spikes - first_half} spikes, synchrony {synchrony(3*half/2, 2*half):.2f}')
if arguments.spikes:
    write_spikes(arguments.spikes, cells=spikes)

if not arguments.no_plot:
    figure(figsize=(9, 7))
    subplot(211)
    plot(spikes.t/ms, spikes.i, '.', color='k', ms=3)
    axvline(half/ms, color='tab:red')
    ylabel('cell')
    subplot(212)
    plot(trace.t/ms, trace.v.T + [0, 1.2, 2.4], lw=0.8)
    axvline(half/ms, color='tab:red')
    xlabel('time [ms]  (red: the junctions close)')
    ylabel('v of cells 0, 1, 20')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
