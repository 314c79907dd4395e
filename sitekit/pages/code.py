"""Pages of their own for the code of each figure and for its tests, in every language.

``<language>/code/<article>/<figure>/`` shows the figure's module, its live part and its helpers;
``<language>/tests/<article>/<figure>/`` what is in its folder of tests. An article links to them, and ``listing.js`` opens
them in place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from sitekit.languages import LANGUAGES
from sitekit.pages.highlight import LEXERS, Highlighter
from sitekit.pages.site import Site
from sitekit.project import Article, FigureId, Project
from sitekit.reading import read
from sitekit.templates import render
from sitekit.text.articles import title
from sitekit.text.placeholders import anchor, figure_id
from sitekit.words import word

KINDS = ("code", "tests")
FIRST = ("figure.py", "live.py", "live.js", "live.css", "test_figure.py", "test_live.py", "golden.py")
"""The order of a folder's files; helpers come where their kind ends, by name."""

RAW = {"code": "", "tests": "tests/"}
"""Where the files themselves lie, below the folder of the figure's other files."""

Address = Callable[[str, FigureId, str], str]
"""(kind, figure, language) → where that page lies in the site."""


@dataclass(frozen=True)
class Shown:
    """A figure as one language's articles show it: on the page ``article`` (below ``docs/``), under ``label``."""

    figure: FigureId
    label: str
    article: str
    article_title: str


@dataclass(frozen=True)
class CodePage:
    """One page: its ``title`` as text and its ``content`` as HTML."""

    title: str
    content: str


def asset_url(figure: FigureId, file: str) -> str:
    """Where a figure's file lies in the site."""
    return f"assets/figures/{figure.article}/{figure.name}/{file}"


def raw_url(figure: FigureId, kind: str, path: Path) -> str:
    """Where the file of a code page lies in the site as it is, for those who want to take it away.

    A figure's own module has one address, whether it is a file or has grown into a folder.
    """
    return asset_url(figure, RAW[kind] + ("figure.py" if kind == "code" and path.stem == figure.name else path.name))


def code_files(project: Project, figure: FigureId, kind: str) -> list[Path]:
    """The files of the figure's ``kind``: Python, scripts and style sheets; the figure or its first test comes first."""
    place = project.place(figure)
    if kind == "code" and not place.is_folder:
        return [path for path in [project.root / place.module] if path.is_file()]
    folder = project.root / (place.folder if kind == "code" else place.tests)
    files = [path for path in folder.glob("*.*") if path.suffix in LEXERS and path.name != "__init__.py" and path.is_file()]
    endings = list(LEXERS)

    def order(path: Path) -> tuple[int, int, str]:
        rank = FIRST.index(path.name) if path.name in FIRST else len(FIRST)
        return (0 if rank == FIRST.index("figure.py") else 1 + endings.index(path.suffix), rank, path.name)

    return sorted(files, key=order)


class CodePages:
    """Writes the pages of one state of the site. ``address`` says where each lies."""

    def __init__(self, site: Site, highlighter: Highlighter, address: Address) -> None:
        self.site, self.project, self.highlighter, self.address = site, site.project, highlighter, address

    @cached_property
    def files(self) -> Mapping[tuple[FigureId, str], list[Path]]:
        """(figure, kind) → the files of its page; nothing where there is none."""
        found = {(figure, kind): code_files(self.project, figure, kind) for figure in self.site.figures for kind in KINDS}
        return {key: files for key, files in found.items() if files}

    def raw(self) -> Iterator[tuple[str, Path]]:
        """(address in the site, file) of every file that a page shows; scripts and style sheets of figures are there already."""
        for (figure, kind), files in self.files.items():
            for path in files:
                if kind != "code" or path.suffix == ".py":
                    yield raw_url(figure, kind, path), path

    @cached_property
    def order(self) -> Mapping[str, list[Shown]]:
        """language → the figures in the order in which its articles show them, each once."""
        found: dict[str, dict[FigureId, Shown]] = {}
        for language, pages in self.site.articles.items():
            shown = found.setdefault(language, {})
            for page in pages:
                for number, use in enumerate(page.figures, 1):
                    figure = figure_id(use.name, page.article)
                    label = f"{LANGUAGES[language].figure} {number}"
                    shown.setdefault(figure, Shown(figure, label, page.path.removeprefix("docs/"), title(page)))
        return {language: list(shown.values()) for language, shown in found.items()}

    @cached_property
    def _among(self) -> Mapping[tuple[str, str], Mapping[FigureId, tuple[Shown, Mapping[str, Shown | None]]]]:
        """(language, kind) → figure → as it is shown, and those before and after it in its article with a page of that kind."""
        found: dict[tuple[str, str], dict[FigureId, tuple[Shown, Mapping[str, Shown | None]]]] = {}
        for language, kind in product(LANGUAGES, KINDS):
            by_article: dict[str, list[Shown]] = {}
            for shown in self.order.get(language, []):
                if (shown.figure, kind) in self.files:
                    by_article.setdefault(shown.article, []).append(shown)
            found[language, kind] = {
                one.figure: (one, {"prev": before, "next": after})
                for same in by_article.values()
                for before, one, after in zip([None, *same], same, [*same[1:], None], strict=False)
            }
        return found

    def all(self) -> Iterator[tuple[str, FigureId, str]]:
        """(kind, figure, language) of every page."""
        return ((kind, figure, language) for figure, kind in self.files for language in LANGUAGES)

    def page(
        self, kind: str, figure: FigureId, language: str, url: Callable[[str], str], source: Callable[[str], str]
    ) -> CodePage:
        """One page. ``url`` makes an address in the site relative to it, ``source`` the address of what a file became."""
        shown, neighbours = self._among[language, kind].get(figure, (None, {}))
        label = shown.label if shown else figure.name
        other = KINDS[1 - KINDS.index(kind)]
        article = source(shown.article) if shown else ""
        content = render(
            "code-page",
            language=language,
            kind=kind,
            other=other,
            title=word(f"{kind}_of", language).format(label),
            shown=shown,
            article=f"{article}#{anchor(figure.name)}" if article else "",
            other_url=url(self.address(other, figure, language)) if (figure, other) in self.files else "",
            neighbours=[
                (rel, one, url(self.address(kind, one.figure, language))) for rel, one in neighbours.items() if one is not None
            ],
            files=[
                {**self._file(path, first=not index), "raw": url(raw_url(figure, kind, path))}
                for index, path in enumerate(self.files[figure, kind])
            ],
        )
        return CodePage(word(f"{kind}_of", language).format(label), content)

    def _file(self, path: Path, first: bool) -> dict[str, str]:
        name = self.project.relative(path)
        id_ = re.sub(r"[^a-z0-9]+", "-", path.name.lower())
        prefix = "L" if first else f"{id_}-L"
        return {
            "path": name,
            "id": id_,
            "listing": self.highlighter.listing(read(self.project.root, path), path.suffix, prefix, name),
        }


def code_source(kind: str, figure: FigureId, language: str) -> str:
    """The page's source, if it had one, below ``docs/``."""
    return f"{language}/{kind}/{Article.of(figure.article).slug}/{figure.name}.md"
