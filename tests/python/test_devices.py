"""Scripts for Brian 2's stand-alone device: accepted, and with the same results."""

import subprocess
import sys

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def as_before():
    yield
    device.reinit()
    set_device("runtime")


SCRIPT = """
from brian2 import *
{choice}
G = NeuronGroup(3, 'dv/dt = (drive - v)/tau : 1\\ndrive : 1', threshold='v > 1', reset='v = 0', method='exact')
tau = 10*ms
G.drive = '1.5 + 0.5*i'
S = Synapses(G, G, 'w : 1', on_pre='v += w', delay=2*ms)
S.connect('i != j')
S.w = '0.01*(i + 1)'
M = SpikeMonitor(G)
T = StateMonitor(G, 'v', record=True)
run(20*ms)
G.drive = '2.5 - 0.5*i'
run(20*ms)
G.drive[1] = 0
run(20*ms, report='stdout' if False else None)
{build}
print(M.t/ms, M.i, G.v[:], T.v[0][-3:], S.w[:])
"""


def output(choice, build):
    program = "from ranvier.alias import install; install()\n" + SCRIPT.format(choice=choice, build=build)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)


def test_a_script_with_several_runs_and_a_build_gives_the_same_as_without_a_device(tmp_path):
    plain = output("", "")
    choice = f"set_device('cpp_standalone', directory={str(tmp_path / 'project')!r}, build_on_run=False)"
    build = "device.build(directory=None, compile=True, run=True, debug=False)\nassert device.has_been_run"
    assert output(choice, build).stdout == plain.stdout != ""
    assert not (tmp_path / "project").exists()


def decaying():
    group = NeuronGroup(2, "dv/dt = -v/tau : 1\ntau : second (constant)", method="exact")
    group.v = 1
    group.tau = 10 * ms
    return group


def test_run_repeats_with_other_values():
    set_device("cpp_standalone", build_on_run=False)
    group = decaying()
    monitor = StateMonitor(group, "v", record=0)
    run(10 * ms)
    group.v[1] = 5
    run(10 * ms)
    device.build(run=False)
    first = group.v[:].tolist()
    assert first == pytest.approx([np.exp(-2), 5 * np.exp(-1)])
    device.run(run_args={group.tau: 20 * ms})
    assert group.v[:].tolist() == pytest.approx([np.exp(-1), 5 * np.exp(-0.5)]) and len(monitor.t) == 200
    device.run(run_args={group.v: [2, 3], group.tau: [20, 10] * ms})
    assert group.v[:].tolist() == pytest.approx([2 * np.exp(-1), 5 * np.exp(-1)])
    device.run(run_args=[f"{group.name}.v=4"])
    assert group.v[:].tolist() == pytest.approx([4 * np.exp(-2), 5 * np.exp(-1)])
    device.run()
    assert group.v[:].tolist() == first
    assert device._last_run_time > 0 and device._last_run_completed_fraction == 1.0


def test_run_args_can_be_set_before_what_depends_on_them():
    set_device("cpp_standalone", build_on_run=False)
    group = NeuronGroup(1, "v : 1\nscale : 1")
    group.scale = 2
    device.apply_run_args()
    group.v = "scale*3"
    run(1 * ms)
    device.run(run_args={group.scale: 5})
    assert (group.v[0], group.scale[0]) == (15, 5)


@pytest.mark.parametrize("namespace", [False, True])
def test_run_args_for_a_timed_array(namespace):
    set_device("cpp_standalone", build_on_run=False)
    drive = TimedArray([1, 2, 3] * mV, dt=1 * ms)
    group = NeuronGroup(
        1, "dv/dt = drive(t)/ms : volt", method="euler", namespace={"drive": drive} if namespace else None
    )
    run(3 * ms)
    first = group.v[0]
    assert first / mV == pytest.approx(6)
    device.run(run_args={drive: [1, 0, 1] * mV})
    assert group.v[0] / mV == pytest.approx(2)
    device.run(run_args={drive: 5e-3})
    assert group.v[0] / mV == pytest.approx(15)
    device.run()
    assert group.v[0] == first and list(drive.values) == [1e-3, 2e-3, 3e-3]
    with pytest.raises(ValueError, match=r"has values of shape \(3,\), not \(2,\)"):
        device.run(run_args={drive: [1, 2] * mV})
    with pytest.raises(DimensionMismatchError, match="are not in the unit of '_timedarray"):
        device.run(run_args={drive: 2 * pA})


