"""Names with a meaning in the text of models: constants and units."""

import math
from collections.abc import Mapping

from ranvier.units import stdunits
from ranvier.units.unit_table import find_unit, unit_names

DEFAULT_CONSTANTS = {"pi": math.pi, "e": math.e, "inf": math.inf}


class _Units(Mapping):
    """The units that the text of models knows by name, each made when it is asked for.

    Units with the prefixes c, d, da and h are not among them, so that models may use names such as ``damp`` and
    ``hamp``; cm, cm2 and cm3 are.
    """

    def __init__(self):
        self._names = dict.fromkeys([*unit_names(without_prefixes=("c", "d", "da", "h")), *stdunits.__all__])

    def __getitem__(self, name):
        if name not in self._names:
            raise KeyError(name)
        return find_unit(name) or getattr(stdunits, name)

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)


DEFAULT_UNITS = _Units()
