"""Every assignment to a preference is accepted, dead ones too; default_float_dtype changes what is stored."""
from brian2 import *

prefs.codegen.target = 'numpy'
prefs['codegen.target'] = 'numpy'
prefs.codegen.loop_invariant_optimisations = False
prefs.codegen.cpp.extra_compile_args = ['-O2']
prefs.codegen.cpp.extra_compile_args_gcc = ['-w', '-O3']
prefs.codegen.cpp.headers += ['"header.h"']
prefs.codegen.cpp.include_dirs = ['.']
prefs.codegen.runtime.cython.multiprocess_safe = False
prefs.codegen.runtime.cython.cache_dir = None
prefs.devices.cpp_standalone.openmp_threads = 2
prefs.devices.cpp_standalone.extra_make_args_unix = ['-j4']
prefs.logging.file_log = False
prefs.core.network.default_schedule = ['start', 'groups', 'thresholds', 'synapses', 'resets', 'end']
prefs.core.outdated_dependency_error = False
print(prefs.codegen.target, prefs['codegen.cpp.extra_compile_args'], prefs.devices.cpp_standalone.openmp_threads)
prefs.core.default_float_dtype = float32
G = NeuronGroup(3, 'dv/dt = (1.1 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='euler')
M = SpikeMonitor(G)
run(100*ms)
print(G.v[:].dtype, M.num_spikes)
try:
    prefs.core.default_float_dtype = 'float17'
except Exception as error:
    print(type(error).__name__)
