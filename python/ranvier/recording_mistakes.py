"""RV604: what a script does with recordings that does not fit their shape (neurons, time)."""

import ast
import re
import sys
from typing import NamedTuple

from ranvier.findings import ScriptFinding, is_ignored, warn_of_failure
from ranvier.script_edits import edit_of
from ranvier.script_places import Script, creation, positions_in_code, positions_of, script

_PLOT = re.compile(r"x and y must have same first dimension, but have shapes \((\d+),(?: 1)?\) and \((\d+), (\d+)\)")
_NO_ROW = re.compile(r"index (-?\d+) is out of bounds for axis 0 with size (\d+)")
_NOT_RECORDED = re.compile(r"element (-?\d+) is not recorded by StateMonitor '(\w+)'")

# Their frames are not the script's.
_LIBRARIES = {"matplotlib", "numpy", "ranvier"}


class _Place(NamedTuple):
    """Where a script failed: `node` is what it evaluated there."""

    file: Script
    frame: object
    node: ast.expr

    def value_of(self, name):
        values = self.frame.f_locals if name in self.frame.f_locals else self.frame.f_globals
        return values.get(name)

    def recording(self, node):
        """(StateMonitor, variable, shape) of an expression ``monitor.variable``; None for other ones."""
        from ranvier.monitors import StateMonitor

        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return None
        monitor, variable = self.value_of(node.value.id), node.attr.removesuffix("_")
        if not isinstance(monitor, StateMonitor) or variable not in monitor.record_variables:
            return None
        return monitor, variable, (len(monitor.record), monitor.N)

    def place(self, node, monitor, label, note):
        from ranvier._core import Place

        line, column = self.file.begin_of(node)
        return Place(
            object=monitor.name, where=f"StateMonitor '{monitor.name}'", note=note, file=self.file.name_of_path(), line=line,
            column=column, text=self.file.lines[line - 1].strip(), label=label,
        )  # fmt: skip

    def text(self, node):
        return " ".join(ast.get_source_segment(self.file.text, node).split())


def explanation_of(error):
    """The finding that explains an exception, unless it is muted; None if there is none. Raises nothing."""
    try:
        finding = recording_mistake(error)
    except Exception as failure:  # whatever it is: the script's own error is shown
        warn_of_failure("the doctor can't explain the error of the script", failure)
        return None
    return None if finding is None or is_ignored(finding) else finding


def recording_mistake(error):
    """The finding that explains an exception; None if it has nothing to do with the recordings of a StateMonitor.

    Parameters
    ----------
    error : BaseException
        With its traceback.
    """
    if "ranvier.monitors" not in sys.modules or not isinstance(error, (ValueError, IndexError)):
        return None
    place = _place_of(error)
    if place is None:
        return None
    if isinstance(error, ValueError):
        return _plotted_by_rows(place, _PLOT.fullmatch(str(error)))
    return _row_beyond(place, _NO_ROW.search(str(error))) or _element_beyond(place, _NOT_RECORDED.fullmatch(str(error)))


def last_values(monitors):
    """Findings on ``monitor.v[-1]`` of monitors that record one element: the whole recording, where the last value seems meant.

    Not: where an index or the times of a recording stand beside it, so that the whole is meant; where the script gives the
    name of the monitor several values.

    Parameters
    ----------
    monitors : list of StateMonitor
    """
    findings = []
    for monitor in monitors:
        made = creation(monitor.name)
        label = "" if made is None else made.label()
        if not label or len(made.file.assignments(label)) != 1:
            continue
        for node in _last_rows(made.file, label):
            if node.value.attr.removesuffix("_") in monitor.record_variables:
                findings.append(_last_row(_Place(made.file, None, node), node, monitor, label))
    return findings


def _last_rows(file, label):
    """The nodes ``label.NAME[-1]`` of a file that no index and no times stand beside."""
    whole = set()
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Subscript):
            whole.add(node.value)
        elif isinstance(node, ast.Call) and any(
            isinstance(one, ast.Attribute) and one.attr in ("t", "t_") for one in ast.walk(node)
        ):
            whole.update(ast.walk(node))
    return [
        node
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Subscript)
        and node not in whole
        and ast.unparse(node.slice) == "-1"
        and isinstance(node.value, ast.Attribute)
        and isinstance(node.value.value, ast.Name)
        and node.value.value.id == label
    ]


def _last_row(place, node, monitor, label):
    (element,) = map(int, monitor.record)
    recording = place.text(node.value)
    finding = ScriptFinding(
        code="RV604", level="hint", object=monitor.name, variable=node.value.attr.removesuffix("_"),
        message=f"`{place.text(node)}` is the whole recording of neuron {element}, not its last value: shape is (neurons, time)",
        places=[place.place(node, monitor, label, f"has rows for {_elements([element])}")],
        why="the first index chooses a recorded neuron, and this monitor has one",
        fix=f"{recording}[0][-1]",
    )  # fmt: skip
    finding.file_edits = [
        edit_of(place.file, place.file.begin_of(node), place.file.end_of(node), f"{recording}[0][-1]")
    ]
    return finding


def _place_of(error):
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append((trace.tb_frame, trace.tb_lasti))
        trace = trace.tb_next
    for frame, instruction in reversed(frames):
        if frame.f_globals.get("__name__", "").partition(".")[0] in _LIBRARIES:
            continue
        file = script(frame.f_code.co_filename)
        positions = positions_in_code(frame.f_code, instruction)
        if file is None or positions is None:
            return None
        nodes = (node for node in ast.walk(file.tree) if isinstance(node, (ast.Call, ast.Subscript)))
        node = next((node for node in nodes if positions_of(node) == positions), None)
        return None if node is None else _Place(file, frame, node)
    return None


