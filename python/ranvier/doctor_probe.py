"""The probe of ``ranvier doctor``: short runs in place of whole ones, and the findings of every model that comes by."""

import math
import re
import sys
import weakref
from itertools import chain

from ranvier.findings import ignored_in_models, is_ignored, tell, warn_of_failure
from ranvier.namespaces import lookup_in
from ranvier.objects import BrianObject, living_objects
from ranvier.script_constants import unused_names

# A run is cut to the longer of these two, if it is longer than both, and a bit more: see `shorter_duration`. Models that diverge do so after some tens of
# milliseconds (the forum's cortical column of tests/seeds after 21 ms), models with long steps after some hundred steps.
PROBE_TIME = 0.05  # [s]
PROBE_STEPS = 500
_GRAIN = 0.01  # [s]

_active = None
# Monitors whose uses in the script were looked for: the script does not change from run to run.
_looked_at = weakref.WeakSet()


def begin_run(network, duration, lookup):
    """Called by each network that is about to run; gives how long it runs [s]."""
    return duration if _active is None else _active.begin_run(network, duration, lookup)


def end_run(network):
    """Called by each network that has run."""
    if _active is not None:
        _active.end_run(network)
    if "ranvier.monitors" in sys.modules:
        _tell_of_recordings(network)


def _tell_of_recordings(network):
    from ranvier.monitors import StateMonitor
    from ranvier.recording_mistakes import last_values

    try:
        monitors = [obj for obj in network.objects if isinstance(obj, StateMonitor) and obj not in _looked_at]
        _looked_at.update(monitors)
        of_one = [monitor for monitor in monitors if len(monitor.record) == 1]
        findings = [finding for finding in last_values(of_one) if not is_ignored(finding)]
    except Exception as error:  # whatever it is: the script goes on
        warn_of_failure("the doctor can't look for uses of recordings", error)
        return
    for finding in findings:
        if _active is not None:
            _active.add(finding)
        tell(finding)


def shorter_duration(duration, dt):
    """How long a run is under the probe [s]. A whole multiple of 10 ms and of the step is cut off, so that the run ends as
    the whole one does on the grid of the steps that the script may choose next.

    Parameters
    ----------
    duration : float
        Of the whole run [s].
    dt : float
        The longest step of a group [s], 0 without one.
    """
    grain = math.ceil(_GRAIN / dt - 1e-9) * dt if dt > 0 else _GRAIN
    surplus = duration - max(PROBE_TIME, PROBE_STEPS * dt)
    n_grains = math.floor(surplus / grain + 1e-9)
    return float(f"{duration - n_grains * grain:.12g}") if n_grains > 0 else duration


class Probe:
    """What one script shows. While it is active, all runs of the process are examined, and cut if they are long.

    Parameters
    ----------
    is_cutting : bool
        Whether runs are cut.

    Attributes
    ----------
    findings : list of Finding
        Each once, in the order in which they were found.
    n_cut : int
        How many runs were cut.
    explained : BaseException or None
        An exception of the script of which a finding says why.
    """

    def __init__(self, is_cutting=True):
        self.is_cutting = is_cutting
        self.findings = []
        self.n_cut = 0
        self.explained = None
        self._seen = set()
        self._models = set()
        self._examined = weakref.WeakSet()

    def __enter__(self):
        global _active
        _active = self
        return self

    def __exit__(self, *exc_info):
        global _active
        _active = None

    n_models = property(lambda self: len(self._models), doc="How many different models were examined.")

    def add(self, finding):
        """Keep a finding, unless one about the same is there already."""
        key = _identity(finding)
        if key not in self._seen:
            self._seen.add(key)
            self.findings.append(finding)

    def begin_run(self, network, duration, lookup):
        """See the function of this name."""
        members = network._members()
        for finding in self._examine(network, members, lookup):
            self.add(finding)
        if not self.is_cutting:
            return duration
        steps = [obj.clock.dt_ for obj in members if hasattr(obj, "_apply_pending") and hasattr(obj.clock, "dt_")]
        shortened = shorter_duration(duration, max(steps, default=0.0))
        self.n_cut += shortened < duration
        return shortened

    def end_run(self, network):
        """What the run showed; what a finding explains already becomes a symptom of that one."""
        for shown in network._core.health_findings:
            causes = [one for one in self.findings if one.code in shown.related and shown.object in _objects_of(one)]
            for cause in causes:
                cause.related = [*cause.related, shown.code]
            if not causes:
                self.add(shown)

    def examine_rest(self, names):
        """Examine what was built and did not run, in view of all that there is.

        Parameters
        ----------
        names : dict
            What the script can see.
        """
        from ranvier.network import Network

        everything = [
            obj
            for obj in living_objects()
            if isinstance(obj, BrianObject) and obj._core is not None and not obj._is_carried
        ]
        rest = {obj.name for obj in everything if obj._network is None and obj not in self._examined}
        if not rest:
            return
        network = Network()
        network.objects = everything  # not by add(), which refuses what has run elsewhere
        try:
            network._prepare_core(will_run=False)
        except Exception as error:  # an object is not complete: the script shows why
            warn_of_failure("what did not run can't be examined", error)
            return
        for finding in self._examine(network, network._members(), lookup_in(names)):
            if rest & {finding.object, *(place.object for place in finding.places)}:
                self.add(finding)

    def _examine(self, network, members, lookup):
        self._examined.update(members)
        self._models.add(frozenset(obj.name for obj in members))
        _apply_pending(members)
        try:
            return network._core.examine(lookup, ignored_in_models(), network._locate, lambda: unused_names(members))
        except Exception as error:  # whatever it is: the script goes on
            warn_of_failure("the doctor can't examine a model", error)
            return []


def _apply_pending(members):
    """What statements such as `connect` have put off until the run, which counts for many findings."""
    try:
        for obj in members:
            if hasattr(obj, "_apply_pending"):
                obj._apply_pending()
    except Exception:  # the run raises the same
        return


def _objects_of(finding):
    """The objects that a finding is about; for synapses also those that they end at."""
    names = {finding.object, *(place.object for place in finding.places)}
    targets = {getattr(getattr(obj, "target", None), "name", None) for obj in living_objects() if obj.name in names}
    return names | targets


def _identity(finding):
    """What two findings have in common that say the same: of objects made by one statement one is enough."""
    places = tuple((place.file, place.line, place.column) for place in finding.places)
    if places and all(file for file, _, _ in places):
        return finding.code, finding.variable, places
    return finding.code, finding.variable, finding.object, finding.message


def is_explained(error, findings):
    """Whether a finding of level error is about an object that an exception names."""
    named = set(chain.from_iterable(_names_in(one) for one in _causes(error)))
    return any(
        finding.level == "error" and named & {finding.object, *(place.object for place in finding.places)}
        for finding in findings
    )


def _names_in(error):
    return {getattr(error, "_brian_objname", None), *re.findall(r"'(\w+)'", str(error))}


def _causes(error):
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    return seen
