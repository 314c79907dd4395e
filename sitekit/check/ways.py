"""Links in Markdown that lead nowhere: to a page or a file that is not there, or to an address that no browser can follow."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitekit.check.files import nearly, page_address
from sitekit.check.hosts import HERE
from sitekit.check.markup import ACTS, remedy
from sitekit.fault import Fault
from sitekit.text.page import CODE, FORMULA, PLACEHOLDER, Page, blank, paragraphs

LINK = re.compile(
    r"(?<![\\!])\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<address>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+[\"'][^\n]*?[\"'])?\s*\)"
)
NAMED = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s*<?(?P<address>\S+?)>?(?:\s|$)", re.M)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
KNOWN = ("http", "https", "mailto", "tel", "doi", "ftp", "sms", "geo", "magnet", "matrix", "xmpp", "irc")
SOURCES = (".md", ".py", ".ipynb")


def check(root: Path, page: Page) -> Iterator[Fault]:
    """Every such link of ``page``, in the project at ``root``."""
    if page.is_plain:
        return
    for number, written in paragraphs(page.lines):
        if "](" not in written and "]:" not in written:
            continue
        text = FORMULA.sub(blank, CODE.sub(blank, PLACEHOLDER.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), written)))
        links = [(found["angled"] or found["address"] or "", found["words"], found.start()) for found in LINK.finditer(text)]
        links += [(found["address"], "", found.start()) for found in NAMED.finditer(text)]
        for address, words, position in links:
            if "\0" not in address and (what := _wrong(root, page, address.strip(), words)):
                yield Fault(page.path, number + text.count("\n", 0, position), *what)


def _wrong(root: Path, page: Page, address: str, words: str) -> tuple[str, str] | None:
    if not address:
        return f"[{words}]() leads nowhere", "write the address between the brackets"
    if ACTS.match(address):
        return f"the page's policy refuses the address {address[:40]!r}", remedy("address")
    if HERE.match(address):
        return f"'{address}' is a file of this machine", "put it into docs/, and link to it there"
    if scheme := SCHEME.match(address):
        name = scheme[1].lower()
        if name in KNOWN and (name not in ("http", "https") or re.match(r"https?://[^/\s]", address, re.I)):
            return None
        close = get_close_matches(name, KNOWN, 1)
        example = f"{close[0]}://…" if close and close[0].startswith("http") else "https://…"
        return f"no browser follows '{address}'", f"write {example}, or the way to a file below docs/"
    if address.startswith(("#", "//", "?")):
        return None
    if address.startswith("/"):
        return f"'{address}' is read from the root of whatever host the site lies on", "write the way from this file: ../page.md"
    way = unquote(urlsplit(address).path)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), way))
    if (root / place).is_file() and place.startswith("docs/"):
        return None
    if not place.startswith("docs/"):
        return (
            f"'{address}' leads out of docs/, and readers get nothing of what lies there",
            "link to its address in the repository",
        )
    if way.endswith(SOURCES) or posixpath.splitext(way)[1]:
        return f"there is no file {place}", "add it, or mend its name" + nearly(root, place)
    built = posixpath.normpath(posixpath.join("docs", page_address(page), way))
    source = next(
        (name for base in (built, place) for name in (f"{base}.md", f"{base}/index.md") if (root / name).is_file()), None
    )
    if source:
        own = posixpath.relpath(source, posixpath.dirname(page.path))
        return f"'{address}' is the address of a page, which may change", f"write [{words}]({own})"
    return f"'{address}' leads to no page", "write the way to its source: ../page.md"
