"""Dimensions, units, quantities and the questions that can be asked about them."""

import copy
import pickle
import subprocess
import sys
import warnings

import numpy as np
import pytest
from ranvier.units.fundamentalunits import (
    DIMENSIONLESS,
    Dimension,
    fail_for_dimension_mismatch,
)
from support.unit_assertions import assert_quantity, mismatch

from ranvier.units import *
from ranvier.units import allunits, constants, stdunits


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
