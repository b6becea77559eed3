"""The names of Brian 2 itself: ``from ranvier.only import *`` leaves numpy and pylab out."""

from ranvier import names as _names

__all__ = _names.only_names()


def __getattr__(name):
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = _names.resolve(name)
    return value


def __dir__():
    return sorted({*globals(), *__all__})
