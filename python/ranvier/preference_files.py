"""Preferences as text: lines ``key = value`` under headers ``[category]``; values are data, nothing is executed."""

import ast
import os

USER_FILE = os.path.join("~", ".brian", "user_preferences")


def read(text, where="preferences"):
    """Names and values in a text of preferences.

    Parameters
    ----------
    text : str
        Lines ``name = value`` with a Python literal as value, headers ``[category]``, and comments that begin with ``#``.
    where : str
        Names the text, for messages.

    Raises
    ------
    ValueError
        For a line that is neither.
    """
    category = ""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            category = line[1:-1].strip() + "."
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise ValueError(f"{where}, line {number}: a preference is written 'name = value', not {line!r}")
        try:
            found[category + name.strip()] = ast.literal_eval(value.strip())
        except (ValueError, SyntaxError):
            raise ValueError(
                f"{where}, line {number}: {value.strip()!r} is no number, text, truth value or list of them; "
                "preference files hold data only"
            ) from None
    return found


def write(values, docs=None):
    """Text of preferences.

    Parameters
    ----------
    values : dict of str to value
    docs : dict of str to str, optional
        Comments.
    """
    lines = []
    categories = sorted({name.rpartition(".")[0] for name in values})
    for category in categories:
        lines += ["", f"[{category}]", ""]
        for name, value in values.items():
            if name.rpartition(".")[0] == category:
                lines += [f"# {line}" for line in (docs or {}).get(name, "").splitlines()]
                shown = getattr(value, "__name__", None) if isinstance(value, type) else None
                lines += [f"{name.rpartition('.')[2]} = {(shown or value)!r}", ""]
    return "\n".join(lines).lstrip("\n")
