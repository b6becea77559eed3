"""Groups: what all of them share, and groups of neurons."""

import functools

import numpy as np

from ranvier import _core
from ranvier.brian_logger import get_logger
from ranvier.clocks import EventClock, core_clock, core_quantity
from ranvier.code_targets import check_code_object
from ranvier.contained import ContainedObjects, parts_of
from ranvier.element_indices import Indices
from ranvier.equations import Equations, core_equations
from ranvier.errors import key_error
from ranvier.events import HasEvents, event_texts
from ranvier.links import LinkedVariable, make_link
from ranvier.namespaces import check_namespace, constants_of, is_number, lookup_for
from ranvier.objects import (
    BrianObject,
    clock_arguments,
    not_built,
    optional_text,
    order_number,
    whole_number,
)
from ranvier.preferences import prefs
from ranvier.session import ready_session
from ranvier.state_updaters import MethodChoice
from ranvier.states import VariableOwner
from ranvier.storage_types import storage_types
from ranvier.units import Quantity, second
from ranvier.variable_view import VariableView
from ranvier.variables import Variable

logger = get_logger("brian2.groups.neurongroup")


class SpikeSource:
    """What emits spikes: groups that Synapses can come from and whose spikes a SpikeMonitor records."""

    @property
    def spikes(self):
        """Neurons that spiked when the threshold was last tested, in the present step or before it; none outside of a run."""
        from ranvier.network import network_running

        network = network_running(self._whole)
        events = [] if network is None else network._core.present_events(self._core, "spike")
        return np.array(events, dtype=np.int32)


