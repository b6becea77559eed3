"""What ``ranvier doctor`` prints."""

import json
import math

from ranvier.units import ms


def as_json(findings):
    """One array with an object for each finding; the keys are those of docs/doctor/index.md."""
    return json.dumps([as_dict(finding) for finding in findings], indent=2, ensure_ascii=False) + "\n"


def as_dict(finding):
    """A finding as programs read it.

    Parameters
    ----------
    finding : Finding

    Returns
    -------
    dict
    """
    from ranvier.script_edits import file_edits

    places = [_place(place) for place in finding.places]
    first = next((place for place in places if place["file"] is not None), {"file": None, "line": None, "column": None})
    return {
        "code": finding.code,
        "level": finding.level,
        "object": finding.object or None,
        "variable": finding.variable or None,
        "message": finding.message,
        "fix": finding.fix or None,
        "file": first["file"],
        "line": first["line"],
        "column": first["column"],
        "why": finding.why or None,
        "places": places,
        "related": list(finding.related),
        "edits": file_edits(finding),
        "data": {name: value if math.isfinite(value) else None for name, value in finding.data.items()},
    }


def _place(place):
    is_known = bool(place.file)
    return {
        "file": place.file if is_known else None,
        "line": place.line if is_known else None,
        "column": place.column if is_known else None,
        "object": place.object or None,
        "label": place.label or None,
        "note": place.note or None,
    }


def as_text(path, probe, error, is_unexplained):
    """A line about what was examined, and the findings as runs tell them.

    Parameters
    ----------
    path : str
    probe : Probe
    error : BaseException or None
        What ended the script.
    is_unexplained : bool
        Whether no finding explains it.
    """
    from ranvier.doctor_probe import PROBE_STEPS, PROBE_TIME

    lines = [f"{path}: {_number(probe.n_models, 'model')} examined, {_number(len(probe.findings), 'finding')}"]
    if probe.n_cut:
        lines.append(
            f"  {_number(probe.n_cut, 'run')} cut to {PROBE_TIME / float(ms):g} ms or {PROBE_STEPS} steps: what the script "
            "printed is of these"
        )
    if error is not None:
        lines.append(f"  the script ended with {_first_line(error)}")
        if is_unexplained and probe.n_cut:
            lines.append("  as runs were cut, it may be right when they are whole: --full does not cut them")
    return "\n".join([*lines, *(f"\n{str(finding).rstrip()}" for finding in probe.findings)]) + "\n"


def _number(count, what):
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def _first_line(error):
    text = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
