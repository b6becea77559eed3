"""What array methods and functions of numpy do with units."""

import itertools

import numpy as np
import pytest
from support.unit_assertions import assert_quantity, mismatch

from ranvier.units import *
from ranvier.units import fundamentalunits


class TestMethods:
    values = np.array([[1.5, 2.25, 4.0], [3.0, 5.5, 1.0]])

    @pytest.mark.parametrize("name", ["sum", "mean", "min", "max", "std", "cumsum", "ptp"])
    @pytest.mark.parametrize("axis", [None, 0, 1])
    def test_those_that_keep_the_unit(self, name, axis):
        plain = getattr(np, name)(self.values, axis=axis)
        assert_quantity(getattr(self.values * mV, name)(axis=axis), plain, mV)
        assert_quantity(getattr(np, name)(self.values * mV, axis=axis), plain, mV)

    def test_rearrangements_keep_the_unit(self):
        x = self.values * mV
        for found in (x.ravel(), x.flatten(), x.reshape(6), np.ravel(x)):
            assert_quantity(found, self.values.ravel(), mV)
        assert_quantity(x[:, :2].diagonal(), [1.5, 5.5], mV)
        assert_quantity(x[:, :2].trace(), 7, mV)
        assert_quantity(x.round(3), self.values.round(0), mV)
        assert_quantity(x.take([0]), [1.5], mV)
        assert_quantity(x.repeat(2), self.values.repeat(2), mV)
        assert_quantity(np.sort(x[0]), [1.5, 2.25, 4], mV)

    def test_the_variance_has_the_unit_squared(self):
        assert_quantity((self.values * mV).var(), self.values.var(), mV**2)
        assert_quantity(np.var(self.values * mV, axis=0, ddof=1), self.values.var(axis=0, ddof=1), mV**2)

    def test_a_product_has_the_unit_to_the_number_of_factors(self):
        assert_quantity((self.values * mV).prod(axis=1), self.values.prod(axis=1), mV**3)
        assert_quantity(np.prod(self.values * mV), self.values.prod(), mV**6)
        assert_quantity(np.multiply.reduce(self.values * mV), self.values.prod(axis=0), mV**2)
        with pytest.raises(TypeError, match="running product"):
            (self.values * mV).cumprod()
        with pytest.raises(TypeError, match="running product"):
            np.multiply.accumulate([1, 2] * mV)

    def test_those_that_drop_the_unit(self):
        x = [2, 1, 0] * mV
        assert (x.argmin(), x.argmax(), x.argsort().tolist()) == (2, 0, [2, 1, 0])
        assert x.any() and not x.all()
        assert x.nonzero()[0].tolist() == [0, 1]

    def test_bounds_need_the_unit(self):
        x = [1, 2, 3] * mV
        assert_quantity(x.clip(1.5 * mV, 2.5 * mV), [1.5, 2, 2.5], mV)
        assert_quantity(np.clip(x, 0, 2 * mV), [1, 2, 2], mV)
        assert mismatch(lambda: x.clip(1.5, 2)) == "clip needs bounds in the unit of the quantity (units are V and 1)"
        assert x.searchsorted(2.5 * mV) == 2
        assert mismatch(lambda: x.searchsorted(2)).startswith("searchsorted needs values in the unit")

    def test_filling_and_putting_need_the_unit(self):
        x = [1, 2] * mV
        x.fill(3 * mV)
        x.put([0], 5 * mV)
        assert_quantity(x, [5, 3], mV)
        for wrong in (lambda: x.fill(3), lambda: x.put([0], 5 * amp)):
            with pytest.raises(DimensionMismatchError):
                wrong()

    def test_dot_products(self):
        for product in (
            lambda a, b: a.dot(b), np.dot, np.matmul, lambda a, b: a @ b, np.inner, np.vdot,
        ):  # fmt: skip
            assert_quantity(product([1, 2] * mV, [3, 4] * mA), 11, mV * mA)
        assert_quantity([1, 2] * mV @ np.array([3, 4]), 11, mV)
        assert dot([1, 2] * mV, [3, 4] / mV) == pytest.approx(11)

    def test_items(self):
        assert_quantity(([1, 2] * mV).item(1), 2, mV)
        with pytest.raises(ValueError, match="size 1"):
            ([1, 2] * mV).item()


