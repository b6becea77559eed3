"""Preferences: Brian 2's keys, accepted and kept; the few that mean something to Ranvier are checked."""

import os
from copy import copy

from ranvier import preference_files
from ranvier.brian_logger import set_console_level
from ranvier.preference_table import CORE, DEAD, BrianPreference, PreferenceError, UnknownPreference

__all__ = ["PreferenceError", "BrianPreference", "prefs", "brian_prefs"]


def _unknown(key):
    from difflib import get_close_matches

    close = get_close_matches(key, [*CORE, *DEAD], 1)
    hint = f"; did you mean '{close[0]}'?" if close else ""
    return UnknownPreference(f"there is no preference '{key}'{hint}")


class Preferences:
    """All preferences, by item (``prefs['codegen.target']``) or by attribute (``prefs.codegen.target``)."""

    def __init__(self):
        self.__dict__.update(_known={**CORE, **DEAD}, _values={}, _saved={})

    def register_preferences(self, prefbasename, prefbasedoc, **preferences):
        """Add preferences ``prefbasename.<name>``, each a `BrianPreference`."""
        for name, preference in preferences.items():
            self._known[f"{prefbasename}.{name}"] = preference

    def __getitem__(self, key):
        if key in self._known:
            if key not in self._values and isinstance(self._known[key].default, (list, dict)):
                self._values[key] = copy(self._known[key].default)  # scripts append to lists
            return self._values.get(key, self._known[key].default)
        if any(known.startswith(key + ".") for known in self._known):
            return _Category(self, key)
        raise _unknown(key)

    def __setitem__(self, key, value):
        if key not in self._known:
            raise _unknown(key)
        if not self._known[key].validator(value):
            raise PreferenceError(f"the preference '{key}' cannot be {value!r}: {self._known[key].docs}")
        self._values[key] = value
        if key == "logging.console_log_level":
            set_console_level(str(value).upper())

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name, value):
        self[name] = value

    def __delitem__(self, key):
        raise PreferenceError(f"the preference {key!r} can't be deleted; set it to its default")

    __delattr__ = __delitem__

    def __contains__(self, key):
        return key in self._known

    def __iter__(self):
        return iter(self._known)

    def __len__(self):
        return len(self._known)

    def keys(self):
        """Names of all preferences."""
        return self._known.keys()

    def items(self):
        """Names and values of all preferences."""
        return [(key, self[key]) for key in self._known]

    def values(self):
        """Values of all preferences."""
        return [value for _, value in self.items()]

    def get(self, key, default=None):
        """Value of a preference, or `default` if there is none of that name."""
        return self[key] if key in self else default

    def update(self, values):
        """Set several preferences."""
        for key, value in dict(values).items():
            self[key] = value

    toplevel_categories = property(
        lambda self: sorted({key.partition(".")[0] for key in self._known}), doc="First parts of the names."
    )

    def check_all_validated(self):
        """Accepted: an unknown name is an error when it is set."""

    def read_preference_file(self, file):
        """Set preferences from a file, or an open one; it holds data only (see `ranvier.preference_files`)."""
        name = str(getattr(file, "name", file))
        if hasattr(file, "read"):
            text = file.read()
        else:
            with open(file, encoding="utf-8") as opened:
                text = opened.read()
        self.update(preference_files.read(text, name))

    def load_preferences(self):
        """Set preferences from the user's file, ``~/.brian/user_preferences``, if there is one."""
        file = os.path.expanduser(preference_files.USER_FILE)
        if os.path.isfile(file):
            self.read_preference_file(file)

    as_file = property(
        lambda self: preference_files.write(dict(self.items()), {key: p.docs for key, p in self._known.items()}),
        doc="Text of a preference file with the present values.",
    )
    defaults_as_file = property(
        lambda self: preference_files.write(
            {key: p.default for key, p in self._known.items()}, {key: p.docs for key, p in self._known.items()}
        ),
        doc="Text of a preference file with the defaults.",
    )

    def reset_to_defaults(self):
        """Forget all values that were set."""
        for key in list(self._values):
            self[key] = self._known[key].default
        self._values.clear()

    def get_documentation(self, basename=None, link_targets=False):
        """Text that lists the preferences (below `basename`) with their defaults."""
        keys = (key for key in self._known if basename is None or key.startswith(basename + "."))
        return "\n".join(f"{key} = {self._known[key].default!r}\n    {self._known[key].docs}" for key in keys)

    def _backup(self):
        self.__dict__["_saved"] = dict(self._values)

    def _restore(self):
        self.__dict__["_values"] = dict(self._saved)

    def __dir__(self):
        return sorted({*super().__dir__(), *(key.partition(".")[0] for key in self._known)})

    def __repr__(self):
        return f"<preferences: {', '.join(f'{k}={v!r}' for k, v in self._values.items()) or 'all at their defaults'}>"


class _Category:
    """The preferences whose names begin alike."""

    def __init__(self, preferences, name):
        self.__dict__.update(_preferences=preferences, _name=name)

    def __getitem__(self, key):
        return self._preferences[f"{self._name}.{key}"]

    def __setitem__(self, key, value):
        self._preferences[f"{self._name}.{key}"] = value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name, value):
        self[name] = value

    def __delitem__(self, key):
        del self._preferences[f"{self._name}.{key}"]

    __delattr__ = __delitem__

    def __iter__(self):
        prefix = self._name + "."
        return (key[len(prefix) :] for key in self._preferences if key.startswith(prefix))

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, key):
        return f"{self._name}.{key}" in self._preferences

    def __repr__(self):
        return f"<preferences {self._name}: {', '.join(self)}>"

    def __dir__(self):
        prefix = self._name + "."
        return sorted({k[len(prefix) :].partition(".")[0] for k in self._preferences if k.startswith(prefix)})


prefs = Preferences()


def _load_at_import():
    from ranvier.brian_logger import get_logger

    try:
        prefs.load_preferences()
    except (OSError, ValueError, PreferenceError) as error:
        get_logger("brian2.core.preferences").warn(f"the user's preferences are not used: {error}")


_load_at_import()

# The names of Brian 2's classes.
BrianGlobalPreferences = Preferences
BrianGlobalPreferencesView = _Category


def parse_preference_name(name):
    """The category and the last part of the name of a preference."""
    category, _, last = name.rpartition(".")
    return category, last


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
