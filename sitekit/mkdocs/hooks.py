"""MkDocs events, forwarded to the machine: the only module of the machine that knows MkDocs."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url, write_file

from sitekit import overrides
from sitekit.build.bitmaps import Bitmaps
from sitekit.build.builder import Builder, Report
from sitekit.check.all import check
from sitekit.check.hosts import Allowed
from sitekit.fault import Fault, Faults
from sitekit.figure import palette
from sitekit.labs.convert import Converter
from sitekit.labs.html import LabHtml
from sitekit.labs.lab import Lab
from sitekit.labs.notebook import figure_notebooks, hosts, lab_notebook, lab_url, repository
from sitekit.labs.run import Labs
from sitekit.mkdocs import code_pages, notebooks
from sitekit.mkdocs import policy as csp
from sitekit.mkdocs.bitmaps import bitmap_files, on_request
from sitekit.mkdocs.colours import SCHEMES
from sitekit.mkdocs.feeds import feed
from sitekit.mkdocs.languages import FIRST, alternates, language_of, speak, translations
from sitekit.mkdocs.refusals import refusals
from sitekit.mkdocs.serve import RELOAD, RELOAD_URL, Rebuild, card, reload_by_file, survives, with_card
from sitekit.pages.block import FigureExtension
from sitekit.pages.cards import with_citations, with_terms
from sitekit.pages.code import CodePages, asset_url
from sitekit.pages.figure import FigureHtml
from sitekit.pages.highlight import Highlighter
from sitekit.pages.maths import mathml, with_mathml
from sitekit.pages.names import Names
from sitekit.pages.site import Site as Source
from sitekit.project import Article, FigureId, Project
from sitekit.references.citations import PAGE_URL
from sitekit.text import korean
from sitekit.text.placeholders import anchor
from sitekit.words import word

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_nav",
    "on_page_content",
    "on_page_context",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_pre_build",
    "on_pre_page",
    "on_serve",
    "on_startup",
    "on_template_context",
]

log = logging.getLogger("mkdocs.sitekit")

ARTICLE = re.compile(r'(<article class="md-content__inner[^>]*>)(.*?)(</article>)', re.S)
"""What Material's templates put around the text of a page."""


class Site:
    """What one run of MkDocs remembers between its events, and between rebuilds under ``serve``."""

    def __init__(self) -> None:
        self.serving = False
        self.root = Path.cwd()
        self.project: Project | None = None
        self.builder: Builder | None = None
        self.docs = self.root / "docs"
        self.hosts = Allowed()
        self.report = Report()
        self.bitmaps: Bitmaps | None = None
        self.html: FigureHtml | None = None
        self.code: CodePages | None = None
        self.env = None
        self.source: Source | None = None
        self.names: Names | None = None
        self.labs: Labs | None = None
        self.lab_html: LabHtml | None = None
        self.lab_pages: dict[str, Lab] = {}
        self.posts: dict[str, list] = {}
        self.navigation: dict[str, Navigation] = {}
        self.files = None


site = Site()
guarded = survives(lambda: site.serving, lambda: site.root)


def on_startup(*, command, dirty):
    site.serving = command == "serve"


def on_config(config):
    """Register the figure block. MkDocs forgets the project's folder after loading its hooks; workers and labs need it."""
    site.root = Path(config.config_file_path).resolve().parent
    if str(site.root) not in sys.path:
        sys.path.insert(0, str(site.root))
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(site.root) not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(site.root), *paths]))
    overrides.use(site.root)
    folder = str(site.root / overrides.NAME)
    if Path(folder).is_dir() and folder not in config.theme.dirs:
        config.theme.dirs.insert(0, folder)
    config.markdown_extensions.append(FigureExtension())
    slugs = {
        name: slug for language in config.extra["languages"].values() for name, slug in language.get("categories", {}).items()
    }
    for plugin in config.plugins.values():
        if "categories_slugify" in (settings := getattr(plugin, "config", {})):
            settings["categories_slugify"] = partial(_slug, slugs, settings["categories_slugify"])
    return config


def _slug(slugs, otherwise, name, separator):
    """A category's name in an address: the same in every language where mkdocs.yml gives it one."""
    return slugs.get(name) or otherwise(name, separator)


@guarded
def on_pre_build(config):
    """Build the figures and check the texts before anything is written, so that a fault leaves the last good site."""
    site.posts.clear()
    if site.project is None or site.project.root != site.root:
        site.project = Project(site.root)
        site.builder = Builder(site.project)
        site.bitmaps = Bitmaps(site.root / ".cache" / "bitmaps")
        site.labs = Labs(site.root / ".cache" / "labs", patient=not site.serving)
    site.docs = docs = Path(config.docs_dir)
    site.hosts = Allowed.read(site.root)
    site.lab_pages = notebooks.read(site.root, docs, config.extra.get("notebooks") or {})
    site.labs.start(list(site.lab_pages.values()))  # They run while the figures are built.
    site.report = site.builder.build(progress=_progress)
    site.source = Source.read(site.project, site.report)
    site.names = Names(site.source)
    faults = list(dict.fromkeys([*site.report.faults.values(), *check(site.source, site.names)]))
    for fault in faults if site.serving or not config.strict else ():
        log.error("%s", fault)
    if faults and config.strict and not site.serving:
        raise PluginError(str(Faults(faults)))
    if site.report.faults and not site.serving:
        raise PluginError(str(Faults(list(dict.fromkeys(site.report.faults.values())))))


