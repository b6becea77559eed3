"""Functions that models may call: Function, the decorators `implementation` and `declare_types`, BinomialFunction."""

from collections.abc import Callable

import numpy as np

from ranvier import _core
from ranvier.brian_logger import get_logger
from ranvier.function_implementations import FunctionImplementationContainer, target_name
from ranvier.objects import Nameable, whole_number
from ranvier.units import Quantity, get_dimensions
from ranvier.units.dimension import DIMENSIONLESS, get_or_create_dimension
from ranvier.units.dimension_checks import fail_for_dimension_mismatch

logger = get_logger("brian2.core.functions")

_ARGUMENT_TYPES = ("boolean", "integer", "float", "any")
_RESULT_TYPES = ("boolean", "integer", "float", "highest")


def declare_types(**types):
    """Declare the types of the arguments and of the result of a function.

    Parameters
    ----------
    **types
        For each argument "boolean", "integer", "float" or "any"; for ``result`` "boolean", "integer", "float" or
        "highest" (of the arguments). What is left out is "any", and "float" for the result.

    Raises
    ------
    ValueError
        For an unknown type or an argument that the function does not have.
    """

    def decorate(function):
        names = getattr(function, "_arg_names", None) or _names_of(function)
        for name, type_name in types.items():
            if name == "result":
                if type_name not in _RESULT_TYPES:
                    raise ValueError(f"the type of a result is one of {', '.join(_RESULT_TYPES)}, not {type_name!r}")
            elif name not in names:
                raise ValueError(f"a type is declared for the argument '{name}', which {function.__name__} has not")
            elif type_name not in _ARGUMENT_TYPES:
                raise ValueError(
                    f"the type of the argument '{name}' is one of {', '.join(_ARGUMENT_TYPES)}, not {type_name!r}"
                )
        function._arg_types = [types.get(name, "any") for name in names]
        function._return_type = types.get("result", "float")
        function._orig_arg_names = tuple(names)
        function._annotation_attributes = [
            *getattr(function, "_annotation_attributes", []), "_arg_types", "_return_type",
        ]  # fmt: skip
        return function

    return decorate


def _names_of(function):
    code = getattr(function, "_orig_func", function).__code__
    return code.co_varnames[: code.co_argcount]


