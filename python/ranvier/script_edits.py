"""The fixes of findings as replacements of text in the user's files."""

import ast
import inspect
import io
import tokenize

from ranvier.objects import living_object
from ranvier.script_places import creation, is_within


def file_edits(finding):
    """The edits of a finding: ``{"file", "begin": [line, column], "end": [line, column], "text"}``, from 1, in characters,
    the end exclusive. None overlap. Empty if the finding has none, or if one of them can't be placed: they belong together.

    Parameters
    ----------
    finding : Finding
    """
    if hasattr(finding, "file_edits"):
        return list(finding.file_edits)
    resolved = []
    for edit in finding.edits:
        changes = _RESOLVERS[edit.kind](edit)
        if not changes:
            return []
        resolved += changes
    merged = merged_edits(resolved)
    return [] if merged is None else merged


def edit_of(file, begin, end, text):
    """An edit of a `Script`; `begin` and `end` are pairs of line and column."""
    return {"file": file.name_of_path(), "begin": list(begin), "end": list(end), "text": text}


def merged_edits(edits):
    """Edits in the order of the file: the same one several times counts once, insertions at one place are joined.

    Returns
    -------
    list or None
        None if two of them replace the same text by different ones.
    """
    merged, seen = [], []
    for edit in edits:
        if edit in seen:
            continue
        seen.append(edit)
        other = next((one for one in merged if _place(one) == _place(edit)), None)
        if other is None:
            merged.append(dict(edit))
        elif edit["begin"] == edit["end"]:
            other["text"] += edit["text"]
        else:
            return None
    merged.sort(key=_place)
    for before, after in zip(merged, merged[1:], strict=False):
        if before["file"] == after["file"] and before["end"] > after["begin"]:
            return None
    return merged


def _place(edit):
    return edit["file"], edit["begin"], edit["end"]


def apply_edits(text, edits):
    """A text with its edits.

    Parameters
    ----------
    text : str
        What is in the file, its ends of lines included.
    edits : list of dict
        As `file_edits` gives them, all of the same file, of one finding or of several.

    Raises
    ------
    ValueError
        If two edits replace the same text by different ones.
    """
    merged = merged_edits(edits)
    if merged is None:
        raise ValueError("the edits overlap")
    line_break = "\r\n" if "\r\n" in text else "\n"
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for edit in reversed(merged):
        begin, end = (starts[line - 1] + column - 1 for line, column in (edit["begin"], edit["end"]))
        text = text[:begin] + edit["text"].replace("\n", line_break) + text[end:]
    return text


def _in_text(edit):
    """An edit of a text of the model, in the literal that holds it."""
    made = creation(edit.object)
    if made is None:
        return None
    found = _literal_with(made, edit)
    if found is None:
        return None
    node, shift = found
    places = [made.file.position_in_string(node, node.value, at - shift) for at in (edit.begin, edit.end)]
    if None in places or not _stands_as_written(edit.text, node, made.file):
        return None
    return [edit_of(made.file, *places, edit.text)]


def _literal_with(made, edit):
    """The literal that has the text of an edit, and where in the text it begins; None if that is not certain."""
    whole = made.file.find_string(edit.source, made.line, made.call)
    if whole is not None and whole.value == edit.source:
        return (whole, 0) if _is_used_by(made, whole) else None
    # A text joined of several literals: the one piece that holds the place, if it is in the text and in the file once.
    pieces = [
        (node, edit.source.index(node.value))
        for node in made.file.strings
        if edit.source.count(node.value) == 1 and sum(other.value == node.value for other in made.file.strings) == 1
    ]
    around = [(node, start) for node, start in pieces if start <= edit.begin and edit.end <= start + len(node.value)]
    return around[0] if len(around) == 1 else None


def _is_used_by(made, literal):
    """Whether a call that makes an object takes a literal: directly, by a name that holds it, or as the only one of its value
    (a function of the script may hand it on)."""
    if made.call is None:
        return False
    same = [node for node in made.file.strings if node.value == literal.value]
    if len(same) == 1 and not any(isinstance(node, ast.JoinedStr) for node in ast.walk(made.call)):
        return True
    pending, seen = [made.call], set()
    while pending:
        node = pending.pop()
        if is_within(literal, node):
            return True
        for name in _names_in(node) - seen:
            seen.add(name)
            pending += made.file.values_of(name)
    return False


def _names_in(node):
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _stands_as_written(text, node, file):
    """Whether a text means itself between the quotes of a literal."""
    literal = ast.get_source_segment(file.text, node)
    prefix = literal[: min(literal.index(quote) for quote in "'\"" if quote in literal)]
    quotes = literal[len(prefix) :]
    quote = quotes[:3] if quotes[:3] in ("'''", '"""') else quotes[0]
    is_raw = "r" in prefix.lower()
    return quote not in text and (is_raw or "\\" not in text) and (len(quote) == 3 or "\n" not in text)


