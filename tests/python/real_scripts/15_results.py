"""Results leave a process: multiprocessing, pickles of quantities and monitor arrays, spike trains, smooth rates; floats as sizes."""
import multiprocessing
import pickle

from brian2 import *

prefs.codegen.target = 'numpy'


def simulate(drive):
    start_scope()
    G = NeuronGroup(5.0, 'dv/dt = (drive + 0.1*i - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='euler')
    spikes, trace, rate = SpikeMonitor(G), StateMonitor(G, 'v', record=[3.0]), PopulationRateMonitor(G)
    run(60*ms)
    return dict(t=spikes.t[:], i=array(spikes.i), v=trace.v, trains=spikes.spike_trains(), one=trace[3].v,
                rate=rate.smooth_rate(window='flat', width=10.1*ms), gauss=rate.smooth_rate(window='gaussian', width=5*ms),
                it=tuple(array(part) for part in spikes.it))


if __name__ == '__main__':
    with multiprocessing.get_context('spawn').Pool(2) as pool:
        results = pool.map(simulate, [1.0, 1.3])
    for result in results:
        again = pickle.loads(pickle.dumps(result))
        print(len(again['t']), again['t'][:2], again['i'][:3], again['v'].shape, np.round(again['one'][-1], 10))
        print({cell: len(train) for cell, train in again['trains'].items()}, again['rate'].shape, again['rate'][300], np.round(again['gauss'][300]/Hz, 8))
        print(have_same_dimensions(again['t'], second), type(again['rate']).__name__, len(again['it'][0]))
