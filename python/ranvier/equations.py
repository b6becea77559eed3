"""Equations: the text of a model, read and checked."""

from collections.abc import Mapping

import numpy as np

from ranvier import _core
from ranvier.clocks import core_quantity
from ranvier.units.dimension import get_or_create_dimension


class Equations(Mapping):
    """A set of equations.

    Parameters
    ----------
    eqns : str
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
            self._core = _core.Equations(eqns)
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
                return equation
        raise KeyError(name)

    def __iter__(self):
        return iter(self._core.names)

    def __len__(self):
        return len(self._core.names)

    def _names_of(self, kind):
        return {equation.name for equation in self._core.equations if equation.kind == kind}

    diff_eq_names = property(
        lambda self: self._names_of("differential equation"), doc="Names of differential variables."
    )
    subexpr_names = property(lambda self: self._names_of("subexpression"), doc="Names of subexpressions.")
    parameter_names = property(lambda self: self._names_of("parameter"), doc="Names of parameters.")
    eq_names = property(
        lambda self: self.diff_eq_names | self.subexpr_names, doc="Names of variables with an expression."
    )
    names = property(lambda self: set(self), doc="Names of all variables.")
    identifiers = property(lambda self: self.names | self._core.external_names(), doc="All names that occur.")

    @property
    def dimensions(self):
        """Dimension of each variable."""
        return {equation.name: get_or_create_dimension(*equation.exponents) for equation in self._core.equations}

    def __str__(self):
        return str(self._core)

    def __repr__(self):
        return f"<Equations with {len(self)} equations: {', '.join(self)}>"

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return isinstance(other, Equations) and str(self) == str(other)


def _replacement(name, value):
    if isinstance(value, str):
        return value
    if np.ndim(value) == 0:
        return core_quantity(value)
    raise TypeError(f"'{name}' can be replaced by a name or a single value, not by {value!r}")


def core_equations(model, where):
    """Equations for the core from a model argument, a string or Equations."""
    if isinstance(model, Equations):
        return model._core
    if model is None:
        return _core.Equations("", where)
    if isinstance(model, str):
        return _core.Equations(model, where)
    raise TypeError(f"the model of {where} must be a string or Equations, not {type(model).__name__}")
