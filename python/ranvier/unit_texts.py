"""Units written as texts."""

import ast
import operator

from ranvier.model_names import DEFAULT_UNITS

_OPERATORS = {ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow}


def composed_unit(text):
    """The unit that a text such as ``siemens/meter**2`` composes; quantities may be shown in it from then on.

    Parameters
    ----------
    text : str
        A unit as the core accepts it: names, numbers, ``*``, ``/``, ``**`` and brackets.
    """
    return _value(ast.parse(text.strip(), mode="eval").body)


def _value(node):
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand)
    return DEFAULT_UNITS[node.id] if isinstance(node, ast.Name) else node.value
