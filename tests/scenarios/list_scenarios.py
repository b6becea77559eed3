#!/usr/bin/env python3
"""Lists, for each scenario, the tests that cover it, or what it waits for (waiting.txt).

A test covers a scenario if its name has the number (``test_R07_...``) or a comment right above it has (``# R07``, ``// R07``).
"""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
NUMBERS = [f"R{number:02}" for number in [*range(1, 67), *range(96, 106)]]

_NUMBER = re.compile(r"(?<![A-Za-z0-9])R(?:0[1-9]|[1-9]\d|10[0-5])(?![0-9A-Za-z])")
_TEST = re.compile(r"def (test_\w+)|TEST(?:_F|_P)?\((\w+), (\w+)\)")


def covered():
    """Number of a scenario -> the tests that cover it, as ``file::test``."""
    found = {}
    for path in sorted(path for ending in ("py", "cpp") for path in TESTS.rglob(f"*.{ending}")):
        above = []
        for line in path.read_text(errors="replace").splitlines():
            test = _TEST.search(line)
            if test:
                name = test[1] or f"{test[2]}.{test[3]}"
                for number in {*above, *_NUMBER.findall(name.replace("_", " "))}:
                    found.setdefault(number, []).append(f"{path.relative_to(TESTS)}::{name}")
            if re.match(r"\s*(#|//)", line):
                above += _NUMBER.findall(line)
            elif not line.lstrip().startswith("@"):
                above = []
    return found


def waiting():
    """Number of a scenario -> what it waits for."""
    lines = (TESTS / "scenarios" / "waiting.txt").read_text().splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


if __name__ == "__main__":
    tests, waits = covered(), waiting()
    for number in NUMBERS:
        print(f"{number:5}", "; ".join(tests.get(number, [f"waits for {waits.get(number, '- nothing known')}"])))
