"""The examples that draw random numbers behave as in Brian 2: no statistic over ten seeds tells the two simulators apart."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from example_statistics import EXAMPLES, SIGNIFICANCE, compare, permutation_p, statistics  # noqa: E402


@pytest.mark.parametrize('example', EXAMPLES)
def test_what_the_example_prints_is_distributed_as_in_brian2(example):
    results = list(compare(example))
    assert len(results) >= 4
    for name, found, expected, p in results:
        assert len(found) == len(expected) >= 10
        assert p > SIGNIFICANCE, f'{name}: {found} instead of {expected}, p = {p:.2g}'


def test_the_permutation_test_counts_all_divisions():
    assert permutation_p([0, 1], [2, 3]) == pytest.approx(2 / 6)
    assert permutation_p([1, 1, 1], [1, 1, 1]) == 1
    assert permutation_p([0.0, 0.1, 0.2, 0.3, 0.4], [10, 11, 12, 13, 14]) == pytest.approx(2 / 252)


def test_numbers_are_read_from_what_an_example_prints():
    printed = 'E 1.250 Hz   I 12.5 Hz   CV of E 0.900   CV of I 1.1\n'
    assert statistics('balanced_network', printed) == {'rate_E': 1.25, 'rate_I': 12.5, 'CV_of_E': 0.9, 'CV_of_I': 1.1}
    with pytest.raises(ValueError, match='printed 3 numbers instead of 4'):
        statistics('balanced_network', printed.replace('1.1', 'nan'))
