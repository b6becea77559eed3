"""Synapses between groups."""

import functools
import re
from collections.abc import Mapping

import numpy as np

from ranvier import _core
from ranvier.brian_logger import get_logger
from ranvier.clocks import core_quantity
from ranvier.contained import ContainedObjects, parts_of
from ranvier.equations import core_equations
from ranvier.groups import Group, _refuse_code_object, number_view
from ranvier.namespaces import constants_of, lookup_for
from ranvier.objects import BrianObjectException, clock_arguments, optional_text, order_number, refuse_during_run
from ranvier.state_updaters import MethodChoice
from ranvier.storage_types import storage_types
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

    contained_objects = property(lambda self: [], doc="Nothing belongs to a pathway.")
    _is_carried = True

    name = property(lambda self: self._core.name, doc="Name of the pathway in the schedule.")
    objname = property(lambda self: self._core.pathway, doc="Name of the pathway in its synapses.")
    prepost = property(lambda self: self._core.end, doc='"pre" or "post": the end that the events come from.')
    synapses = property(lambda self: self._synapses, doc="The synapses that the pathway belongs to.")
    N = property(lambda self: len(self._synapses), doc="Number of synapses.")
    contained_objects = property(lambda self: [], doc="A pathway has no parts.")

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
    source, target : NeuronGroup, PoissonGroup, SpikeGeneratorGroup or Synapses
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
    method, method_options
        Integration of clock-driven equations, as for `NeuronGroup`.
    multisynaptic_index : str
        Name of an integer variable that numbers the synapses of each pair of neurons, in the order of creation.
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
        if multisynaptic_index is not None and not isinstance(multisynaptic_index, str):
            raise TypeError(f"multisynaptic_index is the name of a variable, not {multisynaptic_index!r}")
        method = MethodChoice(method, method_options)
        self._begin_group(name, namespace)
        self._clock = clock
        target = source if target is None else target
        for end, group in (("source", source), ("target", target)):
            if not isinstance(group, Group):
                raise TypeError(f"the {end} of Synapses must be a group, not {type(group).__name__}")
        self._source, self._target = source, target
        self._multisynaptic_index = multisynaptic_index
        equations = core_equations(model, f"Synapses '{self.name}'")
        self._pathways = {}
        self._finish(
            _core.Synapses(
                source=source._core, target=target._core, model=equations,
                on_pre=_pathway_texts(on_pre, "on_pre"), on_post=_pathway_texts(on_post, "on_post"),
                delay=_delays(delay), on_event=_events(on_event), method=_core.MethodSelection([], False, []),
                constants=constants_of(namespace), order=order_number(order), name=self.name,
                multisynaptic_index=multisynaptic_index or "", dtype=storage_types(dtype, equations.names),
                **clock_arguments(dt, clock),
            ),
            equations.equations,
        )  # fmt: skip
        self._method, self._core_equations = method, equations
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
    multisynaptic_index = property(
        lambda self: self._multisynaptic_index,
        doc="Name of the variable that numbers the synapses of each pair of neurons, or None.",
    )
    _synaptic_pre = property(
        lambda self: number_view(self, "_synaptic_pre", lambda: _in_whole_group(self._source, self._core.i)),
        doc="Source neuron of each synapse by its number in the whole group.",
    )
    _synaptic_post = property(
        lambda self: number_view(self, "_synaptic_post", lambda: _in_whole_group(self._target, self._core.j)),
        doc="Target neuron of each synapse by its number in the whole group.",
    )

    def __getattr__(self, name):
        if name in self.__dict__.get("_pathways", {}):
            return SynapticPathway(self, self._pathways[name])
        if name == "delay":
            raise AttributeError(self._no_delay_text())
        return Group.__getattr__(self, name)

    @property
    def contained_objects(self):
        """What belongs to the synapses: pathways, parts in the schedule, operations, and what was appended to the list."""
        pathways = [SynapticPathway(self, core) for core in self._pathways.values()]
        parts = parts_of(self._core, {obj.name for obj in (*pathways, *self._runners)})
        return ContainedObjects([*parts, *pathways, *self._runners], self._contained)

    def _rows(self):
        rows = Group._rows(self)
        for core in self._core.pathways:
            exponents, dtype, _, is_read_only = rows[core.delay_variable]
            rows[core.delay_variable] = (exponents, dtype, core.has_one_delay, is_read_only)
        return rows

    _built_in_states = ("N", "N_pre", "N_post", "i", "j", "t", "dt", "t_in_timesteps")

    i = property(
        lambda self: number_view(self, "i", lambda: self._core.i),
        Group._refuse_assignment("i"),
        doc="Source neuron of each synapse, in the order of creation.",
    )
    j = property(
        lambda self: number_view(self, "j", lambda: self._core.j),
        Group._refuse_assignment("j"),
        doc="Target neuron of each synapse, in the order of creation.",
    )
    N_incoming = property(
        lambda self: number_view(self, "N_incoming", lambda: self._core.incoming[self._core.j]),
        Group._refuse_assignment("N_incoming"),
        doc="For each synapse, how many its target has.",
    )
    N_outgoing = property(
        lambda self: number_view(self, "N_outgoing", lambda: self._core.outgoing[self._core.i]),
        Group._refuse_assignment("N_outgoing"),
        doc="For each synapse, how many its source has.",
    )
    N_incoming_post = property(
        lambda self: self._core.incoming,
        Group._refuse_assignment("N_incoming_post"),
        doc="Synapses of each target neuron.",
    )
    N_outgoing_pre = property(
        lambda self: self._core.outgoing,
        Group._refuse_assignment("N_outgoing_pre"),
        doc="Synapses of each source neuron.",
    )
    N_pre = property(lambda self: len(self._source), doc="Number of source neurons.")
    N_post = property(lambda self: len(self._target), doc="Number of target neurons.")

    def _view(self, name):
        view = Group._view(self, name)
        return self._end_view(name) if view is None else view

    def _end_view(self, name):
        """A variable of the neuron at one end of each synapse, or None."""
        for stored in (name, name[:-1]) if name.endswith("_") else (name,):
            for ending, group in (("_pre", self._source), ("_post", self._target), ("", self._target)):
                if stored in (f"i{ending}", f"j{ending}") and ending and isinstance(group, Synapses):
                    return number_view(self, stored, functools.partial(self._evaluate, stored))
                there = Group._view(group, stored.removesuffix(ending)) if stored.endswith(ending) else None
                if there is not None:
                    return VariableView(self, stored, there._stored_exponents, there.dtype, there._is_shared, stored == name,
                                        read=functools.partial(self._evaluate, stored))  # fmt: skip
        return None

    def __getitem__(self, item):
        """Some of the synapses, for a monitor: by number, slice, condition, or neurons at both ends."""
        return SynapticSubgroup(self, np.atleast_1d(self.indices[item]))

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
        if isinstance(value, VariableView) and value._group is self and value.name == core.delay_variable:
            return  # the end of an in-place operation
        self._delay_view(core).set_item(slice(None), value)

    def _check_writable(self, variable):
        is_delay = variable in {core.delay_variable for core in self._core.pathways}
        if (
            not self._core.is_connected
            and self._view(variable) is not None
            and not (is_delay and self._rows()[variable][2])
        ):
            raise TypeError(f"'{variable}' of Synapses '{self.name}' can't be set before connect() has made synapses")
        if Group._view(self, variable) is not None or self._end_view(variable) is None:
            Group._check_writable(self, variable)

    def connect(self, condition=None, i=None, j=None, p=1.0, n=1, skip_if_invalid=False, namespace=None, level=0):
        """Make synapses; several calls add up.

        Parameters
        ----------
        condition : bool or str, optional
            For which pairs: a condition with `i`, `j` and the variables of both ends (``x_pre``, ``x_post``).
        i, j : int, array_like of int, or str, optional
            Source and target of each synapse. One of them may be a generator: an expression, or ``'k for k in range(i - 2, i + 3)
            if k != i'``, evaluated for each neuron of the other end; ``sample(n, p=...)`` and ``sample(n, size=...)`` draw.
        p : float or str
            Probability of each pair.
        n : int or str
            Synapses of each pair.
        skip_if_invalid : bool
            Leave out what a generator gives beyond the neurons there are; otherwise it is an error.
        namespace : dict, optional
            Values of names in the texts; otherwise those of the caller.

        Raises
        ------
        ValueError, TypeError, IndexError
            For arguments that do not go together, of the wrong type, or out of range.
        BrianObjectException
            For a generator out of range (the cause is an IndexError) and a negative n (a ValueError).
        MemoryError
            If there is no room; the text says how much is asked for and how much is free.
        KeyboardInterrupt
            After Ctrl-C; the synapses are as before.
        """
        refuse_during_run(self, "connect")
        where = f"connect of Synapses '{self.name}'"
        _check_rule(condition, i, j, p, n, skip_if_invalid, where)
        lookup = lookup_for(namespace, level)
        p = p if isinstance(p, str) else float(p)
        if not isinstance(p, str) and (p < 0 or p > 1):
            logger.warn(
                f"{where}: p = {p:g} is no probability; {'all pairs are' if p > 1 else 'no pair is'} connected",
                "probability",
            )
        n = n if isinstance(n, str) else int(n)
        if isinstance(i, str) or isinstance(j, str):
            texts = [text if isinstance(text, str) else "" for text in (i, j)]
            self._core.connect_rule("", p, *texts, n, bool(skip_if_invalid), lookup)
        elif i is not None:
            self._core.connect_arrays(*_pairs(i, j, where), p, n)
        else:
            text = condition if isinstance(condition, str) else ""
            self._core.connect_rule(text, 0.0 if condition is False else p, "", "", n, False, lookup)
        try:
            self._apply_pending()
        except (IndexError, ValueError) as error:
            # What goes wrong while a text is evaluated comes as an error of the object.
            is_of_text = isinstance(i, str) or isinstance(j, str) or "must not be negative" in str(error)
            if (
                getattr(error, "ranvier_kind", ("",))[0] != "usage"
                or not is_of_text
                or "a generator takes no p" in str(error)
            ):
                raise
            raise BrianObjectException(str(error), self) from error


