"""Subgroups: parts of groups, numbered from 0."""

import numbers

import numpy as np

from ranvier import _core
from ranvier.groups import Group, SpikeSource


class Subgroup(SpikeSource, Group):
    """A part of a group, as ``group[2:5]`` gives it. It has no variables of its own: what it reads and writes are those
    of the whole group, with elements counted from 0.

    Parameters
    ----------
    source : NeuronGroup, PoissonGroup, SpikeGeneratorGroup or Subgroup
    start, stop : int
        First neuron, and the one after the last.
    name : str, optional
        Default: ``<source>_subgroup``.
    elements : array_like of int, optional
        Instead of `start` and `stop`: the neurons, in ascending order.

    Attributes
    ----------
    source : Group
        The whole group, also for a part of a part.
    start, stop : int
        Range of the neurons in the whole group.

    Raises
    ------
    IndexError
        If there is no neuron in it.
    """

    add_to_magic_network = False

    def __init__(self, source, start=None, stop=None, name=None, elements=None):
        if not isinstance(source, Group) or not isinstance(source._core, _core.SpikeSource):
            raise TypeError(f"a subgroup is a part of a group of neurons, not of {source!r}")
        whole = source._whole
        self._whole_group = whole
        self._begin_group(name or f"{whole.name}_subgroup*")
        if elements is None:
            core = _core.Subgroup(source._core, start, stop, self.name)
        else:
            core = _core.Subgroup(source._core, np.ascontiguousarray(elements, dtype=np.int64), self.name)
        self._finish(core, whole._equations)
        self._runners = whole._runners

    start = property(lambda self: int(self._core.elements[0]), doc="First neuron, in the whole group.")
    stop = property(lambda self: int(self._core.elements[-1]) + 1, doc="The neuron after the last.")
    _whole = property(lambda self: self._whole_group)
    source = property(lambda self: self._whole_group, doc="The whole group.")
    namespace = property(
        lambda self: self._whole_group.namespace, lambda self, value: None, doc="Namespace of the whole group."
    )
    _network = property(
        lambda self: self._whole_group._network,
        lambda self, network: setattr(self._whole_group, "_network", network),
    )

    def _update_constants(self):
        self._whole_group._update_constants()

    def _before_run(self):
        self._whole_group._before_run()

    def _dependencies(self):
        return [self._whole_group]

    def __repr__(self):
        members = f"from {self.start} to {self.stop}"
        if self.stop - self.start != len(self):
            members = f"with {len(self)} neurons {members}"
        return f"<Subgroup '{self.name}' of '{self._whole_group.name}' {members}>"


def part_of(group, item):
    """The subgroup that ``group[item]`` means.

    Parameters
    ----------
    group : Group
    item : int, slice, array_like of int, or array_like of bool

    Raises
    ------
    IndexError
        If the part is empty, out of range, or not in ascending order.
    TypeError
        For anything else.
    """
    size = len(group)
    if isinstance(item, slice):
        try:
            start, stop, step = item.indices(size)
        except TypeError:
            raise TypeError(f"{group.name}[{_text(item)}]: the bounds of a part are integers; write int(...)") from None
        if step < 1:
            raise IndexError(f"a subgroup counts forwards: {group.name}[{_text(item)}] has a negative step")
        if step != 1 and start < stop:
            return Subgroup(group, elements=np.arange(start, stop, step))
        return Subgroup(group, start, stop)
    array = np.asarray(item)
    if isinstance(item, numbers.Integral) and not isinstance(item, bool):
        if item < 0:
            raise IndexError(f"a single neuron is given by a number from 0 on: {group.name}[{item}] is negative")
        return Subgroup(group, int(item), int(item) + 1)
    if array.ndim == 1 and array.dtype.kind == "b":
        if len(array) != size:
            raise IndexError(f"the mask for a subgroup of {group.name} has {len(array)} values for {size} neurons")
        return Subgroup(group, elements=np.flatnonzero(array))
    if array.ndim == 1 and (array.dtype.kind in "iu" or array.size == 0):
        return Subgroup(group, elements=array)
    raise TypeError(f"a part of {group.name} is given by a slice, a number or an array of numbers, not by {item!r}")


def _text(item):
    parts = [item.start, item.stop] + ([] if item.step is None else [item.step])
    return ":".join("" if part is None else str(part) for part in parts)


def numbers_within(group, part):
    """Numbers that the members of `part` have in `group`: an array of int.

    Raises
    ------
    IndexError
        If a member of `part` is no member of `group`.
    """
    if part._whole is not group._whole:
        raise IndexError(f"{part!r} is no part of {group!r}")
    members = part._core.elements if isinstance(part, Subgroup) else np.arange(len(part))
    if not isinstance(group, Subgroup):
        return members
    own = group._core.elements
    positions = np.searchsorted(own, members)
    if np.any(positions >= len(own)) or np.any(own[np.minimum(positions, len(own) - 1)] != members):
        raise IndexError(f"{part!r} is no part of {group!r}")
    return positions
