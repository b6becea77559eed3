"""A registry of preferences: names, values that are checked, and files of them."""

import os
from copy import copy

from ranvier import preference_files
from ranvier.brian_logger import get_logger
from ranvier.preference_table import PreferenceError, UnknownPreference

logger = get_logger("brian2.core.preferences")

# Packages for other devices add their preferences when they are imported.
_DEFERRED = "devices."


def parse_preference_name(name):
    """The category and the last part of the name of a preference."""
    category, _, last = name.rpartition(".")
    return category, last


def check_preference_name(name):
    """Raises PreferenceError if the last part of a name begins with an underscore or is that of a method."""
    last = parse_preference_name(name)[1]
    if last.startswith("_"):
        raise PreferenceError(f"a preference can't be called {last!r}: names with an underscore in front are internal")
    if last in dir(BrianGlobalPreferences) or last in dir(BrianGlobalPreferencesView):
        raise PreferenceError(f"a preference can't be called {last!r}: preferences have a method of that name")


class BrianGlobalPreferences:
    """Preferences by item (``prefs['codegen.target']``) or by attribute (``prefs.codegen.target``).

    Parameters
    ----------
    known : dict of str to BrianPreference, optional
        Those that there are from the beginning; `register_preferences` adds more.

    Attributes
    ----------
    prefs : dict
        Names and values.
    prefs_unvalidated : dict
        Values that a file gave to names that nobody has registered yet.
    """

    def __init__(self, known=()):
        self.__dict__.update(_known=dict(known), _values={}, _saved={}, _categories={}, prefs_unvalidated={})

    def register_preferences(self, prefbasename, prefbasedoc, **prefs):
        """Add preferences ``prefbasename.<name>``, each a `BrianPreference`.

        Raises
        ------
        PreferenceError
            If a name can't be one, or is that of a category; if a file has set another one of the category.
        """
        for category in self._with_parents(prefbasename):
            if category in self._known:
                raise PreferenceError(f"{prefbasename!r} can't be a category: {category!r} is a preference")
        for name in prefs:
            key = f"{prefbasename}.{name}"
            check_preference_name(key)
            if self._is_category(key):
                raise PreferenceError(f"{key!r} can't be a preference: it is a category")
        self._categories[prefbasename] = prefbasedoc
        self._known.update((f"{prefbasename}.{name}", preference) for name, preference in prefs.items())
        for key in list(self.prefs_unvalidated):
            if parse_preference_name(key)[0] == prefbasename:
                self[key] = self.prefs_unvalidated[key]
                del self.prefs_unvalidated[key]

    @staticmethod
    def _with_parents(category):
        parts = category.split(".")
        return [".".join(parts[: n + 1]) for n in range(len(parts))]

    def _is_category(self, key):
        return any(name == key or name.startswith(key + ".") for name in (*self._categories, *self._known)) and (
            key not in self._known
        )

    def _unknown(self, key):
        from difflib import get_close_matches

        close = get_close_matches(key, list(self._known), 1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        return UnknownPreference(f"there is no preference '{key}'{hint}")

    def __getitem__(self, key):
        if key in self._known:
            if key not in self._values and isinstance(self._known[key].default, (list, dict)):
                self._values[key] = copy(self._known[key].default)  # scripts append to lists
            return self._values.get(key, self._known[key].default)
        if self._is_category(key):
            return BrianGlobalPreferencesView(self, key)
        raise self._unknown(key)

    def __setitem__(self, key, value):
        if key not in self._known:
            if self._is_category(key):
                raise PreferenceError(
                    f"{key!r} is a category of preferences and has no value; set one of its preferences"
                )
            raise self._unknown(key)
        if not self._known[key].validator(value):
            raise PreferenceError(f"the preference '{key}' cannot be {value!r}: {self._known[key].docs}")
        self._values[key] = value
        self._take_effect(key)

    def _set_preference(self, key, value):
        """Set a preference as a file does: one that nobody has registered yet counts when somebody does."""
        if key in self._known:
            self[key] = value
        else:
            self.prefs_unvalidated[key] = value

    def _take_effect(self, key):
        """Called when the value of a preference has changed."""

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

    prefs = property(lambda self: dict(self.items()), doc="Names and values of all preferences.")

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
        lambda self: sorted({key.partition(".")[0] for key in (*self._known, *self._categories)}),
        doc="First parts of the names.",
    )

    def do_validation(self):
        """Check what files have set.

        Raises
        ------
        PreferenceError
            If a file has set a preference that there is not; those of devices may come later, with a package.
        """
        for key in self.prefs_unvalidated:
            if not key.startswith(_DEFERRED):
                raise self._unknown(key)

    def check_all_validated(self):
        """Warn about preferences that a file has set and that there are not."""
        if self.prefs_unvalidated:
            names = ", ".join(f"'{key}'" for key in sorted(self.prefs_unvalidated))
            logger.warn(
                f"a file of preferences sets what nobody has registered, so it has no effect: {names}", once=True
            )

    def read_preference_file(self, file):
        """Set preferences from a file, or an open one; it holds data only (see `ranvier.preference_files`).

        Raises
        ------
        PreferenceError
            For a line that is none, and for a value that a preference cannot have.
        """
        name = str(getattr(file, "name", file))
        if hasattr(file, "read"):
            text = file.read()
        else:
            with open(file, encoding="utf-8") as opened:
                text = opened.read()
        for key, value in preference_files.read(text, name).items():
            self._set_preference(key, value)

    def load_preferences(self):
        """Set preferences from the user's file, ``~/.brian/user_preferences``, if there is one.

        What lies in the present folder is read only when asked for, with `read_preference_file`.
        """
        file = os.path.expanduser(preference_files.USER_FILE)
        if os.path.isfile(file):
            self.read_preference_file(file)
        self.do_validation()

    def _as_file(self, values):
        return preference_files.write(values, self._known)

    as_file = property(
        lambda self: self._as_file(dict(self.items())), doc="Text of a preference file with the present values."
    )
    defaults_as_file = property(
        lambda self: self._as_file({key: preference.default for key, preference in self._known.items()}),
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
        changed = {*self._values, *self._saved}
        self.__dict__["_values"] = dict(self._saved)
        for key in changed:
            self._take_effect(key)

    def __dir__(self):
        return sorted({*super().__dir__(), *self.toplevel_categories})

    def __repr__(self):
        return f"<preferences: {', '.join(f'{k}={v!r}' for k, v in self._values.items()) or 'all at their defaults'}>"


class BrianGlobalPreferencesView:
    """The preferences whose names begin alike, ``prefs.codegen`` for example."""

    def __init__(self, preferences, basename):
        self.__dict__.update(_preferences=preferences, _basename=basename)

    def __getitem__(self, key):
        return self._preferences[f"{self._basename}.{key}"]

    def __setitem__(self, key, value):
        self._preferences[f"{self._basename}.{key}"] = value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name, value):
        self[name] = value

    def __delitem__(self, key):
        del self._preferences[f"{self._basename}.{key}"]

    __delattr__ = __delitem__

    def __iter__(self):
        prefix = self._basename + "."
        return (key[len(prefix) :] for key in self._preferences if key.startswith(prefix))

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, key):
        return f"{self._basename}.{key}" in self._preferences

    def keys(self):
        """Names of the preferences, without what they have in common."""
        return list(self)

    def items(self):
        """Names and values of the preferences."""
        return [(key, self[key]) for key in self]

    def values(self):
        """Values of the preferences."""
        return [self[key] for key in self]

    def update(self, values):
        """Set several preferences."""
        for key, value in dict(values).items():
            self[key] = value

    def __repr__(self):
        return f"<preferences {self._basename}: {', '.join(self)}>"

    def __dir__(self):
        prefix = self._basename + "."
        names = (*self._preferences, *self._preferences._categories)
        return sorted({name[len(prefix) :].partition(".")[0] for name in names if name.startswith(prefix)})
