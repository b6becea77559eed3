"""Physical dimensions: seven SI exponents, one object per combination, and the error for a mismatch."""

BASE_NAMES = ("metre", "kilogram", "second", "amp", "kelvin", "mole", "candle")
BASE_SYMBOLS = ("m", "kg", "s", "A", "K", "mol", "cd")

_SYNONYMS = (
    ("length", "metre", "metres", "meter", "meters", "m"),
    ("mass", "kilogram", "kilograms", "kg"),
    ("time", "second", "seconds", "s"),
    ("current", "electric current", "ampere", "amperes", "amp", "A"),
    ("temperature", "kelvin", "kelvins", "K"),
    ("substance", "quantity of substance", "mole", "moles", "mol"),
    ("luminosity", "candle", "candles", "candela", "cd"),
)
_POSITION = {
    spelling: position
    for position, names in enumerate(_SYNONYMS)
    for name in names
    for spelling in (name, name[0].upper() + name[1:] if len(name) > 3 else name, name.title() if " " in name else name)
}

# A power such as 1/3 taken and undone must give the same dimension again.
_EXPONENT_DIGITS = 10

_interned = {}
_products = {}
_quotients = {}


def _exponent(value):
    """The exponent as an int where it is one, else as a float without rounding noise."""
    value = round(float(value), _EXPONENT_DIGITS)
    return int(value) if value == int(value) else value


class Dimension:
    """The exponents of metre, kilogram, second, ampere, kelvin, mole and candela.

    There is exactly one object per combination, so two dimensions are equal when they are the same object; copies and
    pickles keep that. `get_or_create_dimension` gives the objects.
    """

    __slots__ = ("_dims",)

    def __init__(self, exponents):
        self._dims = exponents

    @property
    def dim(self):
        """The dimension itself, so that a dimension can stand where a quantity or unit is asked for its dimension."""
        return self

    @property
    def is_dimensionless(self):
        """True if all exponents are zero."""
        return self is DIMENSIONLESS

    def get_dimension(self, name):
        """The exponent of one base dimension, named as in ``length``, ``metre`` or ``m``."""
        return self._dims[_POSITION[name]]

    def __mul__(self, other):
        if type(other) is not Dimension:
            return NotImplemented
        try:
            return _products[self, other]
        except KeyError:
            result = _products[self, other] = _intern(a + b for a, b in zip(self._dims, other._dims))
            return result

    def __truediv__(self, other):
        if type(other) is not Dimension:
            return NotImplemented
        try:
            return _quotients[self, other]
        except KeyError:
            result = _quotients[self, other] = _intern(a - b for a, b in zip(self._dims, other._dims))
            return result

    def __pow__(self, exponent):
        exponent = float(exponent)
        return _intern(exponent * a for a in self._dims)

    def _never_in_place(self, other):
        raise TypeError(f"the dimension {self} cannot be changed")

    __imul__ = __itruediv__ = __ipow__ = _never_in_place

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return get_or_create_dimension, (self._dims,)

    def __repr__(self):
        return self._text(BASE_NAMES, " ** ", " * ") or "Dimension()"

    def __str__(self):
        return self._text(BASE_SYMBOLS, "^", " ") or "1"

    def _latex(self, *_):
        parts = [
            symbol if exponent == 1 else f"{symbol}^{{{exponent}}}"
            for symbol, exponent in zip(BASE_SYMBOLS, self._dims)
            if exponent
        ]
        return r"\,".join(parts) or "1"

    def _repr_latex_(self):
        return f"${self._latex()}$"

    def _text(self, names, power, times):
        return times.join(
            name if exponent == 1 else f"{name}{power}{exponent}"
            for name, exponent in zip(names, self._dims)
            if exponent
        )


def _intern(exponents):
    key = tuple(map(_exponent, exponents))
    try:
        return _interned[key]
    except KeyError:
        return _interned.setdefault(key, Dimension(key))


def get_or_create_dimension(*args, **kwds):
    """Return the one `Dimension` object with the given exponents.

    Parameters
    ----------
    *args : sequence of 7 numbers, optional
        Exponents of metre, kilogram, second, ampere, kelvin, mole, candela.
    **kwds : float
        Exponents by name instead: ``length=2, time=-1``, or ``m=2, s=-1``.

    Raises
    ------
    TypeError
        If the positional argument is not a sequence of seven numbers.
    KeyError
        If a keyword names no base dimension.

    Examples
    --------
    >>> get_or_create_dimension(length=1, time=-1)
    metre * second ** -1
    """
    if args:
        exponents = args[0] if len(args) == 1 else args
        if isinstance(exponents, str) or not hasattr(exponents, "__len__") or len(exponents) != len(BASE_NAMES):
            raise TypeError(f"a dimension needs a sequence of exactly {len(BASE_NAMES)} exponents, got {exponents!r}")
        return _intern(exponents)
    exponents = [0] * len(BASE_NAMES)
    for name, exponent in kwds.items():
        exponents[_POSITION[name]] = exponent
    return _intern(exponents)


DIMENSIONLESS = _intern([0] * len(BASE_NAMES))


class DimensionMismatchError(Exception):
    """Raised when an operation combines quantities whose dimensions do not fit.

    Parameters
    ----------
    description : str
        What was tried.
    *dims : Dimension
        The dimensions involved; the text of the error shows them as units.
    """

    def __init__(self, description, *dims):
        super().__init__(description, *dims)
        self.dims = dims
        self.desc = description

    def __repr__(self):
        return f"DimensionMismatchError({', '.join(map(repr, (self.desc, *self.dims)))})"

    def __str__(self):
        from ranvier.units.registry import get_unit_for_display

        units = [get_unit_for_display(dim) for dim in self.dims]
        if not units:
            return self.desc
        if len(units) == 1:
            return f"{self.desc} (unit is {units[0]})"
        return f"{self.desc} (units are {', '.join(units[:-1])} and {units[-1]})"
