"""Tables about a network: what a step does in which order, and what took how long."""

from html import escape
from typing import NamedTuple

from ranvier import _core
from ranvier.units import Quantity, second

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
        info = [(name, float(time)) for name, time in net.profiling_info]
        self._core = _core.summarize_profile(info, None if show is None else len(info[: int(show)]))
        self.names = [row[0] for row in self._core.rows]
        self.times = [row[1] * second for row in self._core.rows]
        self.percentages = [row[2] for row in self._core.rows]

    def __str__(self):
        return str(self._core)

    __repr__ = __str__

    def _repr_html_(self):
        cell = '<td style="text-align: right">'
        rows = "\n".join(
            f"<tr><td>{escape(name)}</td>{cell}{time}</td>{cell}{share}</td></tr>"
            for name, _, _, time, share in self._core.rows
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
    summary : object
        The core's table.

    Attributes
    ----------
    entries : list of SchedulingEntry
    """

    def __init__(self, summary):
        self._core = summary
        self.entries = [
            SchedulingEntry(*row[:4], row[4] * second if row[4] > 0 else None, *row[5:8]) for row in summary.rows
        ]

    def __str__(self):
        return str(self._core)

    __repr__ = __str__

    def _cells(self):
        for name, kind, owner, owner_kind, _, when, order, active, every in self._core.rows:
            objects = [
                f"<b>{escape(part)}</b> (<em>{escape(of)}</em>)" for part, of in ((name, kind), (owner, owner_kind))
            ]
            yield *objects, every, when, str(order), "yes" if active else "no"

    def _repr_html_(self):
        head = "".join(f'<th style="text-align: center;">{title}</th>' for title in self._core.titles)
        aligned = ("left", "left", "left", "left", "right", "center")
        body = []
        for row in self._cells():
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
    return SchedulingSummary(_network(net)._scheduling_summary())


def _network(net):
    from ranvier.magic import magic_network

    return magic_network if net is None else net
