"""What one run of MkDocs remembers between its events, and what those need to know of it."""

from __future__ import annotations

import datetime
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from sitekit import edition
from sitekit.build.bitmaps import Bitmaps
from sitekit.build.builder import Builder, Report
from sitekit.build.progress import Progress, shown
from sitekit.check.all import check
from sitekit.check.causes import causes
from sitekit.check.hosts import Allowed
from sitekit.fault import Fault
from sitekit.figure.palette import Palette
from sitekit.labs.html import LabHtml
from sitekit.labs.lab import Lab
from sitekit.labs.notebook import hosts, lab_url, repository
from sitekit.labs.run import Labs
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.mkdocs import notebooks
from sitekit.mkdocs.colours import SCHEMES
from sitekit.mkdocs.finished import Asked, Finished
from sitekit.mkdocs.languages import language_of
from sitekit.mkdocs.loaded import Loaded
from sitekit.mkdocs.measuring import Measuring
from sitekit.mkdocs.previews import Index as Previews
from sitekit.mkdocs.rendered import Rendered
from sitekit.mkdocs.search import Index
from sitekit.mkdocs.templated import Templated
from sitekit.pages.cards import with_citations, with_terms
from sitekit.pages.code import CodePages
from sitekit.pages.code_notes import with_code_notes
from sitekit.pages.diagrams import Diagrams
from sitekit.pages.figure import FigureHtml
from sitekit.pages.folded import with_figures_named
from sitekit.pages.front import Front
from sitekit.pages.headings import plain, with_next, with_permalinks
from sitekit.pages.history import History
from sitekit.pages.maths import with_mathml
from sitekit.pages.names import Names
from sitekit.pages.particles import with_particles_kept
from sitekit.pages.previews import with_previews
from sitekit.pages.search import Entry, entries
from sitekit.pages.shown import with_embeds
from sitekit.pages.site import Site as Source
from sitekit.pages.tasks import with_tasks
from sitekit.pages.ways import Way, ways
from sitekit.project import Article, FigureId, Project
from sitekit.templates import Compiled
from sitekit.text.glossary import PAGE
from sitekit.text.length import Reading
from sitekit.text.placeholders import anchor

log = logging.getLogger("mkdocs.sitekit")

ARTICLE = re.compile(r'(<article class="md-content__inner[^>]*>)(.*?)(</article>)', re.S)
"""What Material's templates put around the text of a page."""


