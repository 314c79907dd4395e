"""Diagrams that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.pages.diagrams import NAME, PACKAGE, Diagrams, Undrawn, draw
from sitekit.text.page import Page


def check(root: Path, page: Page) -> Iterator[Fault]:
    """Every such diagram of ``page``, in the project at ``root``; that one could be drawn is remembered."""
    listings = [(line, source) for line, info, source in page.listings if info.partition(" ")[0] == NAME]
    memo = Memo(root / ".cache" / "diagrams")
    for line, source in listings:
        try:
            memo.once(f"drawn\0{Diagrams(memo, '').maker}\0{source}", lambda source=source: draw(source)[0])
        except Undrawn as undrawn:
            missing = PACKAGE in str(undrawn)
            remedy = "install what requirements.txt names: make does" if missing else "mend it: https://mermaid.js.org says how"
            yield Fault(page.path, line, f"this diagram cannot be drawn: {undrawn}", remedy)
            if missing:
                return
