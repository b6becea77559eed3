"""Messages to the user, named and shown as in Brian 2, through the standard logging module.

The loggers are called ``brian2.<module>``, that of the doctor ``ranvier.doctor``; a message may add a suffix to that name,
by which it can be suppressed or caught. Errors, warnings and information are shown on standard error; they and debug
messages go to a log file.
"""

import io
import logging
import sys

from ranvier.log_file import LogFile, delete_at_exit

__all__ = ["get_logger", "BrianLogger", "catch_logs", "std_silent"]

DIAGNOSTIC = 5
logging.addLevelName(DIAGNOSTIC, "DIAGNOSTIC")

LOG_LEVELS = {
    "CRITICAL": logging.CRITICAL, "ERROR": logging.ERROR, "WARNING": logging.WARNING, "INFO": logging.INFO,
    "DEBUG": logging.DEBUG, "DIAGNOSTIC": DIAGNOSTIC,
}  # fmt: skip

ROOT = "brian2"
# What Brian 2 has no message for: its own messages can be counted and caught without these.
OWN_ROOT = "ranvier"


class _ConsoleHandler(logging.StreamHandler):
    """Writes to what sys.stderr is at the time of the message, so that redirections work."""

    def __init__(self):
        logging.Handler.__init__(self)
        self.setFormatter(logging.Formatter("%(levelname)-10s %(message)s [%(shown_name)s]"))

    def format(self, record):
        """Findings of the doctor say their level themselves."""
        return record.getMessage() if record.name.partition(".")[0] == OWN_ROOT else super().format(record)

    def emit(self, record):
        record.__dict__.setdefault("shown_name", record.name)
        super().emit(record)

    @property
    def stream(self):
        return sys.stderr


class _Suppressed(logging.Filter):
    """Drops messages by the whole name, by a leading part of it, or by the suffix after the logger's name."""

    def __init__(self):
        super().__init__()
        self.hierarchies = set()
        self.suffixes = set()

    def filter(self, record):
        if record.name.rpartition(".")[2] in self.suffixes:
            return False
        return not any(record.name == name or record.name.startswith(name + ".") for name in self.hierarchies)


class _WithLogPath(type):
    @property
    def tmp_log(cls):
        """Path of the log file, None without one."""
        return None if cls.file_handler is None else cls.file_handler.path


class BrianLogger(metaclass=_WithLogPath):
    """A source of messages.

    Parameters
    ----------
    name : str
        Name of the logger, ``brian2.<module>``.
    shown_name : str, optional
        What messages show in its place: for modules that are not Ranvier's the name without ``brian2.``.
    """

    console_handler = None
    file_handler = None
    suppressed = _Suppressed()
    suppressed_in_file = _Suppressed()
    # (level, name, text) of the messages that are shown once.
    _log_messages = set()

    def __init__(self, name, shown_name=None):
        self.name = name
        self._shown_name = name if shown_name is None else shown_name

    def _log(self, level, message, name_suffix, once):
        name = f"{self.name}.{name_suffix}" if name_suffix else self.name
        if once:
            key = (level, name, message)
            if key in BrianLogger._log_messages:
                return
            BrianLogger._log_messages.add(key)
        shown = f"{self._shown_name}.{name_suffix}" if name_suffix else self._shown_name
        logging.getLogger(name).log(LOG_LEVELS[level], "%s", message, extra={"shown_name": shown})

    def diagnostic(self, msg, name_suffix=None, once=False):
        """Log a message of level DIAGNOSTIC, below DEBUG."""
        self._log("DIAGNOSTIC", msg, name_suffix, once)

    def debug(self, msg, name_suffix=None, once=False):
        """Log a message of level DEBUG."""
        self._log("DEBUG", msg, name_suffix, once)

    def info(self, msg, name_suffix=None, once=False):
        """Log a message of level INFO, which is shown."""
        self._log("INFO", msg, name_suffix, once)

    def warn(self, msg, name_suffix=None, once=False):
        """Log a warning.

        Parameters
        ----------
        msg : str
        name_suffix : str, optional
            Added to the name of the logger, to identify this kind of warning.
        once : bool
            Do not show the same text of the same name again.
        """
        self._log("WARNING", msg, name_suffix, once)

    warning = warn

    def error(self, msg, name_suffix=None, once=False):
        """Log a message of level ERROR."""
        self._log("ERROR", msg, name_suffix, once)

    @staticmethod
    def log_level_error():
        """Show errors only."""
        set_console_level(logging.ERROR)

    @staticmethod
    def log_level_warn():
        """Show warnings and errors."""
        set_console_level(logging.WARNING)

    @staticmethod
    def log_level_info():
        """Show information, warnings and errors; this is the default."""
        set_console_level(logging.INFO)

    @staticmethod
    def log_level_debug():
        """Show debug messages too."""
        set_console_level(logging.DEBUG)

    @staticmethod
    def log_level_diagnostic():
        """Show all messages."""
        set_console_level(DIAGNOSTIC)

    @staticmethod
    def suppress_hierarchy(name, filter_log_file=False):
        """Drop all messages whose name is `name` or begins with ``name.``; from the log file too if `filter_log_file`."""
        for suppressed in BrianLogger._filters(filter_log_file):
            suppressed.hierarchies.add(name)

    @staticmethod
    def suppress_name(name, filter_log_file=False):
        """Drop all messages with this suffix, whichever module gives them; from the log file too if `filter_log_file`."""
        for suppressed in BrianLogger._filters(filter_log_file):
            suppressed.suffixes.add(name)

    @staticmethod
    def _filters(filter_log_file):
        return [BrianLogger.suppressed, BrianLogger.suppressed_in_file] if filter_log_file else [BrianLogger.suppressed]

    @staticmethod
    def initialize():
        """Show messages on the console, and write them to a new log file, whose path is `tmp_log`, if the preference
        logging.file_log says so. Processes that this one forks need to call it to have a log file of their own.
        """
        if BrianLogger.console_handler is None:
            BrianLogger.console_handler = _ConsoleHandler()
            BrianLogger.console_handler.setLevel(logging.INFO)
            BrianLogger.console_handler.addFilter(BrianLogger.suppressed)
        for root in map(logging.getLogger, (ROOT, OWN_ROOT)):
            root.propagate = False
            root.setLevel(DIAGNOSTIC)
            if BrianLogger.console_handler not in root.handlers:
                root.addHandler(BrianLogger.console_handler)
        _end_log_file()
        set_log_file(_preferences.get("logging.file_log", True))


