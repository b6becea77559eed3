"""Comparisons for tests of units."""

import numpy as np
import pytest

from ranvier.units import DimensionMismatchError, Quantity


def assert_quantity(found, values, unit):
    """The same numbers (to rounding in the last bits of a few operations) and the same dimension."""
    assert isinstance(found, Quantity), f"{found!r} has no unit"
    assert found.dim is unit.dim, f"{found!r} is not in {unit}"
    np.testing.assert_allclose(
        np.asarray(found), np.asarray(values) * float(unit), rtol=1e-14, atol=1e-15 * float(unit)
    )


def mismatch(operation):
    """Text of the DimensionMismatchError that the operation raises."""
    with pytest.raises(DimensionMismatchError) as caught:
        operation()
    return str(caught.value)