class Function:
    """A function that models may call.

    Parameters
    ----------
    pyfunc : callable
        Gets whole arrays (a single number for an argument that is the same for all elements), with units.
    sympy_func : optional
        Not used.
    arg_units : list, optional
        For each argument a unit, ``1``, ``bool``, ``None`` for any, or the name of another argument whose unit it shares.
        Default: what `check_units` has noted at `pyfunc`.
    arg_names : list of str, optional
    return_unit : unit, bool or callable, optional
        A callable gets the units of the arguments.
    arg_types, return_type : list of str, str, optional
        As for `declare_types`.
    stateless : bool
        Whether equal arguments give equal results, at any time.
    auto_vectorise : bool
        Whether `pyfunc` takes the element numbers as one more argument.

    Raises
    ------
    ValueError
        If units or types are missing or unknown.
    """

    def __init__(self, pyfunc, sympy_func=None, arg_units=None, arg_names=None, return_unit=None, arg_types=None,
                 return_type=None, stateless=True, auto_vectorise=False):  # fmt: skip
        self.pyfunc = pyfunc
        self.sympy_func = sympy_func
        self.stateless = stateless
        self.auto_vectorise = auto_vectorise
        self.__name__ = getattr(pyfunc, "__name__", type(pyfunc).__name__)
        self._arg_units = self._noted(arg_units, "_arg_units")
        self._arg_names = arg_names if arg_names is not None else getattr(pyfunc, "_arg_names", None)
        if any(isinstance(unit, str) for unit in self._arg_units) and (
            self._arg_names is None or len(self._arg_names) != len(self._arg_units)
        ):
            raise TypeError(f"'{self.__name__}' names arguments in its units: give the names of all as arg_names")
        self._return_unit = self._noted(return_unit, "_return_unit")
        self._returns_bool = self._return_unit is bool
        self._arg_types = arg_types or getattr(pyfunc, "_arg_types", None) or ["any"] * len(self._arg_units)
        self._return_type = return_type or getattr(pyfunc, "_return_type", None)
        if self._return_type is None:
            self._return_type = "boolean" if self._returns_bool else "float"
        if len(self._arg_types) != len(self._arg_units):
            raise ValueError(f"'{self.__name__}' has {len(self._arg_units)} arguments, not {len(self._arg_types)}")
        for type_name in self._arg_types:
            if type_name not in _ARGUMENT_TYPES:
                raise ValueError(f"the type of an argument is one of {', '.join(_ARGUMENT_TYPES)}, not {type_name!r}")
        if self._return_type not in _RESULT_TYPES:
            raise ValueError(f"the type of a result is one of {', '.join(_RESULT_TYPES)}, not {self._return_type!r}")
        self.implementations = FunctionImplementationContainer(self)
        self._core_function = _core.host_function(
            [self._argument_row(k) for k in range(len(self._arg_units))],
            self._core_result_unit(),
            self._return_type,
            bool(stateless) and not auto_vectorise,
            self._call_from_core,
        )

    def _noted(self, given, name):
        noted = given if given is not None else getattr(self.pyfunc, name, None)
        if noted is None:
            raise ValueError(_without_units_text(self.__name__, name[1:]))
        return noted

    def _argument_row(self, k):
        name = self._arg_names[k] if self._arg_names is not None else ""
        unit, type_name = self._arg_units[k], self._arg_types[k]
        if unit is bool:
            return name, _exponents(DIMENSIONLESS), "boolean"
        if isinstance(unit, str):
            return name, list(self._arg_names).index(unit), type_name
        return name, None if unit is None else _exponents(_dimensions(unit)), type_name

    def _core_result_unit(self):
        unit = self._return_unit
        if unit is bool:
            return _exponents(DIMENSIONLESS)
        if _is_made_of_arguments(unit):
            return lambda rows: _exponents(_dimensions(unit(*(get_or_create_dimension(*row) for row in rows))))
        return _exponents(_dimensions(unit))

    def is_locally_constant(self, dt):
        """Never known of a Python function of time."""
        return False

    def __call__(self, *args):
        return self.pyfunc(*args)

    def _python_function(self):
        """The callable for models, and whether it takes arguments with units."""
        own = self.implementations.get("numpy")
        if own is not None and callable(own.code):
            return own.code, own.takes_units
        return self.pyfunc, True

    def _call_with_units(self, function, values):
        """What `function` gives for numbers in SI units, after a check of its unit."""
        arguments = [*self._with_units(values)]
        result = function(*arguments)
        if result is None and self.implementations.refused:
            raise NotImplementedError
        self._check_result(result, arguments)
        return result

    def _call_from_core(self, kernel, count, values):
        try:
            return self._call(count, values)
        except Exception as error:
            error._ranvier_call = (kernel, self.__name__)
            raise

    def _call(self, count, values):
        function, takes_units = self._python_function()
        values = [value if isinstance(value, np.ndarray) else np.asarray(value)[()] for value in values]
        if self.auto_vectorise:
            values.append(np.arange(count))
        try:
            result = self._call_with_units(function, values) if takes_units else function(*values)
        except NotImplementedError as error:
            if self.implementations.refused:
                raise NotImplementedError(
                    f"the function '{self.__name__}' has an implementation for {self.implementations.refused[0]} only, "
                    "which Ranvier does not compile; let the Python function below @implementation compute the result"
                ) from error
            raise
        return self._flat(result, count)

    def _with_units(self, values):
        for value, unit in zip(values, self._arg_units):
            if unit is None or unit is bool or isinstance(unit, str) or _dimensions(unit).is_dimensionless:
                yield value  # integers stay integers
            else:
                yield Quantity.with_dimensions(value, _dimensions(unit))
        yield from values[len(self._arg_units) :]

    def _check_result(self, result, arguments):
        unit = self._return_unit
        if _is_made_of_arguments(unit):
            unit = unit(*(get_dimensions(argument) for argument in arguments[: len(self._arg_units)]))
        if unit is bool:
            if np.asarray(result).dtype.kind != "b":
                raise TypeError(f"the function '{self.__name__}' should return true or false but returned {result!r}")
            return
        fail_for_dimension_mismatch(
            result, _dimensions(unit), f"the function '{self.__name__}' returned a value of another unit than it says"
        )

    def _flat(self, result, count):
        dtype = {"boolean": np.bool_, "integer": np.int64, "float": np.float64}.get(self._return_type)
        flat = np.asarray(result)
        if dtype is None:
            dtype = {"b": np.bool_, "i": np.int64, "u": np.int64}.get(flat.dtype.kind, np.float64)
        if flat.ndim > 1 or (flat.ndim == 1 and flat.size not in (1, count)):
            raise ValueError(
                f"the function '{self.__name__}' was called for {count} elements and returned an array of shape {flat.shape}"
            )
        return np.ascontiguousarray(np.atleast_1d(flat), dtype=dtype)


