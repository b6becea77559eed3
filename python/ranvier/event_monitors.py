"""Monitors of events: spikes and others."""

import numpy as np

from ranvier import _core, rates
from ranvier.clocks import quantity
from ranvier.code_targets import check_code_object
from ranvier.errors import key_error
from ranvier.groups import Group
from ranvier.objects import BrianObject, optional_text, order_number
from ranvier.states import VariableOwner
from ranvier.units import Quantity, second


def check_source(source, monitor):
    if not isinstance(source, Group):
        raise TypeError(f"the source of a {monitor} must be a group, not {type(source).__name__}")


def names_of(variables):
    if variables is None:
        return []
    return [variables] if isinstance(variables, str) else list(variables)


class Monitor(VariableOwner, BrianObject):
    add_to_magic_network = True
    invalidates_magic_network = False

    def _dependencies(self):
        return [self.source._whole]

    @property
    def clock(self):
        """Clock of the monitor: that of its source unless it has its own."""
        return super().clock if self._core.clock is not None else self.source.clock

    def __len__(self):
        return int(self.N)  # samples or events

    def set_states(self, values, units=True, format="dict", level=0):
        """What a monitor recorded can't be set: only a dictionary without entries is accepted."""
        if len(values):
            raise NotImplementedError(f"what {type(self).__name__} '{self.name}' recorded can't be set")

    def add_attribute(self, name):
        """Declare an attribute of your own; assigning to it is allowed then."""
        self.__dict__.setdefault(name, None)

    def __setattr__(self, name, value):
        if name.startswith("_") or "_recorded_variables" not in self.__dict__ or name in self.__dict__:
            object.__setattr__(self, name, value)
            return
        described = f"{type(self).__name__} '{self.name}'"
        if name in self._state_names() or name.removesuffix("_") in self._state_names():
            raise TypeError(f"'{name}' of {described} is read-only: it is what was recorded")
        if hasattr(type(self), name):
            object.__setattr__(self, name, value)
            return
        raise AttributeError(f"{described} has no attribute '{name}'; to attach a value of your own use add_attribute")


