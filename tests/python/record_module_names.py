"""Writes data/module_names.json: the modules of Brian 2 and the names that each defines or exports.

Run with an interpreter that has Brian 2 2.9.0.
"""

import importlib
import json
import pkgutil
from pathlib import Path

import brian2

DATA = Path(__file__).parent / "data"


def modules():
    for info in pkgutil.walk_packages(brian2.__path__, "brian2."):
        if ".tests" in info.name or info.name.endswith((".sphinxext", "__main__")) or ".sphinxext." in info.name:
            continue
        try:
            yield importlib.import_module(info.name)
        except Exception:
            continue


def names_of(module):
    exported = set(getattr(module, "__all__", ()))
    defined = {
        name
        for name, value in vars(module).items()
        if name[0] != "_" and getattr(value, "__module__", None) == module.__name__
    }
    return sorted(exported | defined)


if __name__ == "__main__":
    table = {module.__name__: names_of(module) for module in modules()}
    (DATA / "module_names.json").write_text(json.dumps(table, indent=0) + "\n")
