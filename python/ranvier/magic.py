"""The magic network: `run` simulates all objects that the calling frame can see."""

from ranvier import objects
from ranvier.brian_logger import get_logger
from ranvier.clocks import defaultclock, seconds
from ranvier.namespaces import caller_frame, lookup_for
from ranvier.network import Network, stop_running
from ranvier.objects import BrianObject
from ranvier.preferences import prefs
from ranvier.reports import reporter
from ranvier.session import seed
from ranvier.units import Quantity, second

__all__ = [
    "MagicError",
    "MagicNetwork",
    "collect",
    "magic_network",
    "restore",
    "restore_initial_state",
    "run",
    "seed",
    "start_scope",
    "stop",
    "store",
]

logger = get_logger("brian2.core.magic")


class MagicError(Exception):
    """The magic network can't tell which objects are meant."""


def collect(level=0):
    """The objects that the calling frame can see, in local and global variables, not inside of containers.

    Parameters
    ----------
    level : int
        How many frames further out.

    Returns
    -------
    list of BrianObject
    """
    frame = caller_frame(level)
    found = {}
    for values in (frame.f_locals, frame.f_globals):
        for value in list(values.values()):
            if isinstance(value, BrianObject) and value.add_to_magic_network and value._is_in_present_scope():
                found[id(value)] = value
    return sorted(found.values(), key=lambda obj: obj.name)


class MagicNetwork(Network):
    """The network behind `run`."""

    _is_made = False

    def __init__(self):
        if MagicNetwork._is_made:
            raise ValueError("there is one magic network only: brian2.magic_network; make a Network for your own")
        MagicNetwork._is_made = True
        Network.__init__(self, name="magicnetwork*")

    def add(self, *objs):
        if objs:
            raise MagicError("the magic network finds its objects itself; make a Network to add and remove them")

    def remove(self, *objs):
        raise MagicError("the magic network finds its objects itself; make a Network to add and remove them")

    def _update(self, level):
        """Finds the objects: a new network if all are new, else the old one goes on."""
        found = collect(level)
        known = [obj for obj in found if obj._network is self]
        new = ", ".join(repr(obj.name) for obj in found if obj._network is None and obj.invalidates_magic_network)
        if known and new:
            raise MagicError(
                f"some objects have run before and some are new ({new}): make an explicit Network, or call start_scope() "
                f"before the new ones are made"
            )
        if not known:
            self._core = None
            self._kept_alive = {}
            self._t = 0.0
        missing = True
        while missing:
            missing = [
                obj for obj in found if not all(any(need is obj2 for obj2 in found) for need in obj._all_dependencies())
            ]
            for obj in missing:
                obj.active = False
                logger.warn(
                    f"{obj!r} is left out of the run: an object that it needs can't be seen from the calling frame",
                    "dependency_warning",
                    once=True,
                )
            found = [obj for obj in found if not any(obj is other for other in missing)]
        self.objects = found
        names = [obj.name for obj in self]
        logger.debug(f"the magic network has {len(names)} objects: {', '.join(names)}", "magic_objects")

    def run(self, duration, report=None, report_period=10 * second, namespace=None, profile=None, level=0):
        """As `Network.run`, for the objects that the calling frame can see."""
        duration, period = seconds(duration, "the duration of a run"), seconds(report_period, "report_period")
        report, lookup = reporter(report), lookup_for(namespace, level)
        self._update(level)
        if duration > 0 and not collect(level):
            logger.warn(
                "run() simulates nothing: it finds the objects in variables of the calling function and of its module, not those "
                "in lists or made later; put them into a Network",
                "no_objects",
                once=True,
            )
        try:
            self._run(duration, report, period, lookup, bool(profile))
        finally:
            # Objects belong to the script: what it drops is gone, and its name is free again.
            self.objects = []

    def store(self, name="default", filename=None, level=0):
        """As `Network.store`, for the objects that the calling frame can see."""
        self._update(level)
        try:
            Network.store(self, name, filename)
            self._take_objects()
        finally:
            self.objects = []

    def restore(self, name="default", filename=None, restore_random_state=False, level=0):
        """As `Network.restore`, for the objects that the calling frame can see."""
        self._update(level)
        try:
            Network.restore(self, name, filename, restore_random_state)
            self._take_objects()
        finally:
            self.objects = []

    def get_states(self, units=True, format="dict", subexpressions=False, read_only_variables=True, level=0):
        """As `Network.get_states`, for the objects that the calling frame can see."""
        self._update(level)
        try:
            return Network.get_states(self, units, format, subexpressions, read_only_variables, level)
        finally:
            self.objects = []

    def set_states(self, values, units=True, format="dict", level=0):
        """As `Network.set_states`, for the objects that the calling frame can see."""
        self._update(level)
        try:
            Network.set_states(self, values, units, format, level)
        finally:
            self.objects = []

    def _scheduling_summary(self, level=0):
        self._update(level)
        try:
            return Network._scheduling_summary(self)
        finally:
            self.objects = []

    def _take_objects(self):
        """The next `run` goes on with these objects."""
        for obj in self.objects:
            obj._network = self


magic_network = MagicNetwork()


def run(duration, report=None, report_period=10 * second, namespace=None, profile=None, level=0):
    """Simulate all objects that the calling frame can see.

    Parameters
    ----------
    duration : Quantity [second]
    report, report_period, namespace, level
        As for `Network.run`.

    Raises
    ------
    MagicError
        If some of the objects have run before and others are new.
    """
    magic_network.run(duration, report, report_period, namespace, profile, level)


def store(name="default", filename=None):
    """Remember the present state of all objects that the calling frame can see: see `Network.store`."""
    magic_network.store(name, filename)


def restore(name="default", filename=None, restore_random_state=False):
    """Go back to a state that `store` remembered: see `Network.restore`."""
    magic_network.restore(name, filename, restore_random_state)


def stop():
    """End the present run after its step."""
    stop_running()


def restore_initial_state():
    """Go back to what holds after the import: preferences, the step of the default clock, the scope of `run`."""
    prefs._restore()
    defaultclock.dt = Quantity.with_dimensions(1e-4, second.dim)
    objects._scope = 0


def start_scope():
    """Objects made before this call are no longer collected by `run`."""
    objects.new_scope()
