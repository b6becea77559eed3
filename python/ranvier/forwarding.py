"""Objects that stand for something in a module which is imported only when they are used.

The star import brings every name of pylab; importing matplotlib for that would take half a second in each script.
"""

import importlib
import types


def load(module, name):
    """The object `name` of a module, imported now; the module itself for an empty name."""
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name.partition(".")[0] != package:
            raise
        text = f"{name or module} needs the package {package}, which is not installed here: pip install {package}"
        raise ModuleNotFoundError(text, name=package) from None
    return getattr(found, name) if name else found


class Forwarded:
    """Stands for one object of a module: calls, attributes, items, iteration and class checks reach the object.

    Parameters
    ----------
    module, name : str
        Where the object is.
    """

    __slots__ = ("_forwarded_module", "_forwarded_name", "_forwarded_object")

    def __init__(self, module, name):
        object.__setattr__(self, "_forwarded_module", module)
        object.__setattr__(self, "_forwarded_name", name)
        object.__setattr__(self, "_forwarded_object", None)

    def _forward(self):
        if self._forwarded_object is None:
            found = load(self._forwarded_module, self._forwarded_name)
            object.__setattr__(self, "_forwarded_object", found)
        return self._forwarded_object

    __doc__ = property(lambda self: self._forward().__doc__)
    __wrapped__ = property(lambda self: self._forward())

    def __call__(self, *args, **kwds):
        return self._forward()(*args, **kwds)

    def __getattr__(self, name):
        return getattr(self._forward(), name)

    def __setattr__(self, name, value):
        setattr(self._forward(), name, value)

    def __delattr__(self, name):
        delattr(self._forward(), name)

    def __getitem__(self, key):
        return self._forward()[key]

    def __setitem__(self, key, value):
        self._forward()[key] = value

    def __delitem__(self, key):
        del self._forward()[key]

    def __iter__(self):
        return iter(self._forward())

    def __len__(self):
        return len(self._forward())

    def __contains__(self, key):
        return key in self._forward()

    def __eq__(self, other):
        other = other._forward() if isinstance(other, Forwarded) else other
        return self._forward() == other

    def __hash__(self):
        return hash(self._forward())

    def __repr__(self):
        return repr(self._forward())

    def __str__(self):
        return str(self._forward())

    def __dir__(self):
        return dir(self._forward())

    def __or__(self, other):
        return self._forward() | other

    def __mro_entries__(self, bases):
        return (self._forward(),)

    def __instancecheck__(self, instance):
        return isinstance(instance, self._forward())

    def __subclasscheck__(self, subclass):
        return issubclass(subclass, self._forward())

    def __reduce__(self):
        return load, (self._forwarded_module, self._forwarded_name)


class ForwardedModule(types.ModuleType):
    """Stands for a module, which is imported at the first access to one of its names."""

    def __init__(self, name):
        super().__init__(name)
        self.__dict__["__doc__"] = f"Stands for the module {name}, which is imported at the first use."
        for derived in ("__loader__", "__spec__", "__package__"):
            self.__dict__.pop(derived, None)

    def __getattr__(self, name):
        return getattr(load(self.__name__, ""), name)

    def __setattr__(self, name, value):
        setattr(load(self.__name__, ""), name, value)

    def __dir__(self):
        return dir(load(self.__name__, ""))

    def __reduce__(self):
        return load, (self.__name__, "")
