"""Where in the user's files the objects of a model, their texts and the values of their constants stand."""

import ast
import functools
import itertools
import os
import tokenize
from typing import NamedTuple

from ranvier.namespaces import caller_frame
from ranvier.objects import living_object

# Paths as messages show them, by absolute path: those of the command line as they were given.
_shown_paths = {}


def show_as(path):
    """Show a file from now on by this path."""
    _shown_paths[os.path.abspath(path)] = path


class Script:
    """A file of the user, read once: its lines, its strings, its statements.

    Parameters
    ----------
    path : str
        As the interpreter knows it.
    """

    def __init__(self, path):
        with tokenize.open(path) as file:
            self.text = file.read()
        self.path = path
        self.lines = self.text.split("\n")
        self.tree = ast.parse(self.text)
        nodes = list(ast.walk(self.tree))
        pieces = {piece for node in nodes if isinstance(node, ast.JoinedStr) for piece in ast.walk(node)}
        self.strings = [
            node
            for node in nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.strip()
            and node not in pieces
        ]
        self.statements = [node for node in nodes if isinstance(node, ast.stmt)]
        self.calls = [node for node in nodes if isinstance(node, ast.Call)]

    def column(self, line, offset):
        """Column from 1, in characters, of a byte offset that `ast` gives."""
        return len(self.lines[line - 1].encode()[:offset].decode(errors="replace")) + 1

    def begin_of(self, node):
        """(line, column) of the first character of a node."""
        return node.lineno, self.column(node.lineno, node.col_offset)

    def end_of(self, node):
        """(line, column) behind the last character of a node."""
        return node.end_lineno, self.column(node.end_lineno, node.end_col_offset)

    def statement_at(self, line):
        """The innermost statement that stands on a line."""
        on_line = [node for node in self.statements if node.lineno <= line <= node.end_lineno]
        return max(on_line, key=lambda node: (node.lineno, -node.end_lineno), default=None)

    def statement_of(self, node):
        """The innermost statement that holds a node."""
        around = [statement for statement in self.statements if is_within(node, statement)]
        return max(around, key=lambda statement: (statement.lineno, statement.col_offset), default=None)

    def call_at(self, positions):
        """The call at (first line, last line, first byte, byte behind the last one); None if there is none."""
        return next((node for node in self.calls if positions_of(node) == tuple(positions)), None)

    def find_string(self, text, line, call=None):
        """The string literal with this value that a statement on `line` uses: in `call`, in it, else the last one before."""
        same = [node for node in self.strings if node.value == text] or [
            node for node in self.strings if text in node.value
        ]
        inside = [node for node in same if call is not None and is_within(node, call)]
        if inside:
            return inside[0]
        statement = self.statement_at(line) if call is None else self.statement_of(call)
        last = line if statement is None else statement.end_lineno
        before = [node for node in same if node.lineno <= last]
        return max(before, key=lambda node: (node.lineno, node.col_offset), default=same[0] if same else None)

    def position_in_string(self, node, text, offset):
        """(line, column) of a character of a text in a string literal; None if the value is not there as it stands."""
        literal = ast.get_source_segment(self.text, node)
        begin = literal.find(node.value)
        if begin < 0:
            return None  # escapes, or pieces joined
        lines = literal[: begin + node.value.index(text) + offset].split("\n")
        first = self.column(node.lineno, node.col_offset)
        return node.lineno + len(lines) - 1, len(lines[-1]) + (first if len(lines) == 1 else 1)

    def assignments(self, name):
        """The statements that assign to a name."""
        kinds = (ast.Assign, ast.AugAssign, ast.AnnAssign)
        return [node for node in self.statements if isinstance(node, kinds) and name in _targets(node)]

    def values_of(self, name):
        """The expressions that are assigned to a name."""
        return [node.value for node in self.assignments(name) if node.value is not None]

    def assignment_before(self, name, line):
        """The last statement before a line that assigns to a name."""
        found = [node for node in self.assignments(name) if node.lineno < line]
        return max(found, key=lambda node: node.lineno, default=None)

    def name_of_path(self):
        """The path as messages show it: as on the command line, else relative to the working directory for what lies in it."""
        shown = _shown_paths.get(os.path.abspath(self.path))
        if shown is not None:
            return shown
        relative = os.path.relpath(self.path)
        return self.path if relative.startswith("..") else relative


def positions_of(node):
    """(first line, last line, first byte, byte behind the last one), as code objects have them."""
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def is_within(inner, outer):
    """Whether a node lies in another one, or is it."""
    begin, end = (inner.lineno, inner.col_offset), (inner.end_lineno, inner.end_col_offset)
    return (outer.lineno, outer.col_offset) <= begin and end <= (outer.end_lineno, outer.end_col_offset)


def _targets(statement):
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


@functools.lru_cache(maxsize=64)
def script(path):
    """The file at a path; None if it can't be read or is no Python file."""
    try:
        return Script(path)
    except (OSError, SyntaxError, UnicodeDecodeError, ValueError):
        return None


def positions_in_code(code, instruction):
    """What stands at an instruction of a code object, as `positions_of` a node; None if it does not know its columns."""
    found = next(itertools.islice(code.co_positions(), instruction // 2, None), None)
    return None if found is None or None in found else found


class Creation(NamedTuple):
    """Where an object was made: `call` is None if the line alone is known."""

    file: Script
    line: int
    call: ast.Call | None

    def statement(self):
        """The statement; None if there is none on the line."""
        return self.file.statement_at(self.line) if self.call is None else self.file.statement_of(self.call)

    def label(self):
        """The variable to which the statement assigns the object, "" if there is none."""
        statement = self.statement()
        if not isinstance(statement, ast.Assign):
            return ""
        target = statement.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple) and self.call is not None:
            pairs = zip(target.elts, statement.value.elts, strict=False)
            target = next((one for one, value in pairs if is_within(self.call, value)), target)
        return target.id if isinstance(target, ast.Name) else ""


def creation(name):
    """The `Creation` of an object; None if it is not known."""
    obj = living_object(name)
    made_at = getattr(obj, "_made_at", "")
    path, _, line = made_at.rpartition(":")
    found = script(path) if path else None
    if found is None:
        return None
    positions = positions_in_code(*obj._made_by)
    return Creation(found, int(line), None if positions is None else found.call_at(positions))


def _present_line(file):
    """The line at which the script stands, or that behind its last one."""
    frame = caller_frame()
    return frame.f_lineno if frame.f_code.co_filename == file.path else len(file.lines) + 1


def locate(place):
    """Where a place of a finding stands.

    Parameters
    ----------
    place : Place

    Returns
    -------
    tuple or None
        File, line, column, text of the line, variable of the script that holds the object.
    """
    made = creation(place.object)
    if made is None:
        return None
    file = made.file
    if place.constant:
        line = made.line if place.before_creation else _present_line(file)
        statement = file.assignment_before(place.constant, line)
        if statement is None:
            return None
        position = file.begin_of(statement)
    elif place.source:
        position = _position_of_text(made, place)
    else:
        statement = made.statement()
        position = (made.line, 1) if statement is None else file.begin_of(statement)
    line, column = position
    return file.name_of_path(), line, column, file.lines[line - 1].strip(), made.label()


def _position_of_text(made, place):
    """Where a piece of a text stands; the begin of its literal, or the line of the object, if that can't be told."""
    node = made.file.find_string(place.source, made.line, made.call)
    if node is None:
        return made.line, 1
    position = made.file.position_in_string(node, place.source, place.begin)
    return made.file.begin_of(node) if position is None else position