class SynapticSubgroup:
    """Some synapses of a Synapses object; ``synapses[...]`` gives one.

    Attributes
    ----------
    synapses : Synapses
    indices : numpy.ndarray of int
        Their numbers.
    """

    def __init__(self, synapses, indices):
        self.synapses = synapses
        self.indices = indices
        self._known = len(synapses)

    def _member_numbers(self):
        if len(self.synapses) != self._known:
            raise TypeError("this part of the synapses is no longer valid: connect() has made more since")
        return self.indices

    def __len__(self):
        return len(self.indices)

    def __repr__(self):
        return f"<{len(self)} of the synapses of '{self.synapses.name}'>"


def _in_whole_group(group, members):
    """Numbers in the whole group of these members of a group or of a part of one."""
    return members if group._whole is group else group._core.elements[members]


def _check_rule(condition, i, j, p, n, skip_if_invalid, where):
    """Refuses arguments of connect that are of the wrong type or do not go together."""
    if isinstance(p, Quantity) or not isinstance(p, (str, bool, int, float, np.number, np.bool_)):
        raise TypeError(f"p is a probability: one number without a unit, or a text, not {p!r}")
    if isinstance(n, bool) or not isinstance(n, (str, int, np.integer)):
        raise TypeError(f"n is a whole number or a text, not {n!r}")
    if not isinstance(condition, (str, bool, np.bool_, type(None))):
        raise TypeError(
            f"condition is a text, True or False, not {condition!r}; index arrays are given as connect(i=..., j=...)"
        )
    if condition is not None and (i is not None or j is not None):
        raise ValueError("give either a condition or i and j")
    if isinstance(condition, str) and re.search(r"\bfor\b", condition):
        raise ValueError(f"a condition has no 'for'; a generator is given as connect(j={condition!r})")
    for text, other, name, other_name in ((j, i, "j", "i"), (i, j, "i", "j")):
        if isinstance(text, str) and other is not None:
            raise TypeError(f"with {name} as a text {other_name} must not be given")
        if isinstance(text, str) and not text.strip():
            raise SyntaxError(f"the expression for {name} of connect is empty")
    if isinstance(i, str) or isinstance(j, str):
        return
    if (i is None) != (j is None):
        given, missing = ("i", "j") if j is None else ("j", "i")
        raise ValueError(
            f"{where}: {given} is given without {missing}; give both, one of the two as a text, or a condition"
        )
    if i is not None:
        if skip_if_invalid:
            raise ValueError("skip_if_invalid is for texts; leave out of the arrays what does not exist")
        if isinstance(p, str) or isinstance(n, str):
            raise TypeError("with i and j as arrays, p and n are numbers, not texts")


def _pairs(i, j, where):
    """Index arrays of equal length as the core takes them."""
    arrays = [_indices(i, "i"), _indices(j, "j")]
    if any(array.ndim > 1 for array in arrays):
        raise ValueError("i and j of connect are numbers or arrays with one axis")
    sources, targets = map(np.atleast_1d, arrays)
    if len(sources) != len(targets) and 1 not in (len(sources), len(targets)):
        raise ValueError(f"{where}: {len(sources)} values for i but {len(targets)} for j")
    sources, targets = np.broadcast_arrays(sources, targets)
    return [np.ascontiguousarray(array, dtype=np.int64) for array in (sources, targets)]


def _indices(values, what):
    array = np.asarray(values)
    if (array.size or not isinstance(values, list)) and array.dtype.kind != "i":
        raise TypeError(f"{what} of connect must be signed integers, not {array.dtype}")
    return array


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