class TestNumpyFunctions:
    @pytest.mark.parametrize("name", fundamentalunits.UFUNCS_DIMENSIONLESS)
    def test_functions_of_numbers(self, name):
        function = getattr(np, name)
        value = 1.5 if name == "arccosh" else 0.5
        assert function(value * mV / mV) == pytest.approx(function(value), rel=1e-14)
        assert mismatch(lambda: function(3 * mV)) == f"{name} needs a number without a unit but got 3. mV (unit is V)"

    @pytest.mark.parametrize("name", fundamentalunits.UFUNCS_DIMENSIONLESS_TWOARGS)
    def test_functions_of_two_numbers(self, name):
        function = getattr(np, name)
        assert function(3 * mV / mV, 2) == pytest.approx(function(3, 2), rel=1e-14)
        for pair in itertools.permutations([3 * mV, 2]):
            with pytest.raises(DimensionMismatchError):
                function(*pair)

    @pytest.mark.parametrize("name", fundamentalunits.UFUNCS_PRESERVE_DIMENSIONS)
    def test_functions_that_keep_the_unit(self, name):
        function = getattr(np, name)
        assert_quantity(function([-1.5, 2.5] * volt), function(np.array([-1.5, 2.5])), volt)

    @pytest.mark.parametrize("name", fundamentalunits.UFUNCS_MATCHING_DIMENSIONS)
    def test_functions_that_need_one_unit(self, name):
        function = getattr(np, name)
        assert_quantity(function([3, 7] * volt, 2 * volt), function([3, 7], 2), volt)
        with pytest.raises(DimensionMismatchError):
            function(3 * volt, 2)

    @pytest.mark.parametrize("name", fundamentalunits.UFUNCS_LOGICAL)
    def test_functions_that_ignore_units(self, name):
        function = getattr(np, name)
        arguments = (3, 0)[: getattr(function, "nin", 1)]
        found = function(*(argument * mV for argument in arguments))
        assert found == function(*arguments)
        assert not isinstance(found, Quantity)

    @pytest.mark.parametrize("name", fundamentalunits.UFUNCS_COMPARISONS)
    def test_comparing_functions(self, name):
        function = getattr(np, name)
        assert function(3 * mV, 4 * mV) == function(3, 4)
        with pytest.raises(DimensionMismatchError):
            function(3 * mV, 4)

    def test_roots_and_squares(self):
        assert_quantity(np.sqrt(4 * volt), 2, volt**0.5)
        assert_quantity(np.sqrt(4 * volt**2), 2, volt)
        assert_quantity(np.square(3 * mV), 9, mV**2)
        assert_quantity(np.reciprocal(4 * mV), 0.25, mV**-1)
        assert_quantity(np.cbrt(8 * volt**3), 2, volt)

    def test_quotients_with_rest(self):
        whole, rest = divmod(7 * mV, 2 * mV)
        assert whole == 3
        assert_quantity(rest, 1, mV)
        fraction, whole = np.modf(3.5 * volt)
        assert_quantity(fraction, 0.5, volt)
        assert_quantity(whole, 3, volt)

    def test_the_sign_has_no_unit(self):
        assert np.sign(-3 * mV) == -1

    def test_ufuncs_without_a_rule_are_refused(self):
        with pytest.raises(TypeError, match="heaviside"):
            np.heaviside(3 * mV, 1)

    def test_outer_and_accumulate(self):
        assert_quantity(np.multiply.outer([1, 2] * mV, [1, 2] * mA), [[1, 2], [2, 4]], mV * mA)
        assert_quantity(np.add.accumulate([1, 2] * mV), [1, 3], mV)
        assert_quantity(np.maximum.reduce([1, 2] * mV), 2, mV)

    @pytest.mark.parametrize("join", [np.concatenate, np.hstack, np.vstack, np.column_stack, np.stack, np.dstack])
    def test_joining_keeps_the_unit(self, join):
        assert_quantity(join([[1, 2] * mV, [3, 4] * mV]), join([[1, 2], [3, 4]]), mV)
        assert_quantity(join([[1, 2] * mV, np.zeros(2)]), join([[1, 2], [0, 0]]), mV)
        name = join.__name__
        assert mismatch(lambda: join([[1, 2] * mV, [3, 4] * mA])) == (
            f"{name} needs arguments in one unit (units are V and A)"
        )
        with pytest.raises(DimensionMismatchError):
            join([[1, 2] * mV, np.ones(2)])

    def test_appending_and_inserting(self):
        assert_quantity(np.append([1, 2] * mV, 3 * mV), [1, 2, 3], mV)
        assert_quantity(np.insert([1, 2] * mV, 0, 3 * mV), [3, 1, 2], mV)
        with pytest.raises(DimensionMismatchError):
            np.append([1, 2] * mV, 3)

    def test_interpolation(self):
        assert_quantity(np.interp(1.5 * ms, [1, 2] * ms, [10, 20] * mV), 15, mV)
        assert_quantity(np.interp(0 * ms, [1, 2] * ms, [10, 20] * mV, left=0 * mV), 0, mV)
        assert np.interp(1.5 * ms, [1, 2] * ms, [10, 20]) == pytest.approx(15)
        with pytest.raises(DimensionMismatchError):
            np.interp(1.5, [1, 2] * ms, [10, 20] * mV)

    def test_products_of_arrays(self):
        for product in (np.outer, np.kron, np.convolve, np.correlate, np.tensordot):
            arguments = ([1, 2], [3, 4]) + ((0,) if product is np.tensordot else ())
            units = ([1, 2] * mV, [3, 4] * mA) + arguments[2:]
            assert_quantity(product(*units), product(*arguments), mV * mA)

    def test_integrals_and_slopes(self):
        assert_quantity(np.trapezoid([1, 2, 3] * mV, dx=1 * ms), 4, mV * ms)
        assert_quantity(np.trapezoid([1, 2, 3] * mV, [0, 1, 2] * ms), 4, mV * ms)
        assert_quantity(np.gradient([1, 2, 4] * mV, 1 * ms), [1, 1.5, 2], mV / ms)
        assert_quantity(np.gradient([1, 2, 4] * mV), [1, 1.5, 2], mV)
        assert_quantity(np.diff([1, 2, 4] * mV), [1, 2], mV)

    def test_closeness(self):
        assert np.allclose([1, 2] * mV, [1, 2] * mV)
        assert not np.allclose([1, 2] * nS, [1, 3] * nS)
        assert np.isclose([1, 2] * mV, [1, 3] * mV, atol=2 * mV).all()
        with pytest.raises(DimensionMismatchError):
            np.allclose([1, 2] * mV, [1, 2])

    def test_linear_algebra_gives_the_right_unit(self):
        matrix = np.array([[2.0, 1.0], [1.0, 3.0]])
        assert_quantity(np.linalg.inv(matrix * mV), np.linalg.inv(matrix), mV**-1)
        assert_quantity(np.linalg.pinv(matrix * mV), np.linalg.inv(matrix), mV**-1)
        assert_quantity(np.linalg.solve(matrix * ohm, [1, 2] * volt), np.linalg.solve(matrix, [1, 2]), amp)
        assert_quantity(np.linalg.cholesky(matrix * volt), np.linalg.cholesky(matrix), volt**0.5)
        x, _, rank, singular = np.linalg.lstsq(matrix * ohm, [1, 2] * volt)
        assert_quantity(x, np.linalg.solve(matrix, [1, 2]), amp)
        assert_quantity(singular, np.linalg.svd(matrix).S, ohm)
        assert rank == 2
        q, r = np.linalg.qr(matrix * mV)
        assert type(q) is np.ndarray
        assert_quantity(q @ r, matrix, mV)
        parts = np.linalg.svd(matrix * mV)
        assert_quantity(parts.S, np.linalg.svd(matrix).S, mV)
        assert_quantity((parts.U * parts.S) @ parts.Vh, matrix, mV)

    def test_running_products_and_counts(self):
        for function in (np.cumprod, np.nancumprod):
            assert function([1, 2] * mV / mV).tolist() == [1, 2]
            with pytest.raises(TypeError, match="running product"):
                function([1, 2] * mV)
        assert np.count_nonzero([[0, 1], [1, 1]] * mV, axis=1).tolist() == [1, 2]

    def test_statistics(self):
        x = [1, 2, 4] * mV
        assert_quantity(np.median(x), 2, mV)
        assert_quantity(np.percentile(x, 50), 2, mV)
        assert_quantity(np.nanmean([1, np.nan] * mV), 1, mV)

    def test_plain_arrays_are_made_by_asarray(self):
        for plain in (np.asarray([1, 2] * mV), np.array([1, 2] * mV), np.array([1 * mV, 2 * mV])):
            assert type(plain) is np.ndarray
            np.testing.assert_allclose(plain, [0.001, 0.002])
        assert isinstance(np.asanyarray([1, 2] * mV), Quantity)
        assert np.float64(3 * mV) == 0.003


