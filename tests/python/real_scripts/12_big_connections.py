"""Connections from big arrays, pandas-like columns, sparse matrices and conditions with functions; weights in creation order."""
from brian2 import *
prefs.codegen.target = 'numpy'

N = 400
random = np.random.RandomState(5)
G = NeuronGroup(N, '''x : meter
                      y : meter''')
G.x, G.y = random.rand(N)*mm, random.rand(N)*mm
S = Synapses(G, G, 'w : 1')
sources, targets = random.randint(0, N, 60000), random.randint(0, N, 60000)
S.connect(i=sources.astype(np.int64), j=targets.astype(np.int32))
matrix = random.rand(N, N)
S.w = matrix[S.i, S.j]
print(len(S), np.array_equal(S.i, sources), np.array_equal(S.w, matrix[sources, targets]))
radius = 0.1
T = Synapses(G, G, 'd : meter')
T.connect(condition=f'sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2) < {radius}*mm and i != j and abs(floor(i/10.0) - floor(j/10.0)) > 2')
T.d = 'sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2)'
print(len(T), T.d[:].max() < radius*mm, int(np.sum(T.i[:])), int(np.sum(T.j[:])))
U = Synapses(G, G)
U.connect(j='k for k in range(i - 2, i + 3) if k != i', skip_if_invalid=True)
print(len(U), array(U.j['i == 0']), array(U.N_incoming_post)[:3])
try:
    Synapses(G, G).connect(i=np.array([0.5, 1.0]), j=np.array([1.0, 2.0]))
except Exception as error:
    print(type(error).__name__)
