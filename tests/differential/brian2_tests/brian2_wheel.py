"""The test files of Brian 2: fetched from the package registry, unpacked below build/, never installed.

Brian 2 is CeCILL: its files are run where they were unpacked, and none of their text enters this repository.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

VERSION = '2.11.0'
SHA256 = 'cb5ed05a526a4e3f2c7deb1caaf705327ce26fca8449426cf7ac31a4f1e04126'
FOLDER = Path(__file__).resolve().parents[3] / 'build' / 'brian2_tests' / f'brian2-{VERSION}'
SECONDS = 120


class NotFetched(Exception):
    """The wheel could not be had; the text says why."""


def _download(folder):
    # The files are the same for every platform; one wheel is named so that its hash can be.
    command = [sys.executable, '-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps']
    command += ['--only-binary=:all:', '--python-version', '3.13', '--platform', 'manylinux_2_28_x86_64']
    try:
        finished = subprocess.run(
            [*command, '--dest', folder, f'brian2=={VERSION}'], capture_output=True, text=True, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotFetched(f'brian2 {VERSION} could not be downloaded: {error}') from None
    if finished.returncode:
        reason = (finished.stderr.strip().splitlines() or ['pip says nothing'])[-1]
        raise NotFetched(f'brian2 {VERSION} could not be downloaded: {reason}')
    wheel = next(Path(folder).glob('*.whl'))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        raise NotFetched(f'the wheel of brian2 {VERSION} has the SHA-256 {found} instead of {SHA256}')
    return wheel


def test_folder():
    """The folder with Brian 2's test files; downloads and unpacks them when they are not there yet.

    Raises
    ------
    NotFetched
        If the registry cannot be reached or gives another file.
    """
    tests = FOLDER / 'brian2' / 'tests'
    if tests.exists():
        return tests
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent) as folder:
        unpacked = Path(folder) / 'unpacked'
        with zipfile.ZipFile(_download(folder)) as wheel:
            names = [name for name in wheel.namelist() if name.startswith('brian2/tests/')]
            wheel.extractall(unpacked, [*names, 'brian2/conftest.py'])
        try:
            unpacked.rename(FOLDER)
        except OSError:
            if not tests.exists():  # otherwise another process was quicker
                raise
    return tests
