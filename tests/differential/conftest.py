"""Closes the report with what was compared: the counts are part of the claim."""

import pytest

_counts = []


@pytest.fixture(scope='session')
def differential_counts():
    """List to which a test appends (model, number of spikes, number of samples) once they agree with Brian 2's."""
    return _counts


def pytest_terminal_summary(terminalreporter):
    if _counts:
        terminalreporter.section('equal to Brian 2')
        for model, n_spikes, n_samples in sorted(_counts):
            terminalreporter.write_line(f'{model:36} {n_spikes:6} spikes {n_samples:7} samples')
        terminalreporter.write_line(f'{len(_counts)} models')