class EventMonitor(Monitor):
    """Records the events of a group.

    Parameters
    ----------
    source : NeuronGroup, PoissonGroup, SpikeGeneratorGroup or Subgroup
    event : str
        Name of the event.
    variables : str or list of str, optional
        Recorded at each event, before what follows it.
    record : bool
        False: only `count` and `num_events`.
    when, order : str, int
        Place in the schedule; without them right after the test for the event. No `order` without `when`.
    name : str

    Attributes
    ----------
    i : array of int, shape (n_events,)
        Neuron of each event.
    t : Quantity [second], shape (n_events,)
    <variable> : Quantity, shape (n_events,)
    count : array of int, shape (n_neurons,)
    num_events : int

    Raises
    ------
    ValueError
        If the source has no such event, or no such variable.
    """

    def __init__(self, source, event, variables=None, record=True, when=None, order=None, name="eventmonitor*",
                 codeobj_class=None):  # fmt: skip
        check_code_object(codeobj_class)
        if not isinstance(event, str):
            raise TypeError(f"an event is given by its name, not by {event!r}")
        self._make(source, variables, record, when, order, name, event)

    def _make(self, source, variables, record, when, order, name, event):
        self._begin(name)
        kind = type(self).__name__
        check_source(source, kind)
        if not isinstance(source._core, _core.SpikeSource):
            raise TypeError(f"{kind} '{self.name}' can't record events of {type(source).__name__} '{source.name}'")
        if not isinstance(record, (bool, np.bool_)):
            raise TypeError(f"record of a {kind} is True or False, not {record!r}")
        self.source = source
        self.record = bool(record)
        self.event = event
        names = dict.fromkeys(name for name in names_of(variables) if name not in ("i", "t"))
        if when is None and order is not None:
            raise ValueError(f"{kind} '{self.name}': give `when` together with `order`")
        arguments = {"variables": list(names), "record": self.record, "when": optional_text(when, "when"),
                         "order": None if order is None else order_number(order), "name": self.name}  # fmt: skip
        try:
            if event == "spike":
                self._core = _core.SpikeMonitor(source=source._core, **arguments)
            else:
                self._core = _core.EventMonitor(source=source._core, event=event, **arguments)
        except KeyError as error:
            raise ValueError(str(error.args[0])) from None
        self.record_variables = {"i", "t", *names} if self.record else set(names)
        self._recorded_variables = {name: row for name, *row in self._core.variables}

    def _recorded(self, name):
        if not self.record:
            raise AttributeError(f"{type(self).__name__} '{self.name}' was made with record=False: it has only counts")
        return getattr(self._core, name)

    i = property(lambda self: self._recorded("i"), doc="Neuron of each event.")
    t_ = property(lambda self: self._recorded("t"), doc="Time of each event in seconds.")
    t = property(lambda self: Quantity.with_dimensions(self.t_, second.dim), doc="Time of each event.")
    it = property(lambda self: (self.i, self.t), doc="(i, t)")
    it_ = property(lambda self: (self.i, self.t_), doc="(i, t_)")
    count = property(lambda self: self._core.count, doc="Number of events of each neuron.")
    num_events = property(lambda self: self._core.num_events, doc="Number of all events.")
    N = property(lambda self: len(self._core.i), doc="Number of recorded events.")

    def __getattr__(self, name):
        variables = self.__dict__.get("_recorded_variables", {})
        if name in variables:
            return quantity(self._values(name), variables[name][0])
        if name.endswith("_") and name[:-1] in variables:
            return self._values(name[:-1])
        if name in ("i", "t", "t_", "it", "it_", "N"):
            raise AttributeError(f"{type(self).__name__} '{self.name}' was made with record=False: it has only counts")
        raise AttributeError(f"{type(self).__name__} '{self.__dict__.get('_name')}' has no attribute '{name}'")

    def _values(self, variable):
        return self._core.values(variable).astype(self._recorded_variables[variable][1])

    def values(self, var):
        """Values of a variable for each neuron.

        Parameters
        ----------
        var : str
            "t" or a recorded variable.

        Returns
        -------
        dict of int to array
            For every neuron of the source, those without events too; in the order of the events.

        Raises
        ------
        KeyError
            If the variable is not recorded.
        """
        if var != "t" and var not in self._recorded_variables:
            raise key_error(f"{type(self).__name__} '{self.name}' does not record '{var}'")
        values = self.t if var == "t" else getattr(self, var)
        neurons = self.i
        order = np.argsort(neurons, kind="stable")
        borders = np.searchsorted(neurons[order], np.arange(len(self.source) + 1))
        return {neuron: values[order[borders[neuron] : borders[neuron + 1]]] for neuron in range(len(self.source))}

    def all_values(self):
        """Values of all recorded variables: dict of variable to dict of neuron to array."""
        return {variable: self.values(variable) for variable in ["t", *self._recorded_variables]}

    def event_trains(self):
        """Times of the events of each neuron: dict of neuron to Quantity [second]."""
        return self.values("t")

    def binned_rate(self, bin_size):
        """Rate of each neuron in bins of time, from time 0 to the present; an incomplete last bin is left out.

        Parameters
        ----------
        bin_size : Quantity [second]
            A whole number of time steps.

        Returns
        -------
        starts : Quantity [second], shape (n_bins,)
            When each bin begins.
        rates : Quantity [hertz], shape (n_neurons, n_bins)

        Raises
        ------
        ValueError
            If the size is no whole number of time steps.
        """
        starts, found = rates.binned_rate(self, bin_size)
        return starts, found.reshape(len(self.source), len(starts))

    def smooth_rate(self, window="gaussian", width=None):
        """Rate of each neuron in each time step, smoothed: as `PopulationRateMonitor.smooth_rate`.

        Returns
        -------
        Quantity [hertz], shape (n_neurons, n_times)
        """
        return rates.smooth_rate(self, window, width).reshape(len(self.source), -1)

    def _state_names(self):
        recorded = ["i", "t", *self._recorded_variables] if self.record else []
        return dict.fromkeys([*recorded, "count", "N"], (True, False))

    def _state(self, name):
        return np.array(self.N, dtype=np.int32) if name == "N" else getattr(self, name)

    def __repr__(self):
        return f"<EventMonitor '{self.name}' of event '{self.event}' of '{self.source.name}': {self.num_events} events>"


class SpikeMonitor(EventMonitor):
    """Records the spikes of a group.

    Parameters
    ----------
    source : NeuronGroup, PoissonGroup, SpikeGeneratorGroup or Subgroup
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
        check_code_object(codeobj_class)
        self._make(source, variables, record, when, order, name, "spike")

    num_spikes = property(lambda self: self._core.num_events, doc="Number of all spikes.")

    def spike_trains(self):
        """Times of the spikes of each neuron: dict of neuron to Quantity [second]."""
        return self.event_trains()

    def __repr__(self):
        return f"<SpikeMonitor '{self.name}' of '{self.source.name}': {self.num_spikes} spikes>"
