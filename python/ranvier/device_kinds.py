"""What devices have in common, and the device of the default mode."""

from contextlib import contextmanager

import numpy as np

from ranvier.session import core_session
from ranvier.session import seed as _seed

# How many numbers Brian 2's runtime draws at a time. Here each is drawn when it is needed.
RANDOM_BUFFER_SIZE = 20000


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

    def __iter__(self):
        return iter(())  # otherwise ``**device.unknown`` would go on for ever

    def __setitem__(self, item, value):
        """Ignored."""


class Device:
    """Where models run.

    Attributes
    ----------
    build_on_run : bool
    build_options : dict
        What `set_device` was given.
    """

    def __init__(self):
        self.build_on_run, self.build_options = True, {}

    def activate(self, build_on_run=True, **options):
        """Called when the device is chosen."""
        self.build_on_run, self.build_options = build_on_run, dict(options)

    def build(self, **options):
        """Accepted for the sake of scripts that run with several devices; there is nothing to build."""

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
