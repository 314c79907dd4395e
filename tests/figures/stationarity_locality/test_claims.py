"""The claims of the article leave out nothing that it was checked against, and each marker reaches a test."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sitekit.claims.claims import Claims
from sitekit.claims.markers import ClaimTests
from sitekit.project import Project

PROJECT = Project.here(Path(__file__).parent)
FACTS = {f"F{number}" for number in range(1, 28)}
"""The rows of the list of facts: what the text of 2019 says, each row checked against the literature or measured."""

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


def test_every_row_of_the_facts_is_covered_by_a_claim_and_none_is_unknown():
    covered = [row for claim in Claims.read(PROJECT).of("stationarity_locality") for row in claim.covers]
    assert set(covered) == FACTS


def test_rows_that_correct_the_original_are_corrections():
    # F24 says in three claims what one correction answers; F27 finds the original right.
    corrected = {row for claim in Claims.read(PROJECT).of("stationarity_locality") if claim.correction for row in claim.covers}
    assert corrected == FACTS - {"F27"}


def test_every_marker_is_carried_by_a_test_that_pytest_collects():
    collected = subprocess.run([sys.executable, "-c", COLLECT], cwd=PROJECT.root, capture_output=True, text=True)
    carried = set(re.findall(r"^MARKER\|(.*)$", collected.stdout, re.M))
    written = {
        "|".join(filter(None, (marker.kind, marker.claim, marker.mutation))) for marker in ClaimTests.read(PROJECT).markers
    }
    assert collected.returncode == 0, collected.stdout + collected.stderr
    assert written - carried == set()
