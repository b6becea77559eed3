"""How many test functions each file of Brian 2 2.11.0 has, and which share of them tests what is not public."""

# name without test_: (functions, share in percent that is not public)
SHARES = {
    'GSL': (22, 30), 'base': (5, 20), 'clocks': (8, 25), 'codegen': (21, 100), 'codestrings': (4, 50),
    'complex_examples': (1, 0), 'cpp_standalone': (27, 100), 'cpp_standalone_makefile': (9, 100), 'devices': (3, 67),
    'equations': (16, 40), 'functions': (33, 55), 'logger': (5, 60), 'memory': (9, 100), 'monitor': (37, 8),
    'morphology': (41, 0), 'namespaces': (7, 70), 'network': (80, 8), 'neurongroup': (78, 12),
    'numpy_codegen': (1, 100), 'parsing': (17, 95), 'poissongroup': (8, 0), 'poissoninput': (3, 0),
    'preferences': (7, 70), 'refractory': (12, 25), 'spatialneuron': (19, 10), 'spikegenerator': (18, 0),
    'spikequeue': (1, 100), 'statements': (15, 0), 'stateupdaters': (22, 40), 'subgroup': (33, 10),
    'synapses': (108, 8), 'templates': (1, 100), 'thresholder': (2, 0), 'timedarray': (9, 10), 'units': (41, 5),
    'utils': (2, 50), 'variables': (3, 100),
}  # fmt: skip


def most_left_out(file):
    """Largest number of functions of `file` (such as test_units) that may be called not applicable."""
    functions, percent = SHARES[file.removeprefix('test_')]
    return functions * percent // 100
