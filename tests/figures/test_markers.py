"""Each marker of a claim, as it is read off the source, reaches a test that pytest collects."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sitekit.claims.markers import ClaimTests
from sitekit.project import Project
from tests.conftest import COLLECTED

FOLDER = Path(__file__).parent
PROJECT = Project.here(FOLDER)

COLLECT = """
import sys, pytest
from tests.figures.test_markers import markers
class Markers:
    def pytest_collection_finish(self, session):
        print(*(f"MARKER|{marker}" for marker in markers(session.items)), sep="\\n")
sys.exit(pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider", "tests/figures"], plugins=[Markers()]))
"""


def markers(items: list[pytest.Item]) -> set[str]:
    """What the markers of ``items`` say of claims: their kind, the claim's id, the mutation's."""
    found = (mark for item in items for mark in item.iter_markers() if mark.name in ("claim", "mutation"))
    return {"|".join((mark.name, *mark.args)) for mark in found}


def collected(request: pytest.FixtureRequest) -> list[pytest.Item] | None:
    """The tests of figures, if this run has begun with all of them, whichever it then chose."""
    items = [item for item in request.config.stash[COLLECTED] if FOLDER in item.path.parents]
    whole = {item.path for item in items} == {*FOLDER.rglob("test_*.py")}
    return items if whole and not any("::" in argument for argument in request.config.args) else None


def test_every_marker_is_carried_by_a_test_that_pytest_collects(request):
    items = collected(request)
    if items is None:
        command = [sys.executable, "-c", COLLECT]
        done = subprocess.run(command, cwd=PROJECT.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        carried = set(re.findall(r"^MARKER\|(.*)$", done.stdout, re.M))
    else:
        carried = markers(items)
    written = {
        "|".join(filter(None, (marker.kind, marker.claim, marker.mutation))) for marker in ClaimTests.read(PROJECT).markers
    }
    assert written - carried == set()
