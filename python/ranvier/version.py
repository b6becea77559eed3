"""The version of Ranvier."""

import re
from importlib import metadata
from pathlib import Path


def _find_version():
    try:
        return metadata.version("ranvier")
    except metadata.PackageNotFoundError:
        # Run from a source tree, without being installed.
        header = Path(__file__).resolve().parents[2] / "src" / "ranvier" / "version.hpp"
        return re.search(r'RANVIER_VERSION "([^"]+)"', header.read_text())[1]


version = _find_version()
