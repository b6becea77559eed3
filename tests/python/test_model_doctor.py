"""The doctor from Python: before runs, in runs, muted."""

import pytest
from ranvier.brian_logger import catch_logs

from ranvier import *
from ranvier import doctor

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test

MODEL = """dv/dt = (I - v)/(10*ms) : volt
I : volt"""


@pytest.fixture(autouse=True)
def nothing_ignored():
    start_scope()
    yield
    doctor(Network(), ignore={})


def driven(name="cells"):
    group = NeuronGroup(3, MODEL, threshold="v > 20*mV", reset="v = 0*mV", method="exact", name=name)
    return group, PoissonInput(group, "I", 400, 10 * Hz, 0.01 * mV)


def test_findings_have_what_a_program_needs():
    group, drive = driven()
    (finding,) = doctor()
    assert (finding.code, finding.level, finding.object, finding.variable) == ("RV101", "warning", "cells", "I")
    assert finding.data == {"rate": pytest.approx(0.04)} and finding.fix.startswith("dI/dt = -I/tau_I : volt")
    assert [place.where for place in finding.places] == [
        "NeuronGroup 'cells'", "PoissonInput 'poissoninput'", "NeuronGroup 'cells'"]  # fmt: skip
    assert str(finding).startswith(
        "RV101 warning  `I` is only ever added to, and dv/dt reads it: it grows without bound\n"
    )
    assert repr(finding).startswith("<RV101 warning cells: `I` is only")
    run(1 * ms)  # examining took no object away


def test_it_examines_what_has_run():
    group, drive = driven("run_cells")
    run(1 * ms)
    assert [finding.code for finding in doctor()] == ["RV101"]
    run(1 * ms)
    assert group.t == 2 * ms
    late = NeuronGroup(1, "v : 1")
    with pytest.raises(MagicError, match="some objects have run before and some are new"):
        doctor()
    start_scope()
    group, drive = driven("cells_of_network")
    net = Network(group, drive)
    net.run(1 * ms)
    assert [finding.object for finding in doctor()] == ["cells_of_network"]
    net.run(1 * ms)


def test_it_examines_every_network_and_what_has_run_in_none():
    group, drive = driven("cells_of_first")
    first = Network(group, drive)
    first.run(1 * ms)
    other_group, other_drive = driven("cells_of_second")
    second = Network(other_group, other_drive)
    second.run(1 * ms)
    assert [finding.object for finding in doctor()] == ["cells_of_first", "cells_of_second"]
    newcomers = NeuronGroup(3, MODEL, method="exact", name="newcomers")
    forward = Synapses(group, newcomers, on_pre="I_post = 0.1*mV", name="forward")
    forward.connect()
    assert [(finding.code, finding.object) for finding in doctor()] == [
        ("RV101", "cells_of_first"), ("RV101", "cells_of_second"), ("RV102", "newcomers")]  # fmt: skip
    first.run(1 * ms)
    second.run(1 * ms)  # examining took no object away


def test_runs_tell_their_findings_once_and_apart_from_the_messages_of_brian2():
    net = Network(driven("told_cells"))
    with catch_logs() as brian2s, catch_logs(only_from=["ranvier"]) as findings:
        net.run(1 * ms)
        net.run(1 * ms)
    assert brian2s == []
    ((level, name, text),) = findings
    assert (level, name) == ("WARNING", "ranvier.doctor") and text.startswith(
        "RV101 warning  `I` is only ever added to"
    )


def test_findings_begin_their_line(capsys):
    Network(driven("shown_cells")).run(1 * ms)
    lines = capsys.readouterr().err.splitlines()
    assert (
        lines[0].startswith("RV101 warning  `I`") and lines[-1] == "  mute:  doctor(ignore={'RV101': ['shown_cells']})"
    )


def test_what_is_ignored_is_not_told():
    net = Network(driven("ignored_cells"))
    assert doctor(net, ignore={"RV101": ["ignored_cells"]}) == []
    with catch_logs(only_from=["ranvier"]) as findings:
        net.run(1 * ms)
    assert findings == []
    assert len(doctor(net, ignore={"RV101": ["others"], "RV102": []})) == 1
    with pytest.raises(KeyError, match="the doctor has no rule 'RV999'"):
        doctor(net, ignore={"RV999": []})
    net.run(1 * ms)  # what was refused does not hold


def test_network_operations_may_write_anything():
    group, drive = driven()

    @network_operation
    def decay():
        group.I = 0.9 * group.I

    assert doctor() == []


def test_it_is_no_name_of_the_star_import():
    import ranvier

    assert "doctor" not in ranvier.__all__
