"""The decorator that checks the units of arguments and results."""

import pytest
from support.unit_assertions import assert_quantity, mismatch

from ranvier.units import *


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
