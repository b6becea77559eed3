"""Findings of the doctor: which kinds there are, what is not to be told, and what only the script shows."""

from collections.abc import Iterable, Mapping

from ranvier import _core
from ranvier.brian_logger import OWN_ROOT, BrianLogger

# What the model does not show, but the script that uses it.
SCRIPT_CODES = ("RV604",)

_LOG_LEVELS = {"error": "ERROR", "warning": "WARNING", "hint": "INFO"}


class ScriptFinding(_core.Finding):
    """A finding about the script itself.

    Attributes
    ----------
    file_edits : list of dict
        The fix, as places in files; see `script_edits`.
    """

    file_edits = ()


def doctor_codes():
    """The codes of all mistakes that the doctor knows."""
    return [*_core.doctor_codes(), *SCRIPT_CODES]


def is_ignorable(value):
    """Whether a value can say what is not to be told: a dictionary from codes to names."""
    return isinstance(value, Mapping) and all(
        code in doctor_codes() and isinstance(names, Iterable) for code, names in value.items()
    )


def ignore_findings(ignored):
    """What the doctor is not to tell, from now on: names of objects or variables by code.

    Raises
    ------
    KeyError
        If there is no such code.
    """
    from ranvier.preferences import prefs

    for code in dict(ignored):
        if code not in doctor_codes():
            raise KeyError(f"the doctor has no rule '{code}'")
    prefs["doctor.ignore"] = {str(code): sorted(_names(names)) for code, names in dict(ignored).items()}


def ignored_findings():
    """What is not to be told: sets of names by code; an empty set mutes the code."""
    from ranvier.preferences import prefs

    return {code: _names(names) for code, names in prefs["doctor.ignore"].items()}


def ignored_in_models():
    """The part of `ignored_findings` that is about models: the core knows no other codes."""
    codes = set(_core.doctor_codes())
    return {code: names for code, names in ignored_findings().items() if code in codes}


def _names(names):
    return {names} if isinstance(names, str) else {str(name) for name in names}


def is_ignored(finding):
    """Whether the user does not want to hear of a finding."""
    names = ignored_findings().get(finding.code)
    return names is not None and (not names or finding.object in names or finding.variable in names)


def tell(finding):
    """Log a finding as runs log theirs, each text once."""
    BrianLogger(OWN_ROOT)._log(_LOG_LEVELS[finding.level], str(finding).rstrip("\n"), "doctor", True)


def warn_of_failure(what, error):
    """Log that a part of the doctor failed: whatever it is, the script goes on."""
    BrianLogger(OWN_ROOT).warn(f"{what} ({type(error).__name__}: {error})", "doctor", once=True)
