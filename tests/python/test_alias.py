"""Inside ``python -m ranvier``, ``import brian2`` and the modules below it mean Ranvier."""

import subprocess
import sys

import pytest

from ranvier import alias


def run(code, *options, cwd=None):
    return subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, timeout=60, cwd=cwd)


def with_alias(code, cwd=None):
    done = run(f"from ranvier.alias import install; install()\n{code}", cwd=cwd)
    assert done.stderr == ""
    return done.stdout


def test_brian2_is_ranvier():
    code = "import brian2, ranvier; print(brian2 is ranvier, brian2.mV is ranvier.mV, brian2.__name__)"
    assert with_alias(code) == "True True ranvier\n"


def test_import_under_another_name():
    assert with_alias("import brian2 as b2; print(3*b2.mV, b2.np.arange(2*b2.ms, step=b2.ms))") == "3. mV [0. 1.] ms\n"


def test_the_star_import_brings_the_same_as_ranvier():
    code = (
        "one, two = {}, {}\n"
        "exec('from brian2 import *', one); exec('from ranvier import *', two)\n"
        "del one['__builtins__'], two['__builtins__']\n"
        "print(one.keys() == two.keys(), all(one[n] is two[n] for n in one))"
    )
    assert with_alias(code) == "True True\n"


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("import brian2.units", "brian2.units.mV"),
        ("from brian2.units import mV", "mV"),
        ("from brian2 import units", "units.mV"),
        ("from brian2.units.allunits import mvolt as u", "u"),
        ("import brian2.units.allunits as u", "u.mvolt"),
        ("from brian2.units.allunits import *", "mvolt"),
        ("from brian2.units.stdunits import mV", "mV"),
        (
            "from brian2.units.fundamentalunits import Unit, Quantity, get_unit",
            "Unit is type(get_unit(Quantity(1).dim))",
        ),
        ("from brian2.units.fundamentalunits import DIMENSIONLESS", "DIMENSIONLESS"),
        ("from brian2.units.constants import zero_celsius", "zero_celsius"),
        ("from brian2.units.unitsafefunctions import exp", "exp(0)"),
        ("from brian2.only import *", "mV"),
        ("import brian2.only", "brian2.only.mV"),
        ("import brian2.numpy_ as np", "np.arange(3)"),
        ("from brian2.numpy_ import *", "arange(3)"),
        ("from brian2.utils.logger import get_logger, BrianLogger, catch_logs", "catch_logs.__name__"),
        ("from brian2.core.preferences import prefs, PreferenceError", "prefs['codegen.target']"),
        ("from brian2.core import preferences", "preferences.prefs['codegen.target']"),
        ("from brian2.core.namespace import DEFAULT_UNITS", "DEFAULT_UNITS['mvolt']"),
        ("from brian2.stateupdaters.explicit import rk4", "rk4"),
        ("import brian2.core.functions", "brian2.core.functions.DEFAULT_FUNCTIONS is not None"),
        ("import brian2.devices.device", "'set_device' in dir(brian2.devices.device)"),
    ],
)
def test_submodules_lead_to_ranvier(statement, shown):
    expected = {
        "brian2.units.mV": "mV", "units.mV": "mV", "u": "mV", "u.mvolt": "mV", "mvolt": "mV", "mV": "mV",
        "DIMENSIONLESS": "1", "zero_celsius": "273.15 K", "exp(0)": "1.0", "brian2.only.mV": "mV",
        "np.arange(3)": "[0 1 2]", "arange(3)": "[0 1 2]", "catch_logs.__name__": "catch_logs",
        "prefs['codegen.target']": "auto", "preferences.prefs['codegen.target']": "auto", "rk4": "rk4",
        "DEFAULT_UNITS['mvolt']": "mV",
    }.get(shown, "True")  # fmt: skip
    assert with_alias(f"{statement}\nprint({shown})") == f"{expected}\n"


def test_a_module_has_one_object_under_all_its_names():
    code = (
        "import brian2.units.allunits, ranvier.units.allunits, sys\n"
        "print(brian2.units.allunits is ranvier.units.allunits is sys.modules['brian2.units.allunits'])\n"
        "print(ranvier.units.__spec__.name, ranvier.__spec__.name)"
    )
    assert with_alias(code) == "True\nranvier.units ranvier\n"


@pytest.mark.parametrize("name", sorted({*alias._NAMES, *alias._MODULES} - {""}))
def test_every_module_of_the_table_imports(name):
    module = alias.brian2_module(name)
    for entry in alias._NAMES.get(name, "").split():
        assert hasattr(module, entry), entry


def test_a_module_without_counterpart_is_named():
    done = run("from ranvier.alias import install; install()\nimport brian2.hears")
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: Ranvier has no counterpart of the module 'brian2.hears'; "
        "import what you need from 'brian2', or run this script with Brian 2"
    )


def test_a_missing_module_can_be_caught_as_usual():
    code = "try:\n    import brian2.codegen.cpp_prefs\nexcept ImportError as error:\n    print(error.name)"
    assert with_alias(code) == "brian2.codegen.cpp_prefs\n"


def test_a_name_without_counterpart_is_an_import_error():
    code = "try:\n    from brian2.core.variables import ArrayVariable\nexcept ImportError as error:\n    print(error)"
    assert with_alias(code).startswith("cannot import name 'ArrayVariable' from 'brian2.core.variables'")


def test_the_alias_wins_over_an_installed_brian2(tmp_path):
    package = tmp_path / "brian2"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('the other brian2')")
    (package / "hears.py").write_text("")
    assert with_alias(f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nimport brian2; print(brian2.mV)") == "mV\n"


def test_without_the_command_brian2_is_left_alone(tmp_path):
    (tmp_path / "brian2.py").write_text("print('the other brian2')")
    assert run("import ranvier, brian2", cwd=tmp_path).stdout == "the other brian2\n"


def test_installing_twice_leaves_one_finder():
    code = "from ranvier.alias import install; install(); import sys; print(len(sys.meta_path)); install(); print(len(sys.meta_path))"
    first, second = run(code).stdout.split()
    assert first == second
