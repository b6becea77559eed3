"""Small tools for texts, files and graphs that scripts and packages import from ``brian2.utils``."""

import difflib
import functools
import os
import re
import shutil
import textwrap
from contextlib import contextmanager

import numpy as np

_WORDS_OF_PYTHON = {"and", "or", "not", "True", "False"}
_IDENTIFIER = r"\b[A-Za-z_][A-Za-z0-9_]*\b"
_NUMBER = r"(?<![A-Za-z_0-9.])(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"


def get_identifiers(expr, include_numbers=False):
    """The names in an expression (and the numbers in it, as texts): a set of str."""
    found = re.findall(f"{_NUMBER}|{_IDENTIFIER}", expr)
    is_number = lambda text: text[0] in ".0123456789"  # noqa: E731
    return {text for text in found if text not in _WORDS_OF_PYTHON and (include_numbers or not is_number(text))}


def word_substitute(expr, substitutions):
    """Replace whole words.

    Parameters
    ----------
    expr : str
    substitutions : dict of str to str
    """
    return re.sub(r"\b\w+\b", lambda word: str(substitutions.get(word[0], word[0])), expr)


def replace(s, substitutions):
    """Replace parts of a text, one rule of the dictionary after the other."""
    for old, new in substitutions.items():
        s = s.replace(old, new)
    return s


def indent(text, numtabs=1, spacespertab=4, tab=None):
    """Indent each line by `numtabs` times `spacespertab` spaces, or times `tab`."""
    margin = (" " * spacespertab if tab is None else tab) * numtabs
    return "\n".join(margin + line for line in text.split("\n"))


def deindent(text, numtabs=None, spacespertab=4, docstring=False):
    """Take away the common indentation, or `numtabs` of it.

    Parameters
    ----------
    docstring : bool
        Leave the first line as it is.
    """
    text = text.replace("\t", " " * spacespertab)
    lines = text.split("\n")
    rest = lines[1:] if docstring and len(lines) > 1 else lines
    width = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    width = width if numtabs is None else numtabs * spacespertab
    first = lines[:1] if docstring and len(lines) > 1 else []
    return "\n".join(first + [line[width:] if line.strip() else line.strip() for line in rest])


def strip_empty_lines(s):
    """Without the lines that are blank."""
    return "\n".join(line for line in s.split("\n") if line.strip())


def strip_empty_leading_and_trailing_lines(s):
    """Without the blank lines at both ends."""
    lines = s.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return "\n".join(lines)


def stripped_deindented_lines(code):
    """The lines of a text without blank lines and common indentation."""
    return textwrap.dedent(strip_empty_lines(code)).split("\n")


def code_representation(code):
    """Code for people: of a text, a list of texts, or a dictionary of texts."""
    if isinstance(code, dict):
        return "\n".join(f"Key {name}:\n{indent(str(part))}" for name, part in code.items())
    return "\n".join(str(part) for part in code) if isinstance(code, (list, tuple)) else str(code)


class SpellChecker:
    """Finds known words near a misspelt one.

    Parameters
    ----------
    words : iterable of str
    """

    def __init__(self, words, alphabet=None):
        self.words = list(words)

    def suggest(self, word):
        """The known words near `word`: a set of str."""
        return set(difflib.get_close_matches(word.lower(), self.words))


def calc_repeats(delay):
    """How often each value stood before it in the list: [7, 5, 7, 3, 7, 5] gives [0, 0, 1, 0, 2, 1]."""
    seen = {}
    repeats = np.zeros(len(delay), dtype=int)
    for place, value in enumerate(np.asarray(delay).tolist()):
        repeats[place] = seen.get(value, 0)
        seen[value] = repeats[place] + 1
    return repeats


def topsort(graph):
    """Nodes of a graph, each after the nodes that it depends on.

    Parameters
    ----------
    graph : dict of node to list of nodes
        What each depends on.

    Raises
    ------
    ValueError
        If the graph has a cycle.
    """
    from graphlib import CycleError, TopologicalSorter

    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ValueError(f"the graph has a cycle: {error.args[1]}") from None


def cached(func):
    """Remember the results of a function whose arguments are hashable."""
    return functools.wraps(func)(functools.lru_cache(maxsize=None)(func))


def running_from_ipython():
    """Whether the code runs in IPython or a notebook."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return get_ipython() is not None


def ensure_directory(d):
    """Make a directory, with those above it, unless it is there; its name."""
    os.makedirs(d, exist_ok=True)
    return d


def ensure_directory_of_file(f):
    """Make the directory of a file unless it is there."""
    directory = os.path.dirname(f)
    if directory:
        ensure_directory(directory)


@contextmanager
def in_directory(new_dir):
    """Within the block `new_dir` is the working directory."""
    before = os.getcwd()
    os.chdir(new_dir)
    try:
        yield
    finally:
        os.chdir(before)


def copy_directory(source, target):
    """Copy a directory over another; the names of the files, relative to `source`."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    return [
        os.path.relpath(os.path.join(folder, name), source) for folder, _, names in os.walk(source) for name in names
    ]
