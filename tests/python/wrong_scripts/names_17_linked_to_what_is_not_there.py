from brian2 import *

population = NeuronGroup(1, 'dx/dt = -x/(10*ms) : 1', method='exact', name='population')
G = NeuronGroup(10, '''dv/dt = (drive - v)/(10*ms) : 1
                       drive : 1 (linked)''', method='euler', name='exc')
G.drive = linked_var(population, 'y')
run(10*ms)
