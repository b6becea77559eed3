"""Preferences: Brian 2's keys, accepted and kept; the few that mean something to Ranvier are checked."""

from ranvier.brian_logger import get_logger, set_preference
from ranvier.preference_registry import (
    BrianGlobalPreferences,
    BrianGlobalPreferencesView,
    check_preference_name,
    parse_preference_name,
)
from ranvier.preference_table import CORE, DEAD, BrianPreference, DefaultValidator, PreferenceError

__all__ = [
    "BrianGlobalPreferences",
    "BrianGlobalPreferencesView",
    "BrianPreference",
    "DefaultValidator",
    "PreferenceError",
    "brian_prefs",
    "check_preference_name",
    "parse_preference_name",
    "prefs",
]


class Preferences(BrianGlobalPreferences):
    """All preferences of Ranvier."""

    def __init__(self):
        super().__init__({**CORE, **DEAD})

    def _take_effect(self, key):
        if key.startswith("logging."):
            set_preference(key, self[key])


prefs = Preferences()


def _load_at_import():
    try:
        prefs.load_preferences()
    except (OSError, ValueError, PreferenceError) as error:
        get_logger("brian2.core.preferences").warn(f"a file of preferences is not used from here on: {error}")


_load_at_import()


def __getattr__(name):
    from ranvier.brian2_modules import stand_in

    return stand_in("core.preferences", name, __name__)


class _OldPreferences:
    """What ``brian_prefs`` is: the name of the preferences before Brian 2.0."""

    def _refuse(self, *_):
        raise AttributeError("the preferences are called 'prefs': write prefs.codegen.target instead of brian_prefs")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self._refuse()

    __getitem__ = __setitem__ = __setattr__ = _refuse


brian_prefs = _OldPreferences()
