"""Monitors: what was recorded."""

import numpy as np

from ranvier import _core
from ranvier.clocks import core_clock, core_quantity, quantity, seconds
from ranvier.groups import Group
from ranvier.objects import BrianObject, not_built, optional_text, order_number
from ranvier.subgroup import numbers_within
from ranvier.units import Quantity, get_dimensions, hertz, second


def _names(variables):
    if variables is None:
        return []
    return [variables] if isinstance(variables, str) else list(variables)


class _Monitor(BrianObject):
    invalidates_magic_network = False

    def _dependencies(self):
        return [self.source._whole]

    def _exponents(self, variable):
        """Exponents of a recorded variable."""
        for equation in self.source._equations:
            if equation.name == variable:
                return equation.exponents
        return self.source._rows()[variable][0]


class SpikeMonitor(_Monitor):
    """Records the spikes of a group.

    Parameters
    ----------
    source : NeuronGroup, PoissonGroup or SpikeGeneratorGroup
    variables : str or list of str, optional
        Recorded at each spike, before the reset.
    record : bool
        False: only `count` and `num_spikes`.
    when, order : str, int
    name : str

    Attributes
    ----------
    i : array of int, shape (n_spikes,)
        Neuron of each spike.
    t : Quantity [second], shape (n_spikes,)
    count : array of int, shape (n_neurons,)
    num_spikes : int
    """

    def __init__(self, source, variables=None, record=True, when=None, order=None, name="spikemonitor*",
                 codeobj_class=None):  # fmt: skip
        BrianObject.__init__(self, name)
        _check_source(source, "SpikeMonitor")
        if not isinstance(record, (bool, np.bool_)):
            raise TypeError(f"record of a SpikeMonitor is True or False, not {record!r}")
        self.source = source
        self.record = bool(record)
        self._variables = [name for name in _names(variables) if name not in ("i", "t")]
        self._core = _core.SpikeMonitor(source=source._core, variables=self._variables, record=self.record,
                                        when=optional_text(when, "when"),
                                        order=None if order is None else order_number(order), name=self.name)  # fmt: skip

    def _recorded(self, name):
        if not self.record:
            raise AttributeError(f"SpikeMonitor '{self.name}' was made with record=False: it has only counts")
        return getattr(self._core, name)

    i = property(lambda self: self._recorded("i"), doc="Neuron of each spike.")
    t_ = property(lambda self: self._recorded("t"), doc="Time of each spike in seconds.")
    t = property(lambda self: Quantity.with_dimensions(self.t_, second.dim), doc="Time of each spike.")
    it = property(lambda self: (self.i, self.t), doc="(i, t)")
    it_ = property(lambda self: (self.i, self.t_), doc="(i, t_)")
    count = property(lambda self: self._core.count, doc="Number of spikes of each neuron.")
    num_spikes = property(lambda self: self._core.num_spikes, doc="Number of all spikes.")
    N = property(lambda self: len(self._core.i), doc="Number of recorded spikes.")

    def __getattr__(self, name):
        variables = self.__dict__.get("_variables", [])
        if name in variables:
            return quantity(self._values(name), self._exponents(name))
        if name.endswith("_") and name[:-1] in variables:
            return self._values(name[:-1])
        if name in ("i", "t", "t_", "it", "it_", "N"):
            raise AttributeError(f"SpikeMonitor '{self.name}' was made with record=False: it has only counts")
        raise AttributeError(f"SpikeMonitor '{self.__dict__.get('_name')}' has no attribute '{name}'")

    def _values(self, variable):
        dtype = self.source._rows().get(variable, (None, "float64"))[1]
        return self._core.values(variable).astype(dtype)

    def values(self, var):
        """Values of a variable for each neuron.

        Returns
        -------
        dict of int to array
            For every neuron of the source, those without spikes too; in the order of the spikes.
        """
        values = self.t if var == "t" else getattr(self, var)
        neurons = self.i
        order = np.argsort(neurons, kind="stable")
        borders = np.searchsorted(neurons[order], np.arange(len(self.source) + 1))
        return {neuron: values[order[borders[neuron] : borders[neuron + 1]]] for neuron in range(len(self.source))}

    def all_values(self):
        """Values of all recorded variables: dict of variable to dict of neuron to array."""
        return {variable: self.values(variable) for variable in ["t", *self._variables]}

    def spike_trains(self):
        """Times of the spikes of each neuron: dict of neuron to Quantity [second]."""
        return self.values("t")

    def __repr__(self):
        return f"<SpikeMonitor '{self.name}' of '{self.source.name}': {self.num_spikes} spikes>"


