"""MkDocs and Material are known in one room: elsewhere nothing imports them, and nothing names what their pages are made of.

What is staged for hosts that follow them (``sitekit/stage``) has to name what these read; it imports nothing of theirs.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sitekit

ROOT = Path(sitekit.__file__).parent
MODULES = [path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).parts[0] not in ("mkdocs", "stage")]
KNOWN = re.compile(
    r"^\s*(?:from|import) (?:mkdocs|material)\b|\bmd-[a-z]|\bdata-md-|__md_|\b[Mm]aterial(?:'s|/| for MkDocs)", re.M
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_of_another_room_knows_neither(path):
    assert KNOWN.findall(path.read_text("utf-8")) == []


def test_what_is_looked_for_is_found_in_the_room_itself():
    found = "\n".join(match for path in (ROOT / "mkdocs").glob("*.py") for match in KNOWN.findall(path.read_text("utf-8")))
    assert all(part in found for part in ("from mkdocs", "data-md-", "md-c", "Material's"))
