"""``python -m ranvier script.py``: the command line, as installed under the name ``ranvier``."""

import sys

from ranvier.command_line import main

sys.exit(main())
