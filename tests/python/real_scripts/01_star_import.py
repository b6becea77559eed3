"""The star import brings pylab, a numpy that knows units, Python's own max and numpy's sum; even modules come along."""
from brian2 import *

print(np.__name__.partition('.')[2], np.mean([1, 2, 3]*mV), np.zeros(2).dtype)
print(sum([1, 2, 3]), any([0, 1]), all([1, 0]), max([1, 2]), round(2.567, 1), abs(-3))
print(sum([1*mV, 2*mV]), sum(x for x in [1*mV, 2*mV]), max([1*mV, 2*mV]))
print(sys.version_info[0], type(time.time()).__name__, datetime.date(2020, 1, 2))
print(exp(0), zeros(2), ones(2), arange(3), linspace(0, 1, 3), pi, callable(plot), callable(figure))
print([name for name in ('rand', 'randn', 'randint', 'shuffle', 'loadtxt', 'hist', 'subplot', 'imshow', 'newaxis', 'inf') if name not in globals()])
print(log(e), sin(0), arange(0, 3, 1)*ms)
