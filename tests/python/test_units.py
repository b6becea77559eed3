"""Quantities, units and dimensions: arithmetic, numpy, display and errors."""

import copy
import itertools
import pickle
import subprocess
import sys
import warnings

import numpy as np
import pytest
from ranvier.units.fundamentalunits import (
    DIMENSIONLESS,
    Dimension,
    UnitRegistry,
    additional_unit_register,
    fail_for_dimension_mismatch,
    get_unit_for_display,
    standard_unit_register,
)

from ranvier.units import *
from ranvier.units import allunits, constants, fundamentalunits, stdunits


@pytest.fixture(autouse=True)
def fresh_user_register(monkeypatch):
    """Composed units that a test makes must not change how other tests show quantities."""
    monkeypatch.setattr(fundamentalunits, "user_unit_register", UnitRegistry())


def assert_quantity(found, values, unit):
    """The same numbers (to rounding in the last bits of a few operations) and the same dimension."""
    assert isinstance(found, Quantity), f"{found!r} has no unit"
    assert found.dim is unit.dim, f"{found!r} is not in {unit}"
    np.testing.assert_allclose(np.asarray(found), np.asarray(values) * float(unit), rtol=1e-14)


def mismatch(operation):
    """Text of the DimensionMismatchError that the operation raises."""
    with pytest.raises(DimensionMismatchError) as caught:
        operation()
    return str(caught.value)


class TestDimension:
    def test_there_is_one_object_per_combination(self):
        assert get_or_create_dimension(length=1) is get_or_create_dimension([1, 0, 0, 0, 0, 0, 0])
        assert volt.dim is (joule / coulomb).dim
        assert (volt.dim**0.5) ** 2 is volt.dim
        assert ((metre**3) ** (1 / 3)).dim is metre.dim

    @pytest.mark.parametrize("name", ["length", "Length", "metre", "meter", "metres", "m"])
    def test_base_dimensions_have_several_names(self, name):
        assert get_or_create_dimension(**{name: 1}) is metre.dim

    def test_copies_and_pickles_are_the_same_object(self):
        for dim in (volt.dim, DIMENSIONLESS, (volt**0.5).dim):
            assert copy.copy(dim) is copy.deepcopy(dim) is pickle.loads(pickle.dumps(dim)) is dim

    @pytest.mark.parametrize(
        ("dim", "text", "code"),
        [
            (volt.dim, "m^2 kg s^-3 A^-1", "metre ** 2 * kilogram * second ** -3 * amp ** -1"),
            (metre.dim, "m", "metre"),
            (DIMENSIONLESS, "1", "Dimension()"),
            (second.dim**-0.5, "s^-0.5", "second ** -0.5"),
        ],
    )
    def test_text(self, dim, text, code):
        assert (str(dim), repr(dim)) == (text, code)

    def test_exponents_are_read_by_name(self):
        assert [volt.dim.get_dimension(name) for name in ("length", "mass", "time", "A", "kelvin")] == [2, 1, -3, -1, 0]
        with pytest.raises(KeyError):
            volt.dim.get_dimension("colour")

    @pytest.mark.parametrize("wrong", [[1, 0], "a", 3])
    def test_seven_exponents_are_needed(self, wrong):
        with pytest.raises(TypeError, match="exactly 7 exponents"):
            get_or_create_dimension(wrong)

    def test_nothing_changes_a_dimension(self):
        for change in (volt.dim.__imul__, volt.dim.__itruediv__, volt.dim.__ipow__):
            with pytest.raises(TypeError, match="cannot be changed"):
                change(volt.dim)


