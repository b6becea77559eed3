"""Base of all objects of a model: names, place in the schedule, where it was made."""

import atexit
import re
import weakref

import numpy as np

from ranvier import _core, session
from ranvier.brian_logger import get_logger
from ranvier.namespaces import caller_frame, check_namespace
from ranvier.preferences import prefs
from ranvier.units import Quantity

logger = get_logger("brian2.core.base")

_is_exiting = False


@atexit.register
def _exit():
    global _is_exiting
    _is_exiting = True


_names = weakref.WeakValueDictionary()
_scope = 0


def new_scope():
    """Objects made before now are no longer collected by the magic network."""
    global _scope
    _scope += 1


def living_object(name):
    """The object of that name, or None."""
    return _names.get(name)


def living_objects():
    """All objects with a name, in the order in which they were made."""
    return list(_names.values())


class BrianObjectException(Exception):
    """An object could not be prepared for a run; the original error is its cause.

    Parameters
    ----------
    message : str
        What was going on.
    brianobj : BrianObject, optional
        The object.
    """

    def __init__(self, message, brianobj=None):
        text = message
        if brianobj is not None:
            text = f"{message}\n  {type(brianobj).__name__} '{brianobj.name}' was made at {brianobj._made_at}"
        super().__init__(text)
        self._brian_message = message
        self._brian_objname = getattr(brianobj, "name", None)


class _GoneNetwork:
    """Stands for a network that the script has dropped."""

    _last_lookup = None


_GONE = _GoneNetwork()


class Nameable:
    """Something with a name that no other living object has.

    Parameters
    ----------
    name : str
        A name to be used as given, or one that ends in ``*``: then the first free of name, name_1, name_2 ...
    """

    def __init__(self, name):
        if not isinstance(name, str):
            raise TypeError(f"a name is a string, not {name!r}")
        if name.endswith("*"):
            stem = name[:-1]
            name, number = stem, 0
            while name in _names:
                number += 1
                name = f"{stem}_{number}"
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            raise ValueError(f"{name!r} is no valid name: letters, digits and underscores, no digit first")
        self._name = name
        _names[name] = self
        session.core_session().register_name(name)

    name = property(lambda self: self._name, doc="Name of the object.")


