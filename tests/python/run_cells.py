"""Run a script as a notebook would: cell by cell, a cell beginning with a line ``# %%``, all in one namespace.

python [-m ranvier] run_cells.py script.py
"""

import sys


def run_cells(path):
    """Execute the cells of a script one after the other in this module's namespace."""
    with open(path) as file:
        lines = file.read().splitlines(keepends=True)
    starts = [0, *(number for number, line in enumerate(lines) if line.startswith('# %%')), len(lines)]
    namespace = {'__name__': '__main__'}
    for number, (start, end) in enumerate(zip(starts, starts[1:], strict=False)):
        exec(compile(''.join(lines[start:end]), f'{path}, cell {number}', 'exec', dont_inherit=True), namespace)


if __name__ == '__main__':
    run_cells(sys.argv[1])
