"""The characters that readers of a built site can see, and which of them are Hangul."""

from __future__ import annotations

import html
import re
from pathlib import Path

USUAL = frozenset(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0xC0))) | frozenset("‐–—‘’“”•…′″−×÷±≈≠≤≥→←↑↓∞")
"""What a script may write without its standing in a page: numbers, units, signs."""

OPENING = re.compile(r"<article\b.*?</figure>.*?<p>.*?</p>|<article\b.*?</article>", re.S)
"""As much of an article as browsers lay out at once: to the paragraph after its first figure."""
ARTICLE = '<meta property="og:type" content="article">'
UNSEEN = re.compile(r'<(script|template)\b.*?</\1>|<span class="tip-card".*?</span></span>(?=</span>)|<[^>]*>', re.S)
"""What of a page's HTML is no text that is there to be seen before somebody asks."""

HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))


ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
"""A character as JSON in a page writes it: the words of scripts."""


def is_hangul(character: str) -> bool:
    """Whether ``character`` is a syllable or a letter of Hangul."""
    return any(first <= ord(character) <= last for first, last in HANGUL)


def alphabet(site: Path) -> frozenset[str]:
    """Every character of the pages in the folder ``site``, and of what live figures and their scripts put there."""
    found = set(USUAL)
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        found.update(html.unescape(page))
        found.update(chr(int(code, 16)) for code in ESCAPED.findall(page))
    figures = site / "assets" / "figures"
    for pattern in ("*.js", "*.css", "live.json"):
        for path in figures.rglob(pattern):
            found.update(path.read_text("utf-8"))
    return frozenset(found)


def opening(site: Path) -> frozenset[str]:
    """Every character that a reader of one of the articles below ``site``, or of its first page, sees at once."""
    found = set()
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        if ARTICLE in page and (above := OPENING.search(page)):
            found.update(html.unescape(UNSEEN.sub(" ", page[page.index("<body") : above.end()])))
        elif path.parent.parent == site and path.name == "index.html":
            found.update(html.unescape(UNSEEN.sub(" ", page[page.index("<body") :])))
    return frozenset(found)