class TestConstruction:
    @pytest.mark.parametrize("number", [3, 3.0, np.float64(3), np.float32(3), np.int64(3), np.array(3)])
    def test_a_number_times_a_unit_is_a_scalar_quantity(self, number):
        for quantity in (number * mV, mV * number):
            assert_quantity(quantity, 3, mV)
            assert quantity.shape == ()
            assert quantity.dtype == np.float64

    @pytest.mark.parametrize("values", [[1, 2], (1, 2), np.array([1, 2]), np.array([1, 2], dtype=np.float32)])
    def test_a_sequence_times_a_unit_is_an_array_quantity(self, values):
        for quantity in (values * mV, mV * values, Quantity(values) * mV):
            assert_quantity(quantity, [1, 2], mV)
            assert quantity.dtype == np.float64

    def test_nested_and_empty_lists(self):
        assert_quantity([[1, 2], [3, 4]] * mV, [[1, 2], [3, 4]], mV)
        assert_quantity([] * mV, [], mV)

    def test_a_list_of_quantities(self):
        assert_quantity(Quantity([1 * mV, 2 * volt]), [1, 2000], mV)
        assert_quantity(Quantity([[1 * mV, 2 * mV], [3 * mV, 4 * mV]]), [[1, 2], [3, 4]], mV)
        assert_quantity([1 * mV, 2 * mV] * ms, [1e-3, 2e-3], volt * ms)

    def test_a_list_needs_one_dimension(self):
        assert mismatch(lambda: Quantity([1 * mV, 2 * amp])) == (
            "the entries of a quantity need one unit (units are V and A)"
        )

    @pytest.mark.parametrize("mixed", [[1 * mV, 2], [2, 1 * mV], [1 * mV, [2]], (0, 1 * mV)])
    def test_a_list_cannot_mix_entries_with_and_without_unit(self, mixed):
        with pytest.raises(TypeError, match="cannot mix entries with and without unit"):
            Quantity(mixed)

    @pytest.mark.parametrize("wrong", ["a", ["a"], None, object(), [None], {"a": 1}, np.array(["a"])])
    def test_only_numbers_make_a_quantity(self, wrong):
        with pytest.raises(TypeError):
            Quantity(wrong)

    @pytest.mark.parametrize("wrong", ["a", None, object()])
    def test_only_numbers_are_multiplied_with_a_unit(self, wrong):
        for product in (lambda: wrong * mV, lambda: mV * wrong, lambda: (3 * mV) * wrong):
            with pytest.raises(TypeError, match="does not have dimensions"):
                product()

    def test_with_dimensions(self):
        speed = Quantity.with_dimensions(2, length=1, time=-1)
        assert_quantity(speed, 2, metre / second)
        assert_quantity(Quantity.with_dimensions([1, 2], volt.dim), [1, 2], volt)
        assert_quantity(Quantity.with_dimensions(2, m=1, s=-1), 2, metre / second)
        with pytest.raises(KeyError):
            Quantity.with_dimensions(2, colour=1)

    def test_a_given_dimension_replaces_that_of_the_value(self):
        assert_quantity(Quantity(3 * mV, dim=amp.dim), 0.003, amp)

    def test_sharing_and_copying(self):
        values = np.zeros(2)
        shared, copied = Quantity(values, dim=volt.dim), Quantity(values, dim=volt.dim, copy=True)
        values[0] = 1
        assert shared[0] == 1 * volt
        assert copied[0] == 0 * volt

    def test_complex_numbers_stay_complex(self):
        assert ((1 + 2j) * mV).dtype == np.complex128
        assert str((1 + 2j) * mV) == "1.+2.j mV"

    def test_a_dimensionless_quantity_exists_and_computes_as_a_number(self):
        three = Quantity(3)
        assert isinstance(three, Quantity)
        assert repr(three) == "Quantity(3.)"
        assert repr(Quantity([1, 2])) == "Quantity(array([1., 2.]))"
        assert type(three + 2) is float
        assert type(Quantity([1, 2]) * 2) is np.ndarray


