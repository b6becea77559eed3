"""Synapses between groups."""

import re
from collections.abc import Mapping

import numpy as np

from ranvier import _core
from ranvier.brian_logger import get_logger
from ranvier.clocks import core_quantity
from ranvier.equations import core_equations
from ranvier.groups import Group, _method_name, _refuse_code_object, _refuse_dtype
from ranvier.namespaces import constants_of, lookup_for
from ranvier.objects import clock_arguments, not_built, optional_text, order_number, refuse_during_run, whole_number
from ranvier.units import Quantity
from ranvier.variable_view import VariableView

logger = get_logger("brian2.synapses.synapses")


class SynapticPathway:
    """What happens at the synapses when a spike arrives; `synapses.pre` for on_pre, `synapses.post` for on_post.

    Attributes
    ----------
    delay : VariableView
        Delay of each synapse, or one for all.
    when, order : str, int
        Place in the schedule: -1 for pathways of the source, 1 for those of the target.
    prepost : str
        "pre" or "post": the end that the events come from.
    event : str
        Name of the event.
    source, target : Group
        The group that the events come from, and the one at the other end.
    synapses : Synapses
    """

    def __init__(self, synapses, core):
        object.__setattr__(self, "_synapses", synapses)
        object.__setattr__(self, "_core", core)

    name = property(lambda self: self._core.name, doc="Name of the pathway in the schedule.")
    objname = property(lambda self: self._core.pathway, doc="Name of the pathway in its synapses.")
    prepost = property(lambda self: self._core.end, doc='"pre" or "post": the end that the events come from.')
    synapses = property(lambda self: self._synapses, doc="The synapses that the pathway belongs to.")
    N = property(lambda self: len(self._synapses), doc="Number of synapses.")

    @property
    def source(self):
        """The group that the events come from."""
        return self._synapses.source if self.prepost == "pre" else self._synapses.target

    @property
    def target(self):
        """The group at the other end."""
        return self._synapses.target if self.prepost == "pre" else self._synapses.source

    def __repr__(self):
        return f"<SynapticPathway '{self.name}': when={self.when}, order={self.order}>"

    @property
    def delay(self):
        """Delay of the pathway."""
        return self._synapses._delay_view(self._core)

    @delay.setter
    def delay(self, value):
        self._synapses._set_delay(self._core, value)

    def __getattr__(self, name):
        return getattr(self._core, name)

    def __setattr__(self, name, value):
        if name == "delay":
            self._synapses._set_delay(self._core, value)
        elif name in ("when", "order", "active"):
            setattr(self._core, name, value)
        else:
            raise AttributeError(f"a synaptic pathway has no attribute '{name}'")


