"""Monitors of states and of rates."""

import numpy as np

from ranvier import _core, rates
from ranvier.brian_logger import get_logger
from ranvier.clocks import core_clock, core_quantity, quantity
from ranvier.code_targets import check_code_object
from ranvier.event_monitors import Monitor, check_source, names_of
from ranvier.groups import Group
from ranvier.namespaces import lookup_for
from ranvier.objects import optional_text, order_number
from ranvier.session import ready_session
from ranvier.storage_types import recorded_types
from ranvier.subgroup import numbers_within
from ranvier.synapses import SynapticPathway
from ranvier.units import Quantity, get_dimensions, hertz, second
from ranvier.units.dimension import get_or_create_dimension

logger = get_logger("brian2.monitors.statemonitor")


class StateMonitor(Monitor):
    """Records variables of some elements in every step, before the step is integrated.

    Parameters
    ----------
    source : Group or SynapticPathway
        Of a pathway, such as ``synapses.post``, the variable "delay" can be recorded.
    variables : str, list of str, or True
        True: all variables and subexpressions.
    record : True, int, or list of int
        Elements; True for all, False for none.
    dt, clock : Quantity [second], Clock
        Interval; without both that of the source.
    when, order : str, int
    name : str
    dtype : type or dict, optional
        How recordings are stored: one type for all variables, or types of single variables by name: float32 or float64 for
        real ones, int32 or int64 for integers. Without it a variable is recorded in the type in which its group stores it.

    Attributes
    ----------
    t : Quantity [second], shape (n_times,)
    <variable> : Quantity, shape (n_recorded, n_times)
    """

    def __init__(self, source, variables, record, dt=None, clock=None, when="start", order=0, name="statemonitor*",
                 codeobj_class=None, dtype=None):  # fmt: skip
        check_code_object(codeobj_class)
        self._begin(name)
        self._stored_names = {}
        if isinstance(source, SynapticPathway):
            self._stored_names = {"delay": source.delay_variable}
            variables = _delay_only(variables, source)
            source = source.synapses
        check_source(source, "StateMonitor")
        if dt is not None and clock is not None:
            raise ValueError("give either dt or clock, not both")
        self._clock = clock  # the core refers to it
        self.source = source
        if variables is True:
            variables = [*source._rows(), *(equation.name for equation in source._equations)]
        self.record_variables = list(dict.fromkeys(names_of(variables)))
        for name in self.record_variables:
            view = source._view(self._stored_names.get(name, name))
            if view is not None and view.shape == ():
                logger.warn(
                    f"'{name}' of {source.name} is shared: StateMonitor '{self.name}' records its one value for each element",
                    once=True,
                )
        self._core = _core.StateMonitor(
            source=source._core,
            variables=[self._stored_names.get(name, name) for name in self.record_variables], record=_elements(record, source),
            dt=None if dt is None else core_quantity(dt), clock=None if clock is None else core_clock(clock),
            when=optional_text(when, "when"), order=order_number(order), name=self.name,
            dtype=recorded_types(dtype, self.record_variables, self._stored_names),
        )  # fmt: skip
        rows = zip(self.record_variables, self._core.variables, strict=True)
        self._recorded_variables = {name: row for name, (_, *row) in rows}

    record = property(lambda self: self._core.record, doc="Recorded elements, in the order of the rows.")
    t_ = property(lambda self: self._core.t, doc="Time of each sample in seconds.")
    t = property(lambda self: Quantity.with_dimensions(self.t_, second.dim), doc="Time of each sample.")
    N = property(lambda self: len(self._core.t), doc="Number of samples.")

    def __getattr__(self, name):
        variables = self.__dict__.get("_recorded_variables", {})
        if name in variables:
            return quantity(self._values(name), variables[name][0])
        if name.endswith("_") and name[:-1] in variables:
            return self._values(name[:-1])
        raise AttributeError(f"StateMonitor '{self.__dict__.get('_name')}' has no attribute '{name}'")

    def _values(self, variable):
        stored = self._stored_names.get(variable, variable)
        return self._core.values(stored).astype(self._recorded_variables[variable][1])

    def __getitem__(self, item):
        """The recordings of some elements, by their numbers in the source."""
        if isinstance(item, Group):
            item = numbers_within(self.source, item)
        elif hasattr(item, "_member_numbers"):
            item = item._member_numbers()
        array = np.asarray(item)
        if array.dtype.kind not in "iu":
            raise TypeError(f"a StateMonitor is indexed with the numbers of elements, not with {item!r}")
        rows = {int(element): row for row, element in enumerate(self.record)}
        try:
            chosen = [rows[int(element)] for element in np.atleast_1d(array)]
        except KeyError as error:
            raise IndexError(f"element {error.args[0]} is not recorded by StateMonitor '{self.name}'") from None
        return _StateMonitorRows(self, chosen[0] if array.ndim == 0 else chosen)

    def record_single_timestep(self):
        """Record one more sample: the values and the time of this moment, for example after the last run.

        Raises
        ------
        TypeError
            If the network was never run.
        """
        network = self._network
        if network is None:
            raise TypeError(f"StateMonitor '{self.name}' can record a single time step only after a run")
        self.source._update_constants()
        lookup = lookup_for() if network._last_lookup is None else network._last_lookup
        ready_session().record_single_timestep(self._core, lookup)

    def _state_names(self):
        return dict.fromkeys(["t", "N", *self._recorded_variables], (True, False))

    def _variable_type(self, name):
        if name not in self._recorded_variables:
            return super()._variable_type(name)
        exponents, dtype = self._recorded_variables[name]
        return get_or_create_dimension(*exponents), np.dtype(dtype), False

    def _state(self, name):
        if name == "N":
            return np.array(self.N, dtype=np.int32)
        value = getattr(self, name)
        return value if name == "t" else value.T

    def __repr__(self):
        return f"<StateMonitor '{self.name}' of '{self.source.name}': {', '.join(self.record_variables)}>"