class TestUnits:
    def test_every_name_gives_the_unit_of_that_name(self):
        for name in allunits.__all__:
            if name != "celsius":
                unit = getattr(allunits, name)
                assert isinstance(unit, Unit)
                assert unit.name == name
                assert float(unit) == 10.0**unit.scale

    def test_there_are_all_prefixes_and_powers(self):
        assert len(set(allunits.__all__)) > 2070
        for prefix, factor in {"y": 1e-24, "a": 1e-18, "u": 1e-6, "c": 0.01, "da": 10, "h": 100, "Y": 1e24}.items():
            assert float(getattr(allunits, prefix + "volt")) == pytest.approx(factor, rel=1e-15)
        assert allunits.mmetre3.dim is metre.dim**3
        assert float(allunits.mmetre3) == 1e-9
        assert not hasattr(allunits, "liter2")

    @pytest.mark.parametrize(
        ("unit", "same"),
        [
            (allunits.newton, kilogram * metre / second**2), (allunits.pascal, allunits.newton / metre**2), (joule, allunits.newton * metre), (watt, joule / second),
            (coulomb, amp * second), (volt, watt / amp), (farad, coulomb / volt), (ohm, volt / amp),
            (siemens, amp / volt), (allunits.weber, volt * second), (allunits.tesla, allunits.weber / metre**2),
            (allunits.henry, allunits.weber / amp), (hertz, second**-1), (allunits.lux, allunits.lumen / metre**2),
            (allunits.becquerel, hertz), (allunits.gray, joule / kilogram), (allunits.katal, mole / second),
            (allunits.sievert, allunits.gray), (molar, mole / liter), (1000 * gram, 1 * kilogram),
            (1000 * liter, 1 * metre**3), (mM, mole / metre**3), (allunits.candela, allunits.candle),
        ],
    )  # fmt: skip
    def test_derived_units_are_made_of_base_units(self, unit, same):
        assert unit.dim is same.dim
        assert float(unit) == pytest.approx(float(same), rel=1e-14)

    def test_short_names_are_the_long_ones(self):
        for short, long in {
            "mV": "mvolt",
            "ms": "msecond",
            "nS": "nsiemens",
            "um2": "umetre2",
            "kHz": "khertz",
        }.items():
            assert getattr(stdunits, short) is getattr(allunits, long)

    def test_units_stay_units_under_products_quotients_and_powers(self):
        for unit, name, text, latex in [
            (mV * mA, "mvolt * mamp", "mV mA", r"\mathrm{m}\mathrm{V}\,\mathrm{m}\mathrm{A}"),
            (mV / mA, "mvolt / mamp", "mV/mA", r"\frac{\mathrm{m}\mathrm{V}}{\mathrm{m}\mathrm{A}}"),
            (mV / mA / ms, "(mvolt / mamp) / msecond", "(mV/mA)/ms", None),
            (mV / (mA * ms), "mvolt / (mamp * msecond)", "mV/(mA ms)", None),
            (mV * mA * ms, "mvolt * mamp * msecond", "mV mA ms", None),
            (mV**2, "mvolt ** 2", "mV^2", r"\mathrm{m}\mathrm{V}^2"),
            (mV**0.5, "mvolt ** 0.5", "mV^0.5", r"\mathrm{m}\mathrm{V}^{0.5}"),
            ((mV / mA) ** 2, "(mvolt / mamp) ** 2", "(mV/mA)^2", None),
            (1 / mV, "mvolt ** -1", "mV^-1", r"\mathrm{m}\mathrm{V}^{-1}"),
            (nS / cm**2, "nsiemens / (cmetre ** 2)", "nS/(cm^2)", None),
            (siemens / cm2, "siemens / cmetre2", "S/cm^2", None),
        ]:
            assert type(unit) is Unit
            assert (unit.name, repr(unit), unit.dispname, str(unit)) == (name, name, text, text)
            assert latex is None or unit.latexname == latex
            # 10.0**x is correctly rounded only to about one unit in the last place.
            assert float(unit) == pytest.approx(10.0**unit.scale, rel=1e-15)

    @pytest.mark.parametrize("value", [2 * mV, mV * 1, 2 / mV, mV / 2, mV + mV, mV - mV, -mV, abs(mV), mV * (3 * mV)])
    def test_everything_else_with_a_unit_is_a_quantity(self, value):
        assert type(value) is Quantity

    def test_a_unit_times_a_quantity(self):
        assert_quantity(mV * (3 * mA), 3, mV * mA)
        assert (3 * mV) / mV == 3.0
        assert mV / (2 * mV) == 0.5

    def test_units_compare_by_value(self):
        assert mV == allunits.mvolt
        assert mV != volt
        assert mV < volt
        assert mV == 1 * mV
        assert ms != mV
        assert mismatch(lambda: mV == 0.001) == (
            "cannot calculate mV == 0.001: the units do not match (units are V and 1)"
        )
        assert len({mV, allunits.mvolt, volt, 1000 * mV / volt}) == 3

    @pytest.mark.parametrize("operation", ["+=", "-=", "*=", "/=", "//=", "%=", "**="])
    def test_a_unit_cannot_be_changed_in_place(self, operation):
        with pytest.raises(TypeError, match="the unit mV cannot be changed"):
            exec(f"unit {operation} 2", {"unit": mV})

    def test_a_unit_cannot_be_changed_in_other_ways(self):
        with pytest.raises(TypeError, match="cannot be changed"):
            mV[()] = 3 * volt
        with pytest.raises(AttributeError):
            mV.dim = amp.dim
        with pytest.raises(ValueError, match="read-only"):
            mV.view(np.ndarray)[()] = 2
        assert float(mV) == 0.001

    def test_an_exponent_has_no_unit(self):
        assert mismatch(lambda: mV**mV) == "cannot compute mV to the power mV: an exponent has no unit (unit is V)"
        with pytest.raises(TypeError, match="the exponent of a unit is a single number"):
            mV ** np.array([1, 2])

    def test_own_units(self):
        unit = Unit.create(volt.dim, "myvolt", "MV", scale=3)
        assert (repr(unit), str(unit), float(unit)) == ("myvolt", "MV", 1000.0)
        assert repr(Unit.create_scaled_unit(unit, "m")) == "mmyvolt"
        with pytest.raises(KeyError):
            Unit.create_scaled_unit(volt, "q")
        with pytest.raises(ValueError, match="the value of a unit is 10"):
            Unit(5, dim=volt.dim)

    def test_celsius_says_what_to_write(self):
        with pytest.raises(TypeError, match="write temperatures in kelvin"):
            20 * allunits.celsius

    def test_pickles_and_copies_of_units(self):
        for unit in (mV, mV / ms):
            for again in (pickle.loads(pickle.dumps(unit)), copy.copy(unit), copy.deepcopy(unit)):
                assert type(again) is Unit
                assert (again, again.name, again.dispname) == (unit, unit.name, unit.dispname)
        assert pickle.loads(pickle.dumps(mV)) is mV

    def test_unit_of_a_dimension(self):
        assert get_unit(volt.dim) is volt
        assert get_unit(second.dim**-1) is hertz
        assert get_unit((1 * metre / second).dim).name == "metre * second ** -1"
        assert float(get_unit(DIMENSIONLESS)) == 1.0


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


