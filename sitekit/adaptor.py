"""MkDocs events, forwarded to the machine: the only module of the machine that knows MkDocs."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from sitekit import palette
from sitekit.builder import Builder, Report
from sitekit.check import check
from sitekit.fault import Fault, Faults
from sitekit.figure_block import FigureExtension
from sitekit.figure_html import FigureHtml, asset_url
from sitekit.languages import LANGUAGES
from sitekit.maths import with_mathml
from sitekit.notebook import as_notebook
from sitekit.page import Page
from sitekit.project import FigureId, Project
from sitekit.prose import Prose

__all__ = ["on_config", "on_files", "on_nav", "on_page_content", "on_page_context", "on_page_markdown", "on_post_page",
           "on_pre_build", "on_pre_page", "on_serve", "on_startup", "on_template_context"]

log = logging.getLogger("mkdocs.sitekit")


class Site:
    """What one run of MkDocs remembers between its events, and between rebuilds under ``serve``."""

    def __init__(self) -> None:
        self.serving = False
        self.project: Project | None = None
        self.builder: Builder | None = None
        self.report = Report()
        self.html: FigureHtml | None = None
        self.navigation: dict[str, Navigation] = {}
        self.files = None


site = Site()


def on_startup(*, command, dirty):
    site.serving = command == "serve"


def on_config(config):
    """Register the figure block. MkDocs forgets the project's folder after loading its hooks; workers and labs need it."""
    root = str(Path(config.config_file_path).resolve().parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if root not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [root, *paths]))
    config.markdown_extensions.append(FigureExtension())
    return config


def on_pre_build(config):
    """Build the figures and check the texts before anything is written, so that a fault leaves the last good site."""
    root = Path(config.config_file_path).resolve().parent
    if site.project is None or site.project.root != root:
        site.project = Project(root)
        site.builder = Builder(site.project)
    site.report = site.builder.build(progress=_progress)
    faults: list[Fault] = [*site.report.faults.values(), *check(site.project, site.report)]
    for fault in faults if site.serving or not config.strict else ():
        log.error("%s", fault)
    if faults and config.strict and not site.serving:
        raise PluginError(str(Faults(faults)))
    if site.report.faults and not site.serving:
        raise PluginError(str(Faults(list(site.report.faults.values()))))


@event_priority(-90)
def on_files(files, config):
    """Add what the figures made to the site: pictures, numbers, arrays, notebooks, and the palette's style sheet."""
    files.append(File.generated(config, "assets/figures.css", content=palette.stylesheet()))
    for figure, picture in site.report.pictures.items():
        for path in picture.files:
            files.append(File.generated(config, asset_url(figure, path.name), abs_src_path=str(path)))
        source = (site.project.root / figure.path).read_text("utf-8")
        for code in LANGUAGES:
            files.append(File.generated(config, asset_url(figure, f"{code}.ipynb"), content=as_notebook(figure, source, code)))
    site.html = FigureHtml(site.project, site.report, _labs(files))
    site.files = files
    return files


@event_priority(-90)
def on_nav(nav, config, files):
    """Split the navigation: each top-level section is one language's."""
    site.navigation.clear()
    for section in (item for item in nav.items if item.is_section):
        pages = list(_pages(section.children))
        for child in section.children:
            child.parent = None
        pages[0].previous_page = pages[-1].next_page = None
        code = language_of(pages[0])
        navigation = site.navigation[code] = Navigation(section.children, pages)
        navigation.homepage = files.get_file_from_path(f"{code}/index.md").page
    return nav


@event_priority(90)
def on_pre_page(page, config, files):
    """Plugins that work on Markdown see the page's language."""
    _speak(config, language_of(page) or next(iter(LANGUAGES)))
    return page


@event_priority(90)
def on_page_markdown(markdown, page, config, files):
    """Put the numbers into the sentences and the figures' numbers into their blocks."""
    code = language_of(page)
    path = Path(page.file.abs_src_path or "")
    if code is None or path.suffix != ".md" or not path.is_relative_to(config.docs_dir):  # The blog makes pages elsewhere.
        return markdown
    source = Page.read(site.project.root, path)
    numbers = {figure: {name: n["text"] for name, n in picture.numbers.items()} for figure, picture in site.report.pictures.items()}
    return Prose(source, code, numbers).render(markdown)


def on_page_content(html, page, config, files):
    return with_mathml(html)


@event_priority(90)
def on_page_context(context, page, config, nav):
    """Give the page its language: navigation, names, and the same page in the other languages."""
    code = language_of(page)
    _speak(config, code or next(iter(LANGUAGES)), _alternates(page) if code else {})
    context["nav"] = site.navigation.get(code, nav)
    return context


def on_template_context(context, template_name, config):
    _speak(config, next(iter(LANGUAGES)))
    context["nav"] = site.navigation[next(iter(LANGUAGES))]
    return context


def on_post_page(output, page, config):
    """Fill in the pictures last: neither the search index nor an excerpt holds a figure's labels."""
    code = language_of(page) or next(iter(LANGUAGES))
    output = with_mathml(output)
    return site.html.fill(output, code, lambda target: get_relative_url(target, page.url))


def on_serve(server, config, builder):
    """Rebuild when a figure or the test shown under it changes."""
    for folder in ("figures", "tests/figures"):
        server.watch(str(site.project.root / folder))
    return server


def language_of(page) -> str | None:
    """The language of a page, told by the first folder of its source."""
    first = page.file.src_uri.split("/")[0]
    return first if first in LANGUAGES else None


def _pages(items):
    for item in items:
        if item.is_page:
            yield item
        yield from _pages(item.children or [])


def _alternates(page) -> dict[str, str]:
    """language → URL of the same page in it, for the languages that have it."""
    _, _, rest = page.file.src_uri.partition("/")
    return {code: file.url for code in LANGUAGES if (file := site.files.get_file_from_path(f"{code}/{rest}"))}


def _speak(config, code: str, alternates: dict[str, str] | None = None) -> None:
    """Turn MkDocs' configuration to one language; it is read anew for every page."""
    config.theme["language"] = code
    for key, value in config.extra["languages"][code].items():
        config[key] = value
    config.extra["alternate"] = [
        {"lang": other, "name": language.name, "link": (alternates or {}).get(other, f"{other}/"), "same": other in (alternates or {})}
        for other, language in LANGUAGES.items()
    ]


def _labs(files) -> dict[tuple[FigureId, str], str]:
    """The lab of each figure that has one: ``docs/<language>/labs/<article>/<figure>.py``."""
    labs = {}
    for file in files:
        parts = file.src_uri.split("/")
        if len(parts) == 4 and parts[1] == "labs" and parts[3].endswith(".py") and parts[0] in LANGUAGES:
            labs[FigureId(parts[2].replace("-", "_"), parts[3].removesuffix(".py")), parts[0]] = file.url
    return labs


def _progress(figure, outcome, cached) -> None:
    if not cached and not isinstance(outcome, Fault):
        log.info("built figure %s", figure)
