"""Messages are named, shown, counted and caught as in Brian 2."""

import gc
import logging
import multiprocessing
import os
import subprocess
import sys

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


def last_lines(n):
    BrianLogger.file_handler.flush()
    with open(BrianLogger.tmp_log, encoding="utf-8") as file:
        return file.read().splitlines()[-n:]


def test_messages_down_to_debug_are_in_the_log_file():
    BrianLogger.initialize()
    logger = get_logger("brian2.module")
    for level in ("error", "warn", "info", "debug", "diagnostic"):
        getattr(logger, level)(f"{level}: → ∂")
    lines = last_lines(4)
    assert [line.split()[2] for line in lines] == ["ERROR", "WARNING", "INFO", "DEBUG"]
    assert lines[-1].endswith(" brian2.module: debug: → ∂")


def test_other_packages_show_their_own_name():
    get_logger("package.part").info("news")
    assert last_lines(1)[0].endswith("INFO       package.part: news")
    with catch_logs() as ours, catch_logs(only_from=["package"]) as theirs:
        get_logger("package.part").warn("careful", "suffix")
    with catch_logs() as ours:
        get_logger("package.part").warn("careful")
    assert ours == [] and theirs == [("WARNING", "package.part.suffix", "careful")]


def test_suppressed_messages_stay_in_the_log_file_unless_asked(output_of):
    output_of("BrianLogger.suppress_name('kept')\nlogger.warn('stays', 'kept')")
    assert last_lines(1)[0].endswith("stays")
    output_of("BrianLogger.suppress_name('gone', filter_log_file=True)\nlogger.warn('goes', 'gone')")
    assert last_lines(1)[0].endswith("stays")


def test_the_log_file_can_be_switched_off_and_limited(output_of):
    first = BrianLogger.tmp_log
    output_of("logger.info('one')\nprefs.logging.file_log = False")
    assert BrianLogger.tmp_log is None and not os.path.exists(first)
    output_of(
        "prefs.logging.file_log_level = 'WARNING'\nprefs.logging.file_log_max_size = 100\nprefs.logging.file_log = True"
    )
    assert BrianLogger.tmp_log != first
    output_of("logger.info('hidden')\nlogger.warn('x' * 100)\nlogger.warn('next')")
    assert last_lines(2)[-1].endswith("next") and len(last_lines(9)) == 1
    assert os.path.exists(BrianLogger.tmp_log + ".1") and os.stat(BrianLogger.tmp_log).st_mode & 0o077 == 0


def in_a_process(code):
    code = (
        "from ranvier.brian_logger import *\nfrom ranvier.preferences import prefs\nlogger = get_logger('brian2.x')\n"
        + code
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_the_log_file_goes_with_a_process_that_ends_well():
    ended = in_a_process("logger.debug('x')\nprint(BrianLogger.tmp_log)")
    assert not os.path.exists(ended.stdout.strip()) and ended.stderr == ""
    ended = in_a_process("prefs.logging.delete_log_on_exit = False\nlogger.debug('x')\nprint(BrianLogger.tmp_log)")
    assert os.path.exists(ended.stdout.strip())
    os.remove(ended.stdout.strip())


def test_the_log_file_stays_after_an_error_of_ranvier_itself_and_is_named():
    ended = in_a_process("logger.debug('x')\nprint(BrianLogger.tmp_log)\nraise ValueError('a mistake')")
    assert not os.path.exists(ended.stdout.strip()) and ended.stderr.endswith("ValueError: a mistake\n")
    ended = in_a_process(
        "from ranvier.errors import make_exception\nlogger.debug('x')\nprint(BrianLogger.tmp_log)\n"
        "raise make_exception('internal', '', 'a bug')"
    )
    path = ended.stdout.strip()
    assert ended.stderr.endswith(f"The messages of this run, debug messages included, are in {path}\n")
    os.remove(path)


def in_a_fork(writes):
    if writes:
        BrianLogger.initialize()
    get_logger("brian2.module").info("from a fork")
    return BrianLogger.tmp_log


@pytest.mark.parametrize("writes", [False, True])
def test_a_forked_process_has_a_log_file_of_its_own(writes):
    get_logger("brian2.module").info("before the fork")
    with multiprocessing.get_context("fork").Pool(1) as pool:
        path = pool.apply(in_a_fork, [writes])
    assert last_lines(1)[0].endswith("before the fork")
    assert (path != BrianLogger.tmp_log) == writes
    if writes:
        os.remove(path)
