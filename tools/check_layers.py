#!/usr/bin/env python3
"""Checks that every module includes only the modules its line in LAYERS allows.

usage: check_layers.py SOURCE_ROOT INCLUDE_PREFIX LAYERS

LAYERS has one line per module, lowest first:  "module: allowed modules".
A module may allow only modules above its line, so the order has no cycle.
"""

import pathlib
import re
import sys


def read_layers(path):
    allowed = {}
    for line in pathlib.Path(path).read_text().splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        module, _, names = line.partition(":")
        unknown = set(names.split()) - allowed.keys()
        if unknown:
            sys.exit(f"{path}: '{module}' allows {sorted(unknown)}, not listed above it")
        allowed[module] = {module, *names.split()}
    return allowed


def violations(root, prefix, allowed):
    include = re.compile(rf'\s*#\s*include\s*[<"]{re.escape(prefix)}/([^/">]+)/')
    for path in sorted(root.rglob("*.[ch]*")):
        module = path.relative_to(root).parts[0]
        if module not in allowed:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            found = include.match(line)
            if found and found[1] not in allowed[module]:
                yield f"{path}:{number}: '{module}' must not include '{found[1]}'"


if __name__ == "__main__":
    source_root, include_prefix, layers = sys.argv[1:]
    found = list(violations(pathlib.Path(source_root), include_prefix, read_layers(layers)))
    print(*found, sep="\n")
    sys.exit(1 if found else 0)
