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


def test_lists_can_be_appended_to_without_changing_the_default(prefs):
    prefs.codegen.cpp.headers += ['"more.h"']
    prefs["codegen.cpp.libraries"].append("m")
    assert prefs.codegen.cpp.headers == ['"more.h"'] and prefs.codegen.cpp.libraries == ["m"]
    assert Preferences().codegen.cpp.libraries == []
    prefs.reset_to_defaults()
    assert prefs.codegen.cpp.headers == [] and prefs.codegen.cpp.libraries == []


def test_an_unknown_preference_can_be_asked_for_as_usual(prefs):
    assert not hasattr(prefs.codegen, "nothing") and "codegen.nothing" not in prefs
    assert prefs.get("codegen.nothing", 3) == 3
    with pytest.raises(KeyError):
        prefs["codegen.nothing"]


def test_preferences_cannot_be_deleted(prefs):
    for delete in (lambda: prefs.__delitem__("codegen.target"), lambda: delattr(prefs.codegen, "target")):
        with pytest.raises(PreferenceError, match="the preference 'codegen.target' can't be deleted"):
            delete()


def test_a_category_lists_its_preferences(prefs):
    assert list(prefs.core.network) == ["default_schedule"] and len(prefs.core) == 5
    assert "target" in prefs.codegen and prefs.toplevel_categories == [
        "GSL",
        "codegen",
        "core",
        "devices",
        "legacy",
        "logging",
    ]


def test_files_of_preferences_hold_data(prefs, tmp_path):
    file = tmp_path / "preferences"
    file.write_text("# mine\n[codegen]\ntarget = 'numpy'\n\n[codegen.cpp]\nheaders = ['a.h']\n")
    prefs.read_preference_file(file)
    assert prefs.codegen.target == "numpy" and prefs.codegen.cpp.headers == ["a.h"]
    file.write_text("codegen.target = __import__('os').getcwd()\n")
    with pytest.raises(
        ValueError, match="line 1: \"__import__\\('os'\\).getcwd\\(\\)\" is no number, text, truth value or list"
    ):
        prefs.read_preference_file(file)
    file.write_text("codegen.target\n")
    with pytest.raises(ValueError, match="line 1: a preference is written 'name = value', not 'codegen.target'"):
        prefs.read_preference_file(file)


def test_the_text_of_all_preferences_can_be_read_again(prefs):
    prefs.codegen.target = "numpy"
    again = Preferences()
    text = "\n".join(line for line in prefs.as_file.splitlines() if "dtype" not in line)
    from ranvier import preference_files

    again.update(preference_files.read(text))
    assert again.codegen.target == "numpy"
