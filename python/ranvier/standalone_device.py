"""The device of scripts that were written for Brian 2's stand-alone mode."""

import os
import time
from collections.abc import Mapping
from contextlib import ExitStack, contextmanager

import numpy as np

from ranvier import session
from ranvier.brian_logger import get_logger
from ranvier.device_kinds import Device

logger = get_logger("brian2.devices.cpp_standalone.device")

_SLOTS = ("before_start", "after_start", "before_network_run", "after_network_run", "before_end", "after_end",
          "before_run", "after_run", "main")  # fmt: skip


# The state before the first run is kept for networks with up to this many synapses.
_LARGEST_KEPT = 10_000_000


class _Tape:
    """What a script has done since the first run: runs, and assignments between them."""

    def __init__(self):
        self.actions = []
        self.before_runs = []  # assignments after apply_run_args() and before the first run
        self._starts = {}  # id of a network: the network, its objects and its state before its first run

    def begin(self, network):
        """Remembers the state of a network that runs for the first time."""
        if id(network) not in self._starts:
            synapses = sum(len(obj) for obj in network.objects if hasattr(obj, "connect"))
            state = network._snapshot() if synapses <= _LARGEST_KEPT else None
            self._starts[id(network)] = network, list(network.objects), state

    def rewind(self, restore_random_state):
        """All networks go back to their states before the first run."""
        for network, objects, state in self._starts.values():
            if state is None:
                raise MemoryError(
                    f"the state of {network!r} before its first run was not kept: it has more than {_LARGEST_KEPT} "
                    "synapses; build the network anew for each run"
                )
            network.objects = list(objects)
            network._go_back(state, restore_random_state)

    def find(self, name):
        """The object of this name in any of the networks, or None."""
        for _, objects, _ in self._starts.values():
            for obj in objects:
                if obj.name == name:
                    return obj
        return None


