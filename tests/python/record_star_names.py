"""Writes data/star_names.txt: each name of ``from brian2 import *``, where it comes from and what kind of thing it is.

Run with an interpreter that has Brian 2 2.9.0 and matplotlib.
"""

import builtins
import inspect
import sys
from pathlib import Path

import brian2
import brian2.units.unitsafefunctions
import matplotlib.pylab
import numpy

SOURCES = {
    "builtins": builtins,
    "units": brian2.units.unitsafefunctions,
    "numpy": numpy,
    "numpy.random": numpy.random,
    "numpy.fft": numpy.fft,
    "numpy.linalg": numpy.linalg,
}


def source_of(name, value):
    if isinstance(value, brian2.Unit):
        return "unit"
    for source, module in SOURCES.items():
        if name in vars(module) and vars(module)[name] is value:
            return source
    if inspect.ismodule(value) and value.__name__ in sys.stdlib_module_names:
        return "python"
    if name in vars(brian2.only) or getattr(value, "__name__", "").startswith("brian2"):
        return "brian2"
    if getattr(matplotlib.pylab, name, None) is value:
        module = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", "")
        return "python" if str(module).partition(".")[0] in sys.stdlib_module_names else "pylab"
    return "brian2"


def kind_of(value):
    if isinstance(value, brian2.Unit):
        return str(value).replace(" ", "")
    if inspect.ismodule(value):
        return "module"
    if inspect.isclass(value):
        return "class"
    return "callable" if callable(value) else "value"


namespace = {}
exec("from brian2 import *", namespace)
del namespace["__builtins__"]
lines = [f"{name} {source_of(name, value)} {kind_of(value)}" for name, value in sorted(namespace.items())]
heading = f"# Brian 2 {brian2.__version__}, numpy {numpy.__version__}, matplotlib {matplotlib.__version__}\n"
path = Path(__file__).parent / "data" / "star_names.txt"
path.write_text(heading + "\n".join(lines) + "\n")
