"""Brian 2's own tests, run from its wheel: what passed once passes for ever, and few tests may be called not applicable."""

import collections
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import brian2_wheel as wheel  # noqa: E402
import public_shares as shares  # noqa: E402
import run_brian2_tests as run  # noqa: E402


@pytest.fixture(scope='module')
def test_folder():
    try:
        return wheel.test_folder()
    except wheel.NotFetched as error:
        pytest.skip(str(error))


def test_the_list_of_passing_tests_has_only_grown():
    path = run.PASSING.relative_to(HERE.parents[2])
    log = ['git', '-C', HERE, 'log', '--format=', '--unified=0', '-p', '--', run.PASSING]
    finished = subprocess.run(log, capture_output=True, text=True)
    if finished.returncode:
        pytest.skip('the history of the repository is not there')
    once = {line[1:] for line in finished.stdout.splitlines() if line.startswith('-') and not line.startswith('---')}
    lost = sorted(once - set(run.PASSING.read_text().splitlines()))
    assert not lost, f'{path} lost {lost}'


def test_no_more_tests_are_called_not_applicable_than_test_what_is_not_public():
    left_out = collections.Counter(file for file, _ in run.not_applicable())
    too_many = {file: number for file, number in left_out.items() if number > shares.most_left_out(file)}
    assert not too_many


def test_every_test_called_not_applicable_exists_and_has_a_reason(test_folder):
    for (file, test), reason in run.not_applicable().items():
        source = next(test_folder.rglob(f'{file}.py')).read_text()
        assert f'\ndef {test}(' in source
        assert len(reason.split()) > 3


def test_no_test_is_listed_both_ways():
    functions = {(file, test.partition('[')[0]) for file, test in run.passing()}
    assert not functions & run.not_applicable().keys()


def test_what_passed_passes(test_folder):
    wanted = collections.defaultdict(list)
    for file, test in run.passing():
        wanted[file].append(test)
    names = [name for name in run.test_files() if Path(name).name in wanted]
    assert len(names) == len(wanted)
    lost = []
    for name in names:
        outcomes = run.run_file(name, only=wanted[Path(name).name])
        for test in wanted[Path(name).name]:
            outcome = outcomes.get(test, {'outcome': 'did not run', 'reason': ''})
            if outcome['outcome'] != 'passed':
                lost.append(f'{name}::{test}: {outcome["outcome"]}; {outcome["reason"]}')
    assert not lost, '\n'.join(lost)