class _StateMonitorRows:
    """Some rows of a StateMonitor: `monitor[3].v`."""

    def __init__(self, monitor, rows):
        self._monitor = monitor
        self._rows = rows

    t = property(lambda self: self._monitor.t)
    t_ = property(lambda self: self._monitor.t_)

    def __getattr__(self, name):
        return getattr(self._monitor, name)[self._rows]


class PopulationRateMonitor(Monitor):
    """Records the rate of a group in every step: number of spikes / (N dt).

    Parameters
    ----------
    source : NeuronGroup, PoissonGroup or SpikeGeneratorGroup
    name : str

    Attributes
    ----------
    t : Quantity [second], shape (n_times,)
    rate : Quantity [hertz], shape (n_times,)
    """

    def __init__(self, source, name="ratemonitor*", codeobj_class=None, dtype=None):
        check_code_object(codeobj_class)
        self._begin(name)
        check_source(source, "PopulationRateMonitor")
        self.source = source
        self._core = _core.PopulationRateMonitor(source._core, "end", 0, self.name)
        self._recorded_variables = {}

    t_ = property(lambda self: self._core.t, doc="Time of each sample in seconds.")
    t = property(lambda self: Quantity.with_dimensions(self.t_, second.dim), doc="Time of each sample.")
    rate_ = property(lambda self: self._core.rate, doc="Rate in each step, in hertz.")
    rate = property(lambda self: Quantity.with_dimensions(self.rate_, hertz.dim), doc="Rate in each step.")
    N = property(lambda self: len(self._core.t), doc="Number of samples.")

    def smooth_rate(self, window="gaussian", width=None):
        """The rate, smoothed.

        Parameters
        ----------
        window : str or array
            "gaussian" (`width` is its standard deviation), "flat" (`width` is its length), or an array of odd length.
        width : Quantity [second], optional

        Returns
        -------
        Quantity [hertz], shape (n_times,)
        """
        return rates.smooth_rate(self, window, width)

    def binned_rate(self, bin_size):
        """The mean rate in bins of time, from the first sample on; an incomplete last bin is left out.

        Parameters
        ----------
        bin_size : Quantity [second]
            A whole number of time steps.

        Returns
        -------
        starts : Quantity [second], shape (n_bins,)
            When each bin begins.
        rates : Quantity [hertz], shape (n_bins,)

        Raises
        ------
        ValueError
            If the size is no whole number of time steps.
        """
        return rates.binned_rate(self, bin_size)

    def _state_names(self):
        return dict.fromkeys(("rate", "t", "N"), (True, False))

    def _state(self, name):
        return np.array(self.N, dtype=np.int32) if name == "N" else getattr(self, name)

    def __repr__(self):
        return f"<PopulationRateMonitor '{self.name}' of '{self.source.name}': {self.N} samples>"


def _delay_only(variables, pathway):
    names = ["delay"] if variables is True else names_of(variables)
    for name in names:
        if name != "delay":
            raise KeyError(f"pathway '{pathway.name}' has no variable '{name}', only 'delay'; record from its synapses")
    return names


def _elements(record, source):
    if record is True:
        return None
    if record is False:
        return np.array([], dtype=np.int64)
    if isinstance(record, Group):
        return numbers_within(source, record)
    record = record._member_numbers() if hasattr(record, "_member_numbers") else record
    array = np.atleast_1d(np.asarray(record))
    if array.dtype.kind == "b":
        return np.flatnonzero(array).astype(np.int64)
    if get_dimensions(record).is_dimensionless and array.dtype.kind in "iuf" and np.all(array == np.floor(array)):
        return np.ascontiguousarray(array.ravel(), dtype=np.int64)
    raise TypeError(f"record takes True, False, an integer or integers, not {record!r}")
