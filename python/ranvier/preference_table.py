"""The table of preferences: Brian 2's keys; the few that mean something to Ranvier are checked."""

import numpy as np

from ranvier.brian_logger import LOG_LEVELS
from ranvier.units import Quantity, get_dimensions


class PreferenceError(Exception):
    """Raised for an unknown preference, or for a value that a preference cannot have."""


class UnknownPreference(PreferenceError, AttributeError, KeyError):
    """An unknown preference, asked for as an attribute or as an item."""

    __str__ = Exception.__str__


class PreferenceFileError(PreferenceError, ValueError):
    """A line of a file of preferences is none."""


class DefaultValidator:
    """Says that a value may be what the default is: of the same type, and for quantities of the same dimension.

    Parameters
    ----------
    value
        The default.
    """

    def __init__(self, value):
        self.value = value

    def __call__(self, value):
        if not isinstance(value, type(self.value)):
            return False
        return get_dimensions(value) is get_dimensions(self.value) if isinstance(value, Quantity) else True


class BrianPreference:
    """One preference.

    Parameters
    ----------
    default
        Its value unless set.
    docs : str
        What it means.
    validator : callable, optional
        Says whether a value is allowed; without it a `DefaultValidator` does.
    representor : callable
        Gives the text of a value in files.
    """

    def __init__(self, default, docs, validator=None, representor=repr):
        self.default = default
        self.docs = docs
        self.representor = representor
        self.validator = validator or DefaultValidator(default)


def _one_of(*allowed):
    return lambda value: value in allowed


def _anything(value):
    return True


def _log_level(value):
    return str(value).upper() in LOG_LEVELS


_NO_EFFECT = "Has no effect in Ranvier, which compiles in the process."
_NOT_KEPT = "Has no effect in Ranvier, whose log file holds its messages only."


def _ignorable(value):
    from ranvier.findings import is_ignorable

    return is_ignorable(value)


def _float_type(value):
    try:
        return np.dtype(value) in (np.dtype(np.float32), np.dtype(np.float64))
    except TypeError:
        return False


def _name_of_type(value):
    return np.dtype(value).name


def _without_effect(defaults, docs=_NO_EFFECT):
    return {key: BrianPreference(default, docs, _anything) for key, default in defaults.items()}


CORE = {
    "core.default_float_dtype": BrianPreference(
        np.float64, "Type of floating point variables.", _float_type, _name_of_type
    ),
    "core.default_integer_dtype": BrianPreference(np.int32, "Type of integer variables.", _anything, _name_of_type),
    "core.stop_on_keyboard_interrupt": BrianPreference(True, "Whether Ctrl-C ends a run as stop() does."),
    "core.outdated_dependency_error": BrianPreference(True, "Has no effect in Ranvier.", _anything),
    "core.network.default_schedule": BrianPreference(
        ["start", "groups", "thresholds", "synapses", "resets", "end"],
        "Order of the slots of a time step.",
        lambda value: isinstance(value, (list, tuple)) and all(isinstance(slot, str) for slot in value),
    ),
    "doctor.ignore": BrianPreference(
        {},
        "What the doctor does not tell: codes, and for each a list of objects or variables, all if it is empty.",
        _ignorable,
    ),
    "doctor.non_finite": BrianPreference(
        "stop",
        "What happens when a differential variable of neurons becomes nan or infinite: 'stop' ends the run there, as "
        "stop() does, 'warn' goes on, 'raise' ends it with a NumericalError.",
        _one_of("stop", "warn", "raise"),
    ),
    "legacy.refractory_timing": BrianPreference(False, "Whether refractory times compare in floating point."),
    "logging.console_log_level": BrianPreference("INFO", "Lowest level of messages shown.", _log_level),
    "logging.file_log": BrianPreference(True, "Whether messages are written to a log file too, BrianLogger.tmp_log."),
    "logging.file_log_level": BrianPreference("DEBUG", "Lowest level of messages in the log file.", _log_level),
    "logging.file_log_max_size": BrianPreference(
        10000000, "Size in bytes from which on another log file is begun; the one before is kept as <name>.1."
    ),
    "logging.delete_log_on_exit": BrianPreference(
        True, "Whether the log file is deleted when the process ends, but for an error that ends it."
    ),
    "logging.display_brian_error_message": BrianPreference(True, "Has no effect in Ranvier."),
    "logging.warn_for_unused_objects": BrianPreference(True, "Whether objects that were never run give a warning."),
    "codegen.target": BrianPreference("auto", "Accepts Brian 2's targets; Ranvier always compiles.", _anything),
}

DEAD = {
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
            "logging.save_script": True,
            "logging.std_redirection": True,
            "logging.std_redirection_to_file": True,
        },
        _NOT_KEPT,
    ),
}
