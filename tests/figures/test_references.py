"""How much of the literature nobody could look up is known by number: one entry more or less is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.project import Project
from sitekit.references.citations import Bibliography

ROOT = Path(__file__).parents[2]
UNVERIFIED: dict[str, int] = {}
"""How many entries of an article say that something of them is unverified; of an article that is not named here, none does."""


@pytest.mark.parametrize("article", sorted(path.parent.name for path in (ROOT / "figures").glob("*/references.bib")))
def test_the_entries_that_could_not_be_looked_up_are_counted(article):
    entries = Bibliography.read(Project(ROOT), article).entries.values()
    assert len([entry for entry in entries if entry.unverified]) == UNVERIFIED.get(article, 0)
