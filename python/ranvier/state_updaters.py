"""Integration methods: the built-in ones by name, explicit schemes of one's own, functions."""

import numbers
import re

from ranvier.errors import UnsupportedEquationsException


class StateUpdateMethod:
    """A method of integration, to be given as ``method=``.

    Calling one with `Equations` gives the statements of one step as text; the new value of ``x`` is called ``_x`` there.

    Attributes
    ----------
    stateupdaters : dict
        All methods that are known by a name.
    """

    stateupdaters = {}  # noqa: RUF012

    def __init__(self, name):
        self._name = name

    def __call__(self, equations, variables=None, method_options=None):
        return _step_text(equations, self._name)

    def __str__(self):
        return self._name

    def __repr__(self):
        return f"<integration method '{self._name}'>"

    @staticmethod
    def register(name, stateupdater, index=None):
        """Make a method known by a name.

        Parameters
        ----------
        name : str
        stateupdater : StateUpdateMethod or callable
        index : int, optional
            Position among the known methods; the last without it.

        Raises
        ------
        ValueError
            If the name is taken, or the object is no method.
        TypeError
            If `index` is no integer.
        """
        name = name.lower()
        known = StateUpdateMethod.stateupdaters
        if name in known:
            raise ValueError(f"a method with the name '{name}' is known already; choose another name")
        if not callable(stateupdater):
            raise ValueError(f"{stateupdater!r} is no method of integration: it cannot be called with equations")
        if index is not None and not isinstance(index, numbers.Integral):
            raise TypeError(f"the position of a method is an integer, not {index!r}")
        entries = list(known.items())
        entries.insert(len(entries) if index is None else int(index), (name, stateupdater))
        known.clear()
        known.update(entries)


class ExplicitStateUpdater(StateUpdateMethod):
    """An explicit scheme, written as text.

    Parameters
    ----------
    description : str
        Statements, one a line, the last for ``x_new``. They may use ``x``, ``t``, ``dt``, ``dW`` (the noise of one
        step: normal, of variance dt), ``f(x, t)`` and ``g(x, t)`` (drift, and factor of the noise) and the names of
        the lines before; for example ``k = dt*f(x, t)`` and ``x_new = x + dt*f(x + k/2, t + dt/2)``.
    stochastic : {None, 'additive', 'multiplicative'}
        The most general noise that the scheme is for.
    custom_check : None
        Not supported.

    Raises
    ------
    SyntaxError
        For mistakes in the description.
    """

    def __init__(self, description, stochastic=None, custom_check=None):
        if stochastic not in (None, "additive", "multiplicative"):
            raise ValueError(f"stochastic is None, 'additive' or 'multiplicative', not {stochastic!r}")
        if custom_check is not None:
            raise NotImplementedError(
                "Ranvier does not have custom_check yet; give method= a function of the equations that raises "
                "UnsupportedEquationsException for those it is not for"
            )
        StateUpdateMethod.__init__(self, "ExplicitStateUpdater")
        self._description = description
        kind = getattr(_core().SchemeText.Noise, stochastic or "none")
        self._core = _core().SchemeText(description=description, noise=kind, name=self._name)

    def __call__(self, equations, variables=None, method_options=None):
        return _step_text(equations, self._core)

    def __repr__(self):
        return f"<ExplicitStateUpdater {self._description!r}>"


exact = StateUpdateMethod("exact")
linear = StateUpdateMethod("linear")
independent = StateUpdateMethod("independent")
exponential_euler = StateUpdateMethod("exponential_euler")
euler = StateUpdateMethod("euler")
rk2 = StateUpdateMethod("rk2")
rk4 = StateUpdateMethod("rk4")
heun = StateUpdateMethod("heun")
milstein = StateUpdateMethod("milstein")
gsl_rk2 = StateUpdateMethod("gsl_rk2")
gsl_rk4 = StateUpdateMethod("gsl_rk4")
gsl_rkf45 = StateUpdateMethod("gsl_rkf45")
gsl_rkck = StateUpdateMethod("gsl_rkck")
gsl_rk8pd = StateUpdateMethod("gsl_rk8pd")

for _name in ("exact", "linear", "independent", "exponential_euler", "euler", "rk2", "rk4", "heun", "milstein",
              "gsl_rk2", "gsl_rk4", "gsl_rkf45", "gsl_rkck", "gsl_rk8pd"):  # fmt: skip
    StateUpdateMethod.register(_name, globals()[_name])
StateUpdateMethod.register("gsl", StateUpdateMethod("gsl"))


def _core():
    from ranvier import _core

    return _core


def _step_text(equations, method):
    """The statements of one step."""
    text = _core().step_statements(_core_equations(equations), method).rstrip("\n")
    for name in equations.diff_eq_names:
        if not re.search(rf"\b_{name}\b", text):
            text = re.sub(rf"\b_{name}_new\b", f"_{name}", text)
    return text


def _core_equations(equations):
    from ranvier.equations import core_equations

    return core_equations(equations, "Equations")


class MethodChoice:
    """The ``method`` and ``method_options`` arguments of a group.

    Functions among the methods are called with the equations before each run, `selection` has the rest.
    """

    def __init__(self, method, method_options):
        self._options = dict(method_options) if method_options else None
        is_list = not (method is None or isinstance(method, (str, StateUpdateMethod)) or callable(method))
        try:
            self._methods = [] if method is None else list(method) if is_list else [method]
        except TypeError:
            raise TypeError(
                f"method is a name, an integration method, a function or a list of these, not {method!r}"
            ) from None
        for entry in self._methods:
            if not isinstance(entry, str) and not callable(entry):
                raise TypeError(f"each entry of a list of methods is a name or a function, not {entry!r}")
        self._is_list = is_list and tuple(self._methods) != ("exact", "euler", "heun")
        if is_list and not self._is_list:
            self._methods = []  # the automatic choice

    def selection(self, equations):
        """The methods for the core.

        Parameters
        ----------
        equations : Equations
        """
        candidates = []
        for entry in self._methods:
            if isinstance(entry, str):
                entry = StateUpdateMethod.stateupdaters.get(entry.lower(), entry.lower())
            if isinstance(entry, str):
                candidates.append(entry)
            elif isinstance(entry, StateUpdateMethod):
                candidates.append(entry._core if isinstance(entry, ExplicitStateUpdater) else entry._name)
            else:
                code = self._called(entry, equations)
                if code is not None:
                    candidates.append(_core().StepCode(code))
        return _core().MethodSelection(candidates, self._is_list, list(self._options or {}))

    def _called(self, function, equations):
        try:
            code = function(equations, {name: equations[name] for name in equations}, self._options)
        except UnsupportedEquationsException:
            if not self._is_list:
                raise
            return None
        if not isinstance(code, str):
            raise TypeError(f"the method {function!r} must give the statements of one step as a string, not {code!r}")
        return code