@event_priority(-90)
@guarded
def on_files(files, config):
    """Add what the figures made to the site: pictures, numbers, arrays, notebooks, and the palette's style sheet."""
    if site.serving:
        files.append(File.generated(config, RELOAD_URL, abs_src_path=str(RELOAD)))
    for file in [file for file in files if overrides.is_words(file.src_uri)]:
        files.remove(file)
    notebooks.become_pages(files, config)
    files.append(File.generated(config, "assets/figures.css", content=palette.Palette.sound(site.root).stylesheet(SCHEMES)))
    for file in bitmap_files(config, site.report.pictures.values(), site.bitmaps, site.serving):
        files.append(file)
    for figure, picture in site.report.pictures.items():
        for path in picture.files:
            files.append(File.generated(config, asset_url(figure, path.name), abs_src_path=str(path)))
        source = (site.project.root / site.project.place(figure).module).read_text("utf-8")
        for code, notebook in figure_notebooks(site.root, figure, source, repository(config.repo_url)).items():
            files.append(File.generated(config, asset_url(figure, f"{code}.ipynb"), content=notebook))
    figures = site.project.root / "figures"
    for path in (*figures.rglob("*.js"), *figures.rglob("*.css")):
        address = f"assets/figures/{path.relative_to(figures).as_posix()}"
        files.append(File.generated(config, address, abs_src_path=str(path)))
    for source, lab in site.lab_pages.items():
        files.append(
            File.generated(
                config,
                lab_url(lab),
                content=lab_notebook(
                    lab,
                    partial(_prose, site.source.page(source), source.split("/")[0]),
                    source.split("/")[0],
                    repository(config.repo_url),
                ),
            )
        )
    highlighter = Highlighter(site.root / ".cache" / "highlight")
    site.code = CodePages(site.source, highlighter, code_pages.address(config))
    for address, path in site.code.raw():
        files.append(File.generated(config, address, abs_src_path=str(path)))
    site.html = FigureHtml(site.source, site.code, _labs(files))
    cells = Converter(site.root / ".cache" / "lab-cells", highlighter.python, mathml)
    site.lab_html = LabHtml(site.labs, cells)
    site.files = files
    return files


@event_priority(-90)
@guarded
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


@guarded
def on_env(env, config, files):
    """What the templates ask for: the machine's own words, where a page's translations are, and each other."""
    env.globals["word"] = lambda key, language=None: word(key, language or config.theme["language"])
    env.globals["endings"] = korean.ENDINGS
    env.globals["alternates"] = lambda page: alternates(page, files)
    env.loader = overrides.loader(config.theme.dirs)
    site.env = env
    return env


@event_priority(90)
@guarded
def on_pre_page(page, config, files):
    """Plugins that work on Markdown see the page's language."""
    speak(config, language_of(page) or FIRST)
    return page


@event_priority(90)
@survives(lambda: site.serving, lambda: site.root, lambda line, markdown, **_: f"{card(line)}\n\n{markdown}")
def on_page_markdown(markdown, page, config, files):
    """Put the numbers into the sentences and the figures' numbers into their blocks."""
    code = language_of(page)
    source = site.source.page(page.file.src_uri)
    if code is None or source is None or page.file.abs_src_path is None:  # The blog makes pages of its own.
        return markdown
    if source.broken:
        return card(str(source.broken))
    if lab := site.lab_pages.get(page.file.src_uri):
        vars(page).pop("render", None)  # Whoever lists mkdocs-jupyter's plugin gets our pages nevertheless.
        if lab.is_plain:
            return lab.markdown
        markdown = lab.markdown
    return _prose(source, code, markdown).replace(PAGE_URL, page.canonical_url or "")


@guarded
def on_page_content(html, page, config, files):
    return with_mathml(html)


@event_priority(90)
@guarded
def on_page_context(context, page, config, nav):
    """Give the page its language: navigation, names, and the same page in the other languages."""
    code = language_of(page)
    speak(config, code or FIRST, translations(page, site.files))
    context["nav"] = site.navigation.get(code or FIRST, nav)
    if code and "date" in page.meta:
        site.posts.setdefault(code, []).append(page)
    return context


@guarded
def on_template_context(context, template_name, config):
    speak(config, FIRST)
    context["nav"] = site.navigation[FIRST]
    return context


