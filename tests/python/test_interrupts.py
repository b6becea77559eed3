"""Ctrl-C: the first one ends a run as stop() does, the second one the script."""

import random
import signal
import subprocess
import sys
import time

import pytest

MODEL = """
import sys, time
from brian2 import *
group = NeuronGroup(1000, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
group.v = 'i/1000.0'
spikes = SpikeMonitor(group)
states = StateMonitor(group, 'v', record=0)
run(1*ms)


# Says when the time loop begins: from there on Ctrl-C is a wish to stop.
def announce(elapsed, completed, start, duration):
    if completed == 0:
        print('running', flush=True)


"""


class Script:
    """A script that runs under ``python -m ranvier``; it prints a line when it is ready to be interrupted."""

    def __init__(self, path, text):
        path.write_text(text)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ranvier", str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def wait_for(self, line):
        assert self.process.stdout.readline() == line + "\n"

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)

    def end(self):
        out, errors = self.process.communicate(timeout=60)
        return out, errors, self.process.returncode


@pytest.fixture
def script(tmp_path):
    started = []

    def start(text):
        started.append(Script(tmp_path / "script.py", text))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
        each.process.communicate()


def test_an_interrupt_ends_the_run_after_its_step_and_the_script_goes_on(script):
    running = script(
        MODEL + "run(1e6*second, report=announce)\n"
        "steps = int(round(magic_network.t/defaultclock.dt))\n"
        "assert 10 <= steps < 10**10, steps\n"
        "assert len(states.t) == steps and states.v.shape == (1, steps)\n"
        "assert spikes.num_spikes == len(spikes.i) == sum(spikes.count)\n"
        "before = magic_network.t\n"
        "run(1*ms)\n"
        "assert abs((magic_network.t - before)/ms - 1) < 1e-6\n"
        "assert len(states.t) == steps + 10\n"
        "print('went on')\n"
    )
    running.wait_for("running")
    time.sleep(0.2)
    running.interrupt()
    assert running.end() == ("went on\n", "", 0)


def test_an_interrupted_run_goes_on_as_an_uninterrupted_one(script):
    running = script(
        MODEL + "run(1e6*second, report=announce)\n"
        "steps = len(states.t)\n"
        "run(100*ms)\n"
        "found = states.v[0].copy()\n"
        "start_scope()\n"
        "again = NeuronGroup(1000, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')\n"
        "again.v = 'i/1000.0'\n"
        "whole = StateMonitor(again, 'v', record=0)\n"
        "Network(again, whole).run((steps + 1000)*defaultclock.dt)\n"
        "assert len(found) == steps + 1000 and all(found == whole.v[0])\n"
        "print('equal')\n"
    )
    running.wait_for("running")
    running.interrupt()
    assert running.end() == ("equal\n", "", 0)


def test_a_second_interrupt_ends_the_script_with_status_130(script):
    running = script(
        MODEL + "import os, signal\n"
        "def press_twice(elapsed, completed, start, duration):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "run(1e6*second, report=press_twice)\n"
        "print('not reached')\n"
    )
    out, errors, status = running.end()
    assert (out, status) == ("", 130)
    assert errors.endswith("KeyboardInterrupt\n")


def test_an_interrupt_in_connect_leaves_the_synapses_unchanged(script):
    running = script(
        "from brian2 import *\n"
        "group = NeuronGroup(200000, 'v : 1', threshold='v > 1', reset='v = 0')\n"
        "synapses = Synapses(group, group, 'w : 1', on_pre='v_post += w')\n"
        "synapses.connect(i=[3, 1], j=[5, 2])\n"
        "synapses.w = [7, 8]\n"
        "print('connecting', flush=True)\n"
        "try:\n"
        "    synapses.connect('(i + j) % 1000003 == 1000002')\n"
        "finally:\n"
        "    print(synapses.i[:].tolist(), synapses.j[:].tolist(), synapses.w[:].tolist(), flush=True)\n"
    )
    running.wait_for("connecting")
    time.sleep(0.3)
    running.interrupt()
    out, errors, status = running.end()
    assert (out, status) == ("[3, 1] [5, 2] [7.0, 8.0]\n", 130)
    assert "KeyboardInterrupt" in errors


def test_with_the_preference_switched_off_the_first_interrupt_is_a_keyboard_interrupt(script):
    running = script(
        MODEL + "import os, signal\n"
        "prefs.core.stop_on_keyboard_interrupt = False\n"
        "def press(elapsed, completed, start, duration):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "try:\n"
        "    run(1e6*second, report=press)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    assert running.end() == ("interrupted\n", "", 0)


def test_the_handler_of_the_script_is_there_again_after_a_run(script):
    running = script(
        "import os, signal\n"
        "signal.signal(signal.SIGINT, lambda number, frame: print('mine'))\n"
        + MODEL
        + "os.kill(os.getpid(), signal.SIGINT)\n"
        "print('end')\n"
    )
    assert running.end() == ("mine\nend\n", "", 0)


def test_fifty_interrupts_at_random_times_are_obeyed_soon(script):
    running = script(
        MODEL + "for trial in range(50):\n"
        "    run(1e6*second, report=announce)\n"
        "    print(repr(time.monotonic()), flush=True)\n"
    )
    numbers = random.Random(20240607)
    delays = []
    for _ in range(50):
        running.wait_for("running")
        time.sleep(0.02 + 0.1 * numbers.random())
        pressed = time.monotonic()
        running.interrupt()
        delays.append(float(running.process.stdout.readline()) - pressed)
    assert running.end() == ("", "", 0)
    delays.sort()
    print(f"from Ctrl-C to the end of run: median {1e3 * delays[25]:.1f} ms, p99 and maximum {1e3 * delays[-1]:.1f} ms")
    # F11: none above 500 ms. Its p99 <= 100 ms is printed: a busy machine must not fail the test.
    assert delays[-1] < 0.5
