"""Each marker of a claim, as it is read off the source, reaches a test that pytest collects."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sitekit.claims.markers import ClaimTests
from sitekit.project import Project

PROJECT = Project.here(Path(__file__).parent)

COLLECT = """
import sys, pytest
class Markers:
    def pytest_collection_finish(self, session):
        for item in session.items:
            for mark in item.iter_markers():
                if mark.name in ("claim", "mutation"):
                    print("MARKER", mark.name, "|".join(mark.args), sep="|")
sys.exit(pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider", "tests/figures"], plugins=[Markers()]))
"""


def test_every_marker_is_carried_by_a_test_that_pytest_collects():
    collected = subprocess.run([sys.executable, "-c", COLLECT], cwd=PROJECT.root, capture_output=True, text=True, check=False)
    carried = set(re.findall(r"^MARKER\|(.*)$", collected.stdout, re.M))
    written = {
        "|".join(filter(None, (marker.kind, marker.claim, marker.mutation))) for marker in ClaimTests.read(PROJECT).markers
    }
    assert collected.returncode == 0, collected.stdout + collected.stderr
    assert written - carried == set()
