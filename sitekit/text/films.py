"""Films of other hosts: what their address says, and the address of a frame that plays one and asks as little as can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE = re.compile(r"[\w-]{11}\Z")
NUMBER = re.compile(r"\d+\Z")
UNLISTED = re.compile(r"[0-9a-f]+\Z")


@dataclass(frozen=True)
class Film:
    """A film: the ``host`` whose frame plays it, that ``frame``, and the host's ``name``."""

    name: str
    host: str
    frame: str


KNOWN = ("www.youtube-nocookie.com", "player.vimeo.com")
"""The hosts that play the films of :func:`film`."""


def film(address: str) -> Film | None:
    """The film at an ``address`` of YouTube or Vimeo, as a reader copies it; nothing for any other."""
    parts = urlsplit(address)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    if parts.scheme not in ("https", "http"):
        return None
    way = parts.path.strip("/").split("/")
    asked = parse_qs(parts.query)
    if host in ("youtube.com", "youtu.be", "youtube-nocookie.com"):
        key = asked.get("v", [""])[0] if way[0] == "watch" else way[-1]
        start = _seconds((asked.get("t") or asked.get("start") or [""])[0])
        query = f"?start={start}&autoplay=1" if start else "?autoplay=1"
        return Film("YouTube", KNOWN[0], f"https://{KNOWN[0]}/embed/{key}{query}") if YOUTUBE.match(key) else None
    if host in ("vimeo.com", "player.vimeo.com"):
        numbers = [index for index, part in enumerate(way) if NUMBER.match(part)]
        if not numbers:
            return None
        rest = way[numbers[0] + 1 :]
        secret = f"&h={rest[0]}" if rest and UNLISTED.match(rest[0]) else ""
        return Film("Vimeo", KNOWN[1], f"https://{KNOWN[1]}/video/{way[numbers[0]]}?dnt=1&autoplay=1{secret}")
    return None


def _seconds(text: str) -> int:
    """``90``, ``90s`` or ``1m30s`` in seconds; nothing for what is no time."""
    match = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
