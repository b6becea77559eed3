"""One equation as an object, and what depends on what among several."""

from typing import NamedTuple

from ranvier.codestrings import Expression
from ranvier.units.dimension import get_or_create_dimension
from ranvier.units.fundamentalunits import get_dimensions, get_unit

DIFFERENTIAL_EQUATION = "differential equation"
SUBEXPRESSION = "subexpression"
PARAMETER = "parameter"
FLOAT = "float"
INTEGER = "integer"
BOOLEAN = "boolean"


class SingleEquation:
    """One equation.

    Parameters
    ----------
    type : str
        `DIFFERENTIAL_EQUATION`, `SUBEXPRESSION` or `PARAMETER`.
    varname : str
        The variable that it defines.
    dimensions : Dimension
        Dimension of the variable.
    var_type : str, optional
        `FLOAT`, `INTEGER` or `BOOLEAN`.
    expr : Expression, optional
        The right side, None for a parameter.
    flags : list of str, optional
        Flags in the order in which they stand.
    """

    def __init__(self, type, varname, dimensions, var_type=FLOAT, expr=None, flags=None):
        self.type = type
        self.varname = varname
        self.dim = get_dimensions(dimensions)
        self.var_type = var_type
        self.expr = expr
        self.flags = list(flags or [])

    @classmethod
    def of_core(cls, equation):
        """The object for an equation of the core."""
        text = equation.expression
        expression = None if text is None else Expression(text)
        dimension = get_or_create_dimension(*equation.exponents)
        return cls(equation.kind, equation.name, dimension, equation.type, expression, equation.flags)

    unit = property(lambda self: get_unit(self.dim), doc="Unit of the variable, without prefix; shown by its name.")
    identifiers = property(
        lambda self: set() if self.expr is None else self.expr.identifiers, doc="All names on the right side."
    )
    stochastic_variables = property(
        lambda self: {name for name in self.identifiers if name == "xi" or name.startswith("xi_")},
        doc="Names of the noise on the right side.",
    )

    def __str__(self):
        left = f"d{self.varname}/dt" if self.type == DIFFERENTIAL_EQUATION else self.varname
        right = "" if self.expr is None else f" = {self.expr}"
        unit = self.var_type if self.var_type != FLOAT else _name_of(self.dim)
        flags = f" ({', '.join(self.flags)})" if self.flags else ""
        return f"{left}{right} : {unit}{flags}"

    def __repr__(self):
        return f"<{self.type} {str(self)!r}>"

    def __eq__(self, other):
        return isinstance(other, SingleEquation) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))


def _name_of(dimension):
    return "1" if dimension.is_dimensionless else repr(get_unit(dimension))


class EquationDependency(NamedTuple):
    """A variable that another one depends on.

    Attributes
    ----------
    equation : SingleEquation
        The equation that defines it.
    via : tuple of str
        The subexpressions between, outermost first; empty if it stands in the expression itself.
    """

    equation: SingleEquation
    via: tuple


def dependencies_of(equations):
    """Names of `equations` (of those with an expression) and their direct and indirect dependencies."""
    expressions = {name: equation for name, equation in equations.items() if equation.expr is not None}
    found = {}
    for name in expressions:
        paths, reached = [(name, ())], {}
        while paths:
            current, via = paths.pop(0)
            for needed in sorted(expressions[current].identifiers & expressions.keys()):
                if needed not in reached:
                    reached[needed] = EquationDependency(expressions[needed], via)
                    if expressions[needed].type == SUBEXPRESSION:
                        paths.append((needed, (*via, needed)))
        found[name] = list(reached.values())
    return found