def _without_units_text(function, what):
    return (
        f"the Python function '{function}' does not say its units: give {what}, or decorate it with @check_units(...)"
    )


def function_for_models(pyfunc):
    """The `Function` behind a Python function that models use by its name: one that says its units with `check_units`.
    If the unit of the result is missing, the first use of it in a model is an error.
    """
    if pyfunc._return_unit is not None:
        return Function(pyfunc, stateless=getattr(pyfunc, "stateless", False))

    def refuse(*_):
        raise ValueError(_without_units_text(pyfunc.__name__, "return_unit"))

    return Function(pyfunc, return_unit=refuse, stateless=False)


def _is_made_of_arguments(unit):
    return isinstance(unit, Callable) and not hasattr(unit, "dim") and unit is not bool


def _dimensions(unit):
    return DIMENSIONLESS if isinstance(unit, (int, float)) and not hasattr(unit, "dim") else get_dimensions(unit)


def _exponents(dimension):
    return tuple(map(float, dimension._dims))


def timestep(t, dt):
    """Number of the time step that a time lies in, as models compute it: times a little below the beginning of a step,
    by up to a thousandth of one, count as its beginning.

    Parameters
    ----------
    t, dt : float, array_like or Quantity [second]
        Time, and length of a step.

    Returns
    -------
    int or array of int
    """
    t, dt = np.asarray(t, dtype=float), np.asarray(dt, dtype=float)
    steps = ((t + 1e-3 * dt) / dt).astype(np.int64)
    return int(steps) if steps.ndim == 0 else steps


def implementation(
    target, code=None, namespace=None, dependencies=None, discard_units=None, name=None, **compiler_kwds
):
    """Give a function for models an implementation.

    Parameters
    ----------
    target : str
        "numpy": the decorated Python function itself. A text for "cpp" or "cython" is not compiled: the decorated Python
        function is called instead, and must compute the result.
    code : str, optional
    discard_units : bool, optional
        For "numpy": the function gets and gives plain numbers in SI units, and the quantities among its global and
        enclosing names are plain numbers too.
    namespace, dependencies, name, **compiler_kwds
        Accepted; only C++ needs them.

    Returns
    -------
    decorator
        Gives a `Function`.
    """

    def decorate(function):
        made = function if isinstance(function, Function) else Function(function)
        if discard_units and target_name(target) != "numpy":
            raise TypeError(f"discard_units is for the target 'numpy', not for {target!r}")
        if target_name(target) == "numpy" and code is None:
            made.implementations.add_numpy_implementation(made.pyfunc, dependencies, discard_units)
        elif target_name(target) == "numpy":
            made.implementations.add_implementation("numpy", code, namespace, dependencies, name=name)
        else:
            made.implementations.add_implementation(
                target, code, namespace, dependencies, name=name, compiler_kwds=compiler_kwds
            )
            logger.info(
                f"The {target} text of the function '{made.__name__}' is not compiled; models call its Python function",
                "implementation_not_compiled",
                once=True,
            )
        return made

    return decorate


class BinomialFunction(Nameable):
    """A function without arguments for models that gives a new binomial number B(n, p) for each element.

    Parameters
    ----------
    n : int
        Number of trials.
    p : float
        Probability of success.
    approximate : bool
        Accepted; the numbers are exact in any case.
    name : str

    Raises
    ------
    ValueError
        Unless ``n >= 0`` and ``0 <= p <= 1``.
    """

    def __init__(self, n, p, approximate=True, name="_binomial*"):
        Nameable.__init__(self, name)
        self._core_function = _core.binomial_function(whole_number(n, "n of a BinomialFunction"), float(p))
