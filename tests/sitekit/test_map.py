"""The map of the machine names every file of it, in its room, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SITEKIT = Path(__file__).parents[2] / "sitekit"
MAP = (SITEKIT / "README.md").read_text("utf-8").partition("## Every file")[2]
FILE = re.compile(r"`(\w[\w.]*\.(?:py|toml|json))`")


def rooms() -> dict[str, set[str]]:
    """room ("" for the ground) → the files that its table names."""
    found: dict[str, set[str]] = {}
    for table in re.split(r"\n\n(?=\| )", MAP):
        head = re.match(r"\s*\| (?:`(\w+)/`|ground floor)", table)
        if head:
            firsts = [row.split("|")[1] for row in table.splitlines() if row.startswith("|")]
            found[head[1] or ""] = {file for first in firsts for file in FILE.findall(first)}
    return found


def there(room: str) -> set[str]:
    return {path.name for ending in ("py", "toml", "json") for path in (SITEKIT / room).glob(f"*.{ending}")} - {"__init__.py"}


def test_every_room_is_on_the_map():
    assert set(rooms()) - {""} == {path.parent.name for path in SITEKIT.glob("*/__init__.py")}


@pytest.mark.parametrize("room", rooms())
def test_every_file_of_a_room_is_on_the_map_and_no_other(room):
    assert rooms()[room] == there(room)


def test_the_ways_lead_through_files_that_are_there():
    ways = re.findall(r"`(\w+/\w+)`", (SITEKIT / "README.md").read_text("utf-8").partition("## Every file")[0])
    assert ways and [way for way in ways if not (SITEKIT / f"{way}.py").is_file()] == []
