"""What devices have in common, and the device of the default mode."""

from contextlib import contextmanager

import numpy as np

from ranvier.session import core_session
from ranvier.session import seed as _seed


class Dummy:
    """What an unknown attribute of a device is: accepts every use and does nothing."""

    def _ignore(self, *_, **__):
        return self

    __call__ = __getitem__ = __enter__ = _ignore

    def __getattr__(self, name):
        return self

    def keys(self):
        """No names: ``**device.unknown`` passes nothing."""
        return ()

    def __exit__(self, *_):
        return False

    def __setitem__(self, item, value):
        """Ignored."""


class Device:
    """Where models run.

    Attributes
    ----------
    build_options : dict
        Arguments for ``device.build`` that `set_device` was given.
    """

    def __init__(self):
        self.build_options = {}

    def activate(self, build_on_run=True, **options):
        """Called when the device is chosen."""
        self.build_options = dict(options)

    def seed(self, seed=None):
        """Fix the random numbers, see `seed`."""
        _seed(seed)

    def get_random_state(self):
        """The state of the random numbers, for `set_random_state`."""
        return {"numpy_state": np.random.get_state(), "core_state": core_session().random_state()}

    def set_random_state(self, state):
        """Go back to a state that `get_random_state` gave."""
        np.random.set_state(state["numpy_state"])
        core_session().set_random_state(state["core_state"])

    @contextmanager
    def running(self, network, repeat):
        """Around a run of `network`; `repeat` would run it once more."""
        yield

    def assigned(self, repeat):
        """After an assignment to a variable; `repeat` would do it once more."""

    def __repr__(self):
        return f"<{type(self).__name__}>"


class RuntimeDevice(Device):
    """The device of Brian 2's default mode."""
