"""Events of groups of neurons: spikes and others."""

from collections.abc import Mapping

from ranvier.objects import optional_text, order_number


def event_texts(events):
    """The argument `events` of a group as the core takes it: a dictionary from names to conditions."""
    if events is None:
        return {}
    if not isinstance(events, Mapping):
        raise TypeError(f"events is a dictionary from names to conditions, not {events!r}")
    for name, condition in events.items():
        if not isinstance(name, str) or not isinstance(condition, str):
            raise TypeError(f"events maps names to conditions, both strings, not {name!r} to {condition!r}")
    return dict(events)


class HasEvents:
    """What a NeuronGroup has for its events."""

    def _repr_html_(self):
        from ranvier.latex import neuron_group_to_html

        return neuron_group_to_html(self)

    @property
    def events(self):
        """Conditions of all events by name, that of spikes being the threshold."""
        return {event: thresholder.condition for event, thresholder in self._core.thresholders.items()}

    thresholder = property(
        lambda self: self._core.thresholders,
        doc="The tests for events, by event; each has `name`, `when`, `order` and `active`.",
    )
    resetter = property(
        lambda self: self._core.resetters,
        doc="What follows events, by event; each has `name`, `when`, `order` and `active`.",
    )

    def run_on_event(self, event, code, when="after_resets", order=None):
        """Run statements for the neurons for which an event happens.

        Parameters
        ----------
        event : str
            Name of the event, "spike" for spikes.
        code : str
            Statements.
        when, order : str, int
            Place in the schedule; `order` is that of the group if it is not given.

        Returns
        -------
        Resetter
            Its `active` switches it on and off.

        Raises
        ------
        ValueError
            If there is no such event, or if it has statements already.
        """
        self._core.run_on_event(event, optional_text(code, "code") or "", optional_text(when, "when"),
                                None if order is None else order_number(order))  # fmt: skip
        return self._core.resetters[event]

    def set_event_schedule(self, event, when="after_thresholds", order=None):
        """Change when it is tested whether an event happens.

        Parameters
        ----------
        event : str
        when, order : str, int
            Place in the schedule; `order` is that of the group if it is not given.

        Raises
        ------
        ValueError
            If there is no such event.
        """
        self._core.set_event_schedule(event, optional_text(when, "when"),
                                      None if order is None else order_number(order))  # fmt: skip
