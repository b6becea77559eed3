"""Fixtures of the Python tests."""

import pytest

from ranvier.units import fundamentalunits


@pytest.fixture(autouse=True)
def fresh_user_register(monkeypatch):
    """Composed units that a test makes must not change how other tests show quantities."""
    monkeypatch.setattr(fundamentalunits, "user_unit_register", fundamentalunits.UnitRegistry())
