"""Writes the staged site: in a folder for each language a project of the host's, with all texts, pictures and data in it.

What the machine makes of a page it makes before the host sees it: numbers, figures, formulas, citations, cards, verdicts and the
outputs of labs. What belongs around a page is the host's: navigation, contents, search, lists of articles and of tags.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import yaml

from sitekit import overrides
from sitekit.assets import scripts
from sitekit.build.bitmaps import Bitmaps
from sitekit.build.builder import Report
from sitekit.fault import Fault
from sitekit.figure.palette import Palette
from sitekit.labs.convert import Converter as LabConverter
from sitekit.labs.html import LabHtml
from sitekit.labs.lab import Lab
from sitekit.labs.notebook import figure_notebooks, lab_notebook, lab_url, repository
from sitekit.labs.plain import PlainLab
from sitekit.labs.run import Labs
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.pages import highlight, maths
from sitekit.pages.cards import with_citations, with_terms
from sitekit.pages.code import CodePages, asset_url, code_source
from sitekit.pages.code_notes import with_code_notes
from sitekit.pages.diagrams import Diagrams
from sitekit.pages.figure import FigureHtml
from sitekit.pages.folded import with_figures_named
from sitekit.pages.headings import with_title_id
from sitekit.pages.highlight import Highlighter
from sitekit.pages.names import Names
from sitekit.pages.particles import with_particles_kept
from sitekit.pages.shown import with_embeds
from sitekit.pages.site import Site
from sitekit.pages.tasks import with_tasks
from sitekit.project import FigureId, Project
from sitekit.reading import composed, read
from sitekit.references.citations import PAGE_URL
from sitekit.settings import Settings
from sitekit.stage.markdown import Converter, pieces
from sitekit.stage.settings import SCHEMES, settings
from sitekit.templates import render
from sitekit.text.articles import is_post
from sitekit.text.page import Page

OF_HOST = ("title", "description", "date", "categories", "tags", "hide", "draft", "authors", "slug", "pin", "links", "readtime")
"""What of a text's front matter a host understands."""
OWN = ("css", "js", "svg", "woff2", "txt", "toml")
"""The files of the theme that pages ask for."""


