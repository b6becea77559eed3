"""Equations: the text of a model, read and checked."""

from collections.abc import Mapping

import numpy as np

from ranvier import _core
from ranvier.clocks import core_quantity
from ranvier.codestrings import names_in
from ranvier.single_equation import (
    DIFFERENTIAL_EQUATION,
    PARAMETER,
    SUBEXPRESSION,
    EquationDependency,
    SingleEquation,
    dependencies_of,
)
from ranvier.unit_texts import composed_unit

__all__ = ["DIFFERENTIAL_EQUATION", "PARAMETER", "SUBEXPRESSION", "Equations", "EquationDependency", "SingleEquation"]


class Equations(Mapping):
    """A set of equations.

    Parameters
    ----------
    eqns : str or sequence of SingleEquation
        One equation a line: ``dx/dt = expression : unit (flags)``, ``x = expression : unit (flags)`` or
        ``x : unit (flags)``.
    **kwds
        Replacements: a name by another name (a string) or by a value.

    Raises
    ------
    EquationError, SyntaxError, ValueError, TypeError
        For mistakes in the text; the message shows all of them.
    """

    def __init__(self, eqns, **kwds):
        if isinstance(eqns, _core.Equations):
            self._core = eqns
        elif isinstance(eqns, str):
            self._core = _parsed(eqns)
        elif isinstance(eqns, (list, tuple)) and all(isinstance(equation, SingleEquation) for equation in eqns):
            self._core = _parsed("\n".join(map(str, eqns)))
        else:
            raise TypeError(f"equations are a string, not {type(eqns).__name__}")
        if kwds:
            self._core = self._core.substitute({name: _replacement(name, value) for name, value in kwds.items()})

    def substitute(self, **kwds):
        """The equations with names replaced by names or values."""
        return Equations(self._core, **kwds)

    def __add__(self, other):
        if isinstance(other, str):
            other = Equations(other)
        if not isinstance(other, Equations):
            return NotImplemented
        return Equations(self._core + other._core)

    def __radd__(self, other):
        return Equations(other) + self if isinstance(other, str) else NotImplemented

    def __getitem__(self, name):
        for equation in self._core.equations:
            if equation.name == name:
                return SingleEquation.of_core(equation)
        raise KeyError(name)

    def __iter__(self):
        return iter(self._core.names)

    def __len__(self):
        return len(self._core.names)

    def _names_of(self, *kinds):
        return {equation.name for equation in self._core.equations if equation.kind in kinds}

    def _expressions_of(self, *kinds):
        return [(name, equation.expr) for name, equation in self.items() if equation.type in kinds]

    diff_eq_names = property(lambda self: self._names_of(DIFFERENTIAL_EQUATION), doc="Names of differential variables.")
    subexpr_names = property(lambda self: self._names_of(SUBEXPRESSION), doc="Names of subexpressions.")
    parameter_names = property(lambda self: self._names_of(PARAMETER), doc="Names of parameters.")
    eq_names = property(
        lambda self: self.diff_eq_names | self.subexpr_names, doc="Names of variables with an expression."
    )
    names = property(lambda self: set(self), doc="Names of all variables.")
    diff_eq_expressions = property(
        lambda self: self._expressions_of(DIFFERENTIAL_EQUATION),
        doc="(name, `Expression`) of each differential variable.",
    )
    eq_expressions = property(
        lambda self: self._expressions_of(DIFFERENTIAL_EQUATION, SUBEXPRESSION),
        doc="(name, `Expression`) of each variable with an expression.",
    )

    @property
    def identifiers(self):
        """Names that occur in expressions, without the variables that the equations define."""
        found = set().union(*(names_in(expression) for _, expression in self.eq_expressions))
        return found - self.names

    @property
    def stochastic_variables(self):
        """Names of the noise in the equations: ``xi`` and names such as ``xi_1``."""
        return {name for name in self.identifiers if name == "xi" or name.startswith("xi_")}

    @property
    def ordered(self):
        """The equations in the order of computation: subexpressions by what they need, then the others."""
        equations, done = list(self.values()), []
        open_ones = [equation for equation in equations if equation.type == SUBEXPRESSION]
        while open_ones:
            waiting = {equation.varname for equation in open_ones}
            done += [equation for equation in open_ones if not equation.identifiers & waiting]
            open_ones = [equation for equation in open_ones if equation.identifiers & waiting]
        for kind in (DIFFERENTIAL_EQUATION, PARAMETER):
            done += [equation for equation in equations if equation.type == kind]
        return done

    @property
    def dependencies(self):
        """For each variable with an expression, the variables that it depends on, as a list of `EquationDependency`."""
        return dependencies_of(self)

    is_stochastic = property(lambda self: bool(self.stochastic_variables), doc="Whether there is noise.")

    @property
    def stochastic_type(self):
        """None without noise, "additive" or "multiplicative"."""
        kind = _core.noise_kind(self._core)
        return None if kind == "none" else kind

    @property
    def dimensions(self):
        """Dimension of each variable."""
        return {name: equation.dim for name, equation in self.items()}

    def check_flags(self, allowed_flags, incompatible_flags=None):
        """Check that equations carry no flags but the allowed ones.

        Parameters
        ----------
        allowed_flags : dict
            For a type of equation (`DIFFERENTIAL_EQUATION`, `SUBEXPRESSION` or `PARAMETER`) the flags it may have.
        incompatible_flags : sequence of tuple, optional
            Sets of flags that may not stand together.

        Raises
        ------
        ValueError
            If an equation has another flag, or flags that are incompatible.
        """
        for name, equation in self.items():
            allowed = allowed_flags.get(equation.type, ())
            for flag in equation.flags:
                if flag not in allowed:
                    choice = ", ".join(allowed) if allowed else "none"
                    raise ValueError(f"the {equation.type} '{name}' cannot have the flag '{flag}'; allowed: {choice}")
            for group in incompatible_flags or ():
                if set(group) <= set(equation.flags):
                    raise ValueError(f"'{name}' has the flags {', '.join(group)}, which exclude each other")

    def __str__(self):
        return str(self._core)

    def __repr__(self):
        return f"<Equations with {len(self)} equations: {', '.join(self)}>"

    def _repr_latex_(self):
        from ranvier.latex import equations_to_latex

        return equations_to_latex(self._core.equations)

    def _repr_pretty_(self, printer, cycle):
        printer.text(repr(self) if cycle else str(self))

    def __reduce__(self):
        return type(self), (str(self),)

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return isinstance(other, Equations) and str(self) == str(other)


def _replacement(name, value):
    if isinstance(value, str):
        if not value.isidentifier():
            raise SyntaxError(f"'{name}' cannot be replaced by '{value}', which is no name")
        return str(value)
    if np.ndim(value) == 0:
        return core_quantity(value)
    raise SyntaxError(f"'{name}' can be replaced by a name or a single value, not by {value!r}")


def _parsed(text, where="Equations"):
    """The equations of a text; from now on quantities are shown in the composed units that it uses."""
    core = _core.Equations(text, where)
    for equation in core.equations:
        if any(sign in equation.unit_text for sign in "*/"):
            composed_unit(equation.unit_text)
    return core


def core_equations(model, where):
    """Equations for the core from a model argument, a string or Equations."""
    if isinstance(model, Equations):
        return model._core
    if model is None:
        return _core.Equations("", where)
    if isinstance(model, str):
        return _parsed(model, where)
    swapped = ": the number of neurons stands first, the model second" if isinstance(model, (int, float)) else ""
    raise TypeError(f"the model of {where} must be a string or Equations, not {type(model).__name__}{swapped}")
