#!/usr/bin/env python3
"""Makes the environment that runs this script use the checkout's ranvier.

The package stays in python/, so an edited Python file counts at once and a rebuilt extension module
needs no installation. The modules are compiled here, as pip compiles what it installs: where Python writes no bytecode
itself (PYTHONDONTWRITEBYTECODE), each start would compile the package anew.
"""

import compileall
import pathlib
import sys
import sysconfig

COMMAND = """\
#!{python}
import sys

from ranvier.command_line import main

sys.exit(main())
"""


def write_if_different(path, text):
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


if __name__ == "__main__":
    checkout = pathlib.Path(__file__).resolve().parent.parent
    write_if_different(pathlib.Path(sysconfig.get_path("purelib")) / "ranvier.pth", f"{checkout / 'python'}\n")
    command = pathlib.Path(sysconfig.get_path("scripts")) / "ranvier"
    write_if_different(command, COMMAND.format(python=sys.executable))
    command.chmod(0o755)
    compileall.compile_dir(checkout / "python/ranvier", quiet=1)