class TestReplacedFunctions:
    @pytest.mark.parametrize("function", [exp, log, log10, log1p, expm1, sin, cos, tan, sinh, arctan, tanh])
    def test_functions_of_numbers(self, function):
        assert function(0.5) == getattr(np, function.__name__)(0.5)
        assert function([0.5, 0.25]).tolist() == getattr(np, function.__name__)([0.5, 0.25]).tolist()
        with pytest.raises(DimensionMismatchError):
            function(3 * mV)
        with pytest.raises(DimensionMismatchError):
            function([3 * mV])

    def test_exprel(self):
        # Reference: exprel(x) = sum of x^n/(n+1)!, to rounding.
        assert exprel(0) == 1.0
        assert exprel(1e-20) == 1.0
        assert exprel(1.0) == pytest.approx(np.e - 1, rel=1e-15)
        assert exprel([0, 1, -3]) == pytest.approx([1, np.e - 1, (1 - np.exp(-3)) / 3], rel=1e-15)
        assert exprel(1e-8) == pytest.approx(1 + 5e-9, rel=1e-15)
        assert exprel(800) == np.inf
        with pytest.raises(DimensionMismatchError):
            exprel(3 * mV)

    def test_where(self):
        assert_quantity(where([True, False], [1, 2] * mV, [3, 4] * mV), [1, 4], mV)
        assert_quantity(where([True, False], [1, 2] * mV, 0), [1, 0], mV)
        assert where([False, True])[0].tolist() == [1]
        assert where([1, 2] * mV > 1.5 * mV)[0].tolist() == [1]
        assert mismatch(lambda: where([True, False], [1, 2] * mV, 1)).startswith("where needs arguments in one unit")
        with pytest.raises(ValueError, match="either both or neither"):
            where([True, False], [1, 2] * mV)

    @pytest.mark.parametrize(
        ("args", "kwds", "values"),
        [
            ((5 * ms,), {"step": 1 * ms}, range(5)),
            ((0 * ms, 5 * ms, 1 * ms), {}, range(5)),
            ((0, 5 * ms, 1 * ms), {}, range(5)),
            ((), {"start": 1 * ms, "stop": 5 * ms, "step": 2 * ms}, [1, 3]),
        ],
    )
    def test_arange(self, args, kwds, values):
        assert_quantity(arange(*args, **kwds), list(values), ms)

    def test_arange_without_units_is_numpys(self):
        assert arange(3).dtype == np.arange(3).dtype
        assert arange(2, 10, step=3).tolist() == [2, 5, 8]
        assert arange(3, dtype=float).dtype == float

    def test_arange_with_wrong_arguments(self):
        assert mismatch(lambda: arange(5 * ms)) == (
            "arange up to 5. ms in steps of 1 needs both in one unit (units are s and 1)"
        )
        assert mismatch(lambda: arange(0 * ms, 5, 1 * ms)) == (
            "arange from 0. s to 5 needs both in one unit (units are s and 1)"
        )
        for wrong in (
            lambda: arange(), lambda: arange(0, 5, 1, 0), lambda: arange(0, stop=1), lambda: arange(0, 5, start=1),
        ):  # fmt: skip
            with pytest.raises(TypeError):
                wrong()

    def test_linspace(self):
        assert_quantity(linspace(0 * mV, 1 * mV, 3), [0, 0.5, 1], mV)
        assert_quantity(linspace(0, 1 * mV, 3), [0, 0.5, 1], mV)
        assert_quantity(linspace(0 * mV, 1 * mV, 4, endpoint=False), [0, 0.25, 0.5, 0.75], mV)
        values, step = linspace(0 * mV, 1 * mV, 3, retstep=True)
        assert_quantity(values, [0, 0.5, 1], mV)
        assert_quantity(step, 0.5, mV)
        assert len(linspace(0, 1)) == 50
        with pytest.raises(DimensionMismatchError):
            linspace(0 * mV, 1, 3)

    def test_likenesses_have_no_unit(self):
        for made, value in ((ones_like([1, 2] * mV), 1), (zeros_like([1, 2] * mV), 0)):
            assert type(made) is np.ndarray
            assert made.tolist() == [value, value]

    def test_rearrangements(self):
        x = [[1, 2], [3, 4]] * mV
        assert_quantity(diagonal(x), [1, 4], mV)
        assert_quantity(trace(x), 5, mV)
        assert_quantity(ravel(x), [1, 2, 3, 4], mV)
        assert_quantity(ptp(x), 3, mV)
        assert ptp([1, 5]) == 4


def test_block_joins_in_one_unit_and_eigenvectors_have_none():
    a = np.array([1.0, 2.0]) * mV
    assert repr(np.block([a, 3 * mV])) == "array([1., 2., 3.]) * mvolt"
    with pytest.raises(DimensionMismatchError, match="block needs arguments in one unit"):
        np.block([[a], [a / ms]])
    values, vectors = np.linalg.eigh(np.diag([1.0, 2.0]) * volt)
    assert type(values) is type(vectors) is np.ndarray