class Site:
    """The state of one run, kept between rebuilds under ``serve``. What begins without a value has one after its event."""

    # From ``read``, before anything is written.
    project: Project
    builder: Builder
    bitmaps: Bitmaps
    diagrams: Diagrams
    labs: Labs
    loaded: Loaded
    measuring: Measuring
    memo: Memo
    source: Source
    names: Names
    front: Front
    # From the event that lists the files of the site.
    files: Files
    html: FigureHtml
    code: CodePages
    lab_html: LabHtml
    rendered: Rendered
    finished: Finished
    # From the event that makes MkDocs' templates.
    env: Environment
    templated: Templated
    # From the event that hands over the navigation of all languages.
    nav: Navigation

    def __init__(self) -> None:
        self.serving = self.begun = False
        self.last: Any = None
        """Under ``serve``, what shows a saved text by itself, out of the last whole build (:mod:`sitekit.mkdocs.saved`)."""
        self.waits = True
        """For figures: a page without them is nothing but for a browser that is told when they are there."""
        self.arrived: Callable[[], None] = lambda: None
        """Under ``serve``, what brings a whole build when figures are there that it did not wait for."""
        self.root = Path.cwd()
        self.docs = self.root / "docs"
        self.report = Report()
        self.hosts = Allowed()
        self.lab_pages: dict[str, Lab] = {}
        self.posts: dict[str, list] = {}
        self.navigation: dict[str, Navigation] = {}
        self.index: Index | None = None
        self.previews = Previews()
        self._told: tuple[Source | None, list[Fault]] = (None, [])
        self._entries: dict[str, tuple[str, list[Entry]]] = {}
        self._terms: tuple[Any, list[str]] = (None, [])
        self.history = History()
        self.compiled = Compiled()

    def read(self, config) -> list[Fault]:
        """Build the figures, begin to run the labs, read and check the texts. Returns everything that is wrong."""
        self.posts.clear()
        self.previews = Previews()
        self._entries.clear()
        if not hasattr(self, "project") or self.project.root != self.root:
            self.project = Project(self.root)
            self.builder = Builder(self.project)
            self.bitmaps = Bitmaps(self.root / ".cache" / "bitmaps", Palette.sound(self.root))
            self.diagrams = Diagrams(Memo(self.root / ".cache" / "diagrams"), SCHEMES.dark)
            self.labs = Labs(self.root / ".cache" / "labs", patient=not self.serving)
            self.loaded = Loaded(self.root / ".cache" / "font")
            self.memo = Memo(self.root / ".cache" / "pages")
            self.measuring = Measuring(self.builder, self._arrived)
        self.loaded.names = "".join(language.name for language in LANGUAGES.values())
        self.bitmaps.palette = Palette.sound(self.root)
        self.docs = Path(config.docs_dir)
        self.hosts = Allowed.read(self.root, config.extra)
        self.lab_pages = notebooks.read(self.root, self.docs, config.extra.get("notebooks") or {})
        tells = log.isEnabledFor(logging.INFO)
        # They run while the figures are built, whose bar is the one of the terminal.
        self.labs.start([*self.lab_pages.values()], Progress(log.info) if tells else None)
        progress = shown(log.info) if tells else None
        self.report = self.builder.build(progress=progress) if self.waits else self.measuring.report(progress)
        if self.serving:
            built = [self.report.pictures[figure] for figure in self.report.built if figure in self.report.pictures]
            self.builder.twice.later(built, self.labs.tell)
        self.source = Source.read(self.project, self.report)
        self.names = Names(self.source)
        self.front = Front(self.source, self.names)
        self._remember(History.read(self.root))
        return self.faults()

    def faults(self) -> list[Fault]:
        """Everything that is wrong with the site as it was last read, or as a text of it was saved since."""
        if self._told[0] is not self.source:
            self._told = self.source, causes([*self.report.faults.values(), *check(self.source, self.names, self.hosts)])
        return self._told[1]

    def entries(self, page, content: str, code: str) -> list[Entry]:
        """What there is to find on ``page``, whose text is the HTML ``content``: read once, for its previews and the search."""
        known, found = self._entries.get(page.url, (None, []))
        if known != content:
            is_glossary = page.file.src_uri == f"{code}/{PAGE.rstrip('/')}.md"
            terms = [entry.id for entry in self.source.glossary.entries] if is_glossary else []
            key = json.dumps(["entries", edition.code(), code, terms, content])
            found = [
                Entry(*one)
                for one in json.loads(self.memo.once(key, lambda: json.dumps([*map(astuple, entries(content, code, terms))])))
            ]
            self._entries[page.url] = content, found
        return found

    def prose(self, source, code: str, markdown: str) -> str:
        """``markdown``, all of the page ``source`` or some cells of it, with its numbers."""
        return self.names.prose(source, code).render(markdown)

    def reading(self, page) -> Reading | None:
        """How long a page takes to read, if it has a source of its own."""
        source, code = self.source.page(page.file.src_uri), language_of(page)
        return self.names.reading(source, code) if source and code else None

    def changed(self, page) -> datetime.datetime | None:
        """When a page was last changed, as far as git knows."""
        source = self.source.page(page.file.src_uri)
        return self.history.of(source) if source else self.history.changed.get(f"docs/{page.file.src_uri}")

    def first_picture(self, page) -> dict[str, Any] | None:
        """What the first page, ``page``, shows before all else: two pictures, and by language what they show and the way on."""
        if not self.front.pair:
            return None
        return {
            "pair": self.front.pair,
            "state": self.front.state,
            "captions": {
                code: {"text": caption.text, "address": f"{get_relative_url(file.url, page.url)}#{caption.anchor}"}
                for code, caption in self.front.captions.items()
                if (file := self.files.get_file_from_path(caption.source))
            },
        }

    def ways(self, page) -> list[tuple[Way, str, str]]:
        """The ways on from a page, each with its address as seen from there and the title that lies there."""
        source, code = self.source.page(page.file.src_uri), language_of(page)
        found = [
            (way, self.files.get_file_from_path(way.source))
            for way in (ways(self.source, source, code) if source and code else ())
        ]
        return [
            (way, get_relative_url(file.url, page.url) + (f"#{way.anchor}" if way.anchor else ""), plain(file.page.title))
            for way, file in found
            if file and file.page
        ]

    @property
    def terms(self) -> list[str]:
        """All of the glossary that decides what a page shows of it."""
        if self._terms[0] is not self.source.glossary:
            self._terms = self.source.glossary, [*map(repr, self.source.glossary.entries)]
        return self._terms[1]

    def filled(self, output: str, page, code: str, asked: Asked) -> str:
        """The built page ``output`` with formulas, cards, pictures and verdicts, and with links to where they come from.

        What it depends on besides goes through ``asked``.
        """
        output = with_mathml(output)
        output = with_permalinks(output, code, are_listed="toc" not in page.meta.get("hide", ()))
        output = self._with_cards(output, page, code, asked)  # Before the pictures are there: a term in one has no card.
        output = in_article(output, lambda text: with_figures_named(with_particles_kept(text), code))
        output = in_article(output, lambda text: with_tasks(with_code_notes(text, code), code))  # Of excerpts, too.
        output = self.diagrams.fill(with_embeds(output, code), partial(get_relative_url, other=page.url))
        output = self.html.fill(output, code, partial(get_relative_url, other=page.url), asked.figure, asked.cover)
        return self.names.claims.fill(output, code, lambda source: asked.address(f"{code}/{source}"), asked.badge)

    def with_outputs(self, output: str, lab: Lab, page, code: str, config) -> tuple[str, Fault | None]:
        """The built page of ``lab`` with what its cells put out, and what failed."""
        links = [*self._lab_links(page, code, lab), *hosts(lab, repository(config.repo_url))]
        return self.lab_html.fill(output, lab, code, partial(get_relative_url, other=page.url), links)

    def address(self, source: str, here: str) -> str | None:
        """Where the page made from ``source`` (below docs/) lies, as seen from the address ``here``; nothing if there is none."""
        file = self.files.get_file_from_path(source)
        return get_relative_url(file.url, here) if file else None

    def labs_of_figures(self, files) -> dict[tuple[FigureId, str], str]:
        """(figure, language) → the URL of the lab that opens it."""
        labs = {}
        for source in (source for source, lab in self.lab_pages.items() if not lab.is_plain):
            code, _, article, name = source.split("/")
            labs[FigureId(Article(article).module, name.removesuffix(".py")), code] = files.get_file_from_path(source).url
        return labs

    def _arrived(self) -> None:
        self.arrived()

    def _remember(self, history: History) -> None:
        """Keep ``history``, and say once why it is none."""
        if history.missing and history.missing != self.history.missing:
            log.info("Pages, feeds and site map have no dates of last change: %s", history.missing)
        self.history = history

    def _lab_links(self, page, code: str, lab: Lab) -> Iterator[tuple[str, str]]:
        """(name of a word, address) of the figure in its article, and of the notebook."""
        if not lab.is_plain and (article := self.address(f"{code}/{Article(lab.path.parent.name).page}", page.url)):
            yield "lab_article", f"{article}#{anchor(lab.path.stem)}"
        yield "lab_download", get_relative_url(lab_url(lab), page.url)

    def _with_cards(self, output: str, page, code: str, asked: Asked) -> str:
        """A card on every citation, a place for one on every link with a preview; in an article also a card on every term that a
        section uses first, and the way on at a section's end."""
        if "#ref-" in output and (source := self.source.page(page.file.src_uri)):
            output = with_citations(output, asked.bibliography(source.article))
        output = in_article(output, lambda text: with_previews(text, asked.has_preview))
        if "date" in page.meta:

            def href(way: str) -> str:
                return asked.address(f"{way.rstrip('/')}.md") or get_relative_url(way, page.url)

            output = in_article(output, lambda text: with_next(with_terms(text, asked.glossary(), code, href), code))
        return output

    def has_preview(self, page, code: str, attribute: str, way: str) -> bool:
        """Whether there is something to see where a link on ``page`` leads: by its address, or by a source and an id in it."""
        if attribute == "href":
            return self.previews.has(way, page.url)
        source, _, anchor_there = way.partition("#")
        file = self.files.get_file_from_path(f"{code}/{source}")
        return bool(file) and self.previews.has(f"{file.url}#{anchor_there}")


def in_article(output: str, change: Callable[[str], str]) -> str:
    """The built page ``output`` with ``change`` applied to its text, not to what Material puts around it."""
    return ARTICLE.sub(lambda found: found[1] + change(found[2]) + found[3], output, count=1)