def set_console_level(level):
    """Show messages of this level and above; `level` is a number or a name such as ``INFO``."""
    BrianLogger.console_handler.setLevel(LOG_LEVELS.get(level, level))


# The values of the preferences for the log file, which the preferences themselves put here.
_preferences = {}


def set_preference(key, value):
    """Take over a preference that is about messages."""
    _preferences[key] = value
    if key == "logging.console_log_level":
        set_console_level(str(value).upper())
    elif key == "logging.file_log":
        set_log_file(value)
    elif BrianLogger.file_handler is not None and key == "logging.file_log_level":
        BrianLogger.file_handler.setLevel(LOG_LEVELS[str(value).upper()])
    elif BrianLogger.file_handler is not None and key == "logging.file_log_max_size":
        BrianLogger.file_handler.max_size = value


def _end_log_file():
    """Writes nothing more to the present log file, and gives its handler. The file goes when the process ends."""
    before = BrianLogger.file_handler
    if before is not None:
        for name in (ROOT, OWN_ROOT):
            logging.getLogger(name).removeHandler(before)
        before.close()
    BrianLogger.file_handler = None
    return before


def set_log_file(is_wanted):
    """Write messages to a log file from now on, or no longer."""
    if is_wanted == (BrianLogger.file_handler is not None):
        return
    before = _end_log_file()
    if before is not None:
        before.delete()
    if is_wanted:
        level = LOG_LEVELS[str(_preferences.get("logging.file_log_level", "DEBUG")).upper()]
        handler = LogFile(level, _preferences.get("logging.file_log_max_size", 10_000_000))
        handler.addFilter(BrianLogger.suppressed_in_file)
        for name in (ROOT, OWN_ROOT):
            logging.getLogger(name).addHandler(handler)
        BrianLogger.file_handler = handler
        delete_at_exit(handler, lambda: _preferences.get("logging.delete_log_on_exit", True))


def get_logger(module_name="brian2"):
    """The logger of a module.

    Parameters
    ----------
    module_name : str
        Name of the module; Ranvier's modules log under ``brian2.``, any other name is put below it.
    """
    first, _, rest = module_name.partition(".")
    if first in ("ranvier", ROOT):
        return BrianLogger(f"{ROOT}.{rest}" if rest else ROOT)
    return BrianLogger(f"{ROOT}.{module_name}", module_name)


class catch_logs:
    """Context manager that collects messages instead of showing them.

    Parameters
    ----------
    log_level : int
        Lowest level collected, ``logging.WARNING`` by default.
    only_from : sequence of str
        Names of the loggers whose messages (and those below them) are collected: those of Brian 2 unless ``ranvier`` is
        among them.

    Examples
    --------
    >>> with catch_logs() as logs:
    ...     get_logger("brian2.module").warn("careful", "suffix")
    >>> logs
    [('WARNING', 'brian2.module.suffix', 'careful')]
    """

    def __init__(self, log_level=logging.WARNING, only_from=(ROOT,)):
        self._collector = _Collector(log_level, only_from)
        names = {OWN_ROOT if name.partition(".")[0] == OWN_ROOT else ROOT for name in only_from}
        self._roots = [logging.getLogger(name) for name in sorted(names)]
        self._handlers = []

    def __enter__(self):
        self._handlers = [root.handlers[:] for root in self._roots]
        for root in self._roots:
            root.handlers[:] = [self._collector]
        return self._collector.messages

    def __exit__(self, *exc_info):
        for root, handlers in zip(self._roots, self._handlers, strict=True):
            root.handlers[:] = handlers


class std_silent:
    """Context manager: what is written to standard output and error is shown only if the block fails.

    Parameters
    ----------
    alwaysprint : bool
        Show everything, as without the context manager.
    """

    def __init__(self, alwaysprint=False):
        self.alwaysprint = alwaysprint

    def __enter__(self):
        self._streams = sys.stdout, sys.stderr
        if not self.alwaysprint:
            sys.stdout, sys.stderr = io.StringIO(), io.StringIO()

    def __exit__(self, error_type, error, traceback):
        if self.alwaysprint:
            return
        captured = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._streams
        if error_type is not None:
            for stream, text in zip(self._streams, captured, strict=True):
                stream.write(text.getvalue())


class _Collector(logging.Handler):
    def __init__(self, level, only_from):
        super().__init__(level)
        self.only_from = tuple(only_from)
        self.messages = []

    def emit(self, record):
        shown = getattr(record, "shown_name", record.name)
        if any(shown == name or shown.startswith(name + ".") for name in self.only_from):
            self.messages.append((record.levelname, shown, record.getMessage()))


BrianLogger.initialize()


def __getattr__(name):
    from ranvier.brian2_modules import stand_in

    return stand_in("utils.logger", name, __name__)
