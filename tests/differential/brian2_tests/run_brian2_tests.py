"""Run Brian 2's own test files against Ranvier and say for each file what passed.

    python tests/differential/brian2_tests/run_brian2_tests.py                    all files, a table
    python tests/differential/brian2_tests/run_brian2_tests.py units synapses     these files, and why tests failed
    python tests/differential/brian2_tests/run_brian2_tests.py --update           adds what passes now to passing.txt

Each file runs in a process of its own; each test has a time limit; a crash costs the test at work. Results are written to
build/brian2_tests/results.json.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brian2_wheel as wheel

HERE = Path(__file__).resolve().parent
PASSING = HERE / 'passing.txt'
NOT_APPLICABLE = HERE / 'not_applicable.txt'
SECONDS = 60  # of computing for one test
PATIENCE = 5  # times that much may pass by the clock before a test is ended from outside


def cores():
    """Number of processors this process may use."""
    return len(os.sched_getaffinity(0))


def passing():
    """The tests that must pass, as (file, test)."""
    lines = PASSING.read_text().splitlines() if PASSING.exists() else []
    return {tuple(line.split('::', 1)) for line in lines if line}


def not_applicable():
    """(file, test): reason, for the test functions that do not apply to Ranvier."""
    lines = NOT_APPLICABLE.read_text().splitlines()
    entries = (line.split(None, 1) for line in lines if line and not line.startswith('#'))
    return {tuple(test.split('::', 1)): reason for test, reason in entries}


def _left_out(file):
    return [test for known, test in not_applicable() if known == file]


def _read(path):
    """Outcome of each test, the test at work, and what kept the file from being collected."""
    outcomes, at_work, uncollected = {}, None, None
    for line in path.read_text().splitlines() if path.exists() else []:
        entry = json.loads(line)
        if 'started' in entry:
            at_work = entry['started']
        elif 'uncollected' in entry:
            uncollected = entry['uncollected']
        else:
            test = entry.pop('test')
            if outcomes.get(test, {}).get('outcome') != 'failed':
                outcomes[test] = entry
    return outcomes, None if at_work in outcomes else at_work, uncollected


def _wait(process, path, seconds):
    """Wait for the process; end it when nothing was written for too long. Returns whether it was ended."""
    last_size, last_change = 0, time.monotonic()
    while process.poll() is None:
        time.sleep(0.2)
        size = path.stat().st_size if path.exists() else 0
        if size != last_size:
            last_size, last_change = size, time.monotonic()
        if time.monotonic() - last_change > PATIENCE * seconds:
            process.kill()
            process.wait()
            return True
    return False


def _run_once(file, path, left_out, only, seconds, folder):
    environment = os.environ | {
        'BRIAN2_TESTS': str(wheel.test_folder()),
        'BRIAN2_TESTS_RESULTS': str(path),
        'BRIAN2_TESTS_SECONDS': str(seconds),
        'BRIAN2_TESTS_LEFT_OUT': json.dumps(left_out),
        'BRIAN2_TESTS_ONLY': json.dumps(only),
        'PYTHONPATH': os.pathsep.join([str(HERE), *filter(None, [os.environ.get('PYTHONPATH')])]),
        'MPLBACKEND': 'Agg',
    }
    command = [sys.executable, '-m', 'pytest', '-q', '--noconftest', '-p', 'session_plugin', '-p', 'no:cacheprovider']
    command += ['-c', wheel.test_folder() / 'pytest.ini', '--tb=short', '--capture=sys', file]
    with (path.with_suffix('.log')).open('a') as log:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            ended = _wait(process, path, seconds)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    return 'time limit' if ended else process.returncode


def run_file(name, seconds=SECONDS, only=None):
    """Outcome of every test of one file that applies (or of those in `only`): {test: {outcome, reason, seconds}}."""
    file = wheel.test_folder() / f'{name}.py'
    short = Path(name).name
    path = wheel.FOLDER.parent / f'{short}.jsonl'
    path.unlink(missing_ok=True)
    path.with_suffix('.log').unlink(missing_ok=True)
    left_out = _left_out(short)
    while True:
        with tempfile.TemporaryDirectory() as folder:
            before = len(_read(path)[0])
            status = _run_once(file, path, [*left_out, *_read(path)[0]], only, seconds, folder)
        outcomes, at_work, uncollected = _read(path)
        if uncollected:
            return {'(import of the file)': {'outcome': 'failed', 'reason': uncollected, 'seconds': 0}}
        if at_work is not None:
            reason = status if status == 'time limit' else f'crashed with status {status}'
            with path.open('a') as results:
                entry = {'test': at_work, 'outcome': 'failed', 'reason': reason, 'seconds': seconds}
                results.write(json.dumps(entry) + '\n')
        elif status in (0, 1, 5) or len(outcomes) == before:
            if status not in (0, 1, 5) and not outcomes:
                log = path.with_suffix('.log').read_text()[-2000:]
                return {'(start of pytest)': {'outcome': 'failed', 'reason': log, 'seconds': 0}}
            return outcomes


def test_files():
    """Names of all test files, relative to the test folder and without the ending."""
    folder = wheel.test_folder()
    return sorted(str(path.relative_to(folder).with_suffix('')) for path in folder.rglob('test_*.py'))


def run_all(names, jobs, seconds=SECONDS):
    """{file: {test: outcome}} of the files named."""
    with ThreadPoolExecutor(jobs) as pool:
        return dict(
            zip([Path(name).name for name in names], pool.map(lambda name: run_file(name, seconds), names), strict=True)
        )


def counts(outcomes):
    """Numbers of tests that passed, failed, and skipped themselves."""
    found = [entry['outcome'] for entry in outcomes.values()]
    return tuple(found.count(outcome) for outcome in ('passed', 'failed', 'skipped'))


def table(results):
    """Lines of the table: one for each file, and the sums."""
    rows = [(file, *counts(outcomes), len(_left_out(file))) for file, outcomes in sorted(results.items())]
    rows.append(('all', *(sum(column) for column in list(zip(*rows, strict=True))[1:])))
    yield f'{"file":32} {"passed":>7} {"failed":>7} {"skipped":>8} {"not applicable":>15}'
    for file, passed, failed, skipped, left_out in rows:
        yield f'{file:32} {passed:7} {failed:7} {skipped:8} {left_out:15}'


def update(results):
    """Add what passes to the list; nothing is ever taken from it."""
    found = {
        (file, test) for file, tests in results.items() for test, entry in tests.items() if entry['outcome'] == 'passed'
    }
    before = passing()
    PASSING.write_text(''.join(f'{file}::{test}\n' for file, test in sorted(before | found)))
    return len(found - before)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('files', nargs='*', help='such as units or test_units; all if none is named')
    parser.add_argument('--jobs', type=int, default=cores(), help='files that run at a time')
    parser.add_argument('--seconds', type=float, default=SECONDS, help='time limit of one test')
    parser.add_argument('--update', action='store_true', help='add what passes now to passing.txt')
    arguments = parser.parse_args()
    try:
        names = test_files()
    except wheel.NotFetched as error:
        raise SystemExit(str(error)) from None
    wanted = {name if name.startswith('test_') else f'test_{name}' for name in arguments.files}
    if unknown := wanted - {Path(name).name for name in names}:
        raise SystemExit(f'Brian 2 {wheel.VERSION} has no test file {sorted(unknown)}')
    results = run_all(
        [name for name in names if not wanted or Path(name).name in wanted], arguments.jobs, arguments.seconds
    )
    (wheel.FOLDER.parent / 'results.json').write_text(json.dumps(results, indent=1))
    if wanted:
        for file, outcomes in sorted(results.items()):
            for test, entry in outcomes.items():
                if entry['outcome'] == 'failed':
                    reason = (entry['reason'].strip().splitlines() or [''])[0]
                    print(f'{file}::{test}\n    {reason}')
    print('\n'.join(table(results)))
    lost = sorted(
        key for key in passing() if key[0] in results and results[key[0]].get(key[1], {}).get('outcome') != 'passed'
    )
    for file, test in lost:
        print(f'in passing.txt, but does not pass: {file}::{test}')
    if arguments.update:
        print(f'{update(results)} tests added to passing.txt')
    sys.exit(1 if lost else 0)


if __name__ == '__main__':
    main()
