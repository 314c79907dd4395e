"""What a page loads before its reader does anything, by kind, and what that may come to."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TEXT = frozenset((".html", ".css", ".js", ".json", ".svg", ".xml"))
"""What servers compress."""

KINDS: Mapping[str, frozenset[str]] = {
    "page": frozenset((".html",)),
    "font": frozenset((".woff2",)),
    "style": frozenset((".css",)),
    "script": frozenset((".js",)),
    "picture": frozenset((".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")),
}
OTHER = "other"


@dataclass(frozen=True)
class Load:
    """So many ``requests``, and so many ``packed`` bytes in the answers."""

    requests: int = 0
    packed: int = 0

    def __add__(self, other: Load) -> Load:
        return Load(self.requests + other.requests, self.packed + other.packed)


REQUESTS = 30
PACKED = {"ko": 600_000, "en": 350_000}
OTHERWISE = 600_000
"""Bytes that an article may load; Hangul is a hundred kilobytes of a font, and other scripts may be as much."""


def loads(site: Path, addresses: Iterable[str]) -> dict[str, Load]:
    """kind → the load of the ``addresses``, each a path below the folder ``site``; the kinds of ``KINDS`` first."""
    found = dict.fromkeys((*KINDS, OTHER), Load())
    for address in addresses:
        path = site / address
        path = path / "index.html" if path.is_dir() else path
        kind = next((kind for kind, endings in KINDS.items() if path.suffix in endings), OTHER)
        found[kind] += Load(1, packed(path))
    return found


def packed(path: Path) -> int:
    """The bytes of the file at ``path`` as a server sends them."""
    data = path.read_bytes()
    return len(gzip.compress(data, mtime=0)) if path.suffix in TEXT else len(data)


def beyond(load: Load, language: str) -> list[str]:
    """In words, by what an article in ``language`` exceeds what it may load."""
    pairs = (("requests", load.requests, REQUESTS), ("packed", load.packed, PACKED.get(language, OTHERWISE)))
    return [f"{name}: {mine:,} of {allowed:,}" for name, mine, allowed in pairs if mine > allowed]
