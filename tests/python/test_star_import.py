"""``from ranvier import *`` brings the names of ``from brian2 import *``, each the same kind of thing."""

import builtins
import importlib
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
from ranvier.forwarding import Forwarded, ForwardedModule
from ranvier.unavailable import NOT_BUILT, Unavailable

# The record is of Brian 2.9.
NAMES_OF_NEWER_VERSIONS = {"EventClock"}
RECORD = Path(__file__).parent / "data" / "star_names.txt"


def recorded():
    lines = RECORD.read_text().splitlines()
    return [tuple(line.split()) for line in lines if not line.startswith("#")]


def names_from(source):
    return [(name, kind) for name, origin, kind in recorded() if origin == source]


@pytest.fixture(scope="module")
def star():
    namespace = {}
    exec("from ranvier import *", namespace)
    del namespace["__builtins__"]
    return namespace


def real(thing):
    """What a forwarding object stands for."""
    if isinstance(thing, ForwardedModule):
        return importlib.import_module(thing.__name__)
    return thing._forward() if type(thing) is Forwarded else thing


def kind_of(thing):
    if inspect.ismodule(thing):
        return "module"
    if inspect.isclass(thing):
        return "class"
    return "callable" if callable(thing) else "value"


def run(code, *options):
    return subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, timeout=60)


def test_every_name_of_brian2_is_there(star):
    assert [name for name, _, _ in recorded() if name not in star] == []


def test_a_name_that_brian2_lacks_comes_only_from_a_newer_numpy(star):
    known = {name for name, _, _ in recorded()}
    extra = {name for name in star if name not in known and name not in NAMES_OF_NEWER_VERSIONS}
    assert [name for name in extra if not hasattr(numpy, name)] == []


def test_the_record_has_the_size_that_was_counted():
    assert len(recorded()) == 1206


@pytest.mark.parametrize("name", [name for name, _ in names_from("builtins")])
def test_python_keeps_its_own_functions(star, name):
    assert star[name] is getattr(builtins, name)


@pytest.mark.parametrize("source", ["numpy.random", "numpy.fft", "numpy.linalg"])
def test_names_of_numpys_submodules_are_theirs(star, source):
    module = importlib.import_module(source)
    assert [name for name, _ in names_from(source) if star[name] is not getattr(module, name)] == []


def test_names_of_numpy_are_numpys(star):
    changed = []
    for name, kind in names_from("numpy"):
        if hasattr(numpy, name) and name != "sum":
            if real(star[name]) is not getattr(numpy, name):
                changed.append(name)
        elif kind_of(star[name]) != kind:
            changed.append(name)
    assert changed == []


def test_sum_is_numpys_and_takes_a_generator(star):
    assert star["sum"]([[1, 2], [3, 4]], axis=0).tolist() == [4, 6]
    assert star["sum"](x for x in (1, 2)) == 3


def test_names_that_numpy_dropped_still_work(star):
    assert star["trapz"]([1, 2, 3]) == 4
    assert star["in1d"]([1, 2], [2]).tolist() == [False, True]
    assert star["np"].trapz([1, 2, 3]) == 4


def test_units_are_the_same_units(star):
    shown = {name: str(star[name]).replace(" ", "") for name, _ in names_from("unit")}
    assert shown == dict(names_from("unit"))


def test_functions_that_know_units_are_the_same_under_each_name(star):
    units = importlib.import_module("ranvier.units")
    for name, _ in names_from("units"):
        assert star[name] is getattr(units, name)
        if name in star["np"].__all__:
            assert getattr(star["np"], name) is star[name]


def test_standard_library_comes_along(star):
    assert star["sys"] is sys
    for name, kind in names_from("python"):
        assert kind_of(star[name]) == kind, name


