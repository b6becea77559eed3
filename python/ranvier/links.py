"""Linked variables: variables that show those of another group."""

import numpy as np

from ranvier.errors import key_error


class LinkedVariable:
    """Where the values of a linked variable come from; made by `linked_var`."""

    def __init__(self, group, name, index):
        self.group = group
        self.name = name
        self.index = index

    def __repr__(self):
        return f"<link to {self.group.name}.{self.name}>"


def linked_var(group_or_variable, name=None, index=None):
    """A link to a variable of a group, to be assigned to a variable with the flag (linked):
    ``G.x = linked_var(H, "v")`` or ``G.x = linked_var(H.v)``. From then on `G.x` shows the values of `H.v`.

    Parameters
    ----------
    group_or_variable : Group or VariableView
        A group, or one of its variables.
    name : str, optional
        Variable or subexpression of the group.
    index : array_like of int, or str, optional
        For each element of the linked variable the element that it shows; or the name of an integer variable of that
        group, whose present value says so.

    Raises
    ------
    KeyError
        If the group has no such variable.
    ValueError
        If there is no name, or one too many.
    """
    from ranvier.groups import Group
    from ranvier.variable_view import VariableView

    if isinstance(group_or_variable, VariableView):
        if name is not None:
            raise ValueError("give either a group and a name, or a variable")
        return LinkedVariable(group_or_variable._group, group_or_variable.name, index)
    if name is None:
        raise ValueError("linked_var needs the name of a variable: linked_var(group, 'v')")
    if not isinstance(group_or_variable, Group):
        raise TypeError(f"linked_var takes a group and a name, not {group_or_variable!r}")
    if group_or_variable._view(name) is None:
        raise key_error(f"{group_or_variable!r} has no variable '{name}'")
    return LinkedVariable(group_or_variable, name, index)


def make_link(group, variable, link):
    """Links a variable of a group."""
    index = link.index
    if index is not None and not isinstance(index, str):
        index = np.asarray(index)
        if index.dtype.kind not in "iu":
            raise TypeError(f"the index for '{variable}' of {group.name} must be integers, not {index.dtype}")
        if index.ndim != 1:
            raise TypeError(f"the index for '{variable}' of {group.name} must have one axis, not {index.ndim}")
        index = np.ascontiguousarray(index, dtype=np.int64)
    group._core.link(variable, link.group._core, link.name, index)
    group._links[variable] = link
