"""Preferences: Brian 2's keys, accepted and kept; the few that mean something to Ranvier are checked."""

import numpy as np

from ranvier.brian_logger import LOG_LEVELS, set_console_level

__all__ = ["PreferenceError", "BrianPreference", "prefs", "brian_prefs"]


class PreferenceError(Exception):
    """Raised for an unknown preference, or for a value that a preference cannot have."""


class BrianPreference:
    """One preference.

    Parameters
    ----------
    default
        Its value unless set.
    docs : str
        What it means.
    validator : callable, optional
        Says whether a value is allowed; by default everything of the type of `default` is.
    """

    def __init__(self, default, docs, validator=None, representor=repr):
        self.default = default
        self.docs = docs
        self.representor = representor
        self.validator = validator or (lambda value: isinstance(value, type(default)))


def _one_of(*allowed):
    return lambda value: value in allowed


def _anything(value):
    return True


def _log_level(value):
    return str(value).upper() in LOG_LEVELS


_NO_EFFECT = "Has no effect in Ranvier, which compiles in the process."
_NO_LOG_FILE = "Has no effect in Ranvier, which writes no log file."


def _float_type(value):
    return np.dtype(value) in (np.dtype(np.float32), np.dtype(np.float64))


def _without_effect(defaults, docs=_NO_EFFECT):
    return {key: BrianPreference(default, docs, _anything) for key, default in defaults.items()}


_CORE = {
    "core.default_float_dtype": BrianPreference(np.float64, "Type of floating point variables.", _float_type),
    "core.default_integer_dtype": BrianPreference(np.int32, "Type of integer variables.", _anything),
    "core.stop_on_keyboard_interrupt": BrianPreference(True, "Whether Ctrl-C ends a run as stop() does."),
    "core.outdated_dependency_error": BrianPreference(True, "Has no effect in Ranvier.", _anything),
    "core.network.default_schedule": BrianPreference(
        ["start", "groups", "thresholds", "synapses", "resets", "end"],
        "Order of the slots of a time step.",
        lambda value: isinstance(value, (list, tuple)) and all(isinstance(slot, str) for slot in value),
    ),
    "legacy.refractory_timing": BrianPreference(False, "Whether refractory times compare in floating point."),
    "logging.console_log_level": BrianPreference("INFO", "Lowest level of messages shown.", _log_level),
    "logging.display_brian_error_message": BrianPreference(True, "Has no effect in Ranvier."),
    "logging.warn_for_unused_objects": BrianPreference(True, "Whether objects that were never run give a warning."),
    "codegen.target": BrianPreference("auto", "Accepts Brian 2's targets; Ranvier always compiles.", _anything),
}

_DEAD = {
    **_without_effect(
        {
            "codegen.string_expression_target": "numpy",
            "codegen.synapse_connect_target": None,
            "codegen.loop_invariant_optimisations": True,
            "codegen.max_cache_dir_size": 1000,
            "codegen.cpp.compiler": "",
            "codegen.cpp.extra_compile_args": None,
            "codegen.cpp.extra_compile_args_gcc": [],
            "codegen.cpp.extra_compile_args_msvc": [],
            "codegen.cpp.extra_link_args": [],
            "codegen.cpp.include_dirs": [],
            "codegen.cpp.library_dirs": [],
            "codegen.cpp.runtime_library_dirs": [],
            "codegen.cpp.libraries": [],
            "codegen.cpp.headers": [],
            "codegen.cpp.define_macros": [],
            "codegen.cpp.msvc_architecture": "",
            "codegen.cpp.msvc_vars_location": "",
            "codegen.generators.cpp.restrict_keyword": "__restrict",
            "codegen.generators.cpp.flush_denormals": False,
            "codegen.runtime.cython.multiprocess_safe": True,
            "codegen.runtime.cython.cache_dir": None,
            "codegen.runtime.cython.delete_source_files": True,
            "codegen.runtime.numpy.discard_units": False,
            "codegen.runtime.weave.multiprocess_safe": True,
            "devices.cpp_standalone.openmp_threads": 0,
            "devices.cpp_standalone.openmp_spatialneuron_strategy": None,
            "devices.cpp_standalone.make_cmd_unix": "make",
            "devices.cpp_standalone.run_cmd_unix": "./main",
            "devices.cpp_standalone.extra_make_args_unix": ["-j"],
            "devices.cpp_standalone.extra_make_args_windows": [],
            "devices.cpp_standalone.run_environment_variables": {},
            "GSL.directory": None,
        }
    ),
    **_without_effect(
        {
            "logging.file_log": True,
            "logging.file_log_level": "DIAGNOSTIC",
            "logging.file_log_max_size": 10000000,
            "logging.delete_log_on_exit": True,
            "logging.save_script": True,
            "logging.std_redirection": True,
            "logging.std_redirection_to_file": True,
        },
        _NO_LOG_FILE,
    ),
}


def _unknown(key):
    from difflib import get_close_matches

    close = get_close_matches(key, [*_CORE, *_DEAD], 1)
    hint = f"; did you mean '{close[0]}'?" if close else ""
    return PreferenceError(f"there is no preference '{key}'{hint}")


class Preferences:
    """All preferences, by item (``prefs['codegen.target']``) or by attribute (``prefs.codegen.target``)."""

    def __init__(self):
        self.__dict__.update(_known={**_CORE, **_DEAD}, _values={}, _saved={})

    def register_preferences(self, prefbasename, prefbasedoc, **preferences):
        """Add preferences ``prefbasename.<name>``, each a `BrianPreference`."""
        for name, preference in preferences.items():
            self._known[f"{prefbasename}.{name}"] = preference

    def __getitem__(self, key):
        if key in self._known:
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

    def __dir__(self):
        prefix = self._name + "."
        return sorted({k[len(prefix) :].partition(".")[0] for k in self._preferences if k.startswith(prefix)})


prefs = Preferences()


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
