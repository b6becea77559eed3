"""What the scripts of models give, as arrays; both simulators use this, each under the name brian2."""

import brian2
import numpy as np


def arrays_of(results):
    """Plain arrays in SI units for all entries of `results`."""
    arrays = {}
    for name, value in results.items():
        if isinstance(value, brian2.SpikeMonitor):
            arrays[name + '.i'] = np.array(value.i)
            arrays[name + '.t'] = np.array(value.t)
        else:
            arrays[name] = np.array(value)
    return arrays


def nudge_initial_v(towards=np.inf):
    """Change every v by one unit in the last place just before the first step (Brian 2 only): how rounding errors grow."""
    before_run = brian2.NeuronGroup.before_run
    nudged = set()

    def nudge_before_run(group, *args, **kwargs):
        if 'v' in group.variables and group.name not in nudged:
            nudged.add(group.name)
            values = group.variables['v'].get_value()
            values[:] = np.nextafter(values, towards)
        return before_run(group, *args, **kwargs)

    brian2.NeuronGroup.before_run = nudge_before_run