class StateMonitor(_Monitor):
    """Records variables of some elements in every step, before the step is integrated.

    Parameters
    ----------
    source : Group
    variables : str, list of str, or True
        True: all variables and subexpressions.
    record : True, int, or list of int
        Elements; True for all, False for none.
    dt, clock : Quantity [second], Clock
        Interval; without both that of the source.
    when, order : str, int
    name : str

    Attributes
    ----------
    t : Quantity [second], shape (n_times,)
    <variable> : Quantity, shape (n_recorded, n_times)
    """

    def __init__(self, source, variables, record, dt=None, clock=None, when="start", order=0, name="statemonitor*",
                 codeobj_class=None):  # fmt: skip
        BrianObject.__init__(self, name)
        _check_source(source, "StateMonitor")
        if dt is not None and clock is not None:
            raise ValueError("give either dt or clock, not both")
        self._clock = clock  # the core refers to it
        self.source = source
        if variables is True:
            variables = [name for name in (*source._rows(), *(equation.name for equation in source._equations))
                         if name not in ("not_refractory", "lastspike")]  # fmt: skip
        self.record_variables = list(dict.fromkeys(_names(variables)))
        self._core = _core.StateMonitor(
            source=source._core, variables=self.record_variables, record=_elements(record, source),
            dt=None if dt is None else core_quantity(dt), clock=None if clock is None else core_clock(clock),
            when=optional_text(when, "when"), order=order_number(order), name=self.name,
        )  # fmt: skip

    record = property(lambda self: self._core.record, doc="Recorded elements, in the order of the rows.")
    t_ = property(lambda self: self._core.t, doc="Time of each sample in seconds.")
    t = property(lambda self: Quantity.with_dimensions(self.t_, second.dim), doc="Time of each sample.")
    N = property(lambda self: len(self._core.t), doc="Number of samples.")

    def __getattr__(self, name):
        variables = self.__dict__.get("record_variables", [])
        if name in variables:
            return quantity(self._core.values(name), self._exponents(name))
        if name.endswith("_") and name[:-1] in variables:
            return self._core.values(name[:-1])
        raise AttributeError(f"StateMonitor '{self.__dict__.get('_name')}' has no attribute '{name}'")

    def __getitem__(self, item):
        """The recordings of some elements, by their numbers in the source."""
        array = np.asarray(numbers_within(self.source, item) if isinstance(item, Group) else item)
        if array.dtype.kind not in "iu":
            raise TypeError(f"a StateMonitor is indexed with the numbers of elements, not with {item!r}")
        rows = {int(element): row for row, element in enumerate(self.record)}
        try:
            chosen = [rows[int(element)] for element in np.atleast_1d(array)]
        except KeyError as error:
            raise IndexError(f"element {error.args[0]} is not recorded by StateMonitor '{self.name}'") from None
        return _StateMonitorRows(self, chosen[0] if array.ndim == 0 else chosen)

    def record_single_timestep(self):
        raise not_built("record_single_timestep", "read the variables of the group")

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


class PopulationRateMonitor(_Monitor):
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
        BrianObject.__init__(self, name)
        _check_source(source, "PopulationRateMonitor")
        self.source = source
        self._core = _core.PopulationRateMonitor(source._core, "end", 0, self.name)

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
        if isinstance(window, str):
            if width is None:
                raise TypeError("smooth_rate needs a width for this window")
            steps = seconds(width, "the width of smooth_rate") / self.source._core.clock.dt
            if window == "gaussian":
                half = int(np.round(2 * steps))
                kernel = np.exp(-(np.arange(-half, half + 1) ** 2) / (2 * steps**2))
            elif window == "flat":
                kernel = np.ones(2 * int(np.round(steps / 2)) + 1)
            else:
                raise NotImplementedError(f"there is no window {window!r}; use 'gaussian', 'flat' or an array")
        else:
            if width is not None:
                raise TypeError("give a width only with a named window")
            kernel = np.asarray(window)
            if kernel.ndim != 1 or len(kernel) % 2 != 1:
                raise TypeError("the window must have one axis and an odd length")
        return Quantity.with_dimensions(np.convolve(self.rate_, kernel / np.sum(kernel), mode="same"), hertz.dim)

    def binned_rate(self, *args, **kwds):
        raise not_built("binned_rate", "use smooth_rate, or numpy.histogram on the times of a SpikeMonitor")


def _check_source(source, monitor):
    if not isinstance(source, Group):
        raise TypeError(f"the source of a {monitor} must be a group, not {type(source).__name__}")


def _elements(record, source):
    if record is True:
        return None
    if record is False:
        return np.array([], dtype=np.int64)
    if isinstance(record, Group):
        return numbers_within(source, record)
    array = np.atleast_1d(np.asarray(record))
    if array.dtype.kind == "b":
        return np.flatnonzero(array).astype(np.int64)
    if get_dimensions(record).is_dimensionless and array.dtype.kind in "iuf" and np.all(array == np.floor(array)):
        return np.ascontiguousarray(array.ravel(), dtype=np.int64)
    raise TypeError(f"record takes True, False, an integer or integers, not {record!r}")