def test_plotting_names_stand_for_pylabs_objects(star):
    pylab = pytest.importorskip("matplotlib.pylab", reason="matplotlib is not installed")
    # What pyplot read from MPLBACKEND when it was imported: a value of the environment, not of matplotlib.
    of_the_environment = {"requested_backend"}
    different = [
        name
        for name, kind in names_from("pylab")
        if name not in of_the_environment
        and hasattr(pylab, name)
        and (real(star[name]) is not getattr(pylab, name) or kind_of(real(star[name])) != kind)
    ]
    assert different == []


def test_names_of_brian2_are_there_or_say_that_they_are_not(star):
    wrong = []
    for name, kind in names_from("brian2"):
        found = star[name]
        if type(found) is not Unavailable and kind in ("module", "class") and kind_of(found) != kind:
            wrong.append(name)
    assert wrong == []


def test_np_is_the_numpy_that_knows_units(star):
    assert star["np"] is star["numpy"] is star["numpy_"]
    assert star["np"].random is numpy.random
    assert star["np"].arange is star["arange"]
    assert star["np"].zeros is numpy.zeros


@pytest.mark.parametrize("name", sorted(NOT_BUILT))
def test_using_what_is_not_built_says_so_and_what_to_do(name):
    thing = getattr(importlib.import_module("ranvier"), name)
    for use in (lambda: thing(), lambda: thing.attribute, lambda: thing["key"]):
        with pytest.raises(NotImplementedError) as caught:
            use()
        assert str(caught.value) == f"Ranvier does not have {name} yet; {NOT_BUILT[name]}"
    assert not isinstance(3, thing)


def test_devices_can_be_chosen(star):
    star["set_device"]("cpp_standalone", directory="output", build_on_run=False)
    assert type(star["get_device"]()).__name__ == "CPPStandaloneDevice"
    star["set_device"]("runtime")
    assert type(star["get_device"]()).__name__ == "RuntimeDevice"
    with pytest.raises(KeyError) as caught:
        star["set_device"]("gpu")
    assert caught.value.args[0] == (
        "there is no device 'gpu'; the devices are 'cpp_standalone', 'runtime', and all of them mean Ranvier's one engine"
    )


def test_the_star_import_does_not_import_matplotlib():
    done = run("from ranvier import *; import sys; print([m for m in sys.modules if 'matplotlib' in m])")
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_star_import_works_without_matplotlib():
    hide = "import sys; sys.modules['matplotlib'] = None\n"
    done = run(hide + "from ranvier import *\nprint(3*mV)\nplot([1])")
    assert done.stdout == "3. mV\n"
    last = done.stderr.splitlines()[-1]
    assert last == (
        "ModuleNotFoundError: plot needs the package matplotlib, which is not installed here: pip install matplotlib"
    )


def test_plotting_through_the_star_draws(tmp_path):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    picture = tmp_path / "picture.png"
    done = run(
        "from ranvier import *\n"
        "matplotlib.use('Agg')\n"
        "rcParams['font.size'] = 7\n"
        "fig, ax = subplots()\n"
        "ax.plot(arange(3)*ms, [1, 2, 4]*mV)\n"
        "ax.fill_between([1, 2]*ms, [1, 2]*mV, [2, 3]*mV)\n"
        "hist([1, 2, 2]*mV/mV, 3)\n"
        "assert isinstance(fig, Figure) and rcParams['font.size'] == 7\n"
        "class Mine(Figure): pass\n"
        f"plt.savefig({str(picture)!r})\n",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_forwarding_object_pickles_as_what_it_stands_for():
    stand_in = Forwarded("collections", "OrderedDict")
    assert pickle.loads(pickle.dumps(stand_in)) is importlib.import_module("collections").OrderedDict


def test_importing_ranvier_loads_no_other_package():
    done = run("import sys; import ranvier; print('numpy' in sys.modules, [m for m in sys.modules if 'ranvier.' in m])")
    assert done.stdout == "False []\n"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'ranvier' has no attribute 'no_such_name'"):
        _ = importlib.import_module("ranvier").no_such_name
