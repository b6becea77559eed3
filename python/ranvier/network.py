"""Network: objects that are simulated together."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from ranvier import _core, device_choice, doctor_probe
from ranvier.clocks import defaultclock, seconds
from ranvier.errors import key_error
from ranvier.findings import ignored_in_models, warn_of_failure
from ranvier.groups import _counts_interrupts
from ranvier.namespaces import RememberedLookup, lookup_for
from ranvier.objects import BrianObject, BrianObjectException, Nameable
from ranvier.preferences import prefs
from ranvier.reports import reporter
from ranvier.session import ready_session
from ranvier.units import second

_running = []
_NUMPY_STATE = "numpy.random"  # its state in a snapshot, as JSON


def unused_names_of(objects):
    """A function that tells the core which names their scripts define in vain: asked only where a finding needs it."""

    def find():
        from ranvier.script_constants import unused_names

        return unused_names(objects)

    return find


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
            if obj._core is None:
                name = getattr(obj, "_name", "without name")
                raise TypeError(
                    f"{type(obj).__name__} '{name}' is not complete: its __init__ must call super().__init__()"
                )
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
                raise key_error(f"{obj!r} is not in the network")
            self.objects = [other for other in self.objects if other is not obj]

    def __getitem__(self, name):
        """The object of that name, of those that belong to others too (see `BrianObject.contained_objects`)."""
        if not isinstance(name, str):
            raise TypeError(f"the objects of a network are found by their names, not by {name!r}")
        for obj in self:
            if obj.name == name:
                return obj
        raise key_error(f"the network has no object called {name!r}")

    def __delitem__(self, name):
        """Take the object of that name out of the network."""
        self.remove(self[name])

    def __contains__(self, item):
        return any(obj is item or obj.name == item for obj in self)

    def _members(self):
        """The objects that the core knows by themselves: those of the network, and what belongs to them."""
        return [obj for obj in self if not obj._is_carried]

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

    def _prepare_core(self, will_run=True):
        """Gives the core the present objects."""
        session = ready_session()
        if self._core is None:
            self._core = _core.Network(session, self.schedule)
        members = self._members()
        for obj in members:
            if will_run and obj._network is not None and obj._network is not self:
                raise RuntimeError(f"{obj!r} has run in another network and can't be in two")
            for needed in obj._needed:
                if not any(needed is other for other in self):
                    raise ValueError(f"{obj!r} is in the network, but {needed!r}, which it needs, is not; add it")
            try:
                obj._before_run()
            except Exception as error:
                raise BrianObjectException(str(error), obj) from error
        self._core.set_objects([obj._core for obj in members])
        self._kept_alive.update((id(obj), (obj._core, obj._clock)) for obj in members)

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
        members = self._members()
        _call_hooks(members, "before_run", lambda: (lookup.all_names(),))
        self._prepare_core()
        newcomers = [obj for obj in members if obj._network is None]
        for obj in members:
            obj._network = self
        self._last_lookup = lookup
        duration = doctor_probe.begin_run(self, duration, lookup)
        _running.append(self)
        try:
            presses = self._core.run(
                duration,
                lookup,
                report,
                report_period,
                _counts_interrupts(),
                profile,
                ignored_in_models(),
                prefs["doctor.non_finite"],
                self._locate,
                unused_names_of(members),
            )
        except Exception as error:
            if self._core.t == self._t:
                for obj in newcomers:  # they did not run, and may do so in another network
                    obj._network = None
            # No variable but `error`, which ends here, may hold an exception: through its traceback it would keep itself
            # and the objects of the script alive.
            if self._error_of_object(error) is not error:
                raise self._error_of_object(error) from error
            raise
        finally:
            _running.pop()
            lookup.forget_frame()
            self._t = self._core.t
        self._profile = self._core.profile
        doctor_probe.end_run(self)
        _call_hooks(members, "after_run", lambda: ())
        if presses > 1:
            raise KeyboardInterrupt

    @staticmethod
    def _locate(place):
        from ranvier.script_places import locate

        try:
            return locate(place)
        except Exception as error:  # whatever it is: the finding is told without its place
            warn_of_failure(f"the doctor can't tell where {place.where} stands", error)
            return None

    def _examine(self, ignored, lookup):
        """What the doctor finds without a run."""
        self._prepare_core(will_run=False)
        return self._core.examine(lookup, ignored, self._locate, unused_names_of(self._members()))

    def _error_of_object(self, error):
        """What scripts expect for an error of the preparation of an object; `error` itself if it is none of those."""
        kernel, function = getattr(error, "_ranvier_call", ("", None))
        if function is not None:  # an error of a function that the code of an object called
            owners = [obj for obj in self.objects if f"+{kernel}+".find(f"+{obj.name}") >= 0]
            owner = max(owners, key=lambda obj: len(obj.name), default=None)
            text = f"the function '{function}', called from the code '{kernel}', failed: {error}"
            return BrianObjectException(text, owner)
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
            return BrianObjectException(text, obj)
        return error

    def get_states(self, units=True, format="dict", subexpressions=False, read_only_variables=True, level=0):
        """The variables of all objects: a dictionary from names of objects to what their get_states gives."""
        return {
            obj.name: obj.get_states(None, units, format, subexpressions, read_only_variables, level)
            for obj in self._members()
            if hasattr(obj, "get_states")
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
        filename : str or path, optional
            A file that the state is added to, for this process or another one; without it the state is in memory. The
            file holds data only.

        Raises
        ------
        OSError, ValueError
            If the file can't be written, or is there and holds no states.
        """
        snapshot = self._snapshot()
        if filename is None:
            self._stored[name] = snapshot
        else:
            _core.add_state(os.fspath(filename), name, snapshot)

    def restore(self, name="default", filename=None, restore_random_state=False):
        """Go back to a state that `store` remembered.

        Parameters
        ----------
        name : str
        filename : str or path, optional
            The file that `store` was given. The objects may be new ones of the same names and sizes.
        restore_random_state : bool
            Whether the random numbers go back too, those of numpy's global generator included: then a run gives the
            same numbers as the run after `store`. Without it other random numbers follow.

        Raises
        ------
        KeyError
            If there is no such state, or if the names of the objects are not those of then.
        OSError, ValueError
            If the file can't be read, holds no states, or is damaged.
        """
        if filename is not None:
            state = _core.read_state(os.fspath(filename), name)
        elif name in self._stored:
            state = self._stored[name]
        else:
            known = ", ".join(map(repr, self._stored))
            hint = f"stored are {known}" if known else f"store({name!r}) makes one"
            raise key_error(f"there is no stored state {name!r}: {hint}")
        self._go_back(state, restore_random_state)

    def _snapshot(self):
        self._prepare_core()
        snapshot = self._core.snapshot()
        kind, numbers, *rest = np.random.get_state()
        snapshot.notes = {_NUMPY_STATE: json.dumps([kind, numbers.tolist(), *rest])}
        return snapshot

    def _go_back(self, snapshot, restore_random_state):
        self._prepare_core()
        self._core.restore(snapshot, bool(restore_random_state))
        if restore_random_state and _NUMPY_STATE in snapshot.notes:
            kind, numbers, *rest = json.loads(snapshot.notes[_NUMPY_STATE])
            np.random.set_state((kind, np.array(numbers, dtype=np.uint32), *rest))
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

    def _scheduling_summary(self):
        self._prepare_core(will_run=False)
        return self._core.scheduling_summary()

    def __repr__(self):
        return f"<Network '{self.name}' of {len(self)} objects at t = {self.t}>"


def _call_hooks(objs, name, arguments):
    """Calls the method `name` of the objects whose class defines it."""
    for obj in objs:
        if getattr(type(obj), name) is not getattr(BrianObject, name):
            getattr(obj, name)(*arguments())


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


def schedule_propagation_offset(net=None):
    """How long after its emission a spike without delay arrives: 0 s, or one step of the default clock if the slot
    "synapses" comes before "thresholds".

    Parameters
    ----------
    net : Network, optional
        Default: the preference core.network.default_schedule counts.
    """
    schedule = prefs["core.network.default_schedule"] if net is None else net.schedule
    if schedule.index("thresholds") < schedule.index("synapses"):
        return 0 * second
    return defaultclock.dt


def network_running(obj):
    """The network whose present run an object takes part in; None if there is none."""
    return next((network for network in _running if any(obj is other for other in network._members())), None)


def stop_running():
    """End all present runs after their step."""
    for network in _running:
        network.stop()