@event_priority(-100)
@survives(lambda: site.serving, lambda: site.root, lambda line, output, **_: with_card(line, output))
def on_post_page(output, page, config):
    """Fill in the pictures last: neither the search index nor an excerpt holds a figure's labels."""
    code = language_of(page) or FIRST
    output = with_mathml(output)
    output = _with_cards(output, page, code)  # Before the pictures are there: a term in one has no card.
    output = site.html.fill(output, code, lambda target: get_relative_url(target, page.url))
    output = site.names.claims.fill(output, code, lambda source: _address(f"{code}/{source}", page))
    if lab := site.lab_pages.get(page.file.src_uri):
        links = [*_lab_links(page, code, lab), *hosts(lab, repository(config.repo_url))]
        output, fault = site.lab_html.fill(output, lab, code, lambda target: get_relative_url(target, page.url), links)
        if fault and not site.serving:
            raise PluginError(str(fault))
        if fault:
            log.error("%s", fault)
    if config.strict and not site.serving and re.search(r'<[a-z]+ class="(?:figure-picture figure-failed|fault)"', output):
        raise PluginError(f"{page.file.src_uri}: the page shows that something could not be built; mkdocs serve shows where")
    return _guard_reading(output, page.file.src_uri)


@event_priority(-100)
def on_post_template(output, template_name, config):
    return _guard_reading(output, template_name) if template_name.endswith(".html") else output


@guarded
def on_post_build(config):
    """Write the pages of code, the pictures that labs put out, and one feed a language."""
    code_pages.write(site.code, config, site.env, site.files, site.navigation, _from)
    for address, data in site.lab_html.rasters.items():
        write_file(data, str(Path(config.site_dir) / address))
    for code, words in config.extra["languages"].items():
        text = feed(words["site_name"], words["site_description"], f"{config.site_url}{code}/", code, site.posts.get(code, []))
        write_file(text.encode(), str(Path(config.site_dir) / code / "feed.xml"))


def _guard_reading(output: str, source: str) -> str:
    """A page with its policy. What the policy would refuse fails the build; ``serve`` says it at the top of the page."""
    if csp.recording():
        return output
    refused = [*refusals(output, site.docs / source, site.root, site.hosts)]
    if refused and not site.serving:
        raise PluginError("\n".join(refused))
    for line in refused:
        log.error("%s", line)
        output = with_card(line, output)
    return csp.page_with_policy(output, site.hosts)


def on_serve(server, config, builder):
    """Rebuild when a figure, the test shown under it or a template changes, and when labs have run."""
    for folder in ("figures", "tests/figures", overrides.NAME):
        if (site.root / folder).is_dir():
            server.watch(str(site.root / folder))
    server.watch(str(overrides.THEME))
    server.watch(str(site.labs.done))
    reload_by_file(server)
    server.set_app(on_request(server.get_app(), lambda: site.report, site.bitmaps))
    server.builder = Rebuild(builder, Path(config.site_dir), site.root)
    return server


def _prose(source, code, markdown):
    """``markdown``, all of the page ``source`` or some cells of it, with its numbers."""
    return site.names.prose(source, code).render(markdown)


def _lab_links(page, code, lab):
    """(name of a word, address) of the figure in its article, and of the notebook."""
    if not lab.is_plain and (article := _address(f"{code}/{Article(lab.path.parent.name).page}", page)):
        yield "lab_article", f"{article}#{anchor(lab.path.stem)}"
    yield "lab_download", get_relative_url(lab_url(lab), page.url)


def _with_cards(output, page, code):
    """A card on every citation and, in an article, on every term a section uses first."""
    if "#ref-" in output and (source := site.source.page(page.file.src_uri)):
        output = with_citations(output, site.source.bibliography(source.article))
    if "date" in page.meta:
        glossary = site.source.glossary
        href = partial(get_relative_url, other=page.url)
        output = in_article(output, lambda text: with_terms(text, glossary, code, href))
    return output


def in_article(output: str, change: Callable[[str], str]) -> str:
    """The built page ``output`` with ``change`` applied to its text, not to what Material puts around it."""
    return ARTICLE.sub(lambda found: found[1] + change(found[2]) + found[3], output, count=1)


def _address(source, page) -> str | None:
    """Where the page made from ``source`` (below docs/) lies, as seen from ``page``; nothing if there is none."""
    file = site.files.get_file_from_path(source)
    return get_relative_url(file.url, page.url) if file else None


def _from(source: str, here: str) -> str:
    """The address of the page made from ``source`` (below docs/), as seen from the address ``here``."""
    file = site.files.get_file_from_path(source)
    return get_relative_url(file.url, here) if file else ""


def _pages(items):
    for item in items:
        if item.is_page:
            yield item
        yield from _pages(item.children or [])


def _labs(files) -> dict[tuple[FigureId, str], str]:
    """(figure, language) → the URL of the lab that opens it."""
    labs = {}
    for source in (source for source, lab in site.lab_pages.items() if not lab.is_plain):
        code, _, article, name = source.split("/")
        labs[FigureId(Article(article).module, name.removesuffix(".py")), code] = files.get_file_from_path(source).url
    return labs


def _progress(figure, outcome, cached) -> None:
    if not cached and not isinstance(outcome, Fault):
        log.info("built figure %s", figure)