class Synapses(Group):
    """Connections from `source` to `target`.

    Parameters
    ----------
    source, target : NeuronGroup, PoissonGroup or SpikeGeneratorGroup
        `target` is the source if it is not given.
    model : str or Equations
        Parameters and subexpressions of each synapse; ``x_pre`` and ``x_post`` are variables at both ends.
    on_pre, on_post : str or dict of str
        Statements run for a synapse when a spike of its source, or its target, arrives; a dictionary names several
        pathways.
    delay : Quantity [second] or dict
        One delay for all synapses (of a pathway). Without it each synapse has its own, 0 at first.
    on_event : str or dict of str
        Event that the pathways wait for, or name of pathway -> event.
    method : str, optional
        Integration method of clock-driven equations; without it the first of exact, euler that fits is chosen.
    namespace, dt, clock, order, name
        As for `NeuronGroup`.
    """

    def __init__(self, source, target=None, model=None, on_pre=None, pre=None, on_post=None, post=None, connect=None,
                 delay=None, on_event="spike", multisynaptic_index=None, namespace=None, dtype=None,
                 codeobj_class=None, dt=None, clock=None, order=0, method=("exact", "euler", "heun"),
                 method_options=None, name="synapses*"):  # fmt: skip
        _refuse_code_object(codeobj_class)
        if connect is not None:
            raise TypeError("Synapses has no argument connect: call synapses.connect(...) after making it")
        on_pre = _renamed_argument("pre", pre, on_pre)
        on_post = _renamed_argument("post", post, on_post)
        if multisynaptic_index is not None:
            raise not_built("multisynaptic_index", "use one Synapses object for each set of synapses")
        _refuse_dtype(dtype)
        if method_options:
            raise not_built("method_options", "leave them out: the methods have no options")
        Group.__init__(self, name, namespace)
        self._clock = clock
        target = source if target is None else target
        for end, group in (("source", source), ("target", target)):
            if not isinstance(group, Group):
                raise TypeError(f"the {end} of Synapses must be a group, not {type(group).__name__}")
            if isinstance(group, Synapses):
                raise not_built("Synapses whose source or target are Synapses", "connect groups of neurons")
        self._source, self._target = source, target
        equations = core_equations(model, f"Synapses '{self.name}'")
        self._pathways = {}
        self._finish(
            _core.Synapses(
                source=source._core, target=target._core, model=equations,
                on_pre=_pathway_texts(on_pre, "on_pre"), on_post=_pathway_texts(on_post, "on_post"),
                delay=_delays(delay), on_event=_events(on_event), method=_method(method),
                constants=constants_of(namespace), order=order_number(order), name=self.name, **clock_arguments(dt, clock),
            ),
            equations.equations,
        )  # fmt: skip
        self._pathways = {core.pathway: core for core in self._core.pathways}
        for equation in equations.equations:
            if equation.kind == "differential equation" and not {"event-driven", "clock-driven"} & set(equation.flags):
                logger.info(
                    f"'{equation.name}' of Synapses '{self.name}' is integrated in every time step; mark it (event-driven) "
                    "if its values are needed at spikes only, which is much faster, or (clock-driven) if this is meant",
                    "clock_driven",
                    once=True,
                )

    def _dependencies(self):
        return [self._source._whole, self._target._whole]

    source = property(lambda self: self._source, doc="Group whose spikes arrive.")
    target = property(lambda self: self._target, doc="Group that they act on.")

    def __getattr__(self, name):
        if name in self.__dict__.get("_pathways", {}):
            return SynapticPathway(self, self._pathways[name])
        if name == "delay":
            raise AttributeError(self._no_delay_text())
        return Group.__getattr__(self, name)

    @property
    def contained_objects(self):
        """Pathways and operations that belong to the synapses."""
        return [SynapticPathway(self, core) for core in self._pathways.values()] + list(self._runners)

    def _rows(self):
        rows = Group._rows(self)
        for core in self._core.pathways:
            exponents, dtype, _, is_read_only = rows[core.delay_variable]
            rows[core.delay_variable] = (exponents, dtype, core.has_one_delay, is_read_only)
        return rows

    _built_in_states = ("N", "N_pre", "N_post", "i", "j", "t", "dt", "t_in_timesteps")
    _instead_of_a_part = "index the variables: synapses.w[:5]"

    i = property(
        lambda self: self._core.i,
        Group._refuse_assignment("i"),
        doc="Source neuron of each synapse, in the order of creation.",
    )
    j = property(
        lambda self: self._core.j,
        Group._refuse_assignment("j"),
        doc="Target neuron of each synapse, in the order of creation.",
    )
    N_pre = property(lambda self: len(self._source), doc="Number of source neurons.")
    N_post = property(lambda self: len(self._target), doc="Number of target neurons.")

    @property
    def delay(self):
        """Delay of the pathway on_pre: of each synapse, or one for all."""
        if "pre" not in self._pathways:
            raise AttributeError(self._no_delay_text())
        return self._delay_view(self._pathways["pre"])

    @delay.setter
    def delay(self, value):
        if "pre" not in self._pathways:
            raise AttributeError(self._no_delay_text())
        self._set_delay(self._pathways["pre"], value)

    def _no_delay_text(self):
        return f"Synapses '{self.name}' has no pathway called pre, and so no delay; use synapses.NAME.delay"

    def _delay_view(self, core):
        exponents, dtype, is_shared, _ = self._rows()[core.delay_variable]
        return VariableView(self, core.delay_variable, exponents, dtype, is_shared)

    def _set_delay(self, core, value):
        if isinstance(value, VariableView):
            return  # the end of an in-place operation
        self._delay_view(core).set_item(slice(None), value)

    def _view(self, name):
        view = Group._view(self, name)
        return self._view_of_neurons(name) if view is None else view

    def _view_of_neurons(self, name):
        """A variable of the neurons at one end as each synapse sees it: x_pre, x_post, and plain x of the target."""
        group = self._source if name.endswith("_pre") else self._target
        view = group._view(name.removesuffix("_pre" if name.endswith("_pre") else "_post"))
        if view is None or name.endswith("_"):
            return None
        return VariableView(self, name, view._stored_exponents, view.dtype, view._is_shared, is_subexpression=True)

    def _check_writable(self, variable):
        if variable not in self._rows() and self._view_of_neurons(variable) is not None:
            raise TypeError(
                f"'{variable}' of Synapses '{self.name}' belongs to the neurons: assign to the group instead"
            )
        is_delay = variable in {core.delay_variable for core in self._core.pathways}
        if not self._core.is_connected and variable in self._rows() and not (is_delay and self._rows()[variable][2]):
            raise TypeError(f"'{variable}' of Synapses '{self.name}' can't be set before connect() has made synapses")
        Group._check_writable(self, variable)

    def connect(self, condition=None, i=None, j=None, p=1.0, n=1, skip_if_invalid=False, namespace=None, level=0):
        """Make synapses; several calls add up.

        Parameters
        ----------
        condition : bool or str, optional
            For which pairs: a condition with `i`, `j` and the variables of both ends (``x_pre``, ``x_post``).
        i, j : int or array_like of int, optional
            Source and target of each synapse. `j` may be an expression in `i`: one synapse for each source neuron.
        p : float or str
            Probability of each pair.
        n : int
            Synapses of each pair.
        namespace : dict, optional
            Values of names in the texts; otherwise those of the caller.

        Raises
        ------
        ValueError, TypeError, IndexError
            For arguments that do not go together, of the wrong type, or out of range.
        MemoryError
            If there is no room; the text says how much is asked for and how much is free.
        KeyboardInterrupt
            After Ctrl-C; the synapses are as before.
        """
        refuse_during_run(self, "connect")
        if skip_if_invalid:
            raise not_built("skip_if_invalid", "give the pairs by a condition, such as connect('j == i + 1')")
        if isinstance(n, str):
            raise not_built("n as a text in connect", "call connect once for each number of copies")
        if isinstance(p, Quantity):
            raise TypeError(f"p is a probability, without a unit, not {p!r}")
        if not isinstance(p, str):
            if np.ndim(p) != 0 or np.asarray(p).dtype.kind not in "biuf" or np.isnan(p):
                raise TypeError(f"p is a probability: one number or a text, not {p!r}")
            p = float(p)
        n = whole_number(n, "n of connect")
        if not isinstance(condition, (str, bool, np.bool_, type(None))):
            raise TypeError(
                f"condition is a text, True or False, not {condition!r}; index arrays are given as connect(i=..., j=...)"
            )
        if condition is not None and (i is not None or j is not None):
            raise ValueError("give either a condition or i and j")
        if isinstance(i, str):
            raise not_built("i as a text in connect", "use a condition, or j as a text")
        if isinstance(j, str) and i is not None:
            raise TypeError("with j as a text i must not be given")
        if isinstance(condition, str) and " for " in condition:
            raise ValueError("a condition has no 'for'; a generator is given as j='...'")
        lookup = lookup_for(namespace, level)
        if isinstance(j, str):
            if " for " in j or " if " in j:
                raise not_built("generators (for ..., if ...) in connect", "use a condition, or index arrays i and j")
            self._core.connect_rule("", p, j, n, lookup)
        elif i is not None or j is not None:
            if i is None or j is None:
                raise not_built("connect with only one of i and j", "give both, or a condition")
            if isinstance(p, str):
                raise not_built("p as a text with index arrays", "give p as a number")
            sources, targets = np.broadcast_arrays(_indices(i, "i"), _indices(j, "j"))
            self._core.connect_arrays(np.ascontiguousarray(sources.ravel(), dtype=np.int64),
                                      np.ascontiguousarray(targets.ravel(), dtype=np.int64), p, n)  # fmt: skip
        else:
            if condition is False:
                p = 0.0
            text = condition if isinstance(condition, str) else ""
            self._core.connect_rule(text, p, "", n, lookup)
        self._apply_pending()


