"""What an article needs where there is no network: found by following what its built pages load or may ask for.

A page names style sheets, scripts, pictures, live figures, its manifest; that names icons and the page with which an installed
site begins; a style sheet names fonts; a script names the modules it imports, at once or later, and what else it takes from
``new URL(…)``; beside a page lie its previews, which name thumbnails, and the index of the search names those of the pages'
figures. Links to other pages are not followed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from sitekit.fault import Fault

ADDRESS = "assets/kept/{}.json"
ELEMENTS: dict[str, tuple[str, ...]] = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "link": ("href",),
    "live-figure": ("script", "data", "sheet"),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""What loads something, and the attributes that say what."""
LOADING = frozenset(("stylesheet", "preload", "modulepreload", "icon", "manifest"))
TAG = re.compile(rf"""<({"|".join(ELEMENTS)})(?=[\s>/])((?:[^"'>]|"[^"]*"|'[^']*')*)>""", re.I)
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
LISTING = re.compile(r"""<(pre|textarea|template)\b(?!\s+class="later").*?</\1>|<!--.*?-->""", re.S)
"""What only shows or holds HTML. A template for ``later`` holds a script that the page does load, once it has been seen."""
FROM_SHEET = re.compile(r"""\burl\(\s*["']?(?!data:|#)([^"')\s]+)|@import\s+["']([^"']+)""", re.I)
SHEET_COMMENT = re.compile(r"/\*.*?\*/", re.S)
SCRIPT_COMMENT = re.compile(r"(?<!\S)//[^\n]*")
"""A block is none that can be told from what a string may hold."""
IMPORTED = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}/[^"'\n]+)["']""")
TAKEN = re.compile(
    r"""\bnew URL\(\s*(["'`])([^"'`\n]*\.\w[^"'`\n]*)\1\s*,\s*(import\.meta\.url|document\.currentScript\.src|base)\b"""
)
ROOT = "base"
"""What scripts call the root of the site, from which they see an address that they do not see from where they lie."""
PART = re.compile(r"\$\{[^}]*\}")
PREVIEWS = "previews.json"
"""So ends the name of the file of previews beside a page."""
NOWHERE = "http://localhost/"
"""What stands for the URL of a site that has none yet."""
RARE = "assets/fonts/pretendard/"
"""The slices of the whole font, for what no built page has: without a network, the reader's own font has to do."""


@dataclass(frozen=True)
class Kept:
    """``files`` are addresses below the site, pages first; ``size`` counts their bytes, ``version`` is a digest of them."""

    files: tuple[str, ...]
    size: int
    version: str
    faults: tuple[Fault, ...] = ()

    def json(self) -> str:
        """The list as ``kept.js`` reads it."""
        return json.dumps({"version": self.version, "size": self.size, "files": [*map(quote, self.files)]}, separators=(",", ":"))


def megabytes(size: int) -> str:
    """``size`` in bytes as readers know it."""
    return f"{max(size / 1e6, 0.1):.1f} MB"


class Finder:
    """Reads each file of the built ``site`` at the URL ``home`` once, however many articles need it."""

    def __init__(self, site: Path, home: str) -> None:
        self.site, self.home = site, (home or NOWHERE).rstrip("/") + "/"
        self._named: dict[str, list[tuple[str, bool, int]]] = {}
        self._digests: dict[str, tuple[int, bytes]] = {}

    def kept(self, pages: Iterable[str]) -> Kept:
        """All that ``pages``, addresses below the site, need, themselves included.

        What is missing in the site is left out and is a fault.
        """
        first = [unquote(page) for page in pages]
        waiting, files, faults = [*first], dict[str, None](), []
        while waiting:
            address = waiting.pop(0)
            if address in files:
                continue
            files[address] = None
            for name, is_page, line in self._names(address):
                if name.startswith(RARE) or name in files:
                    continue
                if self.file(name).is_file():
                    waiting.append(name)
                elif not is_page:
                    place = self.file(address).relative_to(self.site).as_posix()
                    faults.append(Fault(place, line, f"asks for '{name}', which is not there", "add it, or mend the address"))
        files |= dict.fromkeys(self._pictures_found(set(files)))
        parts = {name: self._content(name) for name in files}
        digest = hashlib.sha256(b"".join(name.encode() + b"\0" + parts[name][1] for name in sorted(files))).hexdigest()[:16]
        return Kept(tuple(files), sum(size for size, _ in parts.values()), digest, tuple(dict.fromkeys(faults)))

    def file(self, address: str) -> Path:
        """Where what a reader gets at ``address`` lies."""
        return self.site / (f"{address}index.html" if not address or address.endswith("/") else address)

    def _content(self, address: str) -> tuple[int, bytes]:
        if address not in self._digests:
            data = self.file(address).read_bytes()
            self._digests[address] = len(data), hashlib.sha256(data).digest()
        return self._digests[address]

    def _names(self, address: str) -> list[tuple[str, bool, int]]:
        """(address below the site, whether it may be missing, line) of what the file at ``address`` names."""
        if address not in self._named:
            path = self.file(address)
            reader = READERS.get(path.suffix)
            text = path.read_text("utf-8") if reader else ""
            self._named[address] = []
            for way, base, is_page, place in reader(text, path.name) if reader else ():
                found = unquote(urldefrag(urljoin(self.home + quote(address if base is None else base), way)).url)
                found = found.partition("?")[0]
                if found.startswith(home := unquote(self.home)) and urlsplit(found).scheme in ("http", "https"):
                    names = self._matching(found.removeprefix(home))
                    self._named[address] += [(name, is_page, text.count("\n", 0, place) + 1) for name in names]
        return self._named[address]

    def _matching(self, name: str) -> list[str]:
        """``name``, or where a part of it is known only to the script that asks, all files that it can be."""
        return [path.relative_to(self.site).as_posix() for path in sorted(self.site.glob(name))] if "*" in name else [name]

    def _pictures_found(self, files: set[str]) -> Iterator[str]:
        """The thumbnails that a search shows beside what it finds on the pages that are kept."""
        for name in files:
            if re.fullmatch(r"search/\w+\.json", name):
                index = json.loads(self.file(name).read_text("utf-8"))
                for page, _, _, _, _, extra in index["entries"]:
                    if index["pages"][page][0] in files and str(extra).endswith(".png") and self.file(extra).is_file():
                        yield extra


Named = Iterator[tuple[str, str | None, bool, int]]
"""An address, what it is seen from if not from where it stands, whether it may be missing, and its place in the text."""


def _blank(what: re.Pattern[str], text: str) -> str:
    """``text`` without ``what``, everything else at its place."""
    return what.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _of_page(text: str, own: str) -> Named:
    blank = _blank(LISTING, text)
    for tag in TAG.finditer(blank):
        name = tag[1].lower()
        given = {key.lower(): unescape("".join(values)) for key, *values in ATTRIBUTE.findall(tag[2])}
        if name == "link" and not LOADING & set(given.get("rel", "").split()):
            continue
        for key in ELEMENTS[name]:
            said = given.get(key, "")
            ways = [part.split()[0] for part in said.split(",") if part.strip()] if key == "srcset" else [said]
            yield from ((way, None, name == "iframe", tag.start()) for way in ways if way and not way.startswith(("#", "data:")))
    yield own.removesuffix("index.html").removesuffix("html") + PREVIEWS, None, True, 0


def _of_sheet(text: str, _: str) -> Named:
    bare = _blank(SHEET_COMMENT, text)
    for found in FROM_SHEET.finditer(bare):
        yield found[1] or found[2], None, False, found.start()


def _of_script(text: str, _: str) -> Named:
    bare = _blank(SCRIPT_COMMENT, text)
    for found in IMPORTED.finditer(bare):
        yield found[1], None, False, found.start()
    for found in TAKEN.finditer(bare):
        yield PART.sub("*", found[2]), "" if found[3] == ROOT else None, False, found.start()


def _of_data(text: str, name: str) -> Named:
    if name.endswith(PREVIEWS):
        yield from ((thumb, "", True, 0) for _, _, thumb in json.loads(text).values() if thumb)
    elif name == "manifest.json":
        said = json.loads(text)
        yield from ((icon["src"], None, False, 0) for icon in said.get("icons", ()))
        yield said["start_url"], None, True, 0


READERS: dict[str, Callable[[str, str], Named]] = {".html": _of_page, ".css": _of_sheet, ".js": _of_script, ".json": _of_data}
"""What reads the files of an ending: its text, its name."""
