"""Texts of models as objects: `Expression` for one value, `Statements` for a block of code.

Both are strings, so they may stand wherever a text of a model may.
"""

import io
import re

import numpy as np

from ranvier.errors import UnsupportedEquationsException

_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_WORDS_OF_THE_LANGUAGE = frozenset({"and", "or", "not", "if", "else", "True", "False"})
_TARGET = re.compile(r"\s*([A-Za-z_]\w*)\s*(?:[-+*/]|\*\*|//|%)?=(?!=)")


def names_in(text):
    """All names in a text: variables, functions, units; comments do not count."""
    code = "\n".join(line.partition("#")[0] for line in text.splitlines())
    return set(_NAME.findall(code)) - _WORDS_OF_THE_LANGUAGE


def _as_code(name, value):
    """How a replacement is written: a name or text as it is, a number or quantity in brackets."""
    if isinstance(value, str):
        return str(value)
    if np.ndim(value) != 0:
        raise SyntaxError(f"'{name}' can be replaced by a name or a single value, not by {value!r}")
    with np.printoptions(legacy="1.13"):
        return f"({value!r})"


def _replaced(text, replacements):
    """`text` with the names replaced; in comments names by names only, so that they still read well."""
    code = {name: _as_code(name, value) for name, value in replacements.items()}
    names = {name: value for name, value in replacements.items() if isinstance(value, str)}
    lines = []
    for line in io.StringIO(text):
        active, mark, comment = line.partition("#")
        active = _NAME.sub(lambda match: code.get(match[0], match[0]), active)
        comment = _NAME.sub(lambda match: names.get(match[0], match[0]), comment)
        lines.append(active + mark + comment)
    return "".join(lines)


class CodeString(str):
    """A text of a model.

    Parameters
    ----------
    code : str
        The text.
    **replacements
        Names of the text and what to write in their place: another name (a string) or a value.
    """

    def __new__(cls, code, **replacements):
        if not isinstance(code, str):
            raise TypeError(f"the code of {cls.__name__} is a string, not {type(code).__name__}")
        return super().__new__(cls, _replaced(code, replacements))

    code = property(str.__str__, doc="The text itself.")
    identifiers = property(names_in, doc="Set of all names in it: variables, functions, units.")

    def __eq__(self, other):
        if isinstance(other, CodeString) and type(other) is not type(self):
            return False
        return str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return str.__hash__(self)

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self):
        return type(self), (str(self),)


class Statements(CodeString):
    """A block of statements, such as a reset.

    Parameters
    ----------
    code : str
        Statements, one a line or separated by semicolons.
    **replacements
        Names of the text and what to write in their place: another name (a string) or a value.

    Raises
    ------
    ValueError
        If a value would take the place of a variable that a statement assigns to.
    """

    def __new__(cls, code, **replacements):
        if isinstance(code, str):
            for line in code.splitlines():
                for statement in line.partition("#")[0].split(";"):
                    target = _TARGET.match(statement)
                    if target and not isinstance(replacements.get(target[1], ""), str):
                        raise ValueError(
                            f"Cannot substitute value {replacements[target[1]]!r} for '{target[1]}': "
                            f"'{statement.strip()}' assigns to it; give another name, or rename it in the statement"
                        )
        return super().__new__(cls, code, **replacements)


class Expression(CodeString):
    """A mathematical expression.

    Parameters
    ----------
    code : str, optional
        The expression.
    sympy_expression : sympy.Expr, optional
        The expression as an object of sympy, in place of `code`.
    **replacements
        Names of the text and what to write in their place: another name (a string) or a value.

    Raises
    ------
    SyntaxError
        If `code` is no expression.
    """

    def __new__(cls, code=None, sympy_expression=None, **replacements):
        if (code is None) == (sympy_expression is None):
            raise TypeError("an Expression is made of either code or sympy_expression")
        self = super().__new__(cls, str(sympy_expression) if code is None else code, **replacements)
        _check_expression(str(self))
        return self

    def split_stochastic(self):
        """The part without noise, and the factors of the noise ``xi`` and ``xi_<name>``.

        Returns
        -------
        drift : Expression
            The expression itself if there is no noise in it.
        factors : dict of str to Expression, or None
            By noise; None if there is none.

        Raises
        ------
        ValueError
            If the expression is not linear in its noise.
        """
        from ranvier import _core

        try:
            drift, factors = _core.drift_and_noise(_as_equation(str(self)))
        except UnsupportedEquationsException as error:
            raise ValueError(f"the expression '{self}' can't be split: {error}") from None
        if not factors:
            return self, None
        return Expression(drift), {noise: Expression(factor) for noise, factor in factors}


def _as_equation(text):
    """An expression as a differential equation of its own, for noise may stand in it."""
    from ranvier import _core

    code = " ".join(line.partition("#")[0] for line in text.splitlines())
    return _core.Equations(f"dranvier_value/dt = {code} : 1", "Expression")


_check_expression = _as_equation
