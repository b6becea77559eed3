"""Quantities, units and dimensions in one place, under the name that Brian 2 scripts import them from."""

# ruff: noqa: F401
import sys
import types

from ranvier.units import dimension_checks as _checks
from ranvier.units.check_units import check_units
from ranvier.units.dimension import (
    DIMENSIONLESS,
    Dimension,
    DimensionMismatchError,
    get_or_create_dimension,
)
from ranvier.units.dimension_checks import (
    fail_for_dimension_mismatch,
    get_dimensions,
    have_same_dimensions,
    is_dimensionless,
    is_scalar_type,
)
from ranvier.units.display import in_best_unit, in_unit
from ranvier.units.functions import (
    wrap_function_change_dimensions,
    wrap_function_dimensionless,
    wrap_function_keep_dimensions,
    wrap_function_remove_dimensions,
)
from ranvier.units.quantity import Quantity
from ranvier.units.registry import (
    UnitRegistry,
    additional_unit_register,
    get_unit,
    get_unit_for_display,
    quantity_with_dimensions,
    register_new_unit,
    standard_unit_register,
    user_unit_register,
)
from ranvier.units.ufunc_rules import (
    UFUNCS_CHANGE_DIMENSIONS,
    UFUNCS_COMPARISONS,
    UFUNCS_DIMENSIONLESS,
    UFUNCS_DIMENSIONLESS_TWOARGS,
    UFUNCS_INTEGERS,
    UFUNCS_LOGICAL,
    UFUNCS_MATCHING_DIMENSIONS,
    UFUNCS_PRESERVE_DIMENSIONS,
)
from ranvier.units.unit import Unit

__all__ = [
    "DimensionMismatchError", "get_or_create_dimension", "get_dimensions", "is_dimensionless", "have_same_dimensions",
    "in_unit", "in_best_unit", "Quantity", "Unit", "register_new_unit", "check_units", "is_scalar_type", "get_unit",
]  # fmt: skip


class _Module(types.ModuleType):
    @property
    def unit_checking(self):
        """Whether dimensions are checked; ``fundamentalunits.unit_checking = False`` lets every combination pass."""
        return _checks.checking_enabled()

    @unit_checking.setter
    def unit_checking(self, enabled):
        _checks.set_checking(enabled)


sys.modules[__name__].__class__ = _Module