class TestDisplay:
    @pytest.mark.parametrize(
        ("quantity", "text", "code"),
        [
            (3.3 * nS, "3.3 nS", "3.3 * nsiemens"),
            (2 * volt, "2. V", "2. * volt"),
            (0 * mV, "0. V", "0. * volt"),
            (0.1 * ms, "100. us", "100. * usecond"),
            (999 * mV, "0.999 V", "0.999 * volt"),
            (1234567.891 * mV, "1.23456789 kV", "1.23456789 * kvolt"),
            (1e30 * volt, "1000000. YV", "1000000. * Yvolt"),
            (3 * cm2, "300. mm^2", "300. * mmetre2"),
            (1 * gram, "1. g", "1. * gram"),
            (2 * kilogram, "2. kg", "2. * kilogram"),
            (1 * liter, "0.001 m^3", "0.001 * metre3"),
            (1 * nS * mV, "1. pA", "1. * pamp"),
            (3 * mV / second, "0.003 m^2 kg s^-4 A^-1", "0.003 * metre ** 2 * kilogram * second ** -4 * amp ** -1"),
            (3 * joule / mole, "3. J/mol", "3. * joule / mole"),
            (np.nan * mV, "nan V", "nan * volt"),
            (-np.inf * mV, "-inf V", "-inf * volt"),
            ([1, 2, 3] * mV, "[1. 2. 3.] mV", "array([1., 2., 3.]) * mvolt"),
            ([1.5, 2, 3] * nS, "[1.5 2.  3. ] nS", "array([1.5, 2. , 3. ]) * nsiemens"),
            ([[1, 2], [3, 4]] * pA, "[[1. 2.]\n [3. 4.]] pA", "array([[1., 2.],\n       [3., 4.]]) * pamp"),
            ([] * mV, "[] V", "array([], dtype=float64) * volt"),
            ([0, 0] * mV, "[0. 0.] V", "array([0., 0.]) * volt"),
            ([np.nan, 1] * mV, "[nan  1.] mV", "array([nan,  1.]) * mvolt"),
            ([1, 0.1] * volt, "[1000.  100.] mV", "array([1000.,  100.]) * mvolt"),
        ],
    )
    def test_str_and_repr(self, quantity, text, code):
        assert (str(quantity), repr(quantity)) == (text, code)
        assert f"{quantity}" == format(quantity) == text

    def test_the_code_evaluates_to_the_quantity(self):
        names = {**vars(allunits), "array": np.array}
        units = [getattr(allunits, name) for name in ("mvolt", "psiemens", "kmetre2", "umolar", "gram", "second")]
        for unit in [*units, volt / second, joule / (kilogram * kelvin)]:
            for value in (1, 17.25, np.array([1, 2.5]), np.arange(4).reshape(2, 2)):
                for name in ("volt", "second", "metre", "kilogram", "amp", "joule", "kelvin", "mole", "siemens"):
                    names[name] = getattr(allunits, name)
                quantity = value * unit
                namespace = _Units(names)
                again = eval(repr(quantity), {}, namespace)
                assert_quantity(again, np.asarray(quantity), get_unit(quantity.dim))

    def test_a_long_array_is_shown_in_the_unit_of_what_is_printed(self):
        text = str(np.arange(2000) * ms)
        assert text == "[0.000e+00 1.000e+00 2.000e+00 ... 1.997e+03 1.998e+03 1.999e+03] ms"

    def test_scalars_look_alike_in_numpys_old_print_mode(self):
        with np.printoptions(legacy="1.13"):
            assert str(3 * volt) == "3. V"

    def test_in_unit(self):
        assert (3 * mV).in_unit(volt) == "0.003 V"
        assert (3.14159265 * mV).in_unit(mV, 3) == "3.142 mV"
        assert ([1, 2] * mV).in_unit(mV, python_code=True) == "array([1., 2.]) * mvolt"
        assert in_unit(3 * mV, mV, 2) == "3. mV"
        assert (3 * mV).in_unit(2 * mV) == "1.5 2. mV"
        assert mismatch(lambda: (3 * mV).in_unit(amp)) == (
            "cannot show this quantity in the unit A (units are V and A)"
        )
        assert mismatch(lambda: in_unit(3, mV)) == "cannot show 3 in the unit mV (units are 1 and V)"

    def test_in_best_unit(self):
        assert (3.14159265 * mV).in_best_unit(3) == "3.142 mV"
        assert (3.14159265 * mV).in_best_unit(python_code=True) == "3.14159265 * mvolt"
        assert in_best_unit(0.123456 * nS, 2) == "123.46 pS"
        assert (in_best_unit(3), in_best_unit(3.14159, 2), in_best_unit([1, 2])) == ("3", "3.14", "[1 2]")

    @pytest.mark.parametrize(
        ("quantity", "unit"),
        [
            (300 * mV, mV), (0.5 * mV, mV), (50 * second, second), (1000 * second, allunits.ksecond), (0 * mV, volt),
            (31.6 * volt, volt), (3 * metre**-2, None), (20 * Hz, Hz), (0.01 * Hz, allunits.mhertz), (3 * cm, mm),
            ([0.001, 1000] * volt, volt), ([1e-10, 1] * volt, allunits.uvolt), ([10, 1, 0.1] * volt, volt),
        ],
    )  # fmt: skip
    def test_best_unit(self, quantity, unit):
        assert quantity.get_best_unit() == (get_unit(quantity.dim) if unit is None else unit)

    def test_units_are_looked_up_in_the_table_then_with_the_user_then_in_the_rest(self):
        quantity = 2e-6 * farad / metre**2
        assert str(quantity) == "2.e-06 m^-4 kg^-1 s^4 A^2"
        register_new_unit(pF / mm**2)
        assert str(quantity) == "2. pF/(mm^2)"
        assert str(2 * volt) == "2. V"
        register_new_unit(Unit.create(volt.dim, "thing", "thing"))
        assert str(2 * volt) == "2. V"
        own = UnitRegistry()
        own.add(Unit.create(volt.dim, "thing", "thing"))
        assert (2 * volt).in_best_unit(None, False, own) == "2. thing"
        assert own[2 * volt].name == "thing"
        with pytest.raises(KeyError):
            own[2 * amp]
        assert standard_unit_register[2 * volt] is volt
        assert additional_unit_register[2 * joule / kelvin].name == "joule / kelvin"

    def test_units_that_a_script_composes_are_used_for_display(self):
        assert str(3 * mV / ms) == "3. m^2 kg s^-4 A^-1"
        mV / ms
        assert str(3 * mV / ms) == "3. mV/ms"

    def test_number_formats_show_the_number_in_si_units(self):
        assert f"{3 * mV:.4f} {3 * mV:g} {3 * mV:>8}" == "0.0030 0.003    0.003"
        assert f"{mV:.2e} {mV}" == "1.00e-03 mV"
        with pytest.raises(TypeError, match="fits a scalar quantity, not one of shape"):
            f"{[1, 2] * mV:.2f}"

    @pytest.mark.parametrize(
        ("shown", "latex"),
        [
            (mV, r"$\mathrm{m}\mathrm{V}$"),
            (uS, r"$\mathrm{\mu}\mathrm{S}$"),
            (volt / second, r"$\frac{\mathrm{V}}{\mathrm{s}}$"),
            (3 * mV, r"$3.0\,\mathrm{m}\mathrm{V}$"),
            ([1, 2] * mV, r"$\left[\begin{matrix}1. & 2.\end{matrix}\right]\,\mathrm{m}\mathrm{V}$"),
            (volt.dim, r"$m^{2}\,kg\,s^{-3}\,A^{-1}$"),
        ],
    )
    def test_latex(self, shown, latex):
        assert shown._repr_latex_() == latex

    def test_latex_of_a_matrix(self):
        assert ([[1, 2], [3, 4]] * mV)._repr_latex_() == (
            "$\\left[\\begin{matrix}\n1. & 2.\\\\\n 3. & 4.\n\\end{matrix}\\right]\\,\\mathrm{m}\\mathrm{V}$"
        )
        with pytest.raises(NotImplementedError, match="3-dimensional"):
            (np.ones((2, 2, 2)) * mV)._repr_latex_()

    def test_units_in_error_texts(self):
        assert [get_unit_for_display(d) for d in (volt.dim, DIMENSIONLESS, metre.dim**2)] == ["V", "1", "m^2"]
        error = DimensionMismatchError("wrong", volt.dim, DIMENSIONLESS, amp.dim)
        assert str(error) == "wrong (units are V, 1 and A)"
        assert str(DimensionMismatchError("wrong", volt.dim)) == "wrong (unit is V)"
        assert str(DimensionMismatchError("wrong")) == "wrong"
        assert (error.desc, error.dims) == ("wrong", (volt.dim, DIMENSIONLESS, amp.dim))
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


