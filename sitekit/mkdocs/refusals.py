"""What the policy refuses on a page, at the line of the source where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitekit.check.hosts import Allowed
from sitekit.mkdocs.policy import violations

ELSEWHERE = ("mkdocs.yml", "docs/*.toml", "figures/*/*.toml", "figures/*/*.bib", "overrides/**/*.html")
"""What else a page shows, besides its own source."""


def refusals(output: str, source: Path, root: Path, hosts: Allowed) -> Iterator[str]:
    """A line for everything that the built page ``output``, made from ``source``, may not hold; nothing if all is well."""
    for what, text in violations(output, hosts):
        place = _place(text, [source, *(path for pattern in ELSEWHERE for path in sorted(root.glob(pattern)))])
        yield f"{_name(place[0], root)}:{place[1]}: {what}" if place else f"{_name(source, root)}: the page {what}"


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _place(text: str, files: list[Path]) -> tuple[Path, int] | None:
    """The first of ``files`` in which ``text`` stands, and the line; without regard to case, as HTML has none."""
    for file in files:
        if file.is_file():
            for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
                if text.casefold() in line.casefold():
                    return file, number
    return None
