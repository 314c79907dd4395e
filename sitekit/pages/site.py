"""The site as its authors wrote it: every page, claim, term and entry, read once and handed to whoever checks or shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from sitekit import words
from sitekit.build.builder import Built, Report
from sitekit.claims.claims import Claims
from sitekit.claims.markers import CODE, ClaimTests
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Place, Project
from sitekit.references import sources
from sitekit.references.citations import Bibliography
from sitekit.replications import inequality
from sitekit.replications.declared import declared
from sitekit.replications.others import Others
from sitekit.replications.reach import Digests
from sitekit.replications.record import Kept, kept
from sitekit.replications.standing import said, spread
from sitekit.text.articles import Cover, cover, labs, published
from sitekit.text.forbidden import Terms
from sitekit.text.glossary import Glossary
from sitekit.text.page import Page
from sitekit.text.placeholders import Measured, Numbers, Unmeasured, figure_id, quoted

SOURCES = ("**/*.md", "labs/*/*.py", "**/*.ipynb")
"""What becomes a page, below a language's folder."""
SIGNIFICANT = 3
"""From so many digits on, a number that a figure measures must not be typed."""


@dataclass(frozen=True)
class Site:
    """One state of the project. ``pages``: language → path below the language's folder → page; ``bibliographies``: by article."""

    project: Project
    report: Report
    pages: Mapping[str, Mapping[str, Page]]
    claims: Claims
    markers: ClaimTests
    bibliographies: Mapping[str, Bibliography]
    glossary: Glossary
    forbidden: Terms

    @classmethod
    def read(cls, project: Project, report: Report) -> Site:
        """Read every source once. What is wrong with one is kept with what it says: nothing is raised."""
        return cls(
            project,
            report,
            {code: _pages(project, project.root / "docs" / code) for code in LANGUAGES},
            Claims.read(project),
            ClaimTests.read(project),
            {
                path.parent.name: Bibliography.read(project, path.parent.name)
                for path in sorted((project.root / "figures").glob("*/references.bib"))
            },
            Glossary.read(project),
            Terms.read(project),
        )

    @cached_property
    def numbers(self) -> Mapping[str, Numbers]:
        """language → figure → name → the number as a sentence writes it, of the figures that could be built."""
        pictures = self.report.pictures.items()
        unknown = dict.fromkeys(sorted(self.report.waiting - self.report.pictures.keys()), Unmeasured())
        written = {code: {figure: self._written(figure, picture, code) for figure, picture in pictures} for code in LANGUAGES}
        return {code: {**found, **unknown} for code, found in written.items()}

    def _written(self, figure: FigureId, picture: Built, language: str) -> dict[str, str]:
        kept, found = self.replications.get(figure), {}
        for name, number in picture.numbers.items():
            found[name] = text = Measured(said(number, language))
            text.name = number.get("name", {})
            if kept and kept.is_fresh:
                text.with_range = partial(spread, kept, name, number)
        return found

    @cached_property
    def replications(self) -> Mapping[FigureId, Kept]:
        """The record, or that there is none, of every figure that declares a seed or photographs."""
        digests, found = Digests(self.project.root), {}
        try:
            called = Others.read(self.project).called
        except Fault:
            called = {}  # The check of modules says so.
        for figure, place in self.figures.items():
            try:
                if declared(self.project.root, place).varies:
                    found[figure] = replace(kept(self.project.root, place, digests), called=called)
            except Fault:
                continue  # Two seeds: the check says where.
        return found

    @cached_property
    def figures(self) -> Mapping[FigureId, Place]:
        """Every figure and its place, sorted, whether it could be built or not."""
        return {figure: self.project.place(figure) for figure in self.project.figures()}

    @cached_property
    def measured(self) -> Mapping[str, Mapping[str, str]]:
        """article → a number of three or more significant digits, as written → the figure's name and the number's that it is."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for figure, values in chain(*(numbers.items() for numbers in self.numbers.values())):
            for name, text in values.items():
                bare = text.split("\u00a0")[0]
                if len(re.sub(r"\D", "", bare).lstrip("0")) >= SIGNIFICANT:
                    found[figure.article].setdefault(bare, f"{figure.name}.{name}")
        return found

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """tag → what it is called in the language that writes it in ASCII, for articles with as many tags in every language."""
        found: dict[str, str] = {}
        first, *others = self.pages.values()
        for key, page in first.items():
            lists = [tags_of(other) for other in (page, *(o[key] for o in others if key in o))]
            for same in zip(*lists, strict=True) if len({*map(len, lists)}) == 1 else ():
                found |= dict.fromkeys(same, next((name for name in same if name.isascii()), same[0]))
        return found

    def page(self, path: str) -> Page | None:
        """The page whose source is ``path``, below ``docs/``."""
        code, _, rest = path.partition("/")
        return self.pages.get(code, {}).get(rest)

    def all_pages(self) -> Iterator[tuple[str, Page]]:
        """Every page with its language."""
        return ((code, page) for code, by_path in self.pages.items() for page in by_path.values())

    @cached_property
    def articles(self) -> Mapping[str, list[Page]]:
        """language → the articles that readers see, the oldest first."""
        return {code: published(by_path.values()) for code, by_path in self.pages.items()}

    @cached_property
    def labs(self) -> Mapping[str, list[Page]]:
        """language → the labs, by path."""
        return {code: labs(by_path.values()) for code, by_path in self.pages.items()}

    @cached_property
    def covers(self) -> Mapping[str, Cover]:
        """language → the figure that stands for the site."""
        found = {code: cover(posts, code, self.numbers[code]) for code, posts in self.articles.items()}
        return {code: one for code, one in found.items() if one}

    def bibliography(self, article: str) -> Bibliography:
        """The entries of one article, if there are any."""
        return self.bibliographies.get(article) or Bibliography.none(article)

    @cached_property
    def works(self) -> tuple[sources.Work, ...]:
        """What the docstrings of figures and their helpers name."""
        return tuple(sources.works(self.project))

    @cached_property
    def _named(self) -> Mapping[str, list[str]]:
        """article → the keys of the entries that its code names."""
        found: dict[str, list[str]] = defaultdict(list)
        for article, key in sources.keys(self.works, self.bibliographies):
            found[article].append(key)
        return found

    def literature(self, article: str) -> list[str]:
        """The keys of the entries that an article's claims and its code name."""
        return [*self.claims.literature(article), *self._named.get(article, ())]

    @cached_property
    def quoted(self) -> Mapping[FigureId, set[str]]:
        """figure → the names of its numbers that some page quotes; what it does not measure may stand among them."""
        found: dict[FigureId, set[str]] = defaultdict(set)
        for _, page in self.all_pages():
            for figure, name in quoted(page):
                found[figure].add(name)
        return found

    @cached_property
    def unnamed(self) -> set[tuple[FigureId, str]]:
        """The numbers that lists show to readers by what the code calls them: they have no name."""
        listed = {(figure, name) for figure, found in self.quoted.items() for name in found}
        for claim in self.claims.by_id.values():
            compared = (name for text in claim.rests_on for name in inequality.names(text))
            listed |= {(claim.figure, name) for name in (*claim.numbers, *compared)} if claim.figure else set()
        numbers = next(iter(self.numbers.values()))  # A name is of all languages or of none.
        return {(figure, name) for figure, name in listed if name in (of := numbers.get(figure, {})) and not of[name].name}

    @property
    def wanting(self) -> list[str]:
        """In words, what readers still see as code or in one language: how many numbers have no name, and so on."""
        conditions = sum(1 for claim in self.claims.by_id.values() if claim.rests_on and not claim.condition)
        tests = sum(
            1 for marker in self.markers.markers if marker.kind == "mutation" and LANGUAGES.keys() - {CODE, *marker.others}
        )
        found = {
            "numbers that readers see have no name": len(self.unnamed),
            "claims say no condition": conditions,
            "tests say in English only what they alter": tests,
        }
        return [*(f"{count} {what}" for what, count in found.items() if count), *words.lacking(self.project.root)]

    @cached_property
    def shown(self) -> Mapping[str, set[FigureId]]:
        """language → the figures that some page shows."""
        found: dict[str, set[FigureId]] = {code: set() for code in self.pages}
        for code, page in self.all_pages():
            found[code].update(figure_id(use.name, page.article) for use in page.figures)
        return found


def tags_of(page: Page) -> list[str]:
    """The tags in a page's front matter."""
    tags = page.meta.get("tags")
    return [str(tag) for tag in tags] if isinstance(tags, list) else []


def _pages(project: Project, folder: Path) -> dict[str, Page]:
    found = (path for pattern in SOURCES for path in folder.glob(pattern))
    files = sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return {path.relative_to(folder).as_posix(): Page.read(project.root, path) for path in files}