class _Units(dict):
    """Names of an evaluated repr: units by name."""

    def __missing__(self, name):
        return getattr(allunits, name)


class TestQuestions:
    def test_dimensions(self):
        for thing in (3 * mV, [1, 2] * mV, mV, volt.dim, [1 * mV, 2 * mV]):
            assert get_dimensions(thing) is volt.dim
        for thing in (3, 3.0, 1j, np.float64(3), np.arange(3), [1, 2], True):
            assert get_dimensions(thing) is DIMENSIONLESS
            assert is_dimensionless(thing)
        for thing in ("a", None, object()):
            with pytest.raises(TypeError, match="does not have dimensions"):
                get_dimensions(thing)
        assert isinstance((3 * mV).dim, Dimension)
        assert (3 * mV).dimensions is volt.dim
        assert not (3 * mV).is_dimensionless
        assert (3 * mV).has_same_dimensions(2 * volt)

    def test_same_dimensions(self):
        assert have_same_dimensions(3 * mV, 2 * volt)
        assert not have_same_dimensions(3 * mV, 2)
        assert not have_same_dimensions(0 * mV, 0)

    @pytest.mark.parametrize("scalar", [3, 3.0, 1j, True, np.float64(3), np.array(3), 3 * mV / mV])
    def test_dimensionless_scalars(self, scalar):
        assert is_scalar_type(scalar)

    @pytest.mark.parametrize("other", [3 * mV, [1], np.array([3]), "a", None, [1, 2] * mV])
    def test_what_is_no_dimensionless_scalar(self, other):
        assert not is_scalar_type(other)

    def test_failing_for_a_mismatch(self):
        assert fail_for_dimension_mismatch(3 * mV, 2 * volt) == (volt.dim, volt.dim)
        assert fail_for_dimension_mismatch(3) == (DIMENSIONLESS, DIMENSIONLESS)
        assert fail_for_dimension_mismatch(3 * mV, 0) == (volt.dim, DIMENSIONLESS)
        assert mismatch(lambda: fail_for_dimension_mismatch(3 * mV)) == "dimension mismatch (unit is V)"
        assert mismatch(lambda: fail_for_dimension_mismatch(3 * mV, 0 * mA)) == (
            "dimension mismatch (units are V and A)"
        )
        text = mismatch(lambda: fail_for_dimension_mismatch(3 * mV, 2, "{a} is not {b}", a=3 * mV, b=2))
        assert text == "3. mV is not 2 (units are V and 1)"


