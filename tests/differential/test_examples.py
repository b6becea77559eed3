"""The examples that draw nothing inside the model print what they print in Brian 2 and fire the same spikes."""

import gzip

import pytest
from record_examples import DETERMINISTIC, STORED, run_example


@pytest.mark.parametrize('example', DETERMINISTIC)
def test_the_example_prints_and_fires_as_in_brian2(example):
    printed, spikes = run_example(example, '-m', 'ranvier')
    assert printed == (STORED / f'{example}.txt').read_text()
    expected = gzip.decompress((STORED / f'{example}.spikes.gz').read_bytes()).decode()
    assert spikes.splitlines() == expected.splitlines()
