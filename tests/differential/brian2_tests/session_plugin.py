"""Plugin for pytest in the process that runs one of Brian 2's test files; run_brian2_tests.py starts it.

Writes one JSON line when a test starts and one when it ends, so that a crash loses no more than the test at work.
"""

import json
import os
import signal
from pathlib import Path

import numpy as np
import pytest
import stand_ins
from ranvier.command_line import _alias_in_child_processes

TESTS = Path(os.environ['BRIAN2_TESTS'])
RESULTS = Path(os.environ['BRIAN2_TESTS_RESULTS'])
SECONDS = float(os.environ['BRIAN2_TESTS_SECONDS'])
LEFT_OUT = frozenset(json.loads(os.environ['BRIAN2_TESTS_LEFT_OUT']))
ONLY = json.loads(os.environ['BRIAN2_TESTS_ONLY'])

stand_ins.install(TESTS)
_alias_in_child_processes()


class TimeLimit(BaseException):
    """A test took too long."""


def _name_of(nodeid):
    """Name of a test in its file: ``test_synapses.py::test_delay[4]`` is ``test_delay[4]``."""
    return nodeid.partition('::')[2]


def _write(**line):
    with RESULTS.open('a') as file:
        file.write(json.dumps(line) + '\n')


def pytest_configure(config):
    import brian2

    brian2.BrianLogger.console_handler.setLevel(30)
    for key, value in {
        'codegen.target': 'numpy',
        'codegen.string_expression_target': 'numpy',
        'logging.warn_for_unused_objects': False,
    }.items():
        brian2.prefs[key] = value
    config.brian_prefs = dict(brian2.prefs.items())
    for file in [TESTS / '__init__.py', TESTS.parent / 'conftest.py', *TESTS.glob('test_*.py')]:
        stand_ins.provide_names(file)


def pytest_collection_modifyitems(items):
    names = ((item, _name_of(item.nodeid)) for item in items)
    items[:] = [
        item for item, name in names if not {name, name.partition('[')[0]} & LEFT_OUT and (ONLY is None or name in ONLY)
    ]
    stand_ins.importing = False


@pytest.fixture
def fake_randn_randn_fixture(monkeypatch):
    """Every draw of randn() is 0.5."""
    from brian2 import DEFAULT_FUNCTIONS, Function

    constant = Function(
        lambda vectorisation_idx: np.full(np.shape(vectorisation_idx), 0.5),
        arg_units=[],
        return_unit=1,
        auto_vectorise=True,
        stateless=False,
    )
    monkeypatch.setitem(DEFAULT_FUNCTIONS, 'randn', constant)


@pytest.fixture(autouse=True)
def fresh_session(request):
    """The same preferences, device, clock and way of printing for each test."""
    import brian2
    from brian2.devices.device import reinit_and_delete

    for key, value in request.config.brian_prefs.items():
        brian2.prefs[key] = value
    brian2.prefs._backup()
    brian2.set_device('runtime')
    brian2.BrianLogger._log_messages.clear()  # what is shown once is shown once in each test
    np.set_printoptions(legacy='1.13')
    yield
    brian2.defaultclock.dt = 0.1 * brian2.ms
    try:
        reinit_and_delete()
    except stand_ins.Missing:
        pass


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    def stop(*_):
        raise TimeLimit(f'took more than {SECONDS:g} s of computing')

    _write(started=_name_of(item.nodeid))
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.passed and report.when != 'call':
        return
    outcome, reason = report.outcome, ''
    if hasattr(report, 'wasxfail'):
        outcome = 'skipped'
    elif call.excinfo is not None:
        reason = f'{call.excinfo.typename}: {call.excinfo.value}'
    _write(test=_name_of(item.nodeid), outcome=outcome, reason=reason, seconds=call.duration)


def pytest_collectreport(report):
    if report.failed:
        _write(uncollected=str(report.longrepr))
