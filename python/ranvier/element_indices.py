"""Numbers of elements: what `group.indices[...]` gives."""

import numpy as np

from ranvier.namespaces import lookup_for
from ranvier.session import ready_session


class Indices:
    """Numbers of the elements of a group that an index selects: an integer, a slice, integers, a mask, a condition or a
    part of the group. For a subgroup they are numbers in the whole group.
    """

    name = "indices"

    def __init__(self, group):
        self._group = group

    def __getitem__(self, item):
        from ranvier.subgroup import Subgroup
        from ranvier.variable_view import _checked_index

        group = self._group
        if isinstance(item, str):
            group._before_run()
            item = ready_session().find_elements(group._core, item, lookup_for())
        numbers = group._core.elements if isinstance(group, Subgroup) else np.arange(len(group))
        return numbers.astype(np.int32)[_checked_index(item, len(group), self)]
