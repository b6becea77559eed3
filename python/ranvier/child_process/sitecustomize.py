"""Runs when a script under ``python -m ranvier`` starts another Python process: there, too, brian2 means Ranvier.

The command puts this folder on PYTHONPATH, so that Python imports this file at its start. A module of the same name that
it hides is run afterwards.
"""

import os
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec

try:
    from ranvier.alias import install
except ImportError:
    # Another interpreter, which does not have Ranvier.
    pass
else:
    install()

_spec = PathFinder.find_spec("sitecustomize", [path for path in sys.path if path != os.path.dirname(__file__)])
if _spec is not None:
    _hidden = sys.modules["sitecustomize"] = module_from_spec(_spec)
    _spec.loader.exec_module(_hidden)
