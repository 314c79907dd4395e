"""A font cut down to some of its characters, as WOFF2: the same characters give the same bytes, which are kept."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sitekit.memo import Memo


@cache
def codes(source: Path) -> frozenset[int]:
    """The codes of all characters that the font in the file ``source`` has."""
    from fontTools.ttLib import TTFont

    with TTFont(source, lazy=True) as font:
        return frozenset(font["cmap"].getBestCmap() or ())


def kept(memo: Memo, source: Path, module: str, characters: frozenset[str], make: Callable[[frozenset[str]], bytes]) -> bytes:
    """What ``make`` cuts of ``source`` for ``characters``; ``module`` is the file that says how, and part of the key."""
    key = f"{_maker(source, module)} {''.join(sorted(characters))}"
    return memo.data(key, lambda: make(characters))


def cut(source: Path, characters: frozenset[str], change: Callable[[Any], None], **options: Any) -> bytes:
    """The part of ``source`` that has ``characters``, after ``change(font)``. ``options`` are those of fontTools' subsetter."""
    from fontTools import subset

    chosen = subset.Options(name_languages=[0x409], hinting=False, notdef_outline=True, **options)
    font = subset.load_font(str(source), chosen)
    cutter = subset.Subsetter(chosen)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    change(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


@cache
def _maker(source: Path, module: str) -> str:
    """A digest of all that a file is made by: the code, the font, the libraries."""
    versions = "\0".join(version(package) for package in ("fonttools", "brotli"))
    parts = (Path(__file__).read_bytes(), Path(module).read_bytes(), source.read_bytes(), versions.encode())
    return hashlib.sha256(b"".join(parts)).hexdigest()
