"""What "the same numbers as Brian 2" means: spikes and times exactly, states within a bound that has a reason."""

import numpy as np

ROUNDING = 1e-12  # of each value and of the largest one: two code generation targets of Brian 2 differ by up to 2.5e-14
REGENERATIVE = 1e-9  # of the amplitude: spike initiation amplifies rounding
ULP_FACTOR = (
    10  # regenerative models: times the effect of one unit in the last place of the initial v, if that is larger
)


def is_exact(name, array):
    """Neurons, times and counts are compared exactly, states to a bound."""
    return name.endswith('.t') or array.dtype.kind in 'iub'


def bound_of(reference, regenerative, ulp_effect):
    """Allowed difference from each value of `reference`, and why."""
    size = np.abs(reference)
    largest = np.max(size, initial=0, where=np.isfinite(size))
    of_rounding = ROUNDING * size + ROUNDING * largest
    rounding_reason = f'{ROUNDING:g} of each value and of the largest, {largest:.3g}'
    if not regenerative:
        return of_rounding, rounding_reason
    finite = reference[np.isfinite(reference)]
    of_amplitude = REGENERATIVE * (np.ptp(finite) if finite.size else 0)
    of_ulp = ULP_FACTOR * ulp_effect
    if of_ulp > of_amplitude:
        return np.full(
            reference.shape, of_ulp
        ), f'{ULP_FACTOR} times the effect {ulp_effect:.2g} of one ulp in the initial v'
    if of_amplitude < ROUNDING * largest:  # a trace that stays where it is
        return of_rounding, rounding_reason
    return np.full(reference.shape, of_amplitude), f'{REGENERATIVE:g} of the amplitude'


def first_difference(reference, found):
    """Where two arrays that should be equal first part, in words."""
    if reference.shape != found.shape:
        shared = min(reference.size, found.size)
        unequal = np.flatnonzero(reference.ravel()[:shared] != found.ravel()[:shared])
        place = f', first different entry {unequal[0]}' if unequal.size else ''
        return f'shape {found.shape} instead of {reference.shape}{place}'
    place = np.flatnonzero(reference.ravel() != found.ravel())[0]
    return f'entry {place} of {reference.size} is {found.ravel()[place]!r} instead of {reference.ravel()[place]!r}'


def in_canonical_order(arrays):
    """Spikes sorted by (time, neuron): the spikes of one step are a set. Brian 2 lists those of a SpikeGeneratorGroup in the
    order of the times given, which may differ inside a step; all others are sorted already."""
    arrays = dict(arrays)
    for name in [name.removesuffix('.t') for name in arrays if name.endswith('.t')]:
        neurons, times = arrays[name + '.i'], arrays[name + '.t']
        if neurons.shape == times.shape:
            order = np.lexsort((neurons, times))
            arrays[name + '.i'], arrays[name + '.t'] = neurons[order], times[order]
    return arrays


def disagreements(reference, found, regenerative, ulp_effects):
    """Compare all arrays of a model with the stored ones.

    Parameters
    ----------
    reference, found : dict of str to ndarray
        Arrays of Brian 2 and of the simulator under test.
    regenerative : bool
        Whether the model amplifies rounding errors.
    ulp_effects : dict of str to float
        For each array of states, the largest effect of one unit in the last place of the initial v.

    Returns
    -------
    list of str
        One line for each array that differs; empty if all agree.
    """
    reference, found = in_canonical_order(reference), in_canonical_order(found)
    lines = [f'{name}: not recorded' for name in sorted(reference.keys() - found.keys())]
    for name in sorted(reference.keys() & found.keys()):
        expected, actual = reference[name], found[name]
        if is_exact(name, expected):
            if not np.array_equal(expected, actual):
                lines.append(f'{name}: {first_difference(expected, actual)}')
            continue
        if expected.shape != actual.shape:
            lines.append(f'{name}: {first_difference(expected, actual)}')
            continue
        bound, reason = bound_of(expected, regenerative, ulp_effects.get(name, 0))
        with np.errstate(invalid='ignore'):  # equal infinities
            excess = np.abs(actual - expected) - bound
        wrong = ~((excess <= 0) | (np.isnan(expected) & np.isnan(actual)) | (expected == actual))
        if wrong.any():
            place = np.unravel_index(
                np.argmax(np.where(wrong, np.nan_to_num(excess, nan=np.inf), -np.inf)), wrong.shape
            )
            lines.append(
                f'{name}: {wrong.sum()} of {wrong.size} values differ by more than the bound ({reason}); worst at {place}: '
                f'{actual[place]!r} instead of {expected[place]!r}, allowed {bound[place]:.3g}'
            )
    return lines
