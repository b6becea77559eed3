"""The clock of a group that has nothing to do goes on with the others."""

import numpy as np

from ranvier import *

del test  # noqa: F821  pytest would take Brian 2's function of this name for a test


def test_a_monitor_with_a_clock_of_its_own_reads_the_time_of_the_group():
    start_scope()
    group = NeuronGroup(1, "x = t/ms : 1", dt=0.1 * ms)
    monitor = StateMonitor(group, "x", record=0, dt=0.2 * ms)
    run(1 * ms)
    assert np.allclose(monitor.x[0], [0, 0.2, 0.4, 0.6, 0.8])
    assert np.isclose(group.t / ms, 1)


def test_a_network_begins_at_a_time_that_is_set_before_its_first_run():
    start_scope()
    group = NeuronGroup(1, "x = t/ms : 1")
    monitor = StateMonitor(group, "x", record=0)
    network = Network(group, monitor)
    network.t_ = 2e-3
    network.run(0.2 * ms)
    assert np.allclose(monitor.x[0], [2, 2.1])
    assert np.isclose(network.t / ms, 2.2)
