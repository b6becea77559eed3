"""Tables about a network: what a step does in which order, and what took how long."""

from html import escape
from typing import NamedTuple

import numpy as np

from ranvier.units import Quantity, ms, second

__all__ = ["ProfilingSummary", "SchedulingEntry", "SchedulingSummary", "profiling_summary", "scheduling_summary"]


class ProfilingSummary:
    """A table of the real time that each part of a network took; made by `profiling_summary`.

    Parameters
    ----------
    net : Network
    show : int, optional
        Number of lines: those that took longest; all by default.
    """

    def __init__(self, net, show=None):
        info = net.profiling_info
        total = sum(float(time) for _, time in info)
        info = info if show is None else info[: int(show)]
        self.names = [name for name, _ in info]
        self.times = [time for _, time in info]
        self.percentages = [100.0 * float(time) / total if total > 0 else 0.0 for time in self.times]

    def _rows(self):
        return [
            (name, f"{time / ms:.2f} ms", f"{share:.2f} %")
            for name, time, share in zip(self.names, self.times, self.percentages, strict=True)
        ]

    def __str__(self):
        title = "Profiling summary"
        rows = self._rows()
        widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
        lines = [title, "=" * len(title)]
        lines += [f"{name:<{widths[0]}}    {time:>{widths[1]}}    {share:>{widths[2]}}" for name, time, share in rows]
        return "\n".join(lines) + "\n"

    __repr__ = __str__

    def _repr_html_(self):
        cell = '<td style="text-align: right">'
        rows = "\n".join(
            f"<tr><td>{escape(name)}</td>{cell}{time}</td>{cell}{share}</td></tr>" for name, time, share in self._rows()
        )
        return (
            '<h2 class="brian_prof_summary_header">Profiling summary</h2>\n'
            f'<table class="brian_prof_summary_table">\n{rows}\n</table>'
        )


class SchedulingEntry(NamedTuple):
    """A line of a `SchedulingSummary`."""

    name: str
    type: str
    owner_name: str
    owner_type: str
    dt: Quantity | None  # None for what ticks at given times
    when: str
    order: int
    active: bool


class SchedulingSummary:
    """A table of what a step does, in its order; made by `scheduling_summary`.

    Parameters
    ----------
    rows : list of tuple
        (name, class, name of the owner, class of the owner, dt in seconds or 0 for none, slot, order, active)

    Attributes
    ----------
    entries : list of SchedulingEntry
    """

    _TITLES = ("object", "part of", "Clock dt", "when", "order", "active")

    def __init__(self, rows):
        self.entries = [SchedulingEntry(*row[:4], row[4] * second if row[4] > 0 else None, *row[5:]) for row in rows]
        self._shortest = min((entry.dt for entry in self.entries if entry.dt is not None), default=0 * second)

    def _every(self, dt):
        if dt is None:
            return "n/a"
        steps = int(np.round(dt / self._shortest))
        return f"{dt!s} (every {'step' if steps == 1 else f'{steps} steps'})"

    def _cells(self, form):
        for name, kind, owner, owner_kind, dt, when, order, active in self.entries:
            yield (
                form(name, kind),
                form(owner, owner_kind),
                self._every(dt),
                when,
                str(order),
                "yes" if active else "no",
            )

    def __str__(self):
        rows = list(self._cells(lambda name, kind: f"{name} ({kind})"))
        widths = [max(map(len, column)) for column in zip(self._TITLES, *rows, strict=True)]
        lines = [
            " | ".join(f"{title:^{width}}" for title, width in zip(self._TITLES, widths, strict=True)),
            "-+-".join("-" * width for width in widths),
        ]
        aligned = "<<<<>^"
        for row in rows:
            cells = zip(row, aligned, widths, strict=True)
            lines.append(" | ".join(f"{cell:{align}{width}}" for cell, align, width in cells))
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self):
        head = "".join(f'<th style="text-align: center;">{title}</th>' for title in self._TITLES)
        aligned = ("left", "left", "left", "left", "right", "center")
        body = []
        for row in self._cells(lambda name, kind: f"<b>{escape(name)}</b> (<em>{escape(kind)}</em>)"):
            cells = zip(row, aligned, strict=True)
            body.append(
                "<tr>" + "".join(f'<td style="text-align: {align};">{cell}</td>' for cell, align in cells) + "</tr>"
            )
        rows = "\n".join(body)
        return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def profiling_summary(net=None, show=None):
    """What took how long in the last run, which must have had ``profile=True``.

    Parameters
    ----------
    net : Network, optional
        Default: the objects that `run` simulated.
    show : int, optional
        Number of lines: those that took longest.

    Raises
    ------
    ValueError
        If the last run was without ``profile=True``.
    """
    return ProfilingSummary(_network(net), show)


def scheduling_summary(net=None):
    """What a step does, in its order.

    Parameters
    ----------
    net : Network, optional
        Default: the objects that the calling frame can see, as for `run`.
    """
    return SchedulingSummary(_network(net)._scheduled_parts())


def _network(net):
    from ranvier.magic import magic_network

    return magic_network if net is None else net