def _indices(values, what):
    array = np.asarray(values)
    if array.size and array.dtype.kind != "i":
        raise TypeError(f"{what} of connect must be signed integers, not {array.dtype}")
    return np.atleast_1d(array)


def _renamed_argument(name, old, new):
    """The value of an argument that may be given by its former name."""
    if old is None:
        return new
    if new is not None:
        raise TypeError(f"give on_{name} only: {name} is its former name")
    logger.warn(f"the argument {name} of Synapses is called on_{name}", f"deprecated_{name}", once=True)
    return old


def _pathway_texts(texts, what):
    if not isinstance(texts, Mapping):
        return optional_text(texts, what)
    for name, text in texts.items():
        if not isinstance(name, str) or not isinstance(text, str):
            raise TypeError(f"{what} maps names of pathways to strings, not {name!r} to {text!r}")
        if not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise ValueError(f"{name!r} of {what} is no name for a pathway: letters, digits and underscores only")
    return dict(texts)


def _events(on_event):
    if isinstance(on_event, str):
        return on_event
    if not isinstance(on_event, Mapping):
        raise TypeError(f"on_event is the name of an event, or maps names of pathways to such names, not {on_event!r}")
    for name, event in on_event.items():
        if not isinstance(name, str) or not isinstance(event, str):
            raise TypeError(f"on_event maps names of pathways to names of events, not {name!r} to {event!r}")
    return dict(on_event)


def _method(method):
    return "" if method == ("exact", "euler", "heun") else _method_name(method)


def _delays(delay):
    if delay is None:
        return None
    if isinstance(delay, Mapping):
        return {name: _one_delay(value) for name, value in delay.items()}
    return _one_delay(delay)


def _one_delay(delay):
    if np.ndim(delay) != 0:
        raise TypeError("delay of Synapses is one time for all; set synapses.delay after connect() for one each")
    return core_quantity(delay, "delay of Synapses")
