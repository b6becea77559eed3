"""Brian 2's preferences are accepted, by item and by attribute."""

from io import StringIO

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs
from ranvier.preferences import (
    BrianGlobalPreferences,
    BrianGlobalPreferencesView,
    BrianPreference,
    DefaultValidator,
    PreferenceError,
    Preferences,
)

from ranvier.units import amp, mV, volt


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
        "doctor",
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
    prefs.core.default_float_dtype = np.float32
    again = Preferences()
    again.read_preference_file(StringIO(prefs.as_file))
    assert again.prefs == prefs.prefs and again.core.default_float_dtype is np.float32
    again.read_preference_file(StringIO(prefs.defaults_as_file))
    assert again.codegen.target == "auto"


def test_the_default_says_which_values_are_allowed():
    assert DefaultValidator(5)(3) and not DefaultValidator(5)("3") and not DefaultValidator(5)(3.0)
    assert DefaultValidator(3 * volt)(2 * mV) and not DefaultValidator(3 * volt)(2 * amp)


@pytest.fixture
def own():
    registry = BrianGlobalPreferences()
    registry.register_preferences(
        "a",
        "All of a",
        size=BrianPreference(5, "A size."),
        peak=BrianPreference(1 * volt, "A voltage."),
        kind=BrianPreference(np.float64, "A type.", representor=lambda kind: kind.__name__),
    )
    return registry


def test_a_registry_of_ones_own_holds_what_was_registered(own):
    assert len(own) == 3 and list(own.a) == ["size", "peak", "kind"] and dict(own.a.items())["size"] == 5
    assert isinstance(own.a, BrianGlobalPreferencesView) and own.a._basename == "a"
    own.a.update({"size": 6})
    assert own.prefs["a.size"] == 6
    with pytest.raises(PreferenceError, match="'a' is a category of preferences and has no value; set one of its"):
        own.a = 3


@pytest.mark.parametrize(
    ("basename", "name", "text"),
    [
        ("b", "_hidden", "a preference can't be called '_hidden': names with an underscore in front are internal"),
        ("b", "update", "a preference can't be called 'update': preferences have a method of that name"),
        ("a.size", "more", "'a.size' can't be a category: 'a.size' is a preference"),
        ("c", "d", "'c.d' can't be a preference: it is a category"),
    ],
)
def test_names_that_can_be_none_are_refused(own, basename, name, text):
    own.register_preferences("c.d", "A category", e=BrianPreference(1, "A number."))
    with pytest.raises(PreferenceError) as caught:
        own.register_preferences(basename, "", **{name: BrianPreference(1, "")})
    assert str(caught.value) == text


def test_files_hold_quantities_and_types(own):
    own.read_preference_file(StringIO("# mine\na.size = 10\n[a]\npeak = 5*mV\nkind = float32\n"))
    assert (own.a.size, own.a.peak, own.a.kind) == (10, 5 * mV, np.float32)
    again = BrianGlobalPreferences(own._known)
    again.read_preference_file(StringIO(own.as_file))
    assert again.a.kind is np.float32 and again.a.peak == 5 * mV
    for text in ("[a\nsize = 3", "a.size = 'big'", "a.peak = mV.dim", "a.size = 1/0"):
        with pytest.raises(PreferenceError):
            own.read_preference_file(StringIO(text))


def test_values_in_files_wait_for_their_preference():
    registry = BrianGlobalPreferences()
    registry.read_preference_file(StringIO("devices.mine.size = 5\ndevices.other.size = 7"))
    registry.do_validation()
    assert registry.prefs_unvalidated == {"devices.mine.size": 5, "devices.other.size": 7}
    registry.register_preferences("devices.mine", "Mine", size=BrianPreference(0, "A size."))
    assert registry.devices.mine.size == 5 and registry.prefs_unvalidated == {"devices.other.size": 7}
    with catch_logs() as logs:
        registry.check_all_validated()
    text = "a file of preferences sets what nobody has registered, so it has no effect: 'devices.other.size'"
    assert logs == [("WARNING", "brian2.core.preferences", text)]
    registry.read_preference_file(StringIO("nothing.alike = 5"))
    with pytest.raises(PreferenceError, match="there is no preference 'nothing.alike'"):
        registry.do_validation()
    with pytest.raises(PreferenceError, match="there is no preference 'nothing.alike'"):
        registry.register_preferences("nothing", "", other=BrianPreference(1, ""))


def test_the_file_in_the_home_folder_counts_and_none_in_the_present_folder(own, tmp_path, monkeypatch):
    (tmp_path / ".brian").mkdir()
    (tmp_path / ".brian" / "user_preferences").write_text("a.size = 8")
    (tmp_path / "brian_preferences").write_text("a.size = 9")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    own.load_preferences()
    assert own.a.size == 8
