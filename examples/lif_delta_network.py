"""Three ways to hand spikes to a leaky integrate-and-fire cell, in one recurrent network of 1000 cells.

delta         every spike makes v jump by its weight, at once
currents      every spike makes a current jump, which then decays and charges the membrane: the same charge, spread over time
bookkeeping   delta synapses again, but external and internal input are gathered in I_ext and I_int first, and handed on to v at
              the end of the step: so both can be recorded apart; given the same input, the spikes are those of `delta`

    python lif_delta_network.py --seed 3 --duration 1
"""
import argparse

import brian2 as b2
import numpy as np
from brian2 import Hz, ms, second

parser = argparse.ArgumentParser()
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--duration', type=float, default=1, help='in seconds')
parser.add_argument('--spikes', help='text file to write: version, cell and time step of every spike')
arguments = parser.parse_args()

N = 1000
v_rest = 0       # the model has no units: 0 is rest, 1 is threshold
v_th = 1
t_ref = 2*ms
t_syn_del = 1.5*ms
t_tau = 20*ms    # membrane time constant
tau_I = 5*ms     # decay of a synaptic current

delta = '''
dv/dt = -(v - v_rest)/t_tau : 1 (unless refractory)
'''
currents = '''
dv/dt = (-(v - v_rest) + I_ext + I_int)/t_tau : 1 (unless refractory)
dI_ext/dt = -I_ext/tau_I : 1
dI_int/dt = -I_int/tau_I : 1
'''
bookkeeping = delta + '''
I_ext : 1
I_int : 1
'''


def small_world(random, n_neighbours=15, rewired=0.3):
    """A ring in which every cell excites its nearest neighbours; some links lead anywhere instead (Watts & Strogatz, 1998).

    Returns sources, targets and weights, each of shape (N*n_neighbours,).
    """
    sources = np.repeat(np.arange(N), n_neighbours)
    steps = np.tile(np.arange(1, n_neighbours + 1) - (n_neighbours + 1)//2, N)
    steps[steps >= 0] += 1   # no cell excites itself
    anywhere = random.rand(len(sources)) < rewired
    steps[anywhere] = random.randint(1, N, anywhere.sum())
    return sources, (sources + steps) % N, 0.06*random.rand(len(sources))


def simulate(version):
    """Build and run one version; returns its spikes and what the cells' inputs were."""
    b2.start_scope()
    b2.seed(arguments.seed)   # the same connections and the same external input in all three versions
    sources, targets, weights = small_world(np.random.RandomState(arguments.seed))

    # A current that jumps by w and decays with tau_I carries the charge w*tau_I; a jump of v by w is worth w*t_tau.
    equations, external, internal, scale = {
        'delta': (delta, 'v', 'v', 1),
        'currents': (currents, 'I_ext', 'I_int', float(t_tau/tau_I)),
        'bookkeeping': (bookkeeping, 'I_ext', 'I_int', 1)}[version]
    cells = b2.NeuronGroup(N, equations, threshold='v > v_th', reset='v = v_rest', refractory=t_ref, method='exact',
                           name='cells')
    cells.v = v_rest

    recurrent = b2.Synapses(cells, cells, 'w : 1', on_pre=internal + ' += w', delay=t_syn_del, name='recurrent')
    recurrent.connect(i=sources, j=targets)
    recurrent.w = weights*scale

    # Brian 2 draws nothing for cells whose v is locked, so the input of `delta` and `bookkeeping` drifts apart there; a simulator
    # that draws by cell and step gives both the same.
    background = b2.PoissonInput(cells, external, N=400, rate=10*Hz, weight=0.011*scale)
    inputs = None
    if version == 'bookkeeping':
        cells.run_regularly('v += I_ext + I_int; I_ext = 0; I_int = 0', when='after_synapses')
    if version != 'delta':
        # Just before the inputs are handed on: later in the step they would be gone.
        inputs = b2.StateMonitor(cells, ['I_ext', 'I_int'], record=range(100), when='after_synapses', order=-1)
    spikes = b2.SpikeMonitor(cells)

    b2.run(arguments.duration*second)
    return spikes, inputs


spike_lists = {}
for version in ('delta', 'currents', 'bookkeeping'):
    spikes, inputs = simulate(version)
    spike_lists[version] = [(int(cell), int(step)) for cell, step in zip(spikes.i, np.rint(spikes.t/b2.defaultclock.dt))]
    print(f'{version:12} {spikes.num_spikes:6} spikes   {spikes.num_spikes/N/arguments.duration:6.2f} Hz', end='')
    if inputs is not None:
        share = np.sum(inputs.I_int)/np.sum(inputs.I_int + inputs.I_ext)
        print(f'   internal input {share:.1%} of all', end='')
    print()
print('delta and bookkeeping give', 'the same' if spike_lists['delta'] == spike_lists['bookkeeping'] else 'different', 'spikes')

if arguments.spikes:
    with open(arguments.spikes, 'w') as file:
        for version, spike_list in spike_lists.items():
            file.writelines(f'{version} {cell} {step}\n' for cell, step in spike_list)
