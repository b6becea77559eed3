"""Run one of the listings of thread 000 and store its connections, spikes and input variables.

    python probe.py thread_000_first.py out.npz          Brian 2
    python -m ranvier probe.py thread_000_first.py out.npz
"""
import runpy
import sys

import numpy as np

script, output = sys.argv[1:]
listing = runpy.run_path(script, run_name='__main__')
cells = listing['net_dyn']
external, internal = ('I_ext', 'I_int') if 'I_ext' in listing['lif'] else ('I_e', 'I_i')
np.savez(output, external=np.array(getattr(cells, external)[:]), internal=np.array(getattr(cells, internal)[:]),
         connected=listing['A'], weights=listing['W'], spikes_i=np.array(listing['spikes'].i),
         spikes_t=np.array(listing['spikes'].t))
