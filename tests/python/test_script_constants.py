"""Constants of a script that it never uses."""

from types import SimpleNamespace

import pytest
from ranvier.script_places import Script

from ranvier import script_constants


@pytest.fixture
def unused(tmp_path, monkeypatch):
    def find(text):
        path = tmp_path / "script.py"
        path.write_text(text)
        file = Script(str(path))
        monkeypatch.setattr(script_constants, "creation", lambda name: (file, 1))
        return script_constants.unused_names([SimpleNamespace(name="cells")])

    return find


def test_what_nothing_uses_is_found(unused):
    assert unused("V_GABA = -85*mV\nV_AMPA = 0*mV\nprint(V_AMPA)\n") == {"V_GABA"}
    assert unused("a = b = 1\nc: float = 2\n") == {"a", "b", "c"}
    assert unused("a = 1\na = 2\n") == {"a"}


def test_texts_of_the_model_use_names(unused):
    assert unused("E = 1\neqs = 'dv/dt = (E - v)/tau : volt'\ntau = 2\nprint(eqs)\n") == set()
    assert unused("tau = 1\ntext = f'dv/dt = -v/tau/{2} : 1'\nprint(text)\n") == set()


def test_strings_that_stand_alone_are_comments(unused):
    assert unused("'''tau: the time constant'''\ntau = 1\n") == {"tau"}


def test_what_functions_and_loops_assign_is_left(unused):
    assert unused("def f():\n    a = 1\nfor i in range(3):\n    b = i\n_hidden = 1\n") == set()


def test_what_changes_itself_is_used(unused):
    assert unused("n = 0\nn += 1\n") == set()
    assert unused("x = 1\ndef f():\n    global x\n    x = 2\n") == set()


def test_objects_of_unknown_place_have_none(monkeypatch):
    monkeypatch.setattr(script_constants, "creation", lambda name: (None, 0))
    assert script_constants.unused_names([SimpleNamespace(name="cells")]) == set()
