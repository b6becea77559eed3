#!/usr/bin/env python3
"""Writes docs/compatibility.md: every public name of Brian 2 and what Ranvier makes of it, and how Brian 2's own tests fare.

Run it with the interpreter of .venv; it reads the tables of names and the list of Brian 2's tests that pass.
"""

import collections
import pathlib
import sys

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "docs" / "compatibility.md"
STAR_NAMES = CHECKOUT / "tests" / "python" / "data" / "star_names.txt"
sys.path.insert(0, str(CHECKOUT / "tests" / "differential" / "brian2_tests"))

import run_brian2_tests  # noqa: E402
from public_shares import SHARES  # noqa: E402
from ranvier.unavailable import NOT_BUILT  # noqa: E402

from ranvier import names  # noqa: E402

# number: names it concerns, Brian 2, Ranvier
DIFFERENCES = {
    3: ("NeuronGroup Synapses", "a subexpression nested in another goes stale inside a block of statements", "it never does"),
    4: ("Synapses", "`v_post += w; x = v_post` depends on the code generation target", "computed synapse by synapse"),
    6: ("NeuronGroup exact", "`exact` refuses constant drift and oscillators", "they are solved when asked for"),
    8: ("seed", "a Mersenne twister, whose use depends on the target", "numbers by (object, element, step), the same on any machine"),
    9: ("PoissonInput BinomialFunction", "a normal approximation", "exact binomial numbers"),
    10: ("NeuronGroup", "`2**-1` is 0 in equations", "0.5"),
    12: ("NeuronGroup Synapses", "`**=` and `//=` give an AssertionError", "a SyntaxError that shows the place"),
    13: ("Synapses", "negative, NaN and infinite delays are accepted", "ValueError"),
    15: ("SpikeMonitor EventMonitor PopulationRateMonitor", "`binned_rate` refuses widths that rounding leaves just below a multiple of dt",
         "they are accepted"),
    19: ("Synapses", "a second source of a summed variable is an error", "the same, unless all ask for it with `(summed, shared target)`"),
    22: ("NeuronGroup Synapses", "`G.v[:]` may share memory with the simulation", "it is a copy"),
    23: ("Quantity", "concatenate, interp and others lose the unit", "they keep or check it"),
    25: ("Synapses Network", "spikes under way are lost when dt changes", "they arrive at the step nearest to their time"),
    26: ("NeuronGroup", "`x/(exp(x) - 1)` at 0 is NaN", "its finite limit"),
    28: ("prefs", "preference files are evaluated at import", "none is read unasked"),
    31: ("Synapses", "a float assigned to an integer depends on the target", "truncated towards zero"),
}  # fmt: skip


def differs(name):
    """Numbers of the differences that concern a name."""
    return [number for number, (concerned, _, _) in DIFFERENCES.items() if name in concerned.split()]


def status(name):
    """What Ranvier makes of a name, and what to do where it is missing."""
    if name in NOT_BUILT:
        return "not yet", NOT_BUILT[name]
    if name.startswith("gsl_"):  # the names are there, so that lists of methods may have them
        return "not yet", "choose `exponential_euler`, or `rk4` with a small dt; a run with it raises an error"
    try:
        names.resolve(name)
    except (KeyError, AttributeError, ImportError):
        return "not yet", ""
    found = differs(name)
    if found:
        return "differs", ", ".join(f"[D{number}](#d{number})" for number in found)
    return "supported", ""


def public_names():
    """(name, where Brian 2 takes it from) of the star import."""
    lines = (line.split() for line in STAR_NAMES.read_text().splitlines() if not line.startswith("#"))
    return sorted((fields[0], fields[1]) for fields in lines)


def name_lines():
    """The table of Brian 2's own names, and one line for each other origin."""
    rows = {name: status(name) for name, source in public_names() if source == "brian2" and name not in names.PACKAGES}
    rows |= {name: status(name) for name in ("Quantity",)}
    sums = collections.Counter(state for state, _ in rows.values())
    yield f"{len(rows)} names of Brian 2 itself: " + ", ".join(
        f"{sums[key]} {key}" for key in ("supported", "differs", "not yet")
    )
    yield ""
    yield "| name | status | |"
    yield "|---|---|---|"
    for name, (state, remark) in sorted(rows.items(), key=lambda row: row[0].lower()):
        yield f"| `{name}` | {state} | {remark} |"
    yield ""
    yield "| other names | there | missing |"
    yield "|---|---|---|"
    others = collections.defaultdict(list)
    for name, source in public_names():
        if source != "brian2":
            others[source].append((name, status(name)[0]))
    for source, found in sorted(others.items()):
        missing = [f"`{name}`" for name, state in found if state == "not yet"]
        yield f"| {len(found)} from {source} | {len(found) - len(missing)} | {', '.join(missing)} |"


def test_lines():
    """The table of Brian 2's test files: test functions, tests that must pass, functions that do not apply."""
    yield "| file | test functions | tests that pass | functions not applicable |"
    yield "|---|---|---|---|"
    passing = collections.Counter(file for file, _ in run_brian2_tests.passing())
    left_out = collections.Counter(file for file, _ in run_brian2_tests.not_applicable())
    rows = [
        (file, functions, passing[f"test_{file}"], left_out[f"test_{file}"]) for file, (functions, _) in SHARES.items()
    ]
    for row in [*sorted(rows), ("**all**", *(sum(column) for column in list(zip(*rows, strict=True))[1:]))]:
        yield f"| {' | '.join(map(str, row))} |"


def page():
    """The text of the page."""
    yield "# Compatibility with Brian 2"
    yield ""
    yield "Written by `tools/write_compatibility.py`. A name is *supported* when it can be used and stands in no list of missing features; how far its"
    yield "forms agree with Brian 2 2.9.0 is what the tests below and our own show. It *differs* on purpose where a number stands; what is *not yet* there raises an error that says so."
    yield ""
    yield "## Names"
    yield ""
    yield from name_lines()
    yield ""
    yield "## Intended differences"
    yield ""
    yield "| | concerns | Brian 2 | Ranvier |"
    yield "|---|---|---|---|"
    for number, (concerned, brian2, ranvier) in DIFFERENCES.items():
        shown = ", ".join(f"`{name}`" for name in concerned.split())
        yield f'| <a id="d{number}"></a>D{number} | {shown} | {brian2} | {ranvier} |'
    yield ""
    yield "## Brian 2's own tests"
    yield ""
    yield "The test files of Brian 2 2.11.0, run in place against Ranvier (`make brian2-tests`; a function may be several tests). What does not apply, and why, is in"
    yield "`tests/differential/brian2_tests/not_applicable.txt`, what must pass in `passing.txt` beside it."
    yield ""
    yield from test_lines()


def main():
    PAGE.write_text("\n".join(page()) + "\n")


if __name__ == "__main__":
    main()
