"""Arithmetic, in-place operations and indexing of quantities."""

import numpy as np
import pytest
from support.unit_assertions import assert_quantity, mismatch

from ranvier.units import *
from ranvier.units import fundamentalunits

OPERANDS = {
    "scalars": (3 * mV, 2 * mV),
    "array and scalar": ([1, 2, 3] * mV, 2 * mV),
    "scalar and array": (2 * mV, np.arange(1, 4) * mV),
    "arrays": (np.arange(6).reshape(2, 3) * mV, [1, 2, 3] * mV),
}


class TestArithmetic:
    @pytest.mark.parametrize("operands", OPERANDS.values(), ids=OPERANDS)
    def test_sums_keep_the_unit(self, operands):
        a, b = operands
        plain_a, plain_b = np.asarray(a), np.asarray(b)
        assert_quantity(a + b, plain_a + plain_b, volt)
        assert_quantity(a - b, plain_a - plain_b, volt)
        assert_quantity(a % b, plain_a % plain_b, volt)

    @pytest.mark.parametrize("operands", OPERANDS.values(), ids=OPERANDS)
    def test_products_combine_units(self, operands):
        a, b = operands
        plain_a, plain_b = np.asarray(a), np.asarray(b)
        assert_quantity(a * b, plain_a * plain_b, volt**2)
        assert_quantity(a * (b / ohm), plain_a * plain_b, volt * amp)
        quotient = a / b
        assert type(quotient) is (np.ndarray if np.ndim(plain_a / plain_b) else float)
        np.testing.assert_allclose(quotient, plain_a / plain_b, rtol=1e-15)
        np.testing.assert_allclose(a // b, plain_a // plain_b, rtol=0)

    @pytest.mark.parametrize("number", [2, 2.0, np.float64(2), np.int32(2), np.array(2), [2, 4], np.array([2, 4])])
    def test_numbers_scale(self, number):
        for quantity in (3 * mV, [3, 5] * mV):
            plain, factor = np.asarray(quantity), np.asarray(number)
            assert_quantity(quantity * number, plain * factor, volt)
            assert_quantity(number * quantity, factor * plain, volt)
            assert_quantity(quantity / number, plain / factor, volt)
            assert_quantity(number / quantity, factor / plain, volt**-1)

    def test_powers(self):
        assert_quantity((3 * mV) ** 2, 9, mV**2)
        assert_quantity(([1, 2] * mV) ** np.array(2), [1, 4], mV**2)
        assert_quantity((4 * volt) ** 0.5, 2, volt**0.5)
        assert_quantity(((3 * volt) ** 2) ** 0.5, 3, volt)
        assert_quantity((3 * mV) ** (2 * mV / mV), 9, mV**2)
        assert (3 * mV) ** 0 == 1.0
        assert 2 ** (3 * mV / mV) == pytest.approx(8)

    def test_wrong_powers(self):
        text = "cannot compute 2 to the power 3. mV: an exponent has no unit (unit is V)"
        assert mismatch(lambda: 2 ** (3 * mV)) == text
        assert mismatch(lambda: (1 * mV) ** (3 * mV)).endswith("an exponent has no unit (unit is V)")
        with pytest.raises(TypeError, match="to an array of 2 exponents"):
            (3 * mV) ** np.array([1, 2])
        with pytest.raises(TypeError):
            pow(3 * mV, 2, 3)

    @pytest.mark.parametrize(
        ("operation", "text"),
        [
            (lambda: 3 * mV + 2, "cannot calculate 3. mV + 2: the units do not match (units are V and 1)"),
            (lambda: 2 + 3 * mV, "cannot calculate 2 + 3. mV: the units do not match (units are 1 and V)"),
            (lambda: 3 * mV - 2 * mA, "cannot calculate 3. mV - 2. mA: the units do not match (units are V and A)"),
            (lambda: 7 * mV % 2, "cannot calculate 7. mV % 2: the units do not match (units are V and 1)"),
            (lambda: 3 * mV < 4 * mA, "cannot calculate 3. mV < 4. mA: the units do not match (units are V and A)"),
            (lambda: 3 * mV == 0.003, "cannot calculate 3. mV == 0.003: the units do not match (units are V and 1)"),
            (
                lambda: [1, 2] * mV + [1, 2],
                "cannot calculate [1. 2.] mV + [1, 2]: the units do not match (units are V and 1)",
            ),
            (lambda: 3 * mV + 0 * second, "cannot calculate 3. mV + 0. s: the units do not match (units are V and s)"),
            (
                lambda: 3 * mV + np.array([0, 1]),
                "cannot calculate 3. mV + [0 1]: the units do not match (units are V and 1)",
            ),
            (lambda: 3 * mV + np.inf, "cannot calculate 3. mV + inf: the units do not match (units are V and 1)"),
            (
                lambda: np.maximum(3 * mV, 1),
                "cannot calculate maximum(3. mV, 1): the units do not match (units are V and 1)",
            ),
        ],
    )
    def test_units_that_do_not_match(self, operation, text):
        assert mismatch(operation) == text

    def test_a_zero_without_unit_fits(self):
        for zero in (0, 0.0, np.zeros(3), [0, 0, 0], np.float64(0), False):
            for quantity in (3 * mV, [1, 2, 3] * mV):
                assert_quantity(quantity + zero, np.asarray(quantity) + np.asarray(zero), volt)
                assert_quantity(zero - quantity, np.asarray(zero) - np.asarray(quantity), volt)
                assert np.all((quantity > zero) & (zero < quantity) & (quantity != zero))

    def test_a_zero_without_unit_does_not_fit_a_product(self):
        assert_quantity(0 * (3 * mV), 0, volt)

    def test_infinity_without_unit_compares_but_does_not_add(self):
        assert 3 * mV < np.inf
        assert 3 * mV > -np.inf
        assert np.inf > 3 * mV
        assert np.less(3 * mV, np.inf)
        assert np.all([1, 2] * mV < np.array([np.inf, np.inf]))
        with pytest.raises(DimensionMismatchError):
            _ = [1, 2] * mV < np.array([0, np.inf])

    def test_comparisons(self):
        assert 3 * mV == 0.003 * volt
        assert not 3 * mV == 4 * mV
        assert (3 * mV <= 3 * mV) and (3 * mV >= 3 * mV)
        assert ([1, 2] * mV < 1.5 * mV).tolist() == [True, False]
        assert 3 * mV in [1 * mV, 3 * mV]
        assert max(1 * mV, 2 * mV) == 2 * mV
        assert sorted([3 * mV, 1 * mV]) == [1 * mV, 3 * mV]

    @pytest.mark.parametrize("other", [None, "a"])
    def test_comparison_with_what_is_no_number(self, other):
        assert not 3 * mV == other
        assert 3 * mV != other
        with pytest.raises(TypeError):
            _ = 3 * mV < other

    def test_conversions(self):
        assert float(3 * mV) == 0.003
        assert int(3.7 * volt) == 3
        assert complex(3 * volt) == 3
        assert bool(3 * mV) and not bool(0 * mV)
        assert f"{3 * mV:.3f}" == "0.003"

    def test_signs(self):
        assert_quantity(-(3 * mV), -3, mV)
        assert_quantity(+(3 * mV), 3, mV)
        assert_quantity(abs([-1, 2] * mV), [1, 2], mV)

    def test_a_quantity_cannot_be_hashed(self):
        with pytest.raises(TypeError, match="unhashable"):
            {3 * mV: 1}

    def test_bit_operations_are_refused(self):
        for operation in (lambda: 3 * mV & 1, lambda: ~(3 * mV), lambda: 3 * mV << 1, lambda: 3 * mV ^ 2):
            with pytest.raises(TypeError, match="works on integers and cannot be used on quantities"):
                operation()

    def test_sums_of_python_and_numpy(self):
        assert_quantity(sum([1 * mV, 2 * mV]), 3, mV)
        assert_quantity(np.sum([1, 2] * mV), 3, mV)
        # numpy sees no unit in a list of quantities.
        assert np.sum([1 * mV, 2 * mV]) == 0.003

    def test_checks_can_be_switched_off(self):
        fundamentalunits.unit_checking = False
        try:
            assert float(3 * second + 5 * volt) == 8
            assert have_same_dimensions(3 * second, 5 * volt)
        finally:
            fundamentalunits.unit_checking = True
        with pytest.raises(DimensionMismatchError):
            3 * second + 5 * volt


class TestInPlace:
    def test_a_scalar_is_bound_anew(self):
        x = y = 3 * mV
        y += 1 * mV
        y *= 2
        y /= 4 * mV
        assert x == 3 * mV
        assert y == pytest.approx(2.0)

    @pytest.mark.parametrize(
        ("operation", "values", "unit"),
        [
            ("x += 1*mV", [2, 3], mV), ("x -= 1*mV", [0, 1], mV), ("x *= 2", [2, 4], mV), ("x /= 2", [0.5, 1], mV),
            ("x *= 2*mV", [2, 4], mV**2), ("x **= 2", [1, 4], mV**2), ("x %= 2*mV", [1, 0], mV), ("x += 0", [1, 2], mV),
            ("x[:1] += 1*mV", [2, 2], mV),
        ],
    )  # fmt: skip
    def test_an_array_is_changed_where_it_is(self, operation, values, unit):
        x = y = [1, 2] * mV
        namespace = {"x": x, "mV": mV}
        exec(operation, namespace)
        assert_quantity(namespace["x"], values, unit)
        assert_quantity(y, values, unit)

    def test_an_array_that_loses_its_unit_becomes_plain(self):
        x = y = [1, 2] * mV
        x /= 2 * mV
        assert type(x) is np.ndarray
        assert x.tolist() == [0.5, 1]
        assert np.shares_memory(x, y)

    @pytest.mark.parametrize("operation", ["x += 1", "x -= 1*amp", "x %= 2", "x[:1] += 1"])
    def test_units_are_checked(self, operation):
        x = [1, 2] * mV
        with pytest.raises(DimensionMismatchError):
            exec(operation, {"x": x, "amp": amp})
        assert_quantity(x, [1, 2], mV)

    def test_plain_arrays_take_a_unit(self):
        x = np.arange(3)
        x *= mV
        assert_quantity(x, [0, 1, 2], mV)
        y = np.zeros(2)
        y += 3 * mV
        assert_quantity(y, [3, 3], mV)

    def test_out_arguments(self):
        out = np.zeros(2) * amp
        np.multiply([1, 2] * mV, [1, 2] * mV, out=out)
        assert_quantity(out, [1, 4], mV**2)
        plain = np.zeros(2)
        np.add([1, 2] * mV, [1, 2] * mV, out=plain)
        np.testing.assert_allclose(plain, [0.002, 0.004])
        assert_quantity(np.sum([[1, 2], [3, 4]] * mV, axis=0, out=out), [4, 6], mV)

    def test_updates_at_indices(self):
        x = [1, 2] * mV
        np.add.at(x, [0, 0], 1 * mV)
        assert_quantity(x, [3, 2], mV)
        with pytest.raises(DimensionMismatchError):
            np.add.at(x, [0], 1)


class TestIndexing:
    def test_entries_keep_the_unit(self):
        x = [[1, 2], [3, 4]] * mV
        assert_quantity(x[0, 1], 2, mV)
        assert_quantity(x[0], [1, 2], mV)
        assert_quantity(x[:, 1], [2, 4], mV)
        assert_quantity(x[[True, False]], [[1, 2]], mV)
        assert_quantity(x.T, [[1, 3], [2, 4]], mV)
        assert [entry.item() for entry in x[0]] == [1 * mV, 2 * mV]
        assert type(Quantity([1, 2])[0]) is float

    def test_a_slice_shares_memory(self):
        x = [1, 2] * mV
        x[:1][0] = 9 * mV
        assert_quantity(x, [9, 2], mV)

    @pytest.mark.parametrize("value", [5 * mV, 0, 0.005 * volt])
    def test_assignment_of_the_same_unit(self, value):
        x = [1, 2] * mV
        x[0] = value
        assert_quantity(x, [float(value) * 1000, 2], mV)

    @pytest.mark.parametrize("value", [5, np.inf, 5 * amp, [1, 2], 3 * mV / mV])
    def test_assignment_of_another_unit(self, value):
        x = [1, 2] * mV
        assert mismatch(lambda: x.__setitem__(slice(None), value)).startswith("cannot assign a value of another unit")
        assert_quantity(x, [1, 2], mV)

    def test_wrong_indices(self):
        with pytest.raises(IndexError):
            ([1, 2] * mV)[5]
        with pytest.raises(IndexError):
            (3 * mV)[0]

    def test_a_scalar_has_no_length(self):
        assert len([1, 2] * mV) == 2
        with pytest.raises(TypeError):
            len(3 * mV)
        with pytest.raises(TypeError):
            iter(3 * mV)

    def test_lists(self):
        for quantity in ([1, 2] * mV, [[1, 2], [3, 4]] * mV, 3 * mV):
            again = Quantity(quantity.tolist())
            assert_quantity(again, np.asarray(quantity), volt)
