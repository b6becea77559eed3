"""The log file: what was said, debug messages included, for the time after a crash; deleted when the process ends well."""

import atexit
import contextlib
import functools
import logging
import os
import sys


class LogFile(logging.Handler):
    """Writes messages of this process to a file of its own, which is made at the first message.

    Processes that this one forks write nothing into it.

    Parameters
    ----------
    level : int
        Lowest level written.
    max_size : int
        In bytes: a file that is larger is renamed to ``<path>.1`` and another begun.
    """

    def __init__(self, level=logging.DEBUG, max_size=10_000_000):
        super().__init__(level)
        self.process = os.getpid()
        self.max_size = max_size
        self._file = None
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)-10s %(shown_name)s: %(message)s"))

    @functools.cached_property
    def path(self):
        """Where the file is, or will be; named when it is first asked for, so that importing Ranvier stays cheap."""
        import tempfile
        import uuid

        return os.path.join(tempfile.gettempdir(), f"ranvier_debug_{uuid.uuid4().hex}.log")

    def is_of_this_process(self):
        """Whether this process may write to the file."""
        return self.process == os.getpid()

    def emit(self, record):
        """Write a message."""
        if not self.is_of_this_process():
            return
        try:
            if self._file is None:
                # Readable for the user only: messages quote models.
                descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                self._file = open(
                    descriptor, "a", encoding="utf-8", buffering=1
                )  # a fork must not copy what is unwritten
            record.__dict__.setdefault("shown_name", record.name)
            self._file.write(self.format(record) + "\n")
            if self._file.tell() > self.max_size:
                self._file.close()
                self._file = None
                os.replace(self.path, self.path + ".1")
        except OSError:
            self.handleError(record)

    def flush(self):
        """Let the file have all messages."""
        if self._file is not None and self.is_of_this_process():
            self._file.flush()

    def close(self):
        """End the file."""
        if self._file is not None and self.is_of_this_process():
            self._file.close()
        self._file = None
        super().close()

    def delete(self):
        """End and delete the file."""
        self.close()
        if self.is_of_this_process() and "path" in vars(self):
            for path in (self.path, self.path + ".1"):
                with contextlib.suppress(OSError):
                    os.remove(path)


def delete_at_exit(handler, wants_deletion):
    """Delete the file of `handler` when the process ends, unless `wants_deletion()` says no or there was an error of
    Ranvier itself (InternalError), whose report needs the file. Mistakes of a script explain themselves.
    """

    @atexit.register
    def end():
        from ranvier.errors import InternalError

        if not wants_deletion():
            handler.close()
        elif not InternalError.has_occurred:
            handler.delete()
        else:
            handler.close()
            if handler.is_of_this_process() and os.path.exists(handler.path):
                sys.stderr.write(f"The messages of this run, debug messages included, are in {handler.path}\n")
