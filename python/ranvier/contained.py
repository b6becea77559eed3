"""What belongs to other objects: the parts of a group in the schedule, and lists of such objects."""

from ranvier import _core


class SchedulePart:
    """What a group does in each step, at one place in the schedule: its state update, a test for events, a reset ...

    Attributes
    ----------
    name : str
        For example ``neurongroup_stateupdater``.
    when, order : str, int
        Place in the schedule.
    active : bool
        Whether it takes part in runs. Tests for events and what follows them can be switched off one by one, all others
        with their group.
    """

    add_to_magic_network = False
    _is_carried = True

    def __init__(self, owner, name, kind):
        # The core's objects only: a group and its parts do not keep each other alive.
        object.__setattr__(self, "_owner", owner)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_kind", kind)

    name = property(lambda self: self._name, doc="Name of the part in the schedule.")
    contained_objects = property(lambda self: [], doc="Nothing belongs to a part.")
    _network = property(lambda self: None, lambda self, network: None)

    def _of_event(self):
        """The core's object, if it is one for an event."""
        for objects in (getattr(self._owner, "thresholders", {}), getattr(self._owner, "resetters", {})):
            for part in objects.values():
                if part.name == self._name:
                    return part
        return None

    def _row(self):
        for name, _, when, order, active in self._owner.parts:
            if name == self._name:
                return when, order, active
        return "groups", self._owner.order, self._owner.active  # a state update of nothing

    when = property(lambda self: self._row()[0], doc="Slot of the schedule.")
    order = property(lambda self: self._row()[1], doc="Order within the slot.")
    active = property(lambda self: self._row()[2], doc="Whether it takes part in runs.")

    def __setattr__(self, name, value):
        part = self._of_event()
        if name == "active" and part is None:
            return  # goes with the group
        if part is None or name not in ("when", "order", "active"):
            raise NotImplementedError(
                f"Ranvier can't set {name} of {self._kind} '{self._name}'; give the group itself another order, or write "
                "the step as run_regularly, which has a place of its own"
            )
        setattr(part, name, value)

    def __eq__(self, other):
        return isinstance(other, SchedulePart) and self._owner is other._owner and self._name == other._name

    def __hash__(self):
        return hash((id(self._owner), self._name))

    def __repr__(self):
        return f"<{self._kind} '{self._name}': when={self.when}, order={self.order}>"


def parts_of(core, others=()):
    """The parts of the core's `core` in the schedule, without those called as one of `others`."""
    rows = [(name, kind) for name, kind, *_ in core.parts if name not in others and name != core.name]
    state_updater = f"{core.name}_stateupdater"
    if isinstance(core, _core.NeuronGroup) and all(name != state_updater for name, _ in rows):
        rows.insert(0, (state_updater, "StateUpdater"))
    return [SchedulePart(core, name, kind) for name, kind in rows]


class ContainedObjects(list):
    """The objects that belong to a group. What is appended to the list belongs to the group from then on.

    Parameters
    ----------
    own : list
        What the group has anyway.
    added : list
        What was appended; the group keeps it.
    """

    def __init__(self, own, added):
        super().__init__([*own, *added])
        self._added = added

    def append(self, obj):
        """Let `obj` belong to the group."""
        self._added.append(obj)
        super().append(obj)

    def extend(self, objs):
        """Let several objects belong to the group."""
        for obj in objs:
            self.append(obj)

    def remove(self, obj):
        """Let `obj`, which was appended, no longer belong to the group."""
        self._added.remove(obj)
        super().remove(obj)

    def _refuse(self, *_):
        raise TypeError("to contained_objects of a group objects can be appended, and those can be removed")

    insert = pop = clear = sort = reverse = __setitem__ = __delitem__ = __iadd__ = _refuse
