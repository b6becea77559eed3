"""A ring of cells remembers a direction: the bump of activity stays where the stimulus was (Compte et al., 2000).

Cells that prefer similar directions excite each other, all inhibit all (doi:10.1093/cercor/10.9.910; reduced here to leaky cells with
one slow excitatory and one fast inhibitory current). The cue is shown for 200 ms, then only the cells themselves keep it. At the
end a strong input to all cells erases it. Network parameters are set by hand, between runs, as one would at the prompt.

    python working_memory.py --seed 3 --duration 2
"""
from brian2 import *
from example_arguments import read_arguments, write_spikes

arguments = read_arguments(__doc__, 2, 'working_memory.png')
seed(arguments.seed)
defaultclock.dt = 0.2*ms

N = 200
cue = 130                                  # the cell that prefers the direction of the cue
tau_m, tau_slow, tau_fast = 20*ms, 100*ms, 10*ms

cells = NeuronGroup(N, '''
    dv/dt = (-v + baseline + stimulus + slow - fast)/tau_m + noise*sqrt(2/tau_m)*xi : 1 (unless refractory)
    dslow/dt = -slow/tau_slow : 1
    dfast/dt = -fast/tau_fast : 1
    stimulus = strength*exp(-0.5*(distance/12)**2) + eraser : 1
    distance = clip(abs(i - cue), 0, N) : 1 (constant over dt)
    strength : 1 (shared)
    eraser : 1 (shared)
    baseline : 1 (shared, constant)
    noise : 1 (shared, constant)''', threshold='v > 1', reset='v = 0', refractory=2*ms, method='euler', name='cells')
cells.baseline = 0.78
cells.noise = 0.1
cells.v = 'rand()*0.8'

# The weight depends on the distance around the ring.
recurrent = Synapses(cells, cells, 'w : 1 (constant)', on_pre='''
    slow_post += w
    fast_post += 0.05''', name='recurrent')
recurrent.connect()
recurrent.delay = '0.5*ms + 0.01*ms*abs(i - j)'
recurrent.w = '0.018*exp(-0.5*(clip(abs(i - j), 0, abs(N_pre - abs(i - j)))/14.0)**2)'

spikes = SpikeMonitor(cells)
duration = arguments.duration*second


def centre_of_activity(start, end):
    """Mean direction of the spikes, as a cell's number, and the length of the mean vector (1: all spikes from one cell)."""
    chosen = (spikes.t >= start) & (spikes.t < end)
    vector = np.mean(np.exp(2j*np.pi*np.asarray(spikes.i)[chosen]/N)) if np.any(chosen) else 0
    return np.angle(vector) % (2*np.pi)*N/(2*np.pi), abs(vector)


run(0.1*duration)
cells.strength = 0.5
run(0.1*duration)
cells.strength = 0
run(0.5*duration)
cells.eraser = -10.0
run(0.15*duration)
cells.eraser = 0
run(0.15*duration)

for label, start, end in (('before the cue', 0, 0.1), ('cue', 0.1, 0.2), ('delay, first half', 0.2, 0.45), ('delay, second half', 0.45, 0.7),
                          ('erased', 0.87, 1)):
    place, length = centre_of_activity(start*duration, end*duration)
    count = np.sum((spikes.t >= start*duration) & (spikes.t < end*duration))
    print(f'{label:19} {count/N/float((end - start)*duration):6.2f} Hz   centre {place:5.1f}   sharpness {length:.2f}')
if arguments.spikes:
    write_spikes(arguments.spikes, cells=spikes)

if not arguments.no_plot:
    figure(figsize=(9, 5))
    plot(spikes.t/ms, spikes.i, '.', color='k', ms=2)
    axvspan(0.1*duration/ms, 0.2*duration/ms, color='tab:green', alpha=0.2, label='cue')
    axvspan(0.7*duration/ms, 0.85*duration/ms, color='tab:red', alpha=0.2, label='eraser')
    axhline(cue, color='tab:green', lw=0.8)
    legend(loc='upper left')
    xlabel('time [ms]')
    ylabel('cell')
    tight_layout()
    savefig(arguments.picture)
    print('picture:', arguments.picture)
