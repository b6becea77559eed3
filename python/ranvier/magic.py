"""The magic network: `run` simulates all objects that the calling frame can see."""

from ranvier import objects
from ranvier.brian_logger import get_logger
from ranvier.clocks import seconds
from ranvier.namespaces import caller_frame, lookup_for
from ranvier.network import Network, _reporter, stop_running
from ranvier.objects import BrianObject, not_built
from ranvier.session import seed
from ranvier.units import second

__all__ = ["MagicError", "MagicNetwork", "collect", "magic_network", "run", "seed", "start_scope", "stop"]

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

    def __init__(self):
        Network.__init__(self, name="magicnetwork*")

    def add(self, *objs):
        if objs:
            raise MagicError("the magic network finds its objects itself; make a Network to add and remove them")

    def remove(self, *objs):
        raise MagicError("the magic network finds its objects itself; make a Network to add and remove them")

    def _update(self, level):
        """Finds the objects: a new network if all are new, else the old one goes on."""
        found = collect(level)
        deciding = [obj for obj in found if obj.invalidates_magic_network]
        known = [obj for obj in deciding if obj._network is self]
        if known and len(known) != len(deciding):
            new = ", ".join(repr(obj.name) for obj in deciding if obj._network is not self)
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
                obj for obj in found if not all(any(need is obj2 for obj2 in found) for need in obj._dependencies())
            ]
            for obj in missing:
                logger.warn(
                    f"{obj!r} is left out of the run: an object that it needs can't be seen from the calling frame",
                    "dependency_warning",
                    once=True,
                )
            found = [obj for obj in found if not any(obj is other for other in missing)]
        self.objects = found

    def run(self, duration, report=None, report_period=10 * second, namespace=None, profile=None, level=0):
        """As `Network.run`, for the objects that the calling frame can see."""
        if profile:
            raise not_built("profile=True", "measure run() with time.perf_counter()")
        duration = seconds(duration, "the duration of a run")
        lookup = lookup_for(namespace, level)
        self._update(level)
        try:
            self._run(duration, _reporter(report), seconds(report_period, "report_period"), lookup)
        finally:
            # Objects belong to the script: what it drops is gone, and its name is free again.
            self.objects = []


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


def stop():
    """End the present run after its step."""
    stop_running()


def start_scope():
    """Objects made before this call are no longer collected by `run`."""
    objects.new_scope()
