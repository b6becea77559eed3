"""Numbers of elements: what `group.indices[...]` gives."""

import numpy as np

from ranvier.namespaces import lookup_for


class Indices:
    """Numbers of the elements of a group that an index selects: an integer, a slice, integers, a mask, a condition or a
    part of the group. For a subgroup they are numbers in the whole group.
    """

    name = "indices"

    def __init__(self, group):
        self._group = group

    def __getitem__(self, item):
        from ranvier.subgroup import Subgroup
        from ranvier.variable_view import core_selection

        group = self._group
        found = group._find_elements(core_selection(item, group, self.name), lookup_for())
        if isinstance(group, Subgroup):
            found = group._core.elements[found]
        is_one = isinstance(item, (int, np.integer))
        return found.astype(np.int32)[0] if is_one else found.astype(np.int32)
