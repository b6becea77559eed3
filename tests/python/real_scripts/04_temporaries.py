"""Names that appear only on the left of a statement are local to it: in resets, pathways and regular operations."""
from brian2 import *
prefs.codegen.target = 'numpy'

G = NeuronGroup(3, '''dv/dt = 120*Hz : 1
                      count : 1''', threshold='v > 1', reset='''
                      excess = v - 1
                      v = excess
                      count += 1
                      w = 0''', method='euler')
G.v = [0, 0.3, 0.6]
H = NeuronGroup(3, 'x : 1')
S = Synapses(G, H, 'k : 1', on_pre='''
    dk = 0.5*k
    dummy = sqrt(4.0)
    x_post += dk*dummy''')
S.connect(j='i')
S.k = 'i + 1'
G.run_regularly('''half = v/2
                   v = half + half''', dt=5*ms)
run(50*ms)
print(array(G.count), array(H.x), np.round(G.v, 10))