class BrianObject(Nameable):
    """Something that can be in a network. Derive from it to take part in runs with methods of your own:

    - ``run(self)`` is called in every step of the clock, at the place in the schedule that `when` and `order` say. It may
      read and assign variables of groups and stop the network; what it raises ends the run.
    - ``before_run(self, run_namespace)`` is called at the beginning of each run, with the names that the run can see, and
      ``after_run(self)`` at its end.

    The class attribute `add_to_magic_network` says whether the function `run` collects the objects, and
    `invalidates_magic_network` whether new ones may not join objects that have run.

    Parameters
    ----------
    dt, clock : Quantity [second], Clock
        At most one of them; without both the default clock.
    when, order : str, int
        Place in the schedule.
    namespace : dict, optional
        Kept as an attribute.
    name : str

    Attributes
    ----------
    when, order : str, int
        Place in the schedule.
    active : bool
        Whether it takes part in runs.
    contained_objects : list
        Objects that are in a network whenever this one is.
    """

    add_to_magic_network = False
    invalidates_magic_network = True
    # Whether the core knows the object through another one that it belongs to.
    _is_carried = False
    # Of objects whose class has forgotten to call super().__init__().
    _core = None
    _network_reference = None

    def __init__(self, dt=None, clock=None, when="start", order=0, namespace=None, name="brianobject*"):
        if namespace is not None:
            check_namespace(namespace)
        self._begin(name)
        self.namespace = namespace
        self._clock = clock  # the core refers to it
        this = weakref.ref(self)  # the core must not keep the object alive
        self._core = _core.NetworkOperation(
            function=(lambda t: this().run()) if type(self).run is not BrianObject.run else None,
            when=optional_text(when, "when"),
            order=order_number(order),
            name=self.name,
            class_name=type(self).__name__,
            **clock_arguments(dt, clock),
        )

    def _begin(self, name):
        """What every object has before it has a counterpart in the core."""
        Nameable.__init__(self, name)
        frame = caller_frame()
        self._made_at = f"{frame.f_code.co_filename}:{frame.f_lineno}"
        self._made_by = frame.f_code, frame.f_lasti
        self._scope = _scope
        self._network_reference = None
        self._clock = None
        self._core = None
        self._contained = []
        self._needed = []

    def __del__(self):
        # Not for monitors and for what belongs to other objects, which scripts often make in passing.
        if (
            self.__dict__.get("_network_reference", self) is None
            and self.__dict__.get("_core") is not None
            and self.add_to_magic_network
            and self.invalidates_magic_network
            and not _is_exiting
            and prefs["logging.warn_for_unused_objects"]
        ):
            logger.warn(
                f"The object '{self.name}' is gone without having been part of a run: it was not kept in a variable, or the "
                f"network does not have it\n  {type(self).__name__} '{self.name}' was made at {self._made_at}",
                "unused_brian_object",
            )

    # Objects refer to each other one way only: what a script drops is gone at once, and its name is free again.
    @property
    def _network(self):
        """The network that the object has run in; `_GONE` if that is no more."""
        if self._network_reference is None:
            return None
        network = self._network_reference()
        return _GONE if network is None else network

    @_network.setter
    def _network(self, network):
        self._network_reference = None if network is None else weakref.ref(network)

    @property
    def when(self):
        """Slot of the schedule."""
        return self._core.when

    @when.setter
    def when(self, value):
        if not isinstance(value, str):
            raise TypeError(f"when is the name of a slot, not {value!r}")
        self._core.when = value

    @property
    def order(self):
        """Order within the slot."""
        return self._core.order

    @order.setter
    def order(self, value):
        self._core.order = order_number(value)

    @property
    def active(self):
        """Whether the object takes part in runs."""
        return self._core.active

    @active.setter
    def active(self, value):
        self._core.active = bool(value)
        for obj in self.contained_objects:
            obj.active = value

    @property
    def clock(self):
        """Clock of the object."""
        from ranvier.clocks import clock_of

        return self._clock or clock_of(self._core)

    contained_objects = property(lambda self: self._contained, doc="Objects that belong to this one.")

    def run(self):
        """What the object does in each step: nothing, unless a derived class says something else."""

    def before_run(self, run_namespace):
        """What the object does at the beginning of a run: nothing, unless a derived class says something else.

        Parameters
        ----------
        run_namespace : dict
            The names that the run can see, and their values.
        """

    def after_run(self):
        """What the object does at the end of a run: nothing, unless a derived class says something else."""

    def add_dependency(self, obj):
        """Say that this object can run only in a network that has `obj` too."""
        self._needed.append(obj)

    def _dependencies(self):
        """Objects that must be in the network with this one."""
        return []

    def _all_dependencies(self):
        return [*self._dependencies(), *self._needed]

    def _before_run(self):
        """Brings the core up to date with what Python holds."""

    def _is_in_present_scope(self):
        return self._scope == _scope

    def __repr__(self):
        return f"<{type(self).__name__} '{self.name}'>"


def clock_arguments(dt, clock):
    """The `dt` and `clock` arguments of an object for the core: its own dt, a clock, or the default clock."""
    from ranvier.clocks import core_clock, core_quantity

    if dt is not None and clock is not None:
        raise ValueError("give either dt or clock, not both")
    if dt is not None:
        return {"dt": core_quantity(dt), "clock": None}
    return {"dt": None, "clock": core_clock(clock)}


def refuse_during_run(obj, what):
    """Raises RuntimeError if `obj` is being simulated: a function that is called meanwhile may not change everything."""
    from ranvier.network import _running

    if any(obj is other for network in _running for other in network._members()):
        raise RuntimeError(f"{what} of {obj.name} is not possible while the network runs; do it between two runs")


def not_built(feature, instead):
    """The error for a part of Brian 2's language that Ranvier does not have yet."""
    return NotImplementedError(f"Ranvier does not have {feature} yet; {instead}")


_EXAMPLES = {"threshold": "v > -50*mV", "reset": "v = -70*mV", "on_pre": "v_post += w", "on_post": "w += 0.1"}


def optional_text(value, what):
    """`value` if it is a string or None. Raises TypeError otherwise."""
    if value is not None and not isinstance(value, str):
        example = _EXAMPLES.get(what)
        raise TypeError(f"{what} is a string{f' such as {example!r}' if example else ''}, not {value!r}")
    return value


def whole_number(value, what):
    """`value` as an int. Raises TypeError if it is no whole number."""
    if isinstance(value, (str, bool)) or np.ndim(value) != 0 or isinstance(value, Quantity):
        raise TypeError(f"{what} is a whole number, not {value!r}")
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        number = None
    if number is None or number != value or abs(number) >= 2**62:
        raise TypeError(f"{what} is a whole number, not {value!r}")
    return number


def order_number(value):
    """The `order` argument of an object."""
    number = whole_number(value, "order")
    if abs(number) >= 2**31:
        raise ValueError(f"order is {number}; it must lie between -2^31 and 2^31")
    return number
