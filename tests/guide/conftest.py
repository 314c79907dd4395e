"""The guide belongs to the template: who has made a site of their own has it no longer, and none of these tests."""

from __future__ import annotations

from tests.guide.steps import languages
from tests.sitekit.scaffold.conftest import at, monkeypatch_module

__all__ = ["at", "monkeypatch_module"]

collect_ignore_glob = [] if languages() else ["test_*.py"]
