from brian2 import *

indices = [0, 1, 2]
times = [10, 20, 30]
inp = SpikeGeneratorGroup(3, indices, times)
run(100*ms)
