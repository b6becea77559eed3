"""Electrical coupling as a summed variable of both voltages; a second, chemical coupling between the same cells."""
from brian2 import *

random = np.random.RandomState(64)
N = 24
cells = NeuronGroup(N, '''dv/dt = (drive - v + gap + g)/(10*ms) : 1
                          dg/dt = -g/(5*ms) : 1
                          gap : 1
                          drive : 1''', threshold='v > 1', reset='v = 0', refractory=1*ms, method='euler')
cells.drive = np.linspace(0.9, 1.6, N)
cells.v = random.rand(N)
gaps = Synapses(cells, cells, '''c : 1
                                 gap_post = c*(v_pre - v_post) : 1 (summed)''')
gaps.connect(condition='abs(i - j) == 1 or abs(i - j) == 5')
gaps.c = '0.02 + 0.01*((i + j) % 4)'
chemical = Synapses(cells, cells, 'w : 1', on_pre='g += w', delay=2*ms)
chemical.connect(j='(i + 7) % N_post')
chemical.w = 0.2*random.rand(N)
spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, ['v', 'gap', 'g'], record=range(0, N, 6), dt=0.2*ms)
run(200*ms)

results = {'spikes': spikes, 'v': trace.v, 'gap': trace.gap, 'g': trace.g}
