"""Progress reports of a run."""

import sys

from ranvier import _core
from ranvier.units import Quantity, second


def reporter(report):
    """What the core calls for the argument `report` of `run`: a function of four numbers, or None.

    Raises
    ------
    ValueError, TypeError
        For a text that names no report, for what is neither a text nor a function.
    """
    if report is None:
        return None
    if isinstance(report, str):
        if report not in ("text", "stdout", "stderr"):
            raise ValueError(f"report is 'text', 'stdout', 'stderr', a function or None, not {report!r}")

        def write(elapsed, completed, start, duration):
            stream = sys.stderr if report == "stderr" else sys.stdout
            stream.write(_core.progress_text(elapsed, completed, start, duration))
            stream.flush()

        return write
    if not callable(report):
        raise TypeError(f"report is 'text', 'stdout', 'stderr', a function or None, not {report!r}")
    as_time = lambda value: Quantity.with_dimensions(value, second.dim)  # noqa: E731
    return lambda elapsed, completed, start, duration: report(
        as_time(elapsed), completed, as_time(start), as_time(duration)
    )
