"""What all networks of a Python process share: back end, random numbers, messages."""

import functools

import numpy as np

from ranvier import _core
from ranvier.brian_logger import OWN_ROOT, BrianLogger, get_logger

_is_seeded = False
_by_user = False


def _log(level, name, text, once):
    base, _, suffix = name.rpartition(".")
    logger = BrianLogger(base) if base == OWN_ROOT else get_logger(f"brian2.{base}")
    method = {"DEBUG": logger.debug, "INFO": logger.info, "WARNING": logger.warn, "ERROR": logger.error}[level]
    method(text, name_suffix=suffix, once=once)


@functools.cache
def core_session():
    """The one session of this process; made when it is first needed."""
    return _core.Session(_log)


def ready_session():
    """The session, with a seed: without `seed` it is drawn from numpy's generator when it is first needed."""
    global _is_seeded
    session = core_session()
    if not _is_seeded:
        session.seed(int(np.random.randint(0, 2**63 - 1, dtype=np.int64)))
        _is_seeded = True
    return session


def is_seeded_by_user():
    """Whether the present numbers come from a call of `seed` with a number."""
    return _by_user


def seed(seed=None):
    """Fix all random numbers: of simulations, and of numpy's global generator.

    Parameters
    ----------
    seed : int, optional
        Without it the numbers are different ones from now on.
    """
    global _is_seeded, _by_user
    if seed is None:
        np.random.seed()
        _is_seeded = _by_user = False
        return
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)):
        raise TypeError(f"a seed is an integer, not {seed!r}")
    np.random.seed(int(seed))
    core_session().seed(int(seed) & (2**64 - 1))
    _is_seeded = _by_user = True