class TestCheckUnits:
    @staticmethod
    def function(**expected):
        @check_units(**expected)
        def f(a, b=3 * mV, c=True):
            """Documentation."""
            return a

        return f

    def test_matching_calls_pass(self):
        f = self.function(a=amp, b=volt, c=bool, result=amp)
        assert f(3 * mA) == 3 * mA
        assert f(a=3 * mA, b=1 * volt, c=False) == 3 * mA
        assert f([3 * mA])[0] == 3 * mA
        assert_quantity(f([1, 2] * amp), [1, 2], amp)

    @pytest.mark.parametrize(
        ("expected", "arguments", "text"),
        [
            ({"a": amp}, (3 * mV,), "function 'f' needs unit A for argument 'a' but got 3. mV (unit is V)"),
            ({"a": amp}, (5,), "function 'f' needs unit A for argument 'a' but got 5 (unit is 1)"),
            ({"a": amp}, (0,), "function 'f' needs unit A for argument 'a' but got 0 (unit is 1)"),
            ({"a": 1}, (3 * mV,), "function 'f' needs unit 1 for argument 'a' but got 3. mV (unit is V)"),
            (
                {"b": "a"},
                (3 * mA, 2 * mV),
                "function 'f' needs the unit of argument 'a', A, for argument 'b' but got 2. mV (unit is V)",
            ),
            ({"result": amp}, (3 * mV,), "function 'f' should return a value of unit A but returned 3. mV (unit is V)"),
            (
                {"result": lambda a, b, c: a**2},
                (3 * mV,),
                "function 'f' should return a value of unit V^2 but returned 3. mV (unit is V)",
            ),
        ],
    )
    def test_wrong_units(self, expected, arguments, text):
        assert mismatch(lambda: self.function(**expected)(*arguments)) == text

    @pytest.mark.parametrize(
        ("expected", "arguments", "text"),
        [
            ({"a": bool}, (5,), "function 'f' needs a truth value for argument 'a' but got 5"),
            ({"a": bool}, (5 * mV,), "function 'f' needs a truth value for argument 'a' but got 5. mV"),
            ({"a": amp}, ({},), "function 'f' needs unit A for argument 'a' but got an object of type dict"),
            ({"result": bool}, (5,), "function 'f' should return a truth value but returned 5"),
            (
                {"a": "d"},
                (5,),
                "function 'f' needs argument 'a' in the unit of argument 'd', but there is no argument of that name",
            ),
        ],
    )
    def test_wrong_types(self, expected, arguments, text):
        with pytest.raises(TypeError) as caught:
            self.function(**expected)(*arguments)
        assert str(caught.value) == text

    @pytest.mark.parametrize("unchecked", ["a string", None])
    def test_strings_and_none_pass(self, unchecked):
        assert self.function(a=amp)(unchecked) is unchecked

    def test_anything_passes_where_none_is_expected(self):
        assert self.function(a=None)(3 * mV) == 3 * mV

    def test_the_function_carries_its_units(self):
        f = self.function(a=amp, b="a", result=amp)
        assert (f.__name__, f.__doc__) == ("f", "Documentation.")
        assert f._arg_names == ("a", "b", "c")
        assert f._arg_units == [amp, "a", None]
        assert f._return_unit is amp
        assert not f._returns_bool
        assert self.function(result=bool)._returns_bool
        assert f._orig_func(3) == 3


