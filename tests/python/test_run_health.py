"""What a run shows: values that become NaN or infinite, told by the doctor; what happens then is a preference."""

import gc

import numpy as np
import pytest
from ranvier.brian_logger import catch_logs
from ranvier.errors import NumericalError
from ranvier.preference_table import PreferenceError

from ranvier import *
from ranvier import doctor

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


@pytest.fixture(autouse=True)
def default_preference():
    gc.collect()  # objects of other tests say that they were never run when they go
    start_scope()
    yield
    prefs.doctor.non_finite = "stop"
    doctor(Network(), ignore={})


def exploding(name, **options):
    group = NeuronGroup(2, "dv/dt = v**2/ms : 1", method="euler", name=name, **options)
    group.v = [1, 0]
    return group


def test_a_run_ends_after_the_step_that_did_it_and_the_script_goes_on():
    group = exploding("stops")
    states = StateMonitor(group, "v", record=True)
    with catch_logs() as brian2s, catch_logs(only_from=["ranvier"]) as findings:
        run(50 * ms)
    assert magic_network.t == 2.2 * ms and group.t == 2.2 * ms
    assert len(states.t) == 22 and np.isfinite(states.v).all() and np.isinf(group.v[0])
    ((level, name, text),) = findings
    assert (level, name) == ("ERROR", "ranvier.doctor")
    assert text.startswith("RV701 error  `v` of stops[0] became inf at t = 2.2 ms\n")
    ((level, name, text),) = brian2s
    assert name == "brian2.groups.group.invalid_values"
    run(1 * ms)  # it was infinite before
    assert magic_network.t == 3.2 * ms


def test_warn_goes_on():
    prefs.doctor.non_finite = "warn"
    group = exploding("goes_on")
    with catch_logs() as brian2s, catch_logs(only_from=["ranvier"]) as findings:
        run(50 * ms)
    assert magic_network.t == 50 * ms and np.isinf(group.v[0])
    assert len(findings) == 1 and len(brian2s) == 1


def test_raise_raises_when_the_run_has_ended():
    prefs["doctor.non_finite"] = "raise"
    group = exploding("raises")
    states = StateMonitor(group, "v", record=True)
    with (
        catch_logs(),
        catch_logs(only_from=["ranvier"]),
        pytest.raises(NumericalError) as caught,
    ):
        run(50 * ms)
    assert str(caught.value) == "'v' of NeuronGroup 'raises' became inf at neuron 0, t = 2.2 ms (dt = 100 us)"
    assert len(states.t) == 22 and magic_network.t == 2.2 * ms


def test_there_is_no_other_setting():
    with pytest.raises(PreferenceError):
        prefs.doctor.non_finite = "ignore"


def test_functions_of_the_script_are_not_called_again():
    times = []
    net = Network(exploding("with_operation"), NetworkOperation(lambda t: times.append(float(t))))
    with catch_logs(), catch_logs(only_from=["ranvier"]) as findings:
        net.run(50 * ms)
    assert len(times) == 100 and net.t == 10 * ms
    assert findings[0][2].startswith("RV701 error  `v` of with_operation[0] became inf between t = 0 s and t = 10 ms\n")


def test_findings_of_runs_are_muted_like_others():
    group = exploding("muted")
    doctor(ignore={"RV701": ["muted"]})
    with catch_logs(), catch_logs(only_from=["ranvier"]) as findings:
        run(50 * ms)
    assert findings == [] and np.isinf(group.v[0])


def test_masked_values_are_left_alone():
    group = NeuronGroup(3, "dv/dt = -v/(10*ms) : 1", method="exact", name="masked")
    group.v = [0, np.nan, 1]
    with catch_logs(), catch_logs(only_from=["ranvier"]) as findings:
        run(20 * ms)
    assert findings == [] and magic_network.t == 20 * ms


def test_constants_of_the_script_are_in_the_numbers():
    tau = 1 * ms  # noqa: F841  used by the equation
    group = NeuronGroup(1, "dv/dt = v**2/tau : 1", method="euler", name="with_constant")
    group.v = 1
    with catch_logs(), catch_logs(only_from=["ranvier"]):
        run(50 * ms)
    (finding,) = magic_network._core.health_findings
    assert finding.data["tau"] == 1e-3 and "`v**2` in dv/dt is inf" in finding.why
