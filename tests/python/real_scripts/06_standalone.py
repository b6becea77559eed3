"""The choreography of stand-alone mode: set_device, run, device.build, reinit, activate; results after the build."""
import os
import tempfile
from brian2 import *

folder = os.path.join(tempfile.mkdtemp(), 'output')
set_device('cpp_standalone', directory=folder, build_on_run=False)


def model(tau):
    G = NeuronGroup(3, 'dv/dt = (1.5 - v)/tau : 1', threshold='v > 1', reset='v = 0', method='exact', namespace={'tau': tau})
    G.v = 'i*0.2'
    M = SpikeMonitor(G)
    trace = StateMonitor(G, 'v', record=True, dt=10*ms)
    run(30*ms)
    G.v = 0.5
    run(30*ms)
    device.build(directory=folder, compile=True, run=True, debug=False)
    print(M.num_spikes, np.round(trace.v[1], 8), np.round(G.v, 8))
    print(device._last_run_time > 0, get_device() is device, isinstance(get_device(), type(all_devices['cpp_standalone'])))


model(10*ms)
device.reinit()
device.activate(build_on_run=False, directory=folder)
model(5*ms)
device.delete(force=True)