class TestConstants:
    @pytest.mark.parametrize(
        ("name", "value", "unit"),
        [
            ("avogadro_constant", 6.022140857e23, mole**-1),
            ("boltzmann_constant", 1.38064852e-23, joule / kelvin),
            ("electric_constant", 8.854187817e-12, farad / metre),
            ("electron_mass", 9.10938356e-31, kilogram),
            ("elementary_charge", 1.6021766208e-19, coulomb),
            ("faraday_constant", 96485.33289, coulomb / mole),
            ("gas_constant", 8.3144598, joule / (mole * kelvin)),
            ("magnetic_constant", 4e-7 * np.pi, allunits.newton / amp**2),
            ("molar_mass_constant", 0.001, kilogram / mole),
            ("zero_celsius", 273.15, kelvin),
        ],
    )
    def test_codata_2014(self, name, value, unit):
        assert_quantity(getattr(constants, name), value, unit)


class TestPickling:
    @pytest.mark.parametrize("quantity", [3 * mV, [1, 2] * mV, [[1, 2], [3, 4]] * nS, Quantity([1, 2]), (1 + 1j) * mV])
    def test_quantities_come_back(self, quantity):
        for again in (pickle.loads(pickle.dumps(quantity)), copy.copy(quantity), copy.deepcopy(quantity)):
            assert type(again) is Quantity
            assert again.dim is quantity.dim
            assert again.dtype == quantity.dtype
            assert np.array_equal(np.asarray(again), np.asarray(quantity))
            assert not np.shares_memory(again, quantity)

    def test_dictionaries_of_quantities(self):
        results = {"t": np.arange(3) * ms, "v": -65 * mV}
        again = pickle.loads(pickle.dumps(results))
        assert (again["t"] == results["t"]).all() and again["v"] == results["v"]


def test_no_warning_in_common_arithmetic():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for value in ([1, 2, 3] * mV, 3 * mV):
            str(value / mV * ms + 0 * ms), repr(value), value == value, np.mean(value), value**2


def test_importing_the_units_makes_few_of_them():
    code = "from ranvier.units import *; from ranvier.units.unit_table import _made; print(len(_made))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert 150 < int(done.stdout) < 300
