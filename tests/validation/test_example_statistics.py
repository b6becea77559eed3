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
    printed = 'sharp volley: 60 1 2 3 99 4 5 6 7 101 in groups 1 to 10\nfeeble volley: 27 1 2 3 21 4 5 6 7 18 in groups 1 to 10\n'
    found = statistics('synfire_chain', printed)
    assert (found['sharp_1'], found['sharp_10'], found['feeble_10']) == (60, 101, 18)
    with pytest.raises(ValueError, match='printed 23 numbers instead of 24'):
        statistics('synfire_chain', printed.replace('101', 'nan'))
