from brian2 import *

inp = SpikeGeneratorGroup(2, [0, 0, 1], [1, 2]*ms, name='inp')
run(10*ms)
