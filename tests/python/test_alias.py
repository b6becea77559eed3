"""Inside ``python -m ranvier``, ``import brian2`` and the modules below it mean Ranvier."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from ranvier.unavailable import Unavailable

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


IMPORTS = {
    "import brian2.units; print(brian2.units.mV)": "mV",
    "from brian2.units import mV; print(mV)": "mV",
    "from brian2 import units; print(units.mV)": "mV",
    "from brian2.units.allunits import mvolt as u; print(u)": "mV",
    "import brian2.units.allunits as u; print(u.mvolt)": "mV",
    "from brian2.units.allunits import *; print(mvolt)": "mV",
    "from brian2.units.stdunits import mV; print(mV)": "mV",
    "from brian2.units.fundamentalunits import Unit, get_unit; print(type(get_unit(Unit(1).dim)) is Unit)": "True",
    "from brian2.units.fundamentalunits import DIMENSIONLESS; print(DIMENSIONLESS)": "1",
    "from brian2.units.constants import zero_celsius; print(zero_celsius)": "273.15 K",
    "from brian2.units.unitsafefunctions import exp; print(exp(0))": "1.0",
    "from brian2.only import *; print(mV)": "mV",
    "import brian2.only; print(brian2.only.mV)": "mV",
    "import brian2.numpy_ as np; print(np.arange(3))": "[0 1 2]",
    "from brian2.numpy_ import *; print(arange(3))": "[0 1 2]",
    "from brian2.utils.logger import get_logger, catch_logs; print(catch_logs.__name__)": "catch_logs",
    "from brian2.core.preferences import prefs, PreferenceError; print(prefs['codegen.target'])": "auto",
    "from brian2.core import preferences; print(preferences.prefs['codegen.target'])": "auto",
    "from brian2.core.namespace import DEFAULT_UNITS; print(DEFAULT_UNITS['mvolt'])": "mV",
    "from brian2.stateupdaters.explicit import rk4; print(rk4)": "rk4",
    "from brian2.equations.equations import EquationError; print(EquationError.__name__)": "EquationError",
    "import brian2.core.functions; print(len(dir(brian2.core.functions)) > 3)": "True",
    "import brian2.devices.device; print('set_device' in dir(brian2.devices.device))": "True",
}


def test_submodules_lead_to_ranvier():
    code = "".join(f"exec({statement!r}, {{}})\n" for statement in IMPORTS)
    assert with_alias(code).splitlines() == list(IMPORTS.values())


def test_a_module_has_one_object_under_all_its_names():
    code = (
        "import brian2.units.allunits, ranvier.units.allunits, sys\n"
        "print(brian2.units.allunits is ranvier.units.allunits is sys.modules['brian2.units.allunits'])\n"
        "print(ranvier.units.__spec__.name, ranvier.__spec__.name)"
    )
    assert with_alias(code) == "True\nranvier.units ranvier\n"


MODULE_NAMES = json.loads((Path(__file__).parent / "data" / "module_names.json").read_text())
# Of Brian 2's own tests and packaging.
LEFT_OUT = {"brian2._version", "brian2.conftest"}


@pytest.mark.parametrize("name", sorted(MODULE_NAMES.keys() - LEFT_OUT))
def test_every_module_of_brian2_has_the_names_of_that_one(name):
    module = alias.brian2_module(name.removeprefix("brian2."))
    missing = [entry for entry in MODULE_NAMES[name] if not hasattr(module, entry)]
    assert missing == []


def test_a_name_that_ranvier_has_no_counterpart_of_says_so_when_it_is_used():
    from ranvier.alias import brian2_module

    with pytest.raises(NotImplementedError) as caught:
        brian2_module("codegen.templates").Templater()
    assert str(caught.value) == (
        "Ranvier has no counterpart of Templater in brian2.codegen.templates: Ranvier makes machine code from a model "
        "itself; there are no templates, targets and code objects"
    )


def test_a_name_means_what_it_means_in_its_module():
    from ranvier.alias import brian2_module

    assert isinstance(brian2_module("codegen.optimisation").collect, Unavailable)
    assert brian2_module("core.magic").collect.__module__ == "ranvier.magic"
    assert brian2_module("utils.stringtools").replace("aba", {"a": "c"}) == "cbc"


def test_a_module_without_counterpart_is_named():
    done = run("from ranvier.alias import install; install()\nimport brian2.hears")
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: Ranvier has no counterpart of the module 'brian2.hears'; "
        "import what you need from 'brian2', or run this script with Brian 2"
    )


def test_a_missing_module_can_be_caught_as_usual():
    code = "try:\n    import brian2.hears.filtering\nexcept ImportError as error:\n    print(error.name)"
    assert with_alias(code) == "brian2.hears\n"


def test_a_name_without_counterpart_is_an_import_error():
    code = "try:\n    from brian2.core.variables import NoVariable\nexcept ImportError as error:\n    print(error)"
    assert with_alias(code).startswith("cannot import name 'NoVariable' from 'brian2.core.variables'")


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
