from brian2 import *

stimulus = PoissonGroup(100, rates=15, name='stimulus')
M = SpikeMonitor(stimulus)
run(1*second)