def _plotted_by_rows(place, match):
    if match is None or not isinstance(place.node, ast.Call):
        return None
    n_times, *shape = map(int, match.groups())
    found = next((use for use in _bare_uses(place, place.node) if list(use[2]) == shape), None)
    if found is None or shape[1] != n_times:
        return None
    monitor, variable, _, first = found
    called = place.text(place.node.func)
    # A script that makes this mistake makes it in all its plots: they fail one after the other.
    calls = [place.node] + [
        call
        for call in place.file.calls
        if call is not place.node and place.text(call.func) == called and _has_times(place, call)
    ]
    places, edits = [], []
    for call in calls:
        for owner, _, rows, node in _bare_uses(place, call):
            if rows[0] != rows[1]:
                end = place.file.end_of(node)
                edits.append(edit_of(place.file, end, end, ".T"))
                places.append(place.place(call, owner, node.value.id, f"{place.text(node)} has shape {rows}"))
    finding = ScriptFinding(
        code="RV604", level="hint", object=monitor.name, variable=variable,
        message=f"`{place.text(first)}` is given to `{called}` with one row for each neuron: shape is (neurons, time)",
        places=places,
        why=f"a plot takes the times along the first axis: {n_times} times do not go with {shape[0]} "
        f"{'row' if shape[0] == 1 else 'rows'}; the transpose has one column for each neuron",
        fix=_mended(place, place.node),
    )  # fmt: skip
    finding.file_edits = edits
    return finding


def _bare_uses(place, call):
    """(StateMonitor, variable, shape, node) of the recordings in the arguments of a call, without index or transposition."""
    pending = list(call.args)
    while pending:
        node = pending.pop(0)
        found = place.recording(node)
        if found is not None:
            yield *found, node
        elif isinstance(node, ast.BinOp):
            pending += [node.left, node.right]
        elif isinstance(node, ast.UnaryOp):
            pending.append(node.operand)


def _has_times(place, call):
    """Whether the times of a StateMonitor are among the arguments of a call."""
    from ranvier.monitors import StateMonitor

    attributes = (node for one in call.args for node in ast.walk(one) if isinstance(node, ast.Attribute))
    return any(
        node.attr in ("t", "t_")
        and isinstance(node.value, ast.Name)
        and isinstance(place.value_of(node.value.id), StateMonitor)
        for node in attributes
    )


def _mended(place, call):
    text = ast.get_source_segment(place.file.text, call)
    begin = call.lineno, call.col_offset
    ends = [
        (node.end_lineno, node.end_col_offset) for _, _, rows, node in _bare_uses(place, call) if rows[0] != rows[1]
    ]
    lines = text.encode().split(b"\n")
    for line, column in sorted(ends, reverse=True):
        at = column - begin[1] if line == begin[0] else column
        row = lines[line - begin[0]]
        lines[line - begin[0]] = row[:at] + b".T" + row[at:]
    return " ".join(b"\n".join(lines).decode().split())


def _row_beyond(place, match):
    """``monitor.v[5]`` with less than 6 recorded elements."""
    if match is None or not isinstance(place.node, ast.Subscript):
        return None
    found = place.recording(place.node.value)
    index, n_rows = map(int, match.groups())
    if found is None or found[2][0] != n_rows:
        return None
    monitor, variable, _ = found
    label, recorded = place.node.value.value.id, [int(element) for element in monitor.record]
    is_recorded = index in recorded and not isinstance(place.node.slice, (ast.Tuple, ast.Slice))
    chosen = place.text(place.node.slice)
    fix = f"{label}[{chosen}].{place.node.value.attr}" if is_recorded else _recording_of(index, recorded)
    finding = ScriptFinding(
        code="RV604", level="hint", object=monitor.name, variable=variable,
        message=f"`{place.text(place.node)}` asks for row {index} of {n_rows}: shape is (neurons, time)",
        places=[place.place(place.node, monitor, label, f"has rows for {_elements(recorded)}")],
        why=f"there is one row for each recorded neuron, in the order of `record`; {label}[i].{place.node.value.attr} is the "
        "recording of neuron i",
        fix=fix,
    )  # fmt: skip
    if is_recorded:
        finding.file_edits = [edit_of(place.file, place.file.begin_of(place.node), place.file.end_of(place.node), fix)]
    return finding


def _element_beyond(place, match):
    """``monitor[5]`` where the element 5 is not recorded."""
    if match is None or not isinstance(place.node, ast.Subscript) or not isinstance(place.node.value, ast.Name):
        return None
    monitor, index = place.value_of(place.node.value.id), int(match[1])
    if getattr(monitor, "name", None) != match[2]:
        return None
    recorded = [int(element) for element in monitor.record]
    return ScriptFinding(
        code="RV604", level="hint", object=monitor.name, variable="",
        message=f"`{place.text(place.node)}` asks for neuron {index}, which is not recorded",
        places=[place.place(place.node, monitor, place.node.value.id, f"has rows for {_elements(recorded)}")],
        why="an index of the monitor itself is the number of a neuron; of its variables, whose shape is (neurons, time), it is "
        "a row",
        fix=_recording_of(index, recorded),
    )  # fmt: skip


def _elements(recorded):
    if not recorded:
        return "no neuron"
    shown = ", ".join(map(str, recorded[:6])) + (", ..." if len(recorded) > 6 else "")
    return f"{'neuron' if len(recorded) == 1 else 'neurons'} {shown}"


def _recording_of(index, recorded):
    if index < 0 or len(recorded) > 6:
        return "StateMonitor(..., record=True)"
    return f"StateMonitor(..., record={[*recorded, index]})"
