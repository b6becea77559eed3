"""Python's exceptions for the errors of the core: one table for all."""

from ranvier.units import DimensionMismatchError


class EquationError(Exception):
    """A line of equations is malformed or does not go together with the others."""


class UnsupportedEquationsException(Exception):
    """The equations are not of the kind that the integration method needs."""


class FunctionCallError(SyntaxError, ValueError):
    """A function is called with a wrong number of arguments, or used like a variable."""


class NumericalError(Exception):
    """The numbers of a simulation went wrong."""


class InternalError(Exception):
    """A bug in Ranvier."""

    has_occurred = False  # in this process

    def __init__(self, *arguments):
        super().__init__(*arguments)
        InternalError.has_occurred = True


# code of a diagnostic: type of the exception (semantics of Brian 2); everything else is an EquationError
_MODEL = {
    "syntax": SyntaxError,
    "unsupported-syntax": SyntaxError,
    "text-limit": SyntaxError,
    "function-without-call": FunctionCallError,
    "wrong-argument-count": FunctionCallError,
    "illegal-name": SyntaxError,
    "reserved-name": SyntaxError,
    "read-only-variable": SyntaxError,
    "shared-target": SyntaxError,
    "shared-subexpression": SyntaxError,
    "stateful-subexpression": SyntaxError,
    "floor-division": SyntaxError,
    "variable-exponent": SyntaxError,
    "unknown-name": KeyError,
    "unknown-function": KeyError,
    "not-a-function": ValueError,
    "dimension-mismatch": DimensionMismatchError,
    "type-mismatch": TypeError,
    "not-boolean": TypeError,
    "differential-type": TypeError,
    "refractory-type": TypeError,
    "bool-unit": TypeError,
    "illegal-flag": ValueError,
    "incompatible-flags": ValueError,
    "illegal-replacement": ValueError,
    "cyclic-subexpressions": ValueError,
    "pre-post-name": ValueError,
    "connect-reference": ValueError,
    "scheme-syntax": SyntaxError,
    "unsupported-equations": UnsupportedEquationsException,
    "not-built-yet": NotImplementedError,
}
_USAGE = {
    "value": ValueError,
    "type": TypeError,
    "index": IndexError,
    "key": KeyError,
    "attribute": AttributeError,
    "runtime": RuntimeError,
    "not_implemented": NotImplementedError,
}
_OTHER = {
    "dimension": DimensionMismatchError,
    "numerical": NumericalError,
    "interrupted": KeyboardInterrupt,
    "internal": InternalError,
}


class _Text(str):
    """A text that shows itself as it is: KeyError would print its repr."""

    def __repr__(self):
        return str(self)


def key_error(text):
    """A KeyError that shows its text as it is.

    Parameters
    ----------
    text : str
    """
    return KeyError(_Text(text))


def make_exception(kind, code, text):
    """The exception for an error of the core.

    Parameters
    ----------
    kind : str
        Sort of error: "model", "usage", "dimension", "numerical", "resource", "interrupted" or "internal".
    code : str
        Which one of its sort: the code of the first diagnostic, or the kind of wrong use.
    text : str
        The whole text.
    """
    if kind == "model":
        exception_type = _MODEL.get(code, EquationError)
    elif kind == "usage":
        exception_type = _USAGE[code]
    elif kind == "resource":
        exception_type = MemoryError if code == "memory" else OSError
    else:
        exception_type = _OTHER[kind]
    text = text.rstrip("\n")
    exception = key_error(text) if exception_type is KeyError else exception_type(text)
    exception.ranvier_kind = (kind, code)
    return exception
