"""Network: objects that are simulated together."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from ranvier import _core, device_choice
from ranvier.clocks import seconds
from ranvier.groups import _counts_interrupts
from ranvier.namespaces import RememberedLookup, lookup_for
from ranvier.objects import BrianObject, BrianObjectException, Nameable, not_built
from ranvier.preferences import prefs
from ranvier.reports import reporter
from ranvier.session import ready_session
from ranvier.states import HasStates
from ranvier.units import second

_running = []


class Network(Nameable):
    """Objects that are simulated together.

    Parameters
    ----------
    *objs : BrianObject, or list, tuple or dict of them
    name : str
    """

    def __init__(self, *objs, name="network*"):
        Nameable.__init__(self, name)
        self.objects = []
        self._core = None
        self._last_lookup = None
        # The core's memory of spikes in flight refers to objects that have run.
        self._kept_alive = {}
        self._t = 0.0
        self._schedule = None
        self._stored = {}
        self._profile = None
        self.add(*objs)

    def add(self, *objs):
        """Add objects, or containers of them."""
        for obj in _flat(objs):
            if obj._network is not None and obj._network is not self:
                raise RuntimeError(f"{obj!r} has run in another network and can't be in two")
            if not any(obj is other for other in self.objects):
                self.objects.append(obj)

    def remove(self, *objs):
        """Take objects, or containers of them, out of the network.

        Raises
        ------
        KeyError
            If one is not in the network.
        """
        for obj in list(_flat(objs)):
            if not any(obj is other for other in self.objects):
                raise KeyError(f"{obj!r} is not in the network")
            self.objects = [other for other in self.objects if other is not obj]

    def __getitem__(self, name):
        """The object of that name, of those that belong to others too (see `BrianObject.contained_objects`)."""
        if not isinstance(name, str):
            raise TypeError(f"the objects of a network are found by their names, not by {name!r}")
        for obj in self:
            if obj.name == name:
                return obj
        raise KeyError(f"the network has no object called {name!r}")

    def __delitem__(self, name):
        """Take the object of that name out of the network."""
        self.remove(self[name])

    def __contains__(self, item):
        return any(obj is item or obj.name == item for obj in self)

    def __len__(self):
        return sum(1 for _ in self)

    def __iter__(self):
        """All objects, each before those that belong to it."""
        return _with_contained(list(self.objects))

    t = property(lambda self: self.t_ * second, doc="Time reached; during a run that of the present step.")

    @property
    def t_(self):
        """Time reached in seconds; during a run that of the present step.

        Raises
        ------
        ValueError
            When it is set after the first run, or to a time that is negative or not finite.
        """
        return self._core.t if self in _running else self._t

    @t_.setter
    def t_(self, time):
        if self._core is None:
            self._core = _core.Network(ready_session(), self.schedule)
        self._core.t = float(time)
        self._t = self._core.t

    @property
    def schedule(self):
        """Slots of a step, in order; each also has one before and one after it, ``before_NAME`` and ``after_NAME``.

        Raises
        ------
        TypeError, ValueError
            When set to something else than names, or to names that begin with ``before_`` or ``after_``.
        """
        return list(self._schedule or prefs["core.network.default_schedule"])

    @schedule.setter
    def schedule(self, slots):
        self._schedule = None if slots is None else _checked_slots(slots)
        if self._core is not None:
            self._core.set_schedule(self.schedule)

    def run(self, duration, report=None, report_period=10 * second, namespace=None, profile=None, level=0):
        """Simulate for a time.

        Parameters
        ----------
        duration : Quantity [second]
        report : None, "text", "stdout", "stderr" or callable
            Progress; a callable gets (elapsed, completed share, start, duration).
        report_period : Quantity [second]
            Real time between reports.
        namespace : dict, optional
            Values of names in the model; otherwise those of the caller.
        profile : bool
            Measure the real time of each part of a step, for `profiling_info`.
        level : int
            How many frames further out the caller is.

        Raises
        ------
        BrianObjectException
            If an object can't be prepared; `__cause__` is the error itself.
        """
        duration, period = seconds(duration, "the duration of a run"), seconds(report_period, "report_period")
        self._run(duration, reporter(report), period, lookup_for(namespace, level), bool(profile))

    def _prepare_core(self):
        """Gives the core the present objects."""
        session = ready_session()
        if self._core is None:
            self._core = _core.Network(session, self.schedule)
        for obj in self.objects:
            if obj._network is not None and obj._network is not self:
                raise RuntimeError(f"{obj!r} has run in another network and can't be in two")
            try:
                obj._before_run()
            except Exception as error:
                raise BrianObjectException(str(error), obj) from error
        self._core.set_objects([obj._core for obj in self.objects])
        self._kept_alive.update((id(obj), (obj._core, obj._clock)) for obj in self.objects)

    def _run(self, duration, report, report_period, lookup, profile=False):
        objects, lookup = list(self.objects), RememberedLookup(lookup)

        def simulate():
            before, self.objects = self.objects, list(objects)
            try:
                self._simulate(duration, report, report_period, lookup, profile)
            finally:
                self.objects = before

        with device_choice.active_device.running(self, simulate):
            simulate()

    def _simulate(self, duration, report, report_period, lookup, profile):
        self._prepare_core()
        for obj in self.objects:
            obj._network = self
        self._last_lookup = lookup
        _running.append(self)
        try:
            presses = self._core.run(duration, lookup, report, report_period, _counts_interrupts(), profile)
        except Exception as error:
            self._raise_for_object(error)
        finally:
            _running.pop()
            lookup.forget_frame()
            self._t = self._core.t
        self._profile = self._core.profile
        if presses > 1:
            raise KeyboardInterrupt

    def _raise_for_object(self, error):
        """Wraps errors of the preparation of an object, as scripts expect."""
        kernel, function = getattr(error, "_ranvier_call", ("", None))
        if function is not None:  # an error of a function that the code of an object called
            owners = [obj for obj in self.objects if f"+{kernel}+".find(f"+{obj.name}") >= 0]
            owner = max(owners, key=lambda obj: len(obj.name), default=None)
            text = f"the function '{function}', called from the code '{kernel}', failed: {error}"
            raise BrianObjectException(text, owner) from error
        kind, code = getattr(error, "ranvier_kind", (None, None))
        text = str(error)
        obj = next((obj for obj in self.objects if f"'{obj.name}'" in text), None)
        is_of_object = (
            code == "type"
            or (code == "not_implemented" and "is a summed variable of both" not in text)
            or (
                code in ("value", "key", "index")
                and obj is not None
                and text.startswith(f"{type(obj).__name__} '{obj.name}': ")
            )
        )
        if kind in ("model", "dimension") or (kind == "usage" and is_of_object):
            raise BrianObjectException(text, obj) from error
        raise error

    def get_states(self, units=True, format="dict", subexpressions=False, read_only_variables=True, level=0):
        """The variables of all objects: a dictionary from names of objects to what their get_states gives."""
        return {
            obj.name: obj.get_states(None, units, format, subexpressions, read_only_variables, level)
            for obj in self.objects
            if isinstance(obj, HasStates)
        }

    def set_states(self, values, units=True, format="dict", level=0):
        """Set variables of several objects.

        Parameters
        ----------
        values : dict
            Names of objects, and for each what its set_states takes.

        Raises
        ------
        KeyError
            If there is no such object or variable.
        """
        for name, states in values.items():
            self[name].set_states(states, units=units, format=format, level=level)

    def stop(self):
        """End the present run after its step."""
        if self._core is not None:
            self._core.stop()

    def store(self, name="default", filename=None):
        """Remember the present state: of all objects, spikes in flight, recordings, clocks and random numbers.

        Parameters
        ----------
        name : str
            Under which `restore` finds it.

        Raises
        ------
        NotImplementedError
            If a `filename` is given.
        """
        _refuse_file(filename)
        self._stored[name] = self._snapshot()

    def restore(self, name="default", filename=None, restore_random_state=False):
        """Go back to a state that `store` remembered.

        Parameters
        ----------
        name : str
        restore_random_state : bool
            Whether the random numbers go back too, those of numpy's global generator included: then a run gives the
            same numbers as the run after `store`. Without it other random numbers follow.

        Raises
        ------
        KeyError
            If there is no such state, or if the names of the objects are not those of then.
        """
        _refuse_file(filename)
        if name not in self._stored:
            raise KeyError(f"there is no stored state {name!r}: store({name!r}) makes one")
        self._go_back(self._stored[name], restore_random_state)

    def _snapshot(self):
        self._prepare_core()
        return self._core.snapshot(), np.random.get_state()

    def _go_back(self, state, restore_random_state):
        snapshot, numpy_state = state
        self._prepare_core()
        self._core.restore(snapshot, bool(restore_random_state))
        if restore_random_state:
            np.random.set_state(numpy_state)
        self._t = self._core.t

    def get_profiling_info(self):
        """Real time that each part of a step took in the last run: (name, Quantity), the longest first.

        Raises
        ------
        ValueError
            If the last run was without ``profile=True``.
        """
        if self._profile is None:
            raise ValueError("the last run was not measured: give run() profile=True")
        return [(name, time * second) for name, time in self._profile]

    profiling_info = property(get_profiling_info)

    def _scheduled_parts(self):
        self._prepare_core()
        return self._core.scheduled_parts()

    def __repr__(self):
        return f"<Network '{self.name}' of {len(self)} objects at t = {self.t}>"


def _flat(objs):
    """The objects in nested containers."""
    for obj in objs:
        if isinstance(obj, BrianObject):
            yield obj
        elif isinstance(obj, Mapping):
            yield from _flat(obj.values())
        elif isinstance(obj, Iterable) and not isinstance(obj, str):
            yield from _flat(obj)
        else:
            raise TypeError(f"a network holds groups, synapses, inputs and monitors, not {obj!r}")


def _with_contained(objs):
    for obj in objs:
        yield obj
        yield from _with_contained(obj.contained_objects)


def _checked_slots(slots):
    if not isinstance(slots, Sequence) or isinstance(slots, str) or not all(isinstance(slot, str) for slot in slots):
        raise TypeError(f"a schedule is a list of names, or None, not {slots!r}")
    for slot in slots:
        if slot.startswith(("before_", "after_")):
            raise ValueError(f"a slot can't be called {slot!r}: every slot has one before and one after it by itself")
    return list(slots)


def _refuse_file(filename):
    if filename is not None:
        raise not_built("store and restore with a file", "leave filename out: the state is kept in memory")


def is_running(obj):
    """Whether an object takes part in a present run."""
    return any(obj is other for network in _running for other in network.objects)


def stop_running():
    """End all present runs after their step."""
    for network in _running:
        network.stop()
