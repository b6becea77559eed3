"""``ranvier doctor``: runs a script's model for a short probe of each run, and says what the doctor found.

Standard output has the findings and nothing else: what the script prints goes to standard error.
"""

import importlib.util
import os
import sys
from contextlib import contextmanager

from ranvier.doctor_report import as_json, as_text

NO_ERROR, HAS_FINDINGS, UNEXPLAINED, INTERRUPTED = 0, 1, 3, 130
OPTIONS = ("--json", "--strict", "--full")


class WrongCommandLine(Exception):
    """The command line asks for nothing that there is."""


def parse(arguments):
    """(path of the script, its arguments, set of options): options stand before the script or behind it, up to ``--``.

    Raises
    ------
    WrongCommandLine
        If there is no script, or an unknown option before it.
    """
    options, others = set(), list(arguments)
    own = others[: others.index("--")] if "--" in others else others
    rest = others[len(own) + 1 :]
    options.update(one for one in own if one in OPTIONS)
    own = [one for one in own if one not in OPTIONS]
    if own and own[0].startswith("-"):
        raise WrongCommandLine(f"unknown option '{own[0]}'; those of 'ranvier doctor' are {', '.join(OPTIONS)}")
    words = [*own, *rest]
    if not words:
        raise WrongCommandLine("a script is missing: ranvier doctor script.py")
    return words[0], words[1:], options


def examine_script(path, execute, options):
    """Runs a script under a probe, prints what was found, and gives the exit status.

    Parameters
    ----------
    path : str
        As given on the command line.
    execute : callable
        Runs the script; gives the names that it can see.
    options : set of str
        Of `OPTIONS`.
    """
    _show_no_windows()
    with _output_aside() as write:
        probe, error = _run_under_probe(path, execute, is_cutting="--full" not in options)
        status = _status(probe, error, "--strict" in options)
        write(as_json(probe.findings) if "--json" in options else as_text(path, probe, error, status == UNEXPLAINED))
        if status == UNEXPLAINED or isinstance(error, KeyboardInterrupt):
            _show(error)
    return status


def _run_under_probe(path, execute, is_cutting):
    from ranvier import doctor_probe, script_places
    from ranvier.recording_mistakes import explanation_of

    script_places.show_as(path)
    names, error = {}, None
    with doctor_probe.Probe(is_cutting) as probe, _told_once(probe):
        try:
            execute(names)
        except SystemExit as leaving:
            if leaving.code is not None and not isinstance(leaving.code, int):
                sys.stderr.write(f"{leaving.code}\n")
        except BaseException as raised:
            error = raised
        explanation = explanation_of(error)
        if explanation is not None:
            probe.add(explanation)
            probe.explained = error
        probe.examine_rest({**names, **_names_at(error)})
    return probe, error


@contextmanager
def _told_once(probe):
    """Within the block runs do not show what the probe has found; other messages of the doctor are shown."""
    from ranvier.brian_logger import BrianLogger

    def is_other(record):
        return record.getMessage() not in {str(finding).rstrip("\n") for finding in probe.findings}

    BrianLogger.console_handler.addFilter(is_other)
    try:
        yield
    finally:
        BrianLogger.console_handler.removeFilter(is_other)


def _names_at(error):
    """The local names of the script where it failed."""
    names = {}
    trace = getattr(error, "__traceback__", None)
    while trace is not None:
        if not trace.tb_frame.f_globals.get("__name__", "").startswith("ranvier"):
            names = trace.tb_frame.f_locals
        trace = trace.tb_next
    return dict(names)


def _status(probe, error, is_strict):
    from ranvier.doctor_probe import is_explained

    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if error is not None and probe.explained is not error and not is_explained(error, probe.findings):
        return UNEXPLAINED
    levels = {"error", "warning"} if is_strict else {"error"}
    return HAS_FINDINGS if levels & {finding.level for finding in probe.findings} else NO_ERROR


def _show(error):
    from ranvier.command_line import show_traceback

    try:
        raise error
    except BaseException:
        show_traceback()


def _show_no_windows():
    """Plots are drawn without windows, whatever the script asks for: show() returns at once."""
    os.environ["MPLBACKEND"] = "Agg"
    if importlib.util.find_spec("matplotlib") is not None:
        import matplotlib

        matplotlib.use = lambda backend, force=True: None


@contextmanager
def _output_aside():
    """Sends what goes to standard output to standard error, also of other languages and processes; gives a function that
    writes to standard output all the same."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)

    def write(text):
        sys.stdout.flush()
        sys.stderr.flush()
        with open(kept, "w", encoding="utf-8", closefd=False) as out:
            out.write(text)

    try:
        yield write
    finally:
        sys.stdout.flush()
        os.close(kept)
