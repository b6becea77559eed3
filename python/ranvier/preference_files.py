"""Preferences as text: lines ``key = value`` under headers ``[category]``; values are data, nothing is executed."""

import ast
import operator
import os

import numpy as np

from ranvier.model_names import DEFAULT_UNITS
from ranvier.preference_table import PreferenceFileError

USER_FILE = os.path.join("~", ".brian", "user_preferences")

_TYPES = {name: getattr(np, name) for name in ("float32", "float64", "int32", "int64")}
_OPERATIONS = {
    ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Add: operator.add, ast.Sub: operator.sub, ast.Pow: operator.pow,
}  # fmt: skip


def _value_of(text):
    """The value of a text: a Python literal, a type such as float32, or a quantity such as ``5*mV``.

    Raises
    ------
    ValueError, SyntaxError
        For anything else.
    """
    try:
        return ast.literal_eval(text)
    except ValueError:
        return _quantity_of(ast.parse(text, mode="eval").body)


def _quantity_of(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return node.value
    if isinstance(node, ast.Name):
        value = _TYPES.get(node.id) or DEFAULT_UNITS.get(node.id)
        if value is not None:
            return value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_quantity_of(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_quantity_of(node.left), _quantity_of(node.right))
    raise ValueError(ast.unparse(node))


def read(text, where="preferences"):
    """Names and values in a text of preferences.

    Parameters
    ----------
    text : str
        Lines ``name = value`` with a Python literal, a type or a quantity as value, headers ``[category]``, and comments
        that begin with ``#``.
    where : str
        Names the text, for messages.

    Raises
    ------
    PreferenceFileError
        For a line that is neither.
    """
    category = ""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            category = line[1:-1].strip() + "."
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise PreferenceFileError(f"{where}, line {number}: a preference is written 'name = value', not {line!r}")
        try:
            found[category + name.strip()] = _value_of(value.strip())
        except (ArithmeticError, TypeError, ValueError, SyntaxError):
            raise PreferenceFileError(
                f"{where}, line {number}: {value.strip()!r} is no number, text, truth value or list of them; "
                "preference files hold data only"
            ) from None
    return found


def write(values, known):
    """Text of preferences.

    Parameters
    ----------
    values : dict of str to value
    known : dict of str to BrianPreference
        What the names mean.
    """
    lines = []
    categories = sorted({name.rpartition(".")[0] for name in values})
    for category in categories:
        lines += ["", f"[{category}]", ""]
        for name, value in values.items():
            if name.rpartition(".")[0] == category:
                lines += [f"# {line}" for line in known[name].docs.splitlines()]
                lines += [f"{name.rpartition('.')[2]} = {known[name].representor(value)}", ""]
    return "\n".join(lines).lstrip("\n")