def test_repeated_runs_draw_other_numbers_unless_there_is_a_seed():
    def trials():
        set_device("cpp_standalone", build_on_run=False)
        group = NeuronGroup(3, "v : 1")
        group.run_regularly("v = rand()")
        run(1 * ms)
        values = [group.v[:].tolist()]
        for _ in range(2):
            device.run()
            values.append(group.v[:].tolist())
        return values

    seed()
    one, two, three = trials()
    assert one != two != three != one
    seed(4)
    one, two, three = trials()
    assert one == two == three


def test_a_loop_with_reinit_and_activate():
    set_device("cpp_standalone", directory="somewhere")
    results = []
    for tau in (10, 20):
        device.reinit()
        device.activate(directory="elsewhere")
        group = decaying()
        group.tau = tau * ms
        Network(group).run(10 * ms)
        results.append(group.v[0])
        device.delete(force=True)
    assert results == pytest.approx([np.exp(-1), np.exp(-0.5)])
    assert device.project_dir.endswith("elsewhere")


def test_build_after_the_first_run_has_built():
    set_device("cpp_standalone")
    group = decaying()
    run(1 * ms)
    with pytest.raises(RuntimeError) as caught:
        device.build()
    assert str(caught.value) == (
        "the first run() builds the model; to call device.build() write set_device(..., build_on_run=False)"
    )
    assert group.v[0] < 1


def test_run_without_a_run():
    set_device("cpp_standalone", build_on_run=False)
    with pytest.raises(
        RuntimeError, match="device.run\\(\\) repeats what run\\(\\) has simulated, but there was no run yet"
    ):
        device.run()


@pytest.mark.parametrize(
    ("run_args", "error", "text"),
    [
        ({"v": 3}, TypeError, "run_args are for variables of groups and for TimedArrays, not for 'v'"),
        (["v"], ValueError, "run_args has 'v'; texts are 'group.variable=value', with a value in SI units"),
    ],
)
def test_what_run_args_cannot_be(run_args, error, text):
    set_device("cpp_standalone", build_on_run=False)
    group = decaying()
    run(1 * ms)
    with pytest.raises(error) as caught:
        device.run(run_args=run_args)
    assert str(caught.value) == text and group.N == 2


def test_code_for_the_compiler_is_ignored_with_a_warning():
    set_device("cpp_standalone", build_on_run=False)
    with catch_logs() as logs:
        device.insert_code("main", "std::cout << 1;")
    assert [name for _, name, _ in logs] == ["brian2.devices.cpp_standalone.device.insert_code"]
    with device.run_function("part"):
        pass
    with pytest.raises(ValueError, match="there is no slot 'nowhere' for code"):
        device.insert_code("nowhere", "")


def test_attributes_that_the_device_does_not_have_are_ignored_with_a_warning():
    with catch_logs() as logs:
        device.build(directory="output", compile=True, **device.build_options)
        device.execute(**device.nothing)
        device.something.more[3]("anything")
    assert [text for _, _, text in logs] == [
        "the active device has no attribute 'execute'; it is ignored",
        "the active device has no attribute 'nothing'; it is ignored",
        "the active device has no attribute 'something'; it is ignored",
    ]


def test_devices_are_found_by_name():
    assert sorted(all_devices) == ["cpp_standalone", "runtime"]
    assert get_device() is all_devices["runtime"]
    set_device("cpp_standalone", build_on_run=False, directory="d")
    assert get_device() is all_devices["cpp_standalone"]
    assert device.build_options == {"directory": "d"} and device.build_on_run is False


def test_the_state_of_the_random_numbers_can_be_kept():
    group = NeuronGroup(3, "v : 1")
    seed(3)
    state = get_device().get_random_state()
    group.v = "rand()"
    first, numbers = group.v[:].tolist(), np.random.rand(2).tolist()
    get_device().set_random_state(state)
    group.v = "rand()"
    assert group.v[:].tolist() == first and np.random.rand(2).tolist() == numbers


@pytest.mark.parametrize("target", ["cython", "auto"])
def test_there_is_no_cache_to_clear(target):
    clear_cache(target)
    check_cache(target)
    with pytest.raises(ValueError):
        clear_cache("numpy")
