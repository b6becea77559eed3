"""Fixtures of the Python tests."""

import signal

import pytest
from ranvier.magic import start_scope

from ranvier.units import fundamentalunits


@pytest.fixture(autouse=True, scope="session")
def interrupts_reach_scripts():
    """A shell that starts the tests in the background ignores Ctrl-C, and so would the scripts that the tests start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def own_scope():
    """Objects that other tests left are not collected by `run`."""
    start_scope()


@pytest.fixture(autouse=True)
def fresh_user_register(monkeypatch):
    """Composed units that a test makes must not change how other tests show quantities."""
    monkeypatch.setattr(fundamentalunits, "user_unit_register", fundamentalunits.UnitRegistry())
