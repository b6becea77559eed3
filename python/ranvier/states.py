"""Reading and writing all variables of an object at once: get_states and set_states, in several formats."""

import functools
import weakref

import numpy as np

from ranvier.errors import key_error
from ranvier.units import Quantity, get_dimensions
from ranvier.variables import Variable, Variables


class ImportExport:
    """A format for get_states and set_states. Derive from it, give the class a `name`, and register an instance:
    then ``format=name`` works.
    """

    methods = {}

    name = None

    @staticmethod
    def register(method):
        """Make a format known.

        Parameters
        ----------
        method : ImportExport
            An instance.

        Raises
        ------
        ValueError
            If it has no name, or one that is taken.
        """
        if not isinstance(method, ImportExport) or not isinstance(method.name, str):
            raise ValueError(
                f"a format is an instance of a class derived from ImportExport with a name, not {method!r}"
            )
        if method.name in ImportExport.methods:
            raise ValueError(f"there is a format called {method.name!r} already")
        ImportExport.methods[method.name] = method

    @staticmethod
    def export_data(group, variables, units=True, level=0):
        """The data of some variables of an object, in the format."""
        raise NotImplementedError("a format defines export_data")

    @staticmethod
    def import_data(group, data, units=True, level=0):
        """Sets variables of an object from data in the format."""
        raise NotImplementedError("a format defines import_data")


class DictImportExport(ImportExport):
    """A dictionary from names to arrays."""

    name = "dict"

    @staticmethod
    def export_data(group, variables, units=True, level=0):
        return {name: group._state_value(name, units) for name in variables}

    @staticmethod
    def import_data(group, data, units=True, level=0):
        for name, value in data.items():
            group._set_state_value(name, value, units)


class PandasImportExport(ImportExport):
    """A pandas.DataFrame with one column for each variable and one row for each element; without units."""

    name = "pandas"

    @staticmethod
    def _pandas(what):
        try:
            import pandas
        except ImportError as error:
            raise ImportError(f"{what} pandas needs the package pandas: pip install pandas ({error})") from None
        return pandas

    @staticmethod
    def export_data(group, variables, units=True, level=0):
        pandas = PandasImportExport._pandas("get_states for")
        if units:
            raise NotImplementedError("a pandas.DataFrame holds no units: give units=False")
        values = {name: group._state_value(name, False) for name in variables}
        shapes = {value.shape for value in values.values() if value.ndim}
        if len(shapes) > 1:
            raise ValueError(
                f"the variables of '{group.name}' have different shapes and fit into no common table: choose some of them"
            )
        return pandas.DataFrame(values, index=None if shapes else [0])

    @staticmethod
    def import_data(group, data, units=True, level=0):
        PandasImportExport._pandas("set_states from")
        if units:
            raise NotImplementedError("a pandas.DataFrame holds no units: give units=False")
        for name in data.columns:
            column = data[name].to_numpy()
            view = group.state(str(name), use_units=False)
            group._set_state_value(str(name), column[0] if getattr(view, "shape", None) == () else column, False)


for _format in (DictImportExport(), PandasImportExport()):
    ImportExport.register(_format)


def format_called(name):
    """The registered format of that name. Raises NotImplementedError if there is none."""
    if name not in ImportExport.methods:
        known = ", ".join(repr(known) for known in sorted(ImportExport.methods))
        raise NotImplementedError(f"there is no format {name!r} for states; the formats are {known}")
    return ImportExport.methods[name]


class VariableOwner:
    """get_states and set_states for a class that says what it has in `_state_names`.

    `_state_names()` gives a dictionary from names to (is_read_only, is_subexpression), `_state(name)` the value with its
    unit.
    """

    def get_states(self, vars=None, units=True, format="dict", subexpressions=False, read_only_variables=True, level=0):
        """Copies of all variables, or of some.

        Parameters
        ----------
        vars : str or list of str, optional
            The variables; without it all.
        units : bool
            Whether values carry their units; otherwise they are in SI units.
        format : str
            "dict" for a dictionary from names to arrays, "pandas" for a DataFrame, or a format registered with
            `ImportExport`.
        subexpressions : bool
            Whether subexpressions count among all variables.
        read_only_variables : bool
            Whether variables count that can't be set, such as `t`.
        level : int
            Accepted for the sake of scripts.

        Raises
        ------
        KeyError
            If there is no such variable.
        """
        method = format_called(format)
        known = self._state_names()
        if vars is None:
            vars = [name for name, (is_read_only, is_subexpression) in known.items()
                    if (subexpressions or not is_subexpression) and (read_only_variables or not is_read_only)]  # fmt: skip
        elif isinstance(vars, str):
            vars = [vars]
        for name in vars:
            if name not in known:
                raise key_error(f"'{self.name}' has no variable '{name}'")
        return method.export_data(self, vars, units=units, level=level)

    def set_states(self, values, units=True, format="dict", level=0):
        """Set several variables.

        Parameters
        ----------
        values : dict or pandas.DataFrame
            Names and values, as `get_states` gives them; without what is read-only.
        units : bool
            Whether the values carry units; otherwise they are taken as SI units.
        format : str
            As for `get_states`.

        Raises
        ------
        KeyError
            If there is no such variable.
        TypeError
            If a variable is read-only.
        """
        format_called(format).import_data(self, values, units=units, level=level)

    @property
    def variables(self):
        """What the object knows, by name: see `ranvier.variables.Variables`."""
        found = self.__dict__.get("_variables")
        if found is None:
            found = Variables(self._make_variables())
            object.__setattr__(self, "_variables", found)
        return found

    @variables.setter
    def variables(self, variables):
        """A class derived from `Group` may say itself what it knows."""
        object.__setattr__(self, "_variables", variables)

    def _make_variables(self):
        this = weakref.ref(self)
        rows = {}
        for name, (is_read_only, _) in self._state_names().items():
            dim, dtype, is_scalar = self._variable_type(name)
            read = functools.partial(lambda name: np.asarray(this()._state(name)), name)
            rows[name] = Variable(name, dim, dtype, read, self, is_scalar, is_read_only)
        return rows

    def _variable_type(self, name):
        """Dimension, numpy's type, and whether there is one value."""
        value = self._state(name)
        return get_dimensions(value), np.asarray(value).dtype, np.ndim(value) == 0

    def _state_value(self, name, units):
        value = self._state(name)
        if isinstance(value, Quantity):
            return value if units else np.array(value)
        return np.array(value)

    def _set_state_value(self, name, value, units):
        known = self._state_names()
        if name not in known:
            raise key_error(f"'{self.name}' has no variable '{name}'")
        if known[name][0]:
            raise TypeError(f"'{name}' of '{self.name}' is read-only")
        self.state(name, use_units=units)[:] = value