class Group(VariableOwner, BrianObject):
    """Elements with variables: `group.v` reads and writes the variable `v`, `group.v_` does so without units.

    The parameters are those of a `BrianObject`, for classes of your own; such a group has no variables.
    """

    _method = None  # a MethodChoice, where differential equations are integrated
    _instead_of_a_part = None
    _built_in_states = ("N", "i", "t", "dt", "t_in_timesteps")

    add_to_magic_network = True

    def _begin_group(self, name, namespace=None):
        if namespace is not None:
            check_namespace(namespace)
        self.namespace = namespace
        self._begin(name)

    def _finish(self, core, equations=()):
        """Takes the object of the core, and its equations; from now on unknown attributes are refused."""
        self._core = core
        self._equations = equations
        self._runners = []
        self._links = {}
        self._is_finished = True
        self._note_constants()

    def _note_constants(self):
        """Tells the core which values the names in the texts have now: a run takes those of its beginning."""
        lookup, own = lookup_for(), self.namespace or {}
        values = {name: lookup(name) for name in _core.external_names(self._core) if name not in own}
        self._core.set_constants_at_creation({name: value for name, value in values.items() if is_number(value)})

    def _update_constants(self):
        self._core.set_constants(constants_of(self.namespace))

    def _before_run(self):
        self._update_constants()
        if self._method is not None:
            self._core.set_method(self._method.selection(Equations(self._core_equations)))
        if isinstance(self._core, _core.NeuronGroup):
            self._core.set_compares_times(bool(prefs["legacy.refractory_timing"]))

    def _apply_pending(self):
        self._update_constants()
        ready_session().apply_pending(self._core, _counts_interrupts())

    def _rows(self):
        return {row[0]: row[1:] for row in self.__dict__["_core"].variables}

    def __getattr__(self, name):
        # Called only for names that are no ordinary attributes: variables.
        if name.startswith("_") or "_is_finished" not in self.__dict__:
            raise AttributeError(name)
        view = self._view(name)
        if view is None:
            raise AttributeError(self._unknown_text(name))
        return view

    def _view(self, name):
        rows = self._rows()
        for stored in (name, name[:-1] if name.endswith("_") else None):
            with_unit = stored == name
            if stored in rows:
                exponents, dtype, is_shared, _ = rows[stored]
                if self._is_linked(stored):
                    is_one = self._core.link_is_one_value(stored)
                    return VariableView(self, stored, exponents, dtype, is_one, with_unit,
                                        read=functools.partial(self._evaluate, stored))  # fmt: skip
                return VariableView(self, stored, exponents, dtype, is_shared, with_unit)
            for equation in self._equations:
                if equation.name == stored:  # a subexpression: evaluated when it is read
                    dtype = {"float": "float64", "integer": "int32", "boolean": "bool"}[equation.type]
                    return VariableView(self, stored, equation.exponents, dtype, "shared" in equation.flags, with_unit,
                                        read=functools.partial(self._evaluate, stored))  # fmt: skip
        return None

    indices = property(Indices, doc="Numbers of the elements that an index selects: ``group.indices['v > 0*mV']``.")
    equations = property(lambda self: Equations(self._core.model), doc="The equations of the group.")

    def _is_linked(self, name):
        return any(equation.name == name and "linked" in equation.flags for equation in self._equations)

    def _evaluate(self, expression):
        """Values of an expression: external names are those of the last run of the group, else of the caller."""
        self._before_run()
        network = self._network
        lookup = lookup_for() if network is None or network._last_lookup is None else network._last_lookup
        return ready_session().evaluate(self._core, expression, lookup)

    def _find_elements(self, selection, lookup):
        """Numbers of the elements that a selection of `core_selection` means."""
        self._before_run()
        return ready_session().find_elements(self._core, selection, lookup)

    def _member_numbers(self):
        return np.arange(len(self))

    def _unknown_text(self, name):
        import difflib

        near = difflib.get_close_matches(name, list(self._rows()), n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        return f"{type(self).__name__} '{self.name}' has no attribute '{name}'{hint}"

    def __setattr__(self, name, value):
        if name.startswith("_") or "_is_finished" not in self.__dict__ or hasattr(type(self), name):
            object.__setattr__(self, name, value)
            return
        if name in self.__dict__:
            object.__setattr__(self, name, value)
            return
        if isinstance(value, LinkedVariable):
            make_link(self, name, value)
            return
        stored = name.removesuffix("_")
        is_own = isinstance(value, VariableView) and value._group is self and value.name == stored
        if self._is_linked(stored) and not is_own:
            raise ValueError(
                f"'{stored}' of {self.name} is linked and has no value of its own: set the variable that it shows, or "
                f"set it through the link with {self.name}.{stored}[:] = ..., or link it to another one with linked_var"
            )
        view = self._view(name)
        if view is None:
            raise AttributeError(self._unknown_text(name) + "; to attach a value of your own use add_attribute")
        if isinstance(value, VariableView) and value._group is self and value.name == view.name:
            return  # the end of an in-place operation
        view.set_item(slice(None), value)

    def add_attribute(self, name):
        """Declare an attribute of your own; assigning to it is allowed then."""
        self.__dict__.setdefault(name, None)

    def _check_writable(self, variable):
        row = self._rows().get(variable)
        if self._is_linked(variable):
            return  # what it shows is set
        if row is None or row[3]:
            raise TypeError(f"'{variable}' of {type(self).__name__} '{self.name}' is read-only: it is computed")

    def __len__(self):
        return self._core.size

    def _refuse_assignment(name):  # noqa: N805
        def refuse(self, value):
            hint = "; give dt when the object is made, or set defaultclock.dt" if name == "dt" else ""
            raise TypeError(f"'{name}' of {type(self).__name__} '{self.name}' is read-only{hint}")

        return refuse

    def state(self, name, use_units=True, level=0):
        """A variable by name: what the attribute gives.

        Parameters
        ----------
        name : str
        use_units : bool
            False for values in SI units without units.

        Raises
        ------
        KeyError
            If there is no such variable.
        """
        view = self._view(name) if name in self._state_names() else None
        if view is None and name not in self._state_names():
            raise key_error(f"{type(self).__name__} '{self.name}' has no variable '{name}'")
        if view is None:
            value = self._state(name)
            return value if use_units else np.array(value)
        return view if use_units else self._view(name + "_")

    def _state_names(self):
        built_in = dict.fromkeys(self._built_in_states, (True, False))
        stored = {name: (row[3], False) for name, row in sorted(self._rows().items())}
        computed = {equation.name: (True, True) for equation in self._equations if equation.name not in stored
                    and equation.kind == "subexpression"}  # fmt: skip
        return built_in | stored | computed

    def _state(self, name):
        view = self._view(name)
        value = getattr(self, name) if view is None else view
        return value.get_value() if isinstance(value, VariableView) else value

    def _make_variables(self):
        rows = super()._make_variables()
        for name in self.equations.stochastic_variables:
            rows[name] = Variable(name, (second**-0.5).dim, np.float64, self._no_value_of_noise, self)
        for equation in self._equations:
            if "unless refractory" in equation.flags and equation.name in rows:
                rows[equation.name].conditional_write = rows.get("not_refractory")
        return rows

    @staticmethod
    def _no_value_of_noise():
        raise TypeError("noise has no value: it is drawn anew in each step")

    def _variable_type(self, name):
        view = self._view(name)
        if isinstance(view, VariableView):
            return view.dim, view.dtype, view.shape == ()
        return super()._variable_type(name)

    t_in_timesteps = property(lambda self: self._core.clock.step, doc="Number of steps of the group's clock.")

    N = property(__len__, _refuse_assignment("N"), doc="Number of elements.")
    t = property(lambda self: self._core.clock.t * second, _refuse_assignment("t"), doc="Time of the group's clock.")
    dt = property(lambda self: self._core.clock.dt * second, _refuse_assignment("dt"), doc="Step of the group's clock.")
    i = property(
        lambda self: number_view(self, "i", self._member_numbers),
        _refuse_assignment("i"),
        doc="Number of each element.",
    )
    N_ = property(__len__, _refuse_assignment("N_"), doc="Number of elements.")
    t_ = property(lambda self: self._core.clock.t, _refuse_assignment("t_"), doc="Time in seconds.")
    dt_ = property(lambda self: self._core.clock.dt, _refuse_assignment("dt_"), doc="Step in seconds.")
    i_ = property(lambda self: self.i, _refuse_assignment("i_"), doc="Number of each element.")

    def __dir__(self):
        return sorted({*super().__dir__(), *self._rows()})

    @property
    def contained_objects(self):
        """What belongs to the group: its parts in the schedule, operations, and what was appended to the list."""
        parts = parts_of(self._core, {runner.name for runner in self._runners})
        return ContainedObjects([*parts, *self._runners], self._contained)

    def run_regularly(self, code, dt=None, clock=None, when="start", order=0, name=None, codeobj_class=None):
        """Run statements for all elements in every step of a clock.

        Parameters
        ----------
        code : str
            Statements.
        dt : Quantity [second], optional
            Interval; without it, and without `clock`, that of the group.
        clock : Clock, optional
        when, order : str, int
            Place in the schedule.
        name : str, optional
            Default: ``<group>_run_regularly``.

        Returns
        -------
        RunRegularly
            Its `active` switches it on and off.
        """
        _refuse_code_object(codeobj_class)
        if dt is not None and clock is not None:
            raise ValueError("give either dt or clock, not both")
        return self._add_runner(code, dt, clock, when, order, name or f"{self.name}_run_regularly*")

    def resolve_all(self, identifiers, run_namespace, user_identifiers=None, additional_variables=None):
        """What names in the texts of the group mean: see `ranvier.resolution.resolve_all`."""
        from ranvier.resolution import resolve_all

        return resolve_all(self, identifiers, run_namespace, user_identifiers)

    def _add_runner(self, *arguments):
        runner = RunRegularly(self, *arguments)
        self._runners.append(runner)
        return runner

    def run_at(self, code, times, when="start", order=0, name=None, codeobj_class=None):
        """Run statements for all elements at given times.

        Parameters
        ----------
        code : str
            Statements; ``t`` is the time at which they run, and there is no ``dt``.
        times : Quantity [second], shape (n_times,)
        when, order : str, int
            Place in the schedule, in the step of the group at that time.
        name : str, optional
            Default: ``<group>_run_at``.

        Returns
        -------
        RunRegularly
            Its `active` switches it on and off.

        Raises
        ------
        DimensionMismatchError, ValueError
            If `times` are no times, if there is none, or if one stands there twice.
        """
        _refuse_code_object(codeobj_class)
        name = name or f"{self.name}_run_at*"
        return self._add_runner(code, None, EventClock(times, f"{name}_clock"), when, order, name)

    def run_on_clock(self, code, clock, when="start", order=0, name=None, codeobj_class=None):
        """Run statements for all elements in every step of a clock: `run_regularly` with a `Clock` or `EventClock`.

        Parameters
        ----------
        code : str
            Statements.
        clock : Clock or EventClock
        when, order, name
            As for `run_regularly`.

        Returns
        -------
        RunRegularly
            Its `active` switches it on and off.
        """
        _refuse_code_object(codeobj_class)
        return self._add_runner(code, None, clock, when, order, name or f"{self.name}_run_on_clock*")

    def __getitem__(self, item):
        """A part of the group: see `Subgroup`."""
        if self._instead_of_a_part is not None:
            raise not_built(f"parts of {type(self).__name__}", self._instead_of_a_part)
        from ranvier.subgroup import part_of

        return part_of(self, item)

    _whole = property(lambda self: self, doc="The group that holds the state: itself but for subgroups.")


def number_view(group, name, read):
    """A view of integers that nobody can set."""
    return VariableView(group, name, (0.0,) * 7, "int32", False, read=read)


class RunRegularly(BrianObject):
    """Statements that a group runs in every step of a clock; made by `Group.run_regularly` and `Group.run_at`."""

    _is_carried = True

    def __init__(self, group, code, dt, clock, when, order, name):
        self._begin(name)
        self._clock = clock  # the core refers to it
        self._core = group._core.run_regularly(
            optional_text(code, "code") or "",
            dt=None if dt is None else core_quantity(dt),
            clock=None if clock is None else core_clock(clock),
            when=optional_text(when, "when"),
            order=order_number(order),
            name=self.name,
        )


def _counts_interrupts():
    import threading

    return bool(prefs["core.stop_on_keyboard_interrupt"]) and threading.current_thread() is threading.main_thread()


def _refuse_code_object(codeobj_class):
    check_code_object(codeobj_class)


def _size(value):
    """Number of neurons: numbers such as 0.8*4000 count, their fraction is dropped."""
    if isinstance(value, (float, np.floating)) and np.isfinite(value):
        value = int(value)
    return whole_number(value, "the number of neurons")


class NeuronGroup(HasEvents, SpikeSource, Group):
    """A group of neurons with the same equations.

    Parameters
    ----------
    N : int
        Number of neurons.
    model : str or Equations
    method : str, StateUpdateMethod, callable or list of these, optional
        "exact", "exponential_euler", "euler", "rk2", "rk4", "heun" or "milstein", a scheme of your own, or a function
        ``(equations, variables, options)`` that gives the statements of one step. Of several the first that fits the
        equations is taken; without any, the first of exact, euler, heun.
    method_options : dict, optional
        "simplify" for "exact": accepted, without effect.
    threshold : str, optional
        Condition under which a neuron spikes.
    reset : str, optional
        Statements for neurons that spiked.
    refractory : Quantity [second], str or False
        Time after a spike without another; a text that gives a time, or a condition that keeps the neuron refractory.
    events : dict of str, optional
        Further events: name and condition. "spike" may stand here instead of `threshold`.
    namespace : dict, optional
        Values of names in the texts.
    dtype : type or dict, optional
        How variables are stored: float32 or float64 for all real ones, or types of single variables by name. Without it
        the preference core.default_float_dtype counts. Values are computed in double precision all the same.
    dt, clock : Quantity [second], Clock
        At most one of them; without both the default clock.
    order : int
    name : str

    Raises
    ------
    EquationError, SyntaxError, TypeError, ValueError
        For mistakes in the texts.
    """

    def __init__(self, N, model, method=None, method_options=None, threshold=None, reset=None, refractory=False,
                 events=None, namespace=None, dtype=None, dt=None, clock=None, order=0, name="neurongroup*",
                 codeobj_class=None):  # fmt: skip
        _refuse_code_object(codeobj_class)
        method = MethodChoice(method, method_options)
        self._begin_group(name, namespace)
        self._clock = clock  # the core refers to it
        where = f"NeuronGroup '{self.name}'"
        equations = core_equations(model, where)
        self._finish(
            _core.NeuronGroup(
                size=_size(N),
                model=equations,
                method=_core.MethodSelection([], False, []),
                threshold=optional_text(threshold, "threshold"),
                reset=optional_text(reset, "reset"),
                refractory=_refractory(refractory),
                constants=constants_of(namespace),
                order=order_number(order),
                name=self.name,
                events=event_texts(events),
                dtype=storage_types(dtype, equations.names),
                **clock_arguments(dt, clock),
            ),
            equations.equations,
        )
        self._method, self._core_equations = method, equations
        if threshold is not None and reset is None and refractory is False and "rand" not in threshold:
            logger.warn(
                f"{where} has a threshold but neither reset nor refractory: a neuron above it spikes in every step",
                "only_threshold",
                once=True,
            )
        if refractory is False and any("unless refractory" in equation.flags for equation in equations.equations):
            logger.warn(
                f"{where} uses (unless refractory) but has no refractory period: the flag has no effect",
                "no_refractory",
                once=True,
            )


def _refractory(value):
    if value is False or value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or np.ndim(value) != 0:
        raise TypeError(f"refractory is a time, a string or False, not {value!r}")
    if not isinstance(value, Quantity):
        raise TypeError(f"refractory is a time with its unit: {value!r} has none; did you mean {value}*ms?")
    return core_quantity(value)