def _as_argument(edit):
    """An argument of the call that makes an object: its value replaced, or the argument added at the end."""
    made = creation(edit.object)
    if made is None or made.call is None:
        return None
    file, call = made.file, made.call
    value = _given_argument(call, edit.argument, living_object(edit.object))
    if value is _UNKNOWN:
        return None
    if value is not None:
        return [edit_of(file, file.begin_of(value), file.end_of(value), edit.text)]
    place, last = _end_of_arguments(file, call)
    separator = {"(": "", ",": " "}.get(last, ", ")
    return [edit_of(file, place, place, f"{separator}{edit.argument}={edit.text}")]


def _as_substitution(edit):
    """Values for names in the equations that the call which makes an object is given."""
    made = creation(edit.object)
    if made is None or made.call is None:
        return None
    model = _given_argument(made.call, "model", living_object(edit.object))
    call = _as_file_says(made, f"Equations({edit.text})")
    if model is None or model is _UNKNOWN or call is None:
        return None
    name, values = call.split("(", 1)
    begin, end = made.file.begin_of(model), made.file.end_of(model)
    return [
        edit_of(made.file, begin, begin, f"{name}("),
        edit_of(made.file, end, end, f", {values}"),
    ]


def _as_file_says(made, expression):
    """An expression whose names are all of Brian 2's, with these as the file says them; None if it does not have one."""
    names = [node for node in ast.walk(ast.parse(expression, mode="eval")) if isinstance(node, ast.Name)]
    text = expression.encode()  # ast counts bytes
    for node in sorted(names, key=lambda node: node.col_offset, reverse=True):
        name = _name_beside(made, node.id)
        if name is None or made.file.assignments(node.id):
            return None
        text = text[: node.col_offset] + name.encode() + text[node.end_col_offset :]
    return text.decode()


def _name_beside(made, name):
    """How a file says a name of Brian 2's, as it says that of the class of an object; None if it did not import it."""
    called = made.call.func
    if isinstance(called, ast.Attribute):
        return f"{ast.get_source_segment(made.file.text, called.value)}.{name}"
    imported = [alias.name for one in made.file.statements if isinstance(one, ast.ImportFrom) for alias in one.names]
    return name if name in imported or "*" in imported else None


_UNKNOWN = object()


def _given_argument(call, name, obj):
    """The value that a call gives an argument, None if it gives none; _UNKNOWN if the call does not show it."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    if any(keyword.arg is None for keyword in call.keywords) or any(isinstance(one, ast.Starred) for one in call.args):
        return _UNKNOWN  # **options or *arguments
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", None)
    if called != type(obj).__name__:
        return _UNKNOWN  # a function of the script, whose arguments are its own
    positional = [
        one for one in inspect.signature(type(obj)).parameters.values() if one.kind is one.POSITIONAL_OR_KEYWORD
    ]
    names = [one.name for one in positional[: len(call.args)]]
    return call.args[names.index(name)] if name in names else None


def _end_of_arguments(file, call):
    """Where an argument can be added to a call, and the text before that place: "(", "," or the end of an argument."""
    (first_line, first_column), (last_line, last_column) = file.begin_of(call), file.end_of(call)
    lines = file.lines[first_line - 1 : last_line]
    lines[-1] = lines[-1][: last_column - 1]
    lines[0] = lines[0][first_column - 1 :]
    no_text = (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    tokens = tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline)
    *_, last, closing = [token for token in tokens if token.type not in no_text]
    line, column = last.end
    shift = first_column - 1 if line == 1 else 0
    return (first_line + line - 1, column + 1 + shift), last.string


def _before_creation(edit):
    """Whole lines before the statement that makes an object, indented as it is."""
    made = creation(edit.object)
    statement = None if made is None else made.statement()
    if statement is None:
        return None
    file, line = made.file, statement.lineno
    while True:  # up to a line that no statement before it reaches into
        before = [
            one.lineno for one in file.statements if one.lineno < line <= one.end_lineno and not _holds(one, line)
        ]
        if not before:
            break
        line = min(before)
    start = file.lines[line - 1]
    indentation = start[: len(start) - len(start.lstrip())]
    lines = [indentation + one if one else one for one in edit.text.rstrip("\n").split("\n")]
    return [edit_of(file, (line, 1), (line, 1), "\n".join(lines) + "\n")]


def _holds(statement, line):
    """Whether a statement of a block, such as a loop, begins on a line within another one."""
    blocks = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    blocks += [handler.body for handler in getattr(statement, "handlers", [])]
    blocks += [case.body for case in getattr(statement, "cases", [])]
    return any(one.lineno == line or (one.lineno < line <= one.end_lineno) for block in blocks for one in block)


_RESOLVERS = {
    "text": _in_text,
    "argument": _as_argument,
    "substitution": _as_substitution,
    "before_creation": _before_creation,
}
