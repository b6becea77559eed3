"""Brian 2's preferences are accepted, by item and by attribute."""

import numpy as np
import pytest
from ranvier.preferences import BrianPreference, PreferenceError, Preferences


@pytest.fixture
def prefs():
    return Preferences()


def test_items_and_attributes_are_the_same_preference(prefs):
    prefs.codegen.target = "numpy"
    assert prefs["codegen.target"] == prefs.codegen.target == prefs["codegen"]["target"] == "numpy"
    prefs["codegen.cpp.extra_compile_args_gcc"] = ["-O3"]
    assert prefs.codegen.cpp.extra_compile_args_gcc == ["-O3"]


@pytest.mark.parametrize(
    ("key", "default"),
    [
        ("core.default_float_dtype", np.float64),
        ("core.default_integer_dtype", np.int32),
        ("core.network.default_schedule", ["start", "groups", "thresholds", "synapses", "resets", "end"]),
        ("codegen.target", "auto"),
        ("codegen.runtime.cython.cache_dir", None),
        ("devices.cpp_standalone.openmp_threads", 0),
        ("logging.console_log_level", "INFO"),
        ("legacy.refractory_timing", False),
    ],
)
def test_defaults_are_those_of_brian2(prefs, key, default):
    assert prefs[key] == default


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("codegen.target", "weave"),
        ("codegen.runtime.cython.cache_dir", "/somewhere"),
        ("codegen.loop_invariant_optimisations", False),
        ("codegen.cpp.headers", ["<x.h>"]),
        ("devices.cpp_standalone.openmp_threads", 4),
        ("core.default_float_dtype", np.float32),
        ("core.default_float_dtype", "float32"),
    ],
)
def test_what_scripts_set_is_accepted(prefs, key, value):
    prefs[key] = value
    assert prefs[key] == value


def test_an_unknown_preference_is_an_error_with_the_nearest_name(prefs):
    with pytest.raises(PreferenceError) as caught:
        prefs.codegen.targte = "numpy"
    assert str(caught.value) == "there is no preference 'codegen.targte'; did you mean 'codegen.target'?"
    with pytest.raises(PreferenceError, match="there is no preference 'nothing.alike'$"):
        prefs["nothing.alike"]


def test_a_value_that_cannot_be_is_an_error(prefs):
    with pytest.raises(PreferenceError) as caught:
        prefs.core.default_float_dtype = np.int32
    text = (
        "the preference 'core.default_float_dtype' cannot be <class 'numpy.int32'>: Type of floating point variables."
    )
    assert str(caught.value) == text


def test_preferences_go_back_to_their_defaults(prefs):
    prefs.codegen.target = "numpy"
    prefs.reset_to_defaults()
    assert prefs.codegen.target == "auto"


def test_preferences_can_be_saved_and_restored(prefs):
    prefs._backup()
    prefs.codegen.target = "numpy"
    prefs._restore()
    assert prefs.codegen.target == "auto"


def test_a_package_can_add_its_own(prefs):
    prefs.register_preferences("mine", "My preferences", size=BrianPreference(3, "A size."))
    assert prefs.mine.size == 3
    with pytest.raises(PreferenceError):
        prefs.mine.size = "big"


def test_completion_offers_the_parts_of_the_names(prefs):
    assert {"codegen", "core", "logging"} <= set(dir(prefs))
    assert "openmp_threads" in dir(prefs.devices.cpp_standalone)


def test_the_old_name_says_what_the_new_one_is():
    from ranvier.preferences import brian_prefs

    with pytest.raises(AttributeError, match="the preferences are called 'prefs'"):
        _ = brian_prefs.codegen