class Stage:
    """One staged site in ``folder``, whose languages will lie below the address ``base``. ``faults`` gathers what went wrong."""

    def __init__(self, project: Project, report: Report, folder: Path, base: str) -> None:
        self.project, self.report, self.folder, self.base = project, report, folder, base
        self.settings = Settings.read(project.root)
        self.site = Site.read(project, report)
        self.names = Names(self.site)
        self.converter = Converter(self.settings)
        cache = project.root / ".cache"
        highlighter = Highlighter(cache / "highlight")
        self.code = CodePages(self.site, highlighter, _of_code)
        self.labs = dict(self._labs())
        self.runs = Labs(cache / "labs")
        self.runs.start([*self.labs.values()])
        makers = (highlight.MAKER, maths.MAKER)
        self.lab_html = LabHtml(self.runs, LabConverter(cache / "lab-cells", highlighter.python, maths.mathml, makers))
        opened = {(FigureId(page.article, PurePosixPath(path).stem), code): path for code, path, page in self._of_labs()}
        self.html = FigureHtml(self.site, self.code, {key: _url(_own(path, key[1])) for key, path in opened.items()})
        self.diagrams = Diagrams(Memo(cache / "diagrams"), SCHEMES.dark)
        self.bitmaps = Bitmaps(cache / "bitmaps", Palette.sound(project.root))
        self.faults: list[Fault] = []

    def write(self) -> None:
        """Write it all."""
        for code in LANGUAGES:
            for page in self.site.pages[code].values():
                self._write(code, f"{_source(page, code)}", self._front(page) + pieces(self._page(page, code)))
            for kind, figure, language in self.code.all():
                if language == code:
                    self._write(code, _own(code_source(kind, figure, code), code), self._code_page(kind, figure, code))
            for address, data in self._files(code):
                self._write(code, address, data)
            table = settings(self.settings, code, self.base)
            text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=120)
            self._put(self.folder / code / "mkdocs.yml", text.encode())
        words = {code: settings(self.settings, code, self.base)["site_name"] for code in LANGUAGES}
        home = render("home", names=words, site=self.base, index="")
        self._put(self.folder / "index.html", f"<!doctype html>\n{home}".encode())

    def _page(self, page: Page, code: str) -> str:
        """The HTML of ``page``, as it stands in the site that MkDocs builds."""
        if page.broken:
            self.faults.append(page.broken)
            return ""
        path = page.path.removeprefix("docs/")
        lab, at = self.labs.get(path), partial(self._at, code)
        text = lab.markdown if lab else page.body
        text = with_title_id(composed(text), path)
        if not (lab and lab.is_plain):
            text = self.names.prose(page, code).render(text)
        text = text.replace(PAGE_URL, f"{self.base}{code}/{_url(_own(_posted(page, path), code))}")
        html = self.converter.html(text, partial(self._way, path, code))
        html = with_tasks(with_code_notes(maths.with_mathml(html), code), code)
        if 'href="#ref-' in html:
            html = with_citations(html, self.site.bibliography(page.article))
        if "date" in page.meta:
            html = with_terms(html, self.site.glossary, code, lambda way: at(_url(_own(f"{way.rstrip('/')}.md", code))))
        html = with_figures_named(with_particles_kept(html), code)
        html = self.diagrams.fill(with_embeds(html, code), at)
        html = self.html.fill(html, code, at)
        html = self.names.claims.fill(html, code, lambda source: self._of_source(f"{code}/{source}") or None)
        if lab:
            html, fault = self.lab_html.fill(html, lab, code, at, [("lab_download", at(lab_url(lab)))])
            self.faults += [fault] if fault else []
        return html

    def _code_page(self, kind: str, figure: FigureId, code: str) -> str:
        made = self.code.page(kind, figure, code, partial(self._at, code), self._of_source)
        return _fronted({"title": made.title, "hide": ["navigation", "toc"], "search": {"exclude": True}}) + pieces(made.content)

    def _front(self, page: Page) -> str:
        return _fronted({key: page.meta[key] for key in OF_HOST if key in page.meta})

    def _at(self, code: str, address: str) -> str:
        """``address``, below the folder of a language, as pages name it: from the root of all languages. Hosts do not agree on
        whether a relative one is seen from the text or from the page that becomes of it, and some write it anew.
        """
        return f"{urlsplit(self.base).path}{code}/{address}"

    def _of_source(self, source: str) -> str:
        """The address of what the source ``source`` below docs/ became; nothing if there is none."""
        page, (code, _, _) = self.site.page(source), source.partition("/")
        return self._at(code, _url(_own(_posted(page, source), code))) if page else ""

    def _way(self, path: str, code: str, address: str) -> str:
        """Where a link or a picture leads that the text ``path`` names by ``address``."""
        target, hash, id = address.partition("#")
        if not target or ":" in target or target.startswith("/"):
            return address
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        first = there.partition("/")[0]
        other = first if first in LANGUAGES else code  # What all languages share lies in each of their folders.
        return (self._of_source(there) or self._at(other, _own(there, other))) + hash + id

    def _labs(self) -> Iterator[tuple[str, Lab]]:
        """Path below docs/ → every lab and every plain notebook."""
        execute = bool((self.settings.extra.get("notebooks") or {}).get("execute"))
        for _, page in self.site.all_pages():
            if (page.is_notebook or page.is_plain) and not page.broken:
                path = self.project.root / page.path
                lab = PlainLab(self.project.root, path, execute) if page.is_plain else Lab(self.project.root, path)
                yield page.path.removeprefix("docs/"), lab

    def _of_labs(self) -> Iterator[tuple[str, str, Page]]:
        for code, labs in self.site.labs.items():
            yield from ((code, lab.path.removeprefix("docs/"), lab) for lab in labs)

    def _files(self, code: str) -> Iterator[tuple[str, bytes | Path]]:
        """Address → every file of a language besides its pages."""
        root, docs = self.project.root, self.project.root / "docs"
        parts: dict[str, str] = {}
        for folder in reversed(overrides.folders()):
            for path in sorted(path for ending in OWN for path in (folder / "assets").rglob(f"*.{ending}")):
                address = path.relative_to(folder).as_posix()
                if address.startswith(scripts.FOLDER):
                    parts[address.removeprefix(scripts.FOLDER)] = read(folder, path)
                else:
                    yield address, path
        yield scripts.ADDRESS, scripts.merged(parts).encode()
        pages = {page.path for page in self.site.pages[code].values()}
        for folder in (docs / code, *(path for path in docs.iterdir() if path.is_dir() and path.name not in LANGUAGES)):
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(root).as_posix()
                if path.is_file() and name not in pages and not any(part.startswith(".") for part in path.parts):
                    yield _own(name.removeprefix("docs/"), code), path
        yield "assets/figures.css", Palette.sound(root).stylesheet(SCHEMES).encode()
        for figure, picture in self.report.pictures.items():
            yield from ((asset_url(figure, path.name), path) for path in picture.files)
            source = read(root, root / self.project.place(figure).module)
            notebook = figure_notebooks(root, figure, source, repository(self.settings.table.get("repo_url")))[code]
            yield asset_url(figure, f"{code}.ipynb"), notebook.encode() if isinstance(notebook, str) else notebook
        for (built, name), data in self.bitmaps.all(self.report.pictures.values()).items():
            yield asset_url(built.figure, name), data
        figures = root / "figures"
        for path in (*figures.rglob("*.js"), *figures.rglob("*.css")):
            yield f"assets/figures/{path.relative_to(figures).as_posix()}", path
        for path, lab in self.labs.items():
            if path.startswith(f"{code}/"):
                render = partial(self._prose, path, code)
                yield lab_url(lab), lab_notebook(lab, render, code, repository(self.settings.table.get("repo_url")))
        yield from self.code.raw()
        yield from self.lab_html.rasters.items()
        yield from ((address, sheet.encode()) for address, sheet in self.diagrams.sheets.items())

    def _prose(self, path: str, code: str, text: str) -> str:
        page = self.site.page(path)
        return self.names.prose(page, code).render(text) if page else text

    def _write(self, code: str, address: str, data: str | bytes | Path) -> None:
        self._put(self.folder / code / "docs" / address, data.encode() if isinstance(data, str) else data)

    @staticmethod
    def _put(path: Path, data: bytes | Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, Path):
            shutil.copyfile(data, path)
        else:
            path.write_bytes(data)


def _of_code(kind: str, figure: FigureId, code: str) -> str:
    return _url(_own(code_source(kind, figure, code), code))


def _fronted(meta: dict[str, Any]) -> str:
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)}---\n\n" if meta else ""


def _source(page: Page, code: str) -> str:
    """Where the staged text of ``page`` lies, below its language's folder."""
    return f"{_own(page.path.removeprefix('docs/'), code).rpartition('.')[0]}.md"


def _posted(page: Page, path: str) -> str:
    """The path of the text ``path`` as its address follows it: a blog has its articles beside their folder."""
    if not is_post(page):
        return path
    folder, name = posixpath.split(path)
    return posixpath.join(posixpath.dirname(folder), f"{page.meta.get('slug') or name.rpartition('.')[0]}.md")


def _own(path: str, code: str) -> str:
    return path.removeprefix(f"{code}/")


def _url(path: str) -> str:
    """The address of the page that is made of the text ``path``, below its language's folder."""
    folder, name = posixpath.split(path)
    stem = name.rpartition(".")[0]
    return "/".join(filter(None, (folder, stem if stem != "index" else ""))) + "/" if (folder or stem != "index") else ""
