"""Ranvier: a simulator of spiking neural networks that speaks the language of Brian 2.

``from ranvier import *`` brings the same names as ``from brian2 import *``. A script that imports ``brian2`` itself runs
unmodified with ``python -m ranvier script.py``.
"""

import importlib


def __getattr__(name):
    if name.startswith("_") and name not in ("__all__", "__version__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    names = importlib.import_module("ranvier.names")
    if name == "__all__":
        value = names.star_names()
    elif name == "__version__":
        from ranvier.version import version as value
    else:
        try:
            value = names.resolve(name)
        except KeyError:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__getattr__("__all__")})
