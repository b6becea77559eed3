"""Which unit a quantity is shown in: the SI table, then units of the user, then rarer composed units."""

import numpy as np

from ranvier.units.dimension import DIMENSIONLESS, get_or_create_dimension
from ranvier.units.unit import Unit
from ranvier.units.unit_table import find_unit, units_for_display


class UnitRegistry:
    """A set of units, looked up by dimension.

    Attributes
    ----------
    units : dict
        Registered units by name.
    units_for_dimensions : dict
        For each dimension, the units by their value in SI base units; a later unit of equal value replaces an earlier.
    """

    def __init__(self):
        self.units = {}
        self.units_for_dimensions = {}

    def add(self, unit):
        """Register `unit`."""
        self.units[unit.name] = unit
        self.units_for_dimensions.setdefault(unit.dim, {})[float(unit)] = unit

    def candidates(self, dim):
        """The units of dimension `dim`."""
        return list(self.units_for_dimensions.get(dim, {}).values())

    def __getitem__(self, quantity):
        """The best unit for `quantity`; KeyError if there is none of its dimension."""
        unit = _closest(quantity, self.candidates(quantity.dim))
        if unit is None:
            raise KeyError(f"no unit registered for {quantity.dim}")
        return unit


class _StandardRegistry(UnitRegistry):
    """The units of the SI table, which are made only when something of their dimension is shown."""

    def __init__(self):
        super().__init__()
        self._shown = {}

    def candidates(self, dim):
        if dim not in self._shown:
            self._shown[dim] = units_for_display(dim)
        return self._shown[dim] + super().candidates(dim)


class _AdditionalRegistry(UnitRegistry):
    """Composed units for dimensions that have no name of their own, made when first needed."""

    def candidates(self, dim):
        if not self.units:
            _fill_additional(self)
        return super().candidates(dim)


def _fill_additional(registry):
    metre, second, kilogram, kelvin, mole = map(find_unit, ("metre", "second", "kilogram", "kelvin", "mole"))
    joule, watt, coulomb, farad, henry = map(find_unit, ("joule", "watt", "coulomb", "farad", "henry"))
    pascal, gray, katal = map(find_unit, ("pascal", "gray", "katal"))
    automatic, Unit.automatically_register_units = Unit.automatically_register_units, False
    try:
        composed = (
            pascal * second, watt / metre**2, joule / kelvin, joule / (kilogram * kelvin), watt / (metre * kelvin),
            coulomb / metre**3, coulomb / metre**2, farad / metre, henry / metre, joule / mole, joule / (mole * kelvin),
            coulomb / kilogram, gray / second, katal / metre**3,
        )  # fmt: skip
    finally:
        Unit.automatically_register_units = automatic
    for unit in composed:
        registry.add(unit)


standard_unit_register = _StandardRegistry()
additional_unit_register = _AdditionalRegistry()
user_unit_register = UnitRegistry()


def register_new_unit(unit):
    """Let quantities be shown in `unit`, where the SI table has no unit of its dimension.

    Examples
    --------
    >>> register_new_unit(pfarad/mmetre**2)
    >>> 2.0*farad/metre**2
    2000000. * pfarad / (mmetre ** 2)
    """
    _registries()[1].add(unit)


def _registries():
    # The user's registry is read through the public module, where it may be exchanged.
    from ranvier.units import fundamentalunits

    return standard_unit_register, fundamentalunits.user_unit_register, additional_unit_register


def _closest(value, candidates):
    """Of the candidates, the unit in which the entries of `value` are, on average of their logarithms, nearest to ten.

    The sum over entries of (log10|x/u| - 1)^2 is smallest for the unit whose logarithm is nearest to the mean of
    log10|x| - 1. Zeros, non-finite entries and those that are not printed do not
    count; without any other entry the unit of value 1 is taken.
    """
    if not candidates:
        return None
    magnitudes = np.abs(_shown_entries(np.asarray(value)))
    magnitudes = magnitudes[(magnitudes > 0) & np.isfinite(magnitudes)]
    if magnitudes.size == 0:
        return next((unit for unit in candidates if unit.scale == 0), candidates[-1])
    wanted = float(np.log10(magnitudes).mean()) - 1
    return min(candidates, key=lambda unit: round(abs(unit.scale - wanted), 9))


def _shown_entries(values):
    """The entries that numpy prints: of a long array only those at the ends of each axis."""
    options = np.get_printoptions()
    if values.size > options["threshold"]:
        edge = options["edgeitems"]
        for axis, length in enumerate(values.shape):
            if length > 2 * edge:
                values = values.take([*range(edge), *range(length - edge, length)], axis)
    return values.ravel()


def find_best_unit(quantity, *registries):
    """The unit to show `quantity` in.

    The first of the given registries (else: SI table, user's units, additional units) that has a unit of this dimension
    decides; a dimension without any is shown in SI base units.
    """
    dim = quantity.dim
    if dim is DIMENSIONLESS:
        return Unit._new(dim, 0)
    for registry in registries or _registries():
        candidates = registry.candidates(dim)
        if candidates:
            return _closest(quantity, candidates)
    return Unit._new(dim, 0)


def get_unit(dim):
    """The unit of dimension `dim` whose value is 1 in SI base units.

    Parameters
    ----------
    dim : Dimension, Quantity or Unit
    """
    dim = getattr(dim, "dim", dim)
    if dim is DIMENSIONLESS:
        return Unit._new(dim, 0)
    for registry in _registries():
        for unit in registry.candidates(dim):
            if unit.scale == 0 and unit.dim is dim:
                return unit
    return Unit._new(dim, 0)


def get_unit_for_display(dim):
    """Short text for the SI unit of a dimension, ``1`` for none."""
    if isinstance(dim, (int, str)):
        return str(dim)
    dim = getattr(dim, "dim", dim)
    return "1" if dim is DIMENSIONLESS else str(get_unit(dim))


def quantity_with_dimensions(value, dim):
    """A quantity from a number or array in SI base units and its dimension or exponents."""
    from ranvier.units.quantity import Quantity

    return Quantity(value, dim=get_or_create_dimension(dim._dims if hasattr(dim, "_dims") else dim))
