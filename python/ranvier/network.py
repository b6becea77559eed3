"""Network: objects that are simulated together."""

import sys
from collections.abc import Iterable, Mapping

from ranvier import _core
from ranvier.clocks import seconds
from ranvier.groups import _counts_interrupts
from ranvier.namespaces import RememberedLookup, lookup_for
from ranvier.objects import BrianObject, BrianObjectException, Nameable, not_built
from ranvier.preferences import prefs
from ranvier.session import ready_session
from ranvier.states import HasStates
from ranvier.units import Quantity, second

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
        self.add(*objs)

    def add(self, *objs):
        """Add objects, or containers of them."""
        for obj in objs:
            if isinstance(obj, BrianObject):
                if obj._network is not None and obj._network is not self:
                    raise RuntimeError(f"{obj!r} has run in another network and can't be in two")
                if not any(obj is other for other in self.objects):
                    self.objects.append(obj)
            elif isinstance(obj, Mapping):
                self.add(*obj.values())
            elif isinstance(obj, Iterable) and not isinstance(obj, str):
                self.add(*obj)
            else:
                raise TypeError(f"a network holds groups, synapses, inputs and monitors, not {obj!r}")

    def remove(self, *objs):
        """Take objects, or containers of them, out of the network."""
        for obj in objs:
            if isinstance(obj, BrianObject):
                self.objects = [other for other in self.objects if other is not obj]
            elif isinstance(obj, Mapping):
                self.remove(*obj.values())
            elif isinstance(obj, Iterable) and not isinstance(obj, str):
                self.remove(*obj)
            else:
                raise TypeError(f"a network holds groups, synapses, inputs and monitors, not {obj!r}")

    def __getitem__(self, name):
        for obj in self.objects:
            if obj.name == name:
                return obj
        raise KeyError(f"the network has no object called {name!r}")

    def __contains__(self, item):
        return any(obj is item or obj.name == item for obj in self.objects)

    def __len__(self):
        return len(self.objects)

    def __iter__(self):
        return iter(self.objects)

    t = property(lambda self: self._t * second, doc="Time reached.")
    t_ = property(lambda self: self._t, doc="Time reached, in seconds.")

    @property
    def schedule(self):
        """Slots of a step, in order."""
        return list(self._schedule or prefs["core.network.default_schedule"])

    @schedule.setter
    def schedule(self, slots):
        if slots is not None and (
            not isinstance(slots, (list, tuple)) or not all(isinstance(slot, str) for slot in slots)
        ):
            raise TypeError("a schedule is a list of names, or None")
        self._schedule = None if slots is None else list(slots)
        self._core_schedule_changed()

    def _core_schedule_changed(self):
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
        level : int
            How many frames further out the caller is.

        Raises
        ------
        BrianObjectException
            If an object can't be prepared; `__cause__` is the error itself.
        """
        if profile:
            raise not_built("profile=True", "measure run() with time.perf_counter()")
        duration = seconds(duration, "the duration of a run")
        lookup = lookup_for(namespace, level)
        self._run(duration, _reporter(report), seconds(report_period, "report_period"), lookup)

    def _run(self, duration, report, report_period, lookup):
        session = ready_session()
        if self._core is None:
            self._core = _core.Network(session, self._schedule or list(prefs["core.network.default_schedule"]))
        for obj in self.objects:
            if obj._network is not None and obj._network is not self:
                raise RuntimeError(f"{obj!r} has run in another network and can't be in two")
            obj._before_run()
        self._core.set_objects([obj._core for obj in self.objects])
        self._kept_alive.update((id(obj), (obj._core, obj._clock)) for obj in self.objects)
        for obj in self.objects:
            obj._network = self
        self._last_lookup = lookup = RememberedLookup(lookup)
        _running.append(self)
        try:
            presses = self._core.run(duration, lookup, report, report_period, _counts_interrupts())
        except Exception as error:
            self._raise_for_object(error)
        finally:
            _running.pop()
            lookup.forget_frame()
            self._t = self._core.t
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
                code in ("value", "index")
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

    def store(self, *args, **kwds):
        raise not_built("Network.store", "create the network anew in a function, with the same seed")

    def restore(self, *args, **kwds):
        raise not_built("Network.restore", "create the network anew in a function, with the same seed")

    def get_profiling_info(self):
        raise not_built("profiling", "measure run() with time.perf_counter()")

    profiling_info = property(get_profiling_info)

    def __repr__(self):
        return f"<Network '{self.name}' of {len(self)} objects at t = {self.t}>"


def _reporter(report):
    if report is None:
        return None
    if report in ("text", "stdout", "stderr"):

        def write(elapsed, completed, start, duration):
            stream = sys.stderr if report == "stderr" else sys.stdout
            stream.write(_core.progress_text(elapsed, completed, start, duration))
            stream.flush()

        return write
    if not callable(report):
        raise TypeError(f"report is None, 'text', 'stdout', 'stderr' or a function, not {report!r}")
    as_time = lambda value: Quantity.with_dimensions(value, second.dim)  # noqa: E731
    return lambda elapsed, completed, start, duration: report(
        as_time(elapsed), completed, as_time(start), as_time(duration)
    )


def is_running(obj):
    """Whether an object takes part in a present run."""
    return any(obj is other for network in _running for other in network.objects)


def stop_running():
    """End all present runs after their step."""
    for network in _running:
        network.stop()
