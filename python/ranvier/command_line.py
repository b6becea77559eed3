"""The command ``ranvier``: runs scripts as ``python script.py`` would, with Brian 2's name meaning Ranvier."""

import builtins
import os
import sys
import traceback
import types

from ranvier.alias import install as install_alias

USAGE = """\
usage: ranvier [run] script.py [args]      run a Brian 2 script
       ranvier doctor script.py [options] [-- args]
                                           probe its model for a short time and say what is wrong with it
           --json      findings as a JSON array; what the script prints goes to standard error in any case
           --strict    warnings count as errors do
           --full      do not cut the runs
       ranvier --version                   show the version, the compiler inside and the processor's instructions in use
       ranvier --help                      show this text
exit status of doctor: 0 no error found, 1 errors found, 2 wrong command line, 3 an exception that no finding explains
"""

_PACKAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "")

WRONG_COMMAND_LINE = 2
INTERRUPTED = 130

_LATER = {
    "show": "print the Equations object in the script",
    "sweep": "call run() in a loop over the values",
}


def main(arguments=None):
    """Run the command and return its exit status.

    Parameters
    ----------
    arguments : list of str, optional
        Command line without the program's name, ``sys.argv[1:]`` by default.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if not arguments:
        return _complain("a script is missing: ranvier script.py")
    first = arguments[0]
    if first in ("-h", "--help"):
        sys.stdout.write(USAGE)
        return 0
    if first == "--version":
        sys.stdout.write(_describe_version())
        return 0
    if first == "run":
        arguments = arguments[1:]
        if not arguments:
            return _complain("a script is missing: ranvier run script.py")
        if arguments[0].startswith("-"):
            return _complain(f"unknown option '{arguments[0]}'; options of the script stand after its name")
        return run_script(arguments[0], arguments[1:])
    if first == "doctor" and not os.path.exists(first):
        return _doctor(arguments[1:])
    if first.startswith("-"):
        return _complain(f"unknown option '{first}'; 'ranvier --help' lists what there is")
    if first in _LATER and not os.path.exists(first):
        return _complain(f"'{first}' is not built yet; {_LATER[first]}")
    return run_script(first, arguments[1:])


def _describe_version():
    from ranvier import _core
    from ranvier.version import version

    return f"ranvier {version}\n{_core.describe_compiler()}\n{_core.describe_target()}\n"


def _complain(message):
    sys.stderr.write(f"ranvier: {message}\n")
    return WRONG_COMMAND_LINE


def _read(path):
    with open(path, "rb") as file:
        return file.read()


def _doctor(arguments):
    from ranvier.doctor_command import WrongCommandLine, examine_script, parse

    try:
        path, arguments, options = parse(arguments)
        execute = _load(path, arguments)
    except (WrongCommandLine, _Unreadable) as error:
        return _complain(str(error))
    return examine_script(path, execute, options)


def run_script(path, arguments):
    """Run a script as ``python path arguments`` would and return the exit status."""
    if path.endswith(".rvr"):
        return _complain(f"continuing a stored model such as '{path}' is not built yet; run the script that made it")
    try:
        execute = _load(path, arguments)
    except _Unreadable as error:
        return _complain(str(error))
    try:
        execute({})
    except SystemExit as leaving:
        return _exit_status(leaving.code)
    except KeyboardInterrupt:
        show_traceback()
        return INTERRUPTED
    except BaseException as error:
        _tell_mistake(error)
        show_traceback()
        return 1
    return 0


class _Unreadable(Exception):
    """There is no such script, or it can't be read."""


def _load(path, arguments):
    """Makes everything as ``python path arguments`` has it, and gives the function that runs the script; it puts the names
    of the script into the dictionary that it is given."""
    try:
        source = _read(path)
    except OSError as error:
        raise _Unreadable(f"cannot read '{path}': {error.strerror}") from None
    install_alias()
    _alias_in_child_processes()
    sys.argv = [path, *arguments]
    if not sys.flags.safe_path:
        # Under python -m, sys.path[0] is the working directory; a script expects its own folder there.
        sys.path[0] = os.path.dirname(os.path.realpath(path))
    module = types.ModuleType("__main__")
    file = os.path.abspath(path)
    module.__dict__.update(__file__=file, __builtins__=builtins, __cached__=None)
    sys.modules["__main__"] = module

    def execute(names):
        try:
            exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
        finally:
            names.update(module.__dict__)

    return execute


def _tell_mistake(error):
    """Says what an exception of the script means, if it comes from a mistake that the doctor knows."""
    if "ranvier.monitors" in sys.modules:
        from ranvier.findings import tell
        from ranvier.recording_mistakes import explanation_of

        finding = explanation_of(error)
        if finding is not None:
            tell(finding)


def _alias_in_child_processes():
    """Let ``import brian2`` mean Ranvier in the processes of multiprocessing, joblib and subprocess too."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "child_process")
    others = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = f"{folder}{os.pathsep}{others}" if others else folder


def _exit_status(code):
    if code is None or isinstance(code, int):
        return code
    sys.stderr.write(f"{code}\n")
    return 1


def show_traceback():
    """Show the current exception through sys.excepthook, without frames of this package: the user can change none of them.

    A bug of Ranvier (InternalError) keeps the frames of the package, which its report needs.
    """
    kind, error, _ = sys.exc_info()
    for shown in _chain(error):
        shown.__traceback__ = _frames_to_show(shown)
    sys.stdout.flush()
    _leave_out_repetitions(error)
    if sys.excepthook is sys.__excepthook__:
        traceback.print_exception(kind, error, error.__traceback__)
    else:
        sys.excepthook(kind, error, error.__traceback__)


def _leave_out_repetitions(error):
    """Takes causes out of the chain whose text the error repeats, if they have no frame of the script to show."""
    for shown in list(_chain(error)):
        cause = shown.__cause__
        if cause is not None and cause is not shown and cause.__traceback__ is None and str(cause) in str(shown):
            shown.__cause__ = cause.__cause__


def _chain(error):
    """The exception and all that a traceback shows with it: causes, contexts, members of groups."""
    seen, pending = set(), [error]
    while pending:
        error = pending.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        yield error
        pending += [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]


def _frames_to_show(error):
    from ranvier.errors import InternalError

    hidden = __file__ if isinstance(error, InternalError) else _PACKAGE
    kept, frames = [], error.__traceback__
    while frames is not None:
        if not frames.tb_frame.f_code.co_filename.startswith(hidden):
            kept.append(frames)
        frames = frames.tb_next
    for frame, following in zip(kept, [*kept[1:], None], strict=False):
        frame.tb_next = following
    return kept[0] if kept else None
