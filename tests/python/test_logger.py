"""Messages are named, shown, counted and caught as in Brian 2."""

import gc
import logging

import pytest
from ranvier.brian_logger import BrianLogger, catch_logs, get_logger


@pytest.fixture
def output_of(capsys, monkeypatch):
    """Runs code after the star import, with messages as at the start of a process; gives what standard error got."""
    monkeypatch.setattr(BrianLogger, "_log_messages", set())
    monkeypatch.setattr(BrianLogger.suppressed, "hierarchies", set())
    monkeypatch.setattr(BrianLogger.suppressed, "suffixes", set())
    names = {}
    exec("from ranvier import *\nlogger = get_logger('brian2.module')", names)

    # Objects that other tests dropped say so when they go: not in the middle of this one.
    gc.collect()
    capsys.readouterr()

    def run(code):
        exec(code, names)
        return capsys.readouterr().err

    yield run
    names["prefs"].reset_to_defaults()
    BrianLogger.log_level_info()


def test_a_warning_is_shown_with_level_text_and_name(output_of):
    assert output_of("logger.warn('look out', 'suffix')") == "WARNING    look out [brian2.module.suffix]\n"


@pytest.mark.parametrize(
    ("method", "shown"),
    [
        ("error", "ERROR      text [brian2.module]\n"),
        ("warn", "WARNING    text [brian2.module]\n"),
        ("info", "INFO       text [brian2.module]\n"),
        ("debug", ""),
        ("diagnostic", ""),
    ],
)
def test_levels_down_to_information_are_shown(output_of, method, shown):
    assert output_of(f"logger.{method}('text')") == shown


@pytest.mark.parametrize(
    ("level", "shown"),
    [("error", "E"), ("warn", "EW"), ("info", "EWI"), ("debug", "EWID"), ("diagnostic", "EWIDD")],
)
def test_the_level_shown_can_be_set(output_of, level, shown):
    code = f"BrianLogger.log_level_{level}()\n"
    code += "for m in ('error', 'warn', 'info', 'debug', 'diagnostic'): getattr(logger, m)('text')"
    assert "".join(line[0] for line in output_of(code).splitlines()) == shown


def test_the_preference_sets_the_level_shown(output_of):
    code = "prefs.logging.console_log_level = 'ERROR'\nlogger.warn('hidden')\nlogger.error('shown')"
    assert output_of(code) == "ERROR      shown [brian2.module]\n"


def test_a_message_of_the_same_text_is_shown_once_if_asked(output_of):
    code = "for i in range(3): logger.warn('again', once=True)\nlogger.warn('other', once=True)"
    assert output_of(code).count("\n") == 2


def test_once_tells_suffixes_apart(output_of):
    code = "logger.warn('again', 'a', once=True)\nlogger.warn('again', 'b', once=True)"
    assert output_of(code).count("\n") == 2


def test_messages_are_suppressed_by_hierarchy(output_of):
    code = "BrianLogger.suppress_hierarchy('brian2.module')\nlogger.warn('a', 'suffix')\nget_logger('brian2.modules').warn('b')"
    assert output_of(code) == "WARNING    b [brian2.modules]\n"


def test_messages_are_suppressed_by_suffix(output_of):
    code = "BrianLogger.suppress_name('suffix')\nlogger.warn('a', 'suffix')\nlogger.warn('b', 'other')"
    assert output_of(code) == "WARNING    b [brian2.module.other]\n"


def test_a_percent_sign_in_a_message_is_text(output_of):
    assert output_of("logger.warn('100 % of %s')") == "WARNING    100 % of %s [brian2.module]\n"


def test_messages_follow_a_redirection_of_standard_error(output_of):
    code = "import contextlib, io\nwith contextlib.redirect_stderr(io.StringIO()) as text:\n    logger.warn('caught')\n"
    code += "assert text.getvalue() == 'WARNING    caught [brian2.module]\\n'"
    assert output_of(code) == ""


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("brian2", "brian2"),
        ("ranvier", "brian2"),
        ("ranvier.network", "brian2.network"),
        ("brian2.core.network", "brian2.core.network"),
        ("mymodule", "brian2.mymodule"),
    ],
)
def test_loggers_are_named_below_brian2(asked, name):
    assert get_logger(asked).name == name


def test_caught_messages_are_listed_and_not_shown(capsys):
    with catch_logs() as messages:
        get_logger("brian2.module").warn("careful", "suffix")
        get_logger("brian2.module").error("worse")
        get_logger("brian2.module").info("below the level")
    assert messages == [("WARNING", "brian2.module.suffix", "careful"), ("ERROR", "brian2.module", "worse")]
    assert capsys.readouterr().err == ""


def test_the_level_of_caught_messages_can_be_lowered():
    with catch_logs(log_level=logging.INFO) as messages:
        get_logger("brian2.module").info("news")
    assert messages == [("INFO", "brian2.module", "news")]


def test_messages_can_be_caught_from_some_loggers_only():
    with catch_logs(only_from=["brian2.one"]) as messages:
        get_logger("brian2.one.below").warn("a")
        get_logger("brian2.other").warn("b")
    assert messages == [("WARNING", "brian2.one.below", "a")]


def test_catching_can_be_nested_and_ends(capsys):
    with catch_logs() as outer:
        with catch_logs() as inner:
            get_logger("brian2.module").warn("inside")
        get_logger("brian2.module").warn("outside")
    get_logger("brian2.module").warn("after")
    assert [text for _, _, text in inner] == ["inside"]
    assert [text for _, _, text in outer] == ["outside"]
    assert capsys.readouterr().err == "WARNING    after [brian2.module]\n"


def test_catching_ends_when_an_error_leaves_the_block():
    handlers = logging.getLogger("brian2").handlers[:]
    with pytest.raises(ValueError, match="inside"), catch_logs():
        raise ValueError("inside")
    assert logging.getLogger("brian2").handlers == handlers


def test_there_is_one_console_handler():
    BrianLogger.initialize()
    BrianLogger.initialize()
    assert logging.getLogger("brian2").handlers.count(BrianLogger.console_handler) == 1
