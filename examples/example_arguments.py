"""The command line that the examples share, and the two things they leave behind: a text file of spikes and a picture."""

import argparse

import numpy as np


def read_arguments(description, duration, picture):
    """Read --seed, --duration, --spikes, --picture and --no-plot.

    Parameters
    ----------
    description : str
        The docstring of the example; its first line is shown by --help.
    duration : float
        Default duration in seconds.
    picture : str
        Default name of the picture's file.
    """
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--duration', type=float, default=duration, help='in seconds')
    parser.add_argument('--spikes', help='text file to write: group, cell and time in seconds of every spike')
    parser.add_argument('--picture', default=picture)
    parser.add_argument('--no-plot', action='store_true')
    return parser.parse_args()


def write_spikes(path, **monitors):
    """Write a line for every spike of every monitor: its label, cell and time in seconds, sorted by time and cell."""
    with open(path, 'w') as file:
        for label, monitor in monitors.items():
            cells, times = np.asarray(monitor.i), np.asarray(monitor.t)
            for spike in np.lexsort((cells, times)):
                file.write(f'{label} {cells[spike]} {times[spike]:.7f}\n')
