"""Files that a page names and that are not there: pictures in Markdown, and whatever an address in HTML leads to.

MkDocs reads an address in Markdown from the source, and writes it anew; one in HTML it leaves as it is, and a browser reads it
from the address of the page.
"""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitekit.check.hosts import ATTRIBUTE, BY_NAME, IMAGE, NAMED, foreign
from sitekit.fault import Fault
from sitekit.text.articles import is_post
from sitekit.text.page import CODE, Page, blank, paragraphs

TAG = re.compile(r"""<(?P<name>img|video|audio|source|track|a)\b(?P<attributes>(?:[^"'<>]|"[^"]*"|'[^']*')*)>""", re.I)
NAMING = {"src", "poster", "href"}
ANGLED = re.compile(r"(?<=\]\()\s*<[^<>\n]*>")
"""An address of Markdown that may hold spaces, and is no element."""
BACK = "\\"
SOURCES = (".md", ".py", ".ipynb")


def check(root: Path, page: Page) -> Iterator[Fault]:
    """Every such file of ``page``, in the project at ``root``."""
    if page.is_plain:
        return
    named = {match[1].casefold(): match[2] for _, line in page.lines if "]:" in line for match in NAMED.finditer(line)}
    for number, written in paragraphs(page.lines):
        if "![" not in written and "<" not in written:
            continue
        text = CODE.sub(blank, written)
        for address, position, in_html in _addresses(text, named):
            if what := (_in_html if in_html else _in_markdown)(root, page, address):
                yield Fault(page.path, number + text.count("\n", 0, position), *what)


def _addresses(text: str, named: dict[str, str]) -> Iterator[tuple[str, int, bool]]:
    """(address, where in ``text``, whether in HTML) of every file of this site that is named."""
    found = [(match[1], match.start(), False) for match in IMAGE.finditer(text)]
    for match in BY_NAME.finditer(text):
        if address := named.get((match[2] or match[1]).casefold()):
            found.append((address, match.start(), False))
    for tag in TAG.finditer(ANGLED.sub(blank, text)):
        for key, a, b, c in ATTRIBUTE.findall(tag["attributes"]):
            if key.lower() in NAMING:
                found.append((a or b or c, tag.start(), True))
    for address, position, in_html in found:
        if not foreign(address) and not re.match(r"[a-z]+:|#|\{\{|\Z" if not in_html else r"[a-z]+:|[#/]|\{\{|\Z", address, re.I):
            yield address, position, in_html


def _in_markdown(root: Path, page: Page, address: str) -> tuple[str, str] | None:
    if address.startswith("/"):
        return f"'{address}' is read from the root of whatever host the site lies on", "write the way from this file: ../a.png"
    place = _below(posixpath.dirname(page.path), address)
    if (root / place).is_file():
        return None
    remedy = f"write {address.replace(BACK, '/')}" if BACK in address else "add it, or mend its name" + nearly(root, place)
    return f"there is no file {place}", remedy


def _in_html(root: Path, page: Page, address: str) -> tuple[str, str] | None:
    seen = f"docs/{page_address(page)}"
    place = _below(posixpath.dirname(page.path), address)
    if place.endswith(SOURCES) and (root / place).is_file():
        return f"'{address}' in HTML is no address of a page", f"write [words]({address}), which becomes one"
    if not posixpath.splitext(place)[1] or (root / _below(seen, address)).is_file() or address.endswith((".html", ".xml", "/")):
        return None
    if (root / place).is_file():
        own = os.path.relpath(place, seen).replace(os.sep, "/")
        return (
            f"'{address}' in HTML is read from the address of the page",
            f"write {own}, or in Markdown ![what is seen]({address})",
        )
    return f"there is no file {place}", "add it, or mend its name"


def _below(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(address).path)))


def nearly(root: Path, place: str) -> str:
    """What lies in the folder of ``place`` and is called nearly as that, as a clause; nothing if nothing is."""
    folder, name = root / posixpath.dirname(place), posixpath.basename(place)
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    if any(unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", name) for one in names):
        return ": a file is there in whose name the letters are written in parts, as a Mac writes them"
    near = get_close_matches(name, names, 1) or [one for one in names if one.casefold() == name.casefold()]
    return f": {near[0]} is there" if near else ""


def page_address(page: Page) -> str:
    """The folder that is the address of ``page``, below the site's."""
    way = page.path.removeprefix("docs/")
    stem = way.rpartition(".")[0]
    if is_post(page):
        return stem.replace("/posts/", "/", 1)
    return posixpath.dirname(way) if stem.endswith(("/index", "/README")) else stem
