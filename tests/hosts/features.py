"""What the sample's readers have of the site, looked for in the built pages: by MkDocs all of it, by another host what is left.

``python -m tests.hosts.features`` builds the sample by both and writes the table in ``sitekit/HOSTS.md``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urljoin

from tests.sites import copy_sample, sample_site

HOSTS = Path(__file__).parents[2] / "sitekit" / "HOSTS.md"
BEGIN, END = "<!-- what is left: begin -->", "<!-- what is left: end -->"
ARTICLE, LAB = "blog/straight-lines", "labs/straight-lines/slope"
NAMES = ("nav", "number", "figure", "axis", "date")
WORDS = {
    "ko": dict(zip(NAMES, ("용어", "점 9개", "그림 1", "가로", "2026년"), strict=True)),
    "en": dict(zip(NAMES, ("Glossary", "9 points", "Figure 1", "across", "2026"), strict=True)),
}
"""By what each half of the sample is known."""


@dataclass(frozen=True)
class Half:
    """One language of the site that is built in ``root``, whose every page lies below ``root/<code>/``."""

    root: Path
    code: str

    def html(self, page: str = ARTICLE) -> str:
        return self.text(f"{self.code}/{page}/index.html")

    def text(self, *names: str) -> str:
        """What those of the files ``names`` hold that are there."""
        return "".join(path.read_text("utf-8") for name in names if (path := self.root / name).is_file())

    def leads(self, page: str = ARTICLE) -> set[str]:
        """The files, below the site, to which addresses on ``page`` lead, as far as they are there."""
        found = re.findall(r'\s(?:href|src|script|data)="([^"#?]+)', self.html(page))
        paths = (unquote(urljoin(f"/{self.code}/{page}/", unescape(address)))[1:] for address in found if ":" not in address)
        files = (f"{path}index.html" if path.endswith("/") or not path else path for path in paths)
        return {path for path in files if (self.root / path).is_file()}

    def names(self, page: str = ARTICLE) -> set[str]:
        """Their names alone."""
        return {path.rpartition("/")[2] for path in self.leads(page)}

    def reaches(self, *pages: str, page: str = ARTICLE) -> bool:
        """Whether ``page`` leads to all of ``pages``."""
        return {f"{self.code}/{one}/index.html" for one in pages} <= self.leads(page)

    def sheets(self, *parts: str) -> bool:
        """Whether one of the style sheets of an article has all of ``parts``."""
        texts = [self.text(path) for path in self.leads() if path.endswith(".css")]
        return any(all(part in text for part in parts) for text in texts)

    def somewhere(self, name: str) -> bool:
        """Whether the site has a file of that name."""
        return any(self.root.rglob(name))

    def __getitem__(self, name: str) -> str:
        return WORDS[self.code][name]

    @property
    def other(self) -> str:
        return next(code for code in WORDS if code != self.code)

    @property
    def head(self) -> str:
        return self.html().partition("</head>")[0]

    @property
    def map(self) -> str:
        return self.text("sitemap.xml", f"{self.code}/sitemap.xml")

    @property
    def index(self) -> list[tuple[str, str]]:
        """(address of a page, text) of everything that the search knows of this language."""
        known = json.loads(self.text(f"search/{self.code}.json", f"{self.code}/search.json") or "{}")
        if "items" in known:
            return [(item["location"], item["text"]) for item in known["items"]]
        return [(known["pages"][page][0], text) for page, _, _, _, text, *_ in known.get("entries", ())]

    def searched(self, page: str = "") -> str:
        """All that the search knows of the pages whose address holds ``page``."""
        return " ".join(text for address, text in self.index if page in address)


def has(page: str, *patterns: str) -> Callable[[Half], bool]:
    """Whether ``page`` fits all of ``patterns``."""
    return lambda half: all(re.search(pattern, half.html(page), re.S) for pattern in patterns)


def tabs(half: Half) -> str:
    return "".join(re.findall(r'<nav class="md-tabs".*?</nav>', half.html(""), re.S))


ARTICLES = (ARTICLE, "blog/round-things")
FEATURES: dict[str, Callable[[Half], bool]] = {
    "numbers in sentences": lambda half: half["number"] in half.html(),
    "figures in the page, with alternative text": has(ARTICLE, r'class="figure".{0,2000}<svg role="img" aria-label="[^"]+"'),
    "figures in the colours of both themes": lambda half: half.sheets("slate", "--fig-"),
    "figures by number": lambda half: f'href="#figure-slope">{half["figure"]}</a>' in half.html(),
    "a figure as SVG, PNG, numbers, arrays, notebook": lambda half: (
        {f"{half.code}.svg", f"{half.code}.png", "numbers.json", "data.npz", f"{half.code}.ipynb"} <= half.names()
    ),
    "live figures": lambda half: {"live.js", "live.json", "page.js"} <= half.names(),
    "pages of code and tests": lambda half: half.reaches("code/straight-lines/slope", "tests/straight-lines/slope"),
    "formulas as MathML": has(ARTICLE, "<math "),
    "citations, with cards": has(ARTICLE, r'class="cite" href="#ref-euclid300"', 'id="ref-euclid300"', "tip-card"),
    "terms, with cards": lambda half: half.reaches("glossary") and 'class="term"' in half.html(),
    "verdicts, findings and the page of claims": lambda half: (
        half.reaches("claims") and has(ARTICLE, "claim-badge", "findings")(half)
    ),
    "labs with outputs": has(LAB, "lab-text", r'<svg role="img"|<img [^>]*lab-pictures|<svg '),
    "notebooks to take away": lambda half: "slope.ipynb" in half.names(LAB),
    "Jupyter notebooks as pages": has("notes/notebook", "lab-text"),
    "articles listed, with excerpts": lambda half: half.reaches(*ARTICLES, page="blog") and half["figure"] in half.html("blog"),
    "archive and tags": lambda half: half.reaches(*ARTICLES, page="blog/archive/2026") and half.reaches(ARTICLE, page="tags"),
    "a category has one address in all languages": lambda half: half.reaches(*ARTICLES, page="blog/category/study"),
    "navigation in the page's language alone": lambda half: (
        half["nav"] in tabs(half) and WORDS[half.other]["nav"] not in tabs(half)
    ),
    "the language of the page is declared": lambda half: f'<html lang="{half.code}"' in half.html(),
    "the switch of languages leads to the same page": lambda half: f"{half.other}/{ARTICLE}/index.html" in half.leads(),
    "search, of the page's language alone": lambda half: (
        half["number"] in half.searched() and WORDS[half.other]["number"] not in half.searched()
    ),
    "search for parts of Korean words, spaced as one likes": lambda half: "search.js" in half.names(),
    "search of the text, not of cards and labels of pictures": lambda half: (
        bool(known := half.searched(ARTICLE)) and "300Elements" not in known and half["axis"] not in known
    ),
    "dates as the language writes them": lambda half: half["date"] in half.html(),
    "translations in the head and in the site map": lambda half: (
        bool(re.search(rf'hreflang="{half.other}" href="[^"]*/{half.other}/{ARTICLE}/"', half.head)) and "hreflang" in half.map
    ),
    "a feed": lambda half: bool(half.text(f"{half.code}/feed.xml")),
    "cards for links": lambda half: 'property="og:image"' in half.head,
    "articles as JSON-LD": lambda half: "application/ld+json" in half.head,
    "previews of where a link leads": lambda half: bool(half.text(f"{half.code}/{ARTICLE}/previews.json")),
    "the way to the article before and after": has(ARTICLE, 'class="ways'),
    "a policy against foreign scripts": lambda half: "Content-Security-Policy" in half.head,
    "nothing from another host": lambda half: (
        not re.search(r'<(?:script|img)[^>]* src="https?://|<link[^>]*rel="stylesheet"[^>]*"https?://', half.html())
    ),
    "style for paper": lambda half: half.sheets("@media print"),
    "the site's font, cut to its characters": lambda half: half.somewhere("sitekit-sans.woff2"),
    "articles kept for when there is no network": lambda half: half.somewhere("sw.js"),
    "the site installed": lambda half: bool(half.text(f"{half.code}/manifest.json")),
    "a page for what is not found": lambda half: half.somewhere("404.html"),
    "a first page above all languages": lambda half: f'{half.code}/"' in half.text("index.html"),
}
"""What there is to look for, and whether it is there."""


def found(root: Path) -> dict[str, bool]:
    """Feature → whether the site in ``root`` has it, in every language."""
    return {name: all(there(Half(root, code)) for code in WORDS) for name, there in FEATURES.items()}


def staged(folder: Path, url: str = "https://lines.example/") -> Path:
    """The sample, staged below ``folder`` and built there by Zensical: the folder with all languages."""
    project = copy_sample(folder / "내 블로그 (1)")
    command = [sys.executable, "-m", "sitekit", "stage", str(folder / "staged"), "--url", url]
    _run(command, project)
    joined = folder / "site"
    for code in WORDS:
        _run([sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "mkdocs.yml"], folder / "staged" / code)
        joined.mkdir(exist_ok=True)
        (folder / "staged" / code / "site").rename(joined / code)
    (folder / "staged" / "index.html").rename(joined / "index.html")
    return joined


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")


def table(mkdocs: dict[str, bool], zensical: dict[str, bool]) -> str:
    """What both have, in Markdown."""
    sign = {True: "yes", False: "—"}
    rows = [f"| {name} | {sign[mkdocs[name]]} | {sign[zensical[name]]} |" for name in FEATURES]
    head = f"| | MkDocs {version('mkdocs')} | Zensical {version('zensical')}, staged |\n|---|---|---|"
    return "\n".join([BEGIN, "", head, *rows, "", END])


def main() -> None:
    """Write the table anew."""
    with tempfile.TemporaryDirectory() as folder:
        made = table(found(sample_site().folder), found(staged(Path(folder))))
    text = HOSTS.read_text("utf-8")
    HOSTS.write_text(text[: text.index(BEGIN)] + made + text[text.index(END) + len(END) :], "utf-8")
    print(made)


if __name__ == "__main__":
    main()