class CPPStandaloneDevice(Device):
    """Accepts what scripts do with Brian 2's C++ stand-alone device; models run in this process.

    Attributes
    ----------
    has_been_run : bool
    build_on_run : bool
    build_options : dict
        What `set_device` was given.
    timers : dict
        Real times of the last run, in seconds.
    """

    def __init__(self):
        self.build_options = {}
        self.build_on_run = True
        self.run_environment_variables = {}
        self._start()

    def _start(self):
        self.has_been_run = False
        self.project_dir = None
        self.results_dir = None
        self.timers = {"run_binary": None, "compile": {"clean": None, "make": None}}
        self._last_run_time = None
        self._last_run_completed_fraction = None
        self.run_args_applied = False
        self._tape = _Tape()
        self._is_repeating = False

    def activate(self, build_on_run=True, **options):
        """Called by `set_device`; after `reinit` scripts call it themselves."""
        self.build_on_run = build_on_run
        self.build_options = dict(options)
        self._start()
        self._take_directories(options)

    def reinit(self):
        """Forget what was run: the script begins anew."""
        options, on_run = self.build_options, self.build_on_run
        self._start()
        self.build_options, self.build_on_run = options, on_run

    def _take_directories(self, options):
        directory = options.get("directory", "output")
        self.project_dir = None if directory is None else os.path.abspath(str(directory))
        if self.project_dir is not None:
            self.results_dir = os.path.join(self.project_dir, str(options.get("results_directory") or "results"))

    # What the front end tells the device while it is active.
    @contextmanager
    def running(self, network, repeat):
        """Around a run of `network`; `repeat` would run it once more."""
        if not self._is_repeating:
            self._tape.begin(network)
            self._tape.actions.append(repeat)
        began = time.perf_counter()
        yield
        self.has_been_run = True
        self._last_run_time = self.timers["run_binary"] = time.perf_counter() - began
        self._last_run_completed_fraction = 1.0

    def assigned(self, repeat):
        """After an assignment to a variable; `repeat` would do it once more."""
        if self._is_repeating:
            return
        if self._tape.actions:
            self._tape.actions.append(repeat)
        elif self.run_args_applied:
            self._tape.before_runs.append(repeat)

    def build(self, directory="output", results_directory="results", compile=True, run=True, debug=False, clean=False,
              with_output=True, additional_source_files=None, run_args=None, direct_call=True, **options):  # fmt: skip
        """Accepted: `run` has compiled and run everything already. With `run_args` as `run` of the device."""
        if direct_call and self.build_on_run:
            raise RuntimeError(
                "the first run() builds the model; to call device.build() write set_device(..., build_on_run=False)"
            )
        if additional_source_files:
            logger.warn(
                "additional_source_files are C++ files, which Ranvier does not compile; they are ignored",
                "additional_source_files",
            )
        self._take_directories({"directory": directory, "results_directory": results_directory, **self.build_options})
        if run and run_args:
            self.run(run_args=run_args)

    def run(self, directory=None, results_directory=None, with_output=True, run_args=None):
        """Repeat all runs from the state before the first, with other values.

        Parameters
        ----------
        run_args : dict or list of str, optional
            Variables (``group.v``) or TimedArrays and their values; or texts ``"group.v=value"`` with values in SI units.
            They are set right before the first run, or where ``apply_run_args`` was called.
        directory, results_directory, with_output
            Accepted; results are kept in memory.

        Raises
        ------
        RuntimeError
            If nothing has been run yet.
        """
        from ranvier.timed_array import TimedArray

        if not self._tape.actions:
            raise RuntimeError("device.run() repeats what run() has simulated, but there was no run yet")
        self._is_repeating = True
        began = time.perf_counter()
        try:
            self._tape.rewind(restore_random_state=session.is_seeded_by_user())
            with ExitStack() as tables:
                for target, value in _assignments(run_args, self._tape):
                    if isinstance(target, TimedArray):
                        tables.enter_context(target._holding(value))
                    else:
                        target.set_item(slice(None), value)
                for action in [*self._tape.before_runs, *self._tape.actions]:
                    action()
        finally:
            self._is_repeating = False
        self._last_run_time = self.timers["run_binary"] = time.perf_counter() - began

    def apply_run_args(self):
        """Say that ``run_args`` are to be set here, before the assignments that follow."""
        self.run_args_applied = True

    def insert_code(self, slot, code):
        """Ignores C++ code, with a warning: there is no C++ program that it could be part of."""
        if slot not in _SLOTS:
            raise ValueError(f"there is no slot {slot!r} for code; the slots are {', '.join(_SLOTS)}")
        logger.warn(
            f"the C++ code for the slot {slot!r} is ignored: there is no C++ program that it could be part of; do the same "
            "with a network_operation or between two calls of run()",
            "insert_code",
        )

    def insert_device_code(self, slot, code):
        """As `insert_code`."""
        self.insert_code(slot, code)

    @contextmanager
    def run_function(self, name, include_in_parent=True):
        """What is inside runs at once."""
        yield

    def delete(self, code=True, data=True, run_args=True, directory=True, force=False):
        """Accepted: there are no files to delete."""

    def __repr__(self):
        return "<CPPStandaloneDevice>"


def _assignments(run_args, tape):
    """Pairs of a variable or TimedArray, and a value."""
    from ranvier.timed_array import TimedArray
    from ranvier.variable_view import VariableView

    if not run_args:
        return
    if not isinstance(run_args, Mapping):
        run_args = dict(_parsed(text, tape) for text in run_args)
    for target, value in run_args.items():
        if not isinstance(target, (VariableView, TimedArray)):
            raise TypeError(f"run_args are for variables of groups and for TimedArrays, not for {target!r}")
        yield target, value


def _parsed(text, tape):
    name, equals, value = str(text).partition("=")
    group_name, _, variable = name.strip().partition(".")
    group = tape.find(group_name)
    if not equals or group is None:
        raise ValueError(f"run_args has {text!r}; texts are 'group.variable=value', with a value in SI units")
    return getattr(group, variable + "_"), np.array(float(value))
