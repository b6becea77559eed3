"""Objects that can be found through their class."""

import weakref


class Trackable:
    """Base of classes whose living objects can be listed: ``cls.__instances__()``."""

    def __new__(cls, *_, **__):
        obj = super().__new__(cls)
        for kind in cls.__mro__:
            if issubclass(kind, Trackable):
                kind.__dict__["_tracked"].add(obj)
        return obj

    _tracked = weakref.WeakSet()

    def __init_subclass__(cls, **kwds):
        super().__init_subclass__(**kwds)
        cls._tracked = weakref.WeakSet()

    @classmethod
    def __instances__(cls):
        """Weak references to the living objects of this class and of those derived from it: a set."""
        return {weakref.ref(obj) for obj in cls._tracked}
