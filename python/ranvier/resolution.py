"""What the names in the texts of a group mean, told one by one; a run looks them up in the core by the same rules."""

import numpy as np

from ranvier.brian_logger import get_logger
from ranvier.model_names import DEFAULT_CONSTANTS, DEFAULT_UNITS
from ranvier.namespaces import external_value
from ranvier.units import Quantity, get_dimensions
from ranvier.variables import Constant, Variable

logger = get_logger("brian2.groups.group")


def resolve_all(group, identifiers, run_namespace, user_identifiers=None):
    """What names mean to a group: its variables, then units and constants, its namespace, the namespace of the run.

    Parameters
    ----------
    group : Group
    identifiers : iterable of str
    run_namespace : dict
        The names that a run can see.
    user_identifiers : iterable of str, optional
        The names that the user has written: a warning says if one of them has a second meaning. Default: all.

    Returns
    -------
    dict of str to Variable

    Raises
    ------
    KeyError
        If a name means nothing, or something that models can't use.
    """
    written = identifiers if user_identifiers is None else user_identifiers
    return {name: _resolve(group, name, run_namespace, name in written) for name in identifiers}


def _resolve(group, name, run_namespace, is_written):
    meanings = list(_meanings(group, name, run_namespace))
    if not meanings:
        raise KeyError(f"unknown name '{name}' in {group.name}: it is no variable, unit or constant, and has no value")
    (first, source), *others = meanings
    different = [other for meaning, other in others if not _are_equal(first, meaning)]
    if different and is_written:
        logger.warn(
            f"'{name}' in {group.name} is {source}, and {' and '.join(different)} is ignored; rename one of them",
            "Group.resolve.resolution_conflict",
            once=True,
        )
    return first


def _meanings(group, name, run_namespace):
    """(meaning, where it comes from), the one that counts first."""
    if name in group.variables:
        yield group.variables[name], "a variable of the group"
    if name in DEFAULT_CONSTANTS:
        yield Constant(name, DEFAULT_CONSTANTS[name]), "a constant"
    if name in DEFAULT_UNITS:
        yield Constant(name, DEFAULT_UNITS[name]), "a unit"
    for values, source in ((group.namespace, "its value in the namespace of the group"),
                           (run_namespace, "its value in the namespace of the run")):  # fmt: skip
        if values is not None and name in values:
            value = external_value(values[name])
            if isinstance(value, tuple) and len(value) == 3:  # a number; what is none has two parts
                yield Constant(name, values[name]), source


def _are_equal(one, other):
    values = [meaning.get_value_with_unit() if isinstance(meaning, Variable) else meaning for meaning in (one, other)]
    if any(np.ndim(value) for value in values) or not isinstance(one, Constant):
        return False
    same_units = get_dimensions(values[0]) is get_dimensions(values[1])
    return same_units and bool(Quantity(values[0]) == Quantity(values[1]))
