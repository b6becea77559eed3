"""Units: named quantities of one, whose products, quotients and powers are units again."""

from operator import attrgetter

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, DimensionMismatchError
from ranvier.units.numeric_data import operand
from ranvier.units.quantity import Quantity, make_quantity

PREFIXES = {
    "": 0, "y": -24, "z": -21, "a": -18, "f": -15, "p": -12, "n": -9, "u": -6, "m": -3, "c": -2, "d": -1,
    "da": 1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21, "Y": 24,
}  # fmt: skip


def prefix_latex(prefix):
    """LaTeX text of an SI prefix."""
    letter = r"\mu" if prefix == "u" else prefix
    return rf"\mathrm{{{letter}}}" if prefix else ""


class Unit(Quantity):
    """A unit of measurement: the quantity ``10**scale`` of a dimension, with a name.

    Products, quotients and powers of units are units with a composed name; everything else that is computed with a unit
    gives a `Quantity`. A unit never changes.

    Attributes
    ----------
    name : str
        How the unit is written in code (``mvolt``).
    dispname : str
        How it is shown (``mV``).
    latexname : str
        The same in LaTeX.
    scale : float
        Power of ten between the unit and the SI base unit (-3 for ``mvolt``).
    iscompound : bool
        Whether the name needs brackets inside a larger one.
    """

    __slots__ = ("_dim", "scale", "_value", "_name", "_dispname", "_latexname", "iscompound")

    # Composed units become candidates for display, as if registered by hand.
    automatically_register_units = True

    def __new__(
        cls, value=1.0, dim=None, scale=0, name=None, dispname=None, latexname=None, iscompound=False, dtype=None,
        copy=False,
    ):  # fmt: skip
        if isinstance(value, Quantity):
            dim = value.dim if dim is None else dim
            value = float(value)
        if not np.isclose(float(value), 10.0**scale, rtol=1e-12, atol=0):
            raise ValueError(f"the value of a unit is 10**scale, but {value} is not 10**{scale}")
        return cls._new(DIMENSIONLESS if dim is None else dim, scale, name, dispname, latexname, iscompound)

    @classmethod
    def _new(cls, dim, scale, name=None, dispname=None, latexname=None, iscompound=False):
        value = 10.0**scale
        unit = np.ndarray.__new__(cls, ())
        np.ndarray.__setitem__(unit, (), value)
        unit._dim = dim
        unit._value = value
        unit.scale = scale
        anonymous = scale == 0 and dim is DIMENSIONLESS
        unit._name = name or ("Unit(1)" if anonymous else repr(dim))
        unit._dispname = dispname or str(dim)
        unit._latexname = latexname or (rf"\mathrm{{{dispname}}}" if dispname else dim._latex())
        unit.iscompound = iscompound
        unit.flags.writeable = False
        return unit

    def __array_finalize__(self, original):
        if isinstance(original, Unit):
            for slot in Unit.__slots__:
                setattr(self, slot, getattr(original, slot))

    @staticmethod
    def create(dim, name, dispname, latexname=None, scale=0):
        """Create a unit with a name of its own.

        Parameters
        ----------
        dim : Dimension
        name, dispname : str
            How the unit is written in code and how it is shown.
        latexname : str, optional
            LaTeX form, ``\\mathrm{dispname}`` by default.
        scale : float
            Power of ten between the unit and the SI base unit.
        """
        unit = Unit._new(dim, scale, name, dispname, latexname)
        unit._register()
        return unit

    @staticmethod
    def create_scaled_unit(baseunit, scalefactor):
        """Create the unit with an SI prefix: ``create_scaled_unit(volt, 'm')`` is millivolt.

        Raises
        ------
        KeyError
            If `scalefactor` is no SI prefix.
        """
        return Unit._new(
            baseunit.dim,
            baseunit.scale + PREFIXES[scalefactor],
            scalefactor + baseunit.name,
            scalefactor + baseunit.dispname,
            prefix_latex(scalefactor) + baseunit.latexname,
        )

    name = property(attrgetter("_name"), doc="How the unit is written in code.")
    dispname = property(attrgetter("_dispname"), doc="How the unit is shown.")
    latexname = property(attrgetter("_latexname"), doc="How the unit is written in LaTeX.")
    dim = property(attrgetter("_dim"), doc="Dimension of the unit.")

    def _register(self):
        if Unit.automatically_register_units:
            from ranvier.units.registry import register_new_unit

            register_new_unit(self)
        return self

    def _in_brackets(self):
        if not self.iscompound:
            return self._name, self._dispname, self._latexname
        return f"({self._name})", f"({self._dispname})", rf"\left({self._latexname}\right)"

    def _times(self, other):
        return Unit._new(
            self._dim * other._dim,
            self.scale + other.scale,
            f"{self._name} * {other._name}",
            f"{self._dispname} {other._dispname}",
            rf"{self._latexname}\,{other._latexname}",
            iscompound=True,
        )._register()

    def _over(self, other):
        name, dispname, _ = self._in_brackets()
        other_name, other_dispname, _ = other._in_brackets()
        return Unit._new(
            self._dim / other._dim,
            self.scale - other.scale,
            f"{name} / {other_name}",
            f"{dispname}/{other_dispname}",
            rf"\frac{{{self._latexname}}}{{{other._latexname}}}",
            iscompound=True,
        )._register()

    def _to_the(self, exponent):
        name, dispname, latexname = self._in_brackets()
        text = str(exponent)
        return Unit._new(
            self._dim**exponent,
            self.scale * exponent,
            f"{name} ** {text}",
            f"{dispname}^{text}",
            f"{latexname}^{text}" if len(text) == 1 else f"{latexname}^{{{text}}}",
            iscompound=True,
        )._register()

    def __mul__(self, other):
        kind = type(other)
        if kind is Unit:
            return self._times(other)
        if kind is float or kind is int:
            return make_quantity(self._value * other, self._dim)
        return super().__mul__(other)

    def __rmul__(self, other):
        kind = type(other)
        if kind is float or kind is int:
            return make_quantity(other * self._value, self._dim)
        return super().__rmul__(other)

    def __truediv__(self, other):
        if type(other) is Unit:
            return self._over(other)
        return super().__truediv__(other)

    def __rtruediv__(self, other):
        if isinstance(other, (int, float)) and other == 1:
            return self._to_the(-1)
        return super().__rtruediv__(other)

    def __pow__(self, exponent, modulus=None):
        if modulus is not None:
            return NotImplemented
        if isinstance(exponent, (int, float, np.number)):
            return self._to_the(exponent if isinstance(exponent, (int, float)) else exponent.item())
        value, dim = operand(exponent)
        if dim is not DIMENSIONLESS:
            raise DimensionMismatchError(f"cannot compute {self} to the power {exponent}: an exponent has no unit", dim)
        if np.size(value) != 1:
            raise TypeError(f"cannot compute {self} to the power {exponent}: the exponent of a unit is a single number")
        return self._to_the(np.asarray(value).item())

    def _sqrt(self):
        return self._to_the(0.5)

    def _never_in_place(self, other):
        raise TypeError(f"the unit {self} cannot be changed; write 'x = x + ...' instead of an in-place operation")

    __iadd__ = __isub__ = __imul__ = __itruediv__ = __ifloordiv__ = __imod__ = __ipow__ = _never_in_place

    def __setitem__(self, key, value):
        raise TypeError(f"the unit {self} cannot be changed")

    def __eq__(self, other):
        if isinstance(other, Unit):
            return other is self or (other._dim is self._dim and other.scale == self.scale)
        return super().__eq__(other)

    def __ne__(self, other):
        if isinstance(other, Unit):
            return not self == other
        return super().__ne__(other)

    def __hash__(self):
        return hash((self._dim, self.scale))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _restore, (self._dim, self.scale, self._name, self._dispname, self._latexname, self.iscompound)

    def __repr__(self):
        return self._name

    def __str__(self):
        return self._dispname

    def __format__(self, spec):
        return format(self._value, spec) if spec else str(self)

    def _latex(self, *_):
        return self._latexname

    def _repr_latex_(self):
        return f"${self._latexname}$"


def _restore(dim, scale, name, dispname, latexname, iscompound):
    """Rebuild a pickled unit; a unit of the table is the one object of that name."""
    from ranvier.units.unit_table import find_unit

    known = find_unit(name)
    if known is not None and known._dim is dim and known.scale == scale:
        return known
    return Unit._new(dim, scale, name, dispname, latexname, iscompound)
