"""Quantities and units as text."""

import pickle

import numpy as np
import pytest
from ranvier.units.fundamentalunits import (
    DIMENSIONLESS,
    UnitRegistry,
    additional_unit_register,
    get_unit_for_display,
    standard_unit_register,
)
from support.unit_assertions import assert_quantity, mismatch

from ranvier.units import *
from ranvier.units import allunits


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
