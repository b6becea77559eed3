"""Quantities as text: in a given unit or in the best one, as people write it, as code, and in LaTeX."""

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, DimensionMismatchError


def _plain_text(values, precision, python_code):
    values = np.asarray(values)
    if values.ndim == 0:
        # Printed as the entry of an array: 3. rather than 3.0, in all of numpy's print modes.
        return np.array2string(values.reshape(1), precision=precision).strip("[] ")
    return np.array_repr(values, precision=precision) if python_code else np.array2string(values, precision=precision)


def text_in_unit(quantity, unit, precision=None, python_code=False):
    """Text of `quantity` divided by `unit`, followed by the name of the unit (none for a dimensionless one)."""
    values = np.asarray(quantity) / float(unit)
    number = _plain_text(values, precision, python_code)
    if unit.dim is DIMENSIONLESS:
        return f"Quantity({number})" if python_code else number
    if python_code:
        return f"{number} * {unit!r}"
    return f"{number} {unit}"


class Displayed:
    """The display methods of a quantity."""

    __slots__ = ()

    def in_unit(self, u, precision=None, python_code=False):
        """Text of this quantity in a given unit.

        Parameters
        ----------
        u : Unit or Quantity
        precision : int, optional
            Digits after the decimal point, numpy's print option by default.
        python_code : bool
            Write an expression that evaluates to this quantity.

        Raises
        ------
        DimensionMismatchError
            If `u` has another dimension.

        Examples
        --------
        >>> (25.123456*mV).in_unit(uV, precision=1)
        '25123.5 uV'
        """
        if u.dim is not self.dim:
            raise DimensionMismatchError(f"cannot show this quantity in the unit {u}", self.dim, u.dim)
        return text_in_unit(self, u, precision, python_code)

    def get_best_unit(self, *registries):
        """The unit in which the numbers of this quantity are nicest; see `UnitRegistry` for where it is looked up."""
        from ranvier.units.registry import find_best_unit

        return find_best_unit(self, *registries)

    def in_best_unit(self, precision=None, python_code=False, *registries):
        """Text of this quantity in the unit that `get_best_unit` gives.

        Examples
        --------
        >>> (0.00123456*volt).in_best_unit(3)
        '1.235 mV'
        """
        return text_in_unit(self, self.get_best_unit(*registries), precision, python_code)

    def __repr__(self):
        return self.in_best_unit(python_code=True)

    def __str__(self):
        return self.in_best_unit()

    def __format__(self, spec):
        if not spec:
            return str(self)
        if self.ndim:
            raise TypeError(f"a number format such as {spec!r} fits a scalar quantity, not one of shape {self.shape}")
        return format(np.asarray(self).item(), spec)

    def _latex(self, *_):
        unit = self.get_best_unit()
        values = np.asarray(self) / float(unit)
        unit_text = "" if unit.dim is DIMENSIONLESS else rf"\,{unit._latex()}"
        return _latex_values(values) + unit_text

    def _repr_latex_(self):
        return f"${self._latex()}$"


def _latex_values(values):
    if values.ndim == 0:
        return str(values.item())
    if values.ndim > 2:
        raise NotImplementedError(
            f"there is no LaTeX form of a {values.ndim}-dimensional quantity; print a slice of it"
        )
    rows = np.atleast_2d(values)
    text = np.array2string(rows, separator=" & ", max_line_width=10**9).replace("[", "").replace("]", "")
    if values.ndim == 1:
        return rf"\left[\begin{{matrix}}{text}\end{{matrix}}\right]"
    lines = "\\\\\n".join(line.rstrip(" &") for line in text.split("\n"))
    return f"\\left[\\begin{{matrix}}\n{lines}\n\\end{{matrix}}\\right]"


def in_unit(x, u, precision=None):
    """Text of `x` in the unit `u`; see `Quantity.in_unit`.

    Raises
    ------
    DimensionMismatchError
        If the dimensions differ.
    """
    from ranvier.units.quantity import Quantity

    if isinstance(x, Quantity):
        return x.in_unit(u, precision)
    if u.dim is not DIMENSIONLESS:
        raise DimensionMismatchError(f"cannot show {x} in the unit {u}", DIMENSIONLESS, u.dim)
    return np.array2string(np.asarray(x) / float(u), precision=precision)


def in_best_unit(x, precision=None):
    """Text of `x` in its best unit; a plain number or array is shown as it is."""
    from ranvier.units.quantity import Quantity

    if isinstance(x, Quantity):
        return str(x) if precision is None else x.in_best_unit(precision)
    return np.array2string(np.asarray(x), precision=precision)
