"""What a site still has of the template that it was made from: no fault, and one line each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitekit.reading import read
from sitekit.settings import FILE

LEFT = {
    FILE: {
        "github.com/OWNER/REPOSITORY": "links to sources lead nowhere; write your repository's address, or set REPOSITORY_URL",
        "http://127.0.0.1": "no reader comes there; write your address, or set SITE_URL where it is published",
    },
    "CITATION.cff": {"The authors of this site": "whom others cite; write your name"},
    "LICENSE": {"The authors of this site": "whose the code is; add your name"},
}
"""File → what of the template may still stand in it, and what that means."""


def notes(root: Path) -> Iterator[str]:
    """A line for whatever the project at ``root`` has of it."""
    for name, left in LEFT.items():
        lines = read(root, root / name).splitlines() if (root / name).is_file() else []
        for number, line in enumerate(lines, 1):
            for text, meaning in left.items():
                if text in line and not line.lstrip().startswith("#"):
                    yield f"{name}:{number}: '{text}' is the template's: {meaning}"
