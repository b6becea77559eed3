#!/usr/bin/env python3
"""Makes a test of each piece of C++ in a page of the documentation, so that the page stays true.

usage: write_snippets.py PAGE OUTPUT

A block that begins with ```cpp setup stands at the beginning of the file, one with ```cpp before at the beginning of every test;
every other ```cpp block is the body of a test of its own, named after the heading above it and its number.
"""

import pathlib
import re
import sys

_BLOCK = re.compile(r"^```cpp ?(\w*)\n(.*?)^```$|^#+ (.*?)$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """The pieces of C++ of a page: (kind, name of the test, line, text)."""
    heading, number = "Page", 0
    for found in _BLOCK.finditer(page):
        kind, text, title = found.groups()
        if title is not None:
            heading, number = "".join(word.capitalize() for word in re.findall(r"[A-Za-z0-9]+", title)), 0
        else:
            number += 1
            yield kind, f"{heading}{number}", page[: found.start()].count("\n") + 2, text


def test_file(path):
    """The C++ file with the tests of a page."""
    found = list(blocks(path.read_text()))
    place = '#line {} "' + path.as_posix() + '"\n'
    before = "".join(place.format(line) + text for kind, _, line, text in found if kind == "before")
    parts = ["#include <gtest/gtest.h>\n", *(text for kind, _, _, text in found if kind == "setup")]
    for kind, name, line, text in found:
        if kind == "":
            parts.append(f"TEST(Snippet, {name}) {{\n{before}{{\n{place.format(line)}{text}}}\n}}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    page, output = map(pathlib.Path, sys.argv[1:])
    output.write_text(test_file(page))
