"""A user's mistake prints its own lines and what is wrong with them: no frame of the package, and always the same text.

The scripts are those of wrong_scripts/; what each prints, and its exit status, stands beside it (record_wrong_scripts.py).
"""

import re
from pathlib import Path

import pytest
from record_wrong_scripts import FOLDER, outcomes

SCRIPTS = sorted(FOLDER.glob("*.py"))
PACKAGE = Path(__file__).resolve().parents[2] / "python" / "ranvier"


@pytest.fixture(scope="module")
def printed(request):
    """What the scripts print that this session tests."""
    return outcomes(
        sorted({item.callspec.params["script"] for item in request.session.items if item.path == request.path})
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_mistake_is_explained(script, printed):
    text = printed[script]
    assert text == script.with_suffix(".txt").read_text()
    assert set(re.findall(r'File "([^"]*)"', text)) <= {script.name}
    assert str(PACKAGE) not in text
