"""MkDocs' events, forwarded to the machine."""

from __future__ import annotations

import logging
import os
import re
import sys
from functools import partial
from inspect import getclosurevars
from pathlib import Path

import click
from jinja2 import ChoiceLoader
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.utils import write_file

from sitekit import languages, overrides, templates
from sitekit.build import brand
from sitekit.disk import unwritable
from sitekit.fault import Fault, Faults
from sitekit.labs.convert import Converter
from sitekit.labs.html import LabHtml
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.mkdocs import code_pages, host, kept, manifest, navigation, notebooks, offline, told
from sitekit.mkdocs import policy as csp
from sitekit.mkdocs.addresses import is_local, with_address, without_placeholder
from sitekit.mkdocs.bitmaps import on_request
from sitekit.mkdocs.feeds import feed
from sitekit.mkdocs.files import add_files
from sitekit.mkdocs.finished import Asked, Finished
from sitekit.mkdocs.languages import Words, alternates, dates, fault_of, language_of, speak, translations
from sitekit.mkdocs.material import later, with_tables, without_gaps
from sitekit.mkdocs.refusals import refusals
from sitekit.mkdocs.rendered import Rendered
from sitekit.mkdocs.saved import Saved
from sitekit.mkdocs.search import Index, take_over
from sitekit.mkdocs.serve import Rebuild, card, reload_by_file, survives, with_card
from sitekit.mkdocs.sharing import Sharing
from sitekit.mkdocs.site import Site
from sitekit.mkdocs.start import obstacle, unpublished
from sitekit.mkdocs.templated import Templated
from sitekit.pages import diagrams, highlight, icons, maths
from sitekit.pages.block import FigureExtension
from sitekit.pages.code import CodePages
from sitekit.pages.code_notes import with_code_notes
from sitekit.pages.figure import FigureHtml
from sitekit.pages.folded import FoldedExtension
from sitekit.pages.headings import with_title_id
from sitekit.pages.highlight import Highlighter
from sitekit.pages.shown import ShownExtension
from sitekit.pages.states import StatesExtension
from sitekit.pages.tasks import with_tasks
from sitekit.reading import composed
from sitekit.settings import Settings
from sitekit.templates import render
from sitekit.text import licence
from sitekit.words import word

__all__ = [
    "on_build_error",
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

SIGNS = {"+": "plus", "#": "sharp", "&": "and"}
NEVER = "1970-01-01"
"""What MkDocs, which asks for a date, is told of a page without one."""

site = Site()
sharing = Sharing(site)
guarded = survives(lambda: site.serving, lambda: site.root)


def on_startup(*, command, dirty):
    site.serving, site.begun = command == "serve", False
    asked = click.get_current_context(silent=True)
    site.waits = not site.serving or bool(asked and asked.params.get("livereload") is False)


def on_build_error(error):
    """What cannot be written ends a build in one line."""
    if not site.serving and (line := unwritable(error, site.root)):
        raise Abort(line)


def on_config(config):
    """Register the blocks. MkDocs forgets the project's folder after loading its hooks; workers and labs need it."""
    site.root = Path(config.config_file_path).resolve().parent
    if not site.begun:  # ``serve`` comes here before every build, and has the port from the first on.
        if line := obstacle(site.root, Path(config.site_dir), tuple(config.dev_addr) if site.serving else None):
            raise Abort(line)
        site.begun = True
    if not site.serving and (line := unpublished(site.root, config)):
        log.info("%s", line)
    if str(site.root) not in sys.path:
        sys.path.insert(0, str(site.root))
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(site.root) not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(site.root), *paths]))
    overrides.use(site.root)
    site.compiled.memo = Memo(site.root / ".cache" / "templates")
    templates.remember(site.compiled.memo)
    languages.use(site.root, config.extra.get("languages") or {})
    without_placeholder(config)
    folder = str(site.root / overrides.NAME)
    if Path(folder).is_dir() and folder not in config.theme.dirs:
        config.theme.dirs.insert(0, folder)
    if brand.given(Settings.sound(site.root)):
        config.extra_css.append(brand.SHEET)
    if offline.asked():
        config.use_directory_urls = False
    config.markdown_extensions += [FigureExtension(), FoldedExtension(), ShownExtension(), StatesExtension()]
    if icons.EXTENSION in config.markdown_extensions:
        config.mdx_configs[icons.EXTENSION] = icons.options(config.mdx_configs.get(icons.EXTENSION))
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    others = [given for given in fences.get("custom_fences", ()) if given.get("name") != diagrams.NAME]
    fences["custom_fences"] = [*others, {"name": diagrams.NAME, "class": diagrams.NAME, "format": diagrams.fence}]
    site.index = Index() if take_over(config) else None
    if fault := fault_of(config):
        raise PluginError(str(fault))
    slugs = {
        name: slug for language in config.extra["languages"].values() for name, slug in (language.get("categories") or {}).items()
    }
    for plugin in config.plugins.values():
        if "tags_slugify" in (settings := getattr(plugin, "config", {})):
            settings["tags_slugify"] = partial(_slug_of_tag, settings["tags_slugify"])
        if "categories_slugify" in (settings := getattr(plugin, "config", {})):
            settings["categories_slugify"] = partial(_slug, slugs, settings["categories_slugify"])
    return config


def _slug(slugs, otherwise, name, separator):
    """A category's name in an address: the same in every language where mkdocs.yml gives it one."""
    return slugs.get(name) or otherwise(name, separator)


def _slug_of_tag(otherwise, name, separator):
    """A tag's name in an address: that of the same tag in the language whose letters addresses are written in."""
    return otherwise(spelled(site.source.tags.get(name, name)), separator)


def spelled(name: str) -> str:
    """``name`` with the signs in words that an address leaves out: C++ is not C#."""
    for sign, said in SIGNS.items():
        name = name.replace(sign, f" {said} ")
    return " ".join(name.split())


@guarded
def on_pre_build(config):
    """Build the figures and check the texts before anything is written, so that a fault leaves the last good site."""
    site.last = None
    faults = site.read(config)
    for fault in faults if site.serving or not config.strict else ():
        log.error("%s", fault)
    if faults and config.strict and not site.serving:
        raise PluginError(str(Faults(faults)))
    if site.report.faults and not site.serving:
        raise PluginError(str(Faults(list(dict.fromkeys(site.report.faults.values())))))


@event_priority(90)
@guarded
def _without_unread(files, config):
    """Under ``serve``, take out what no plugin could read, or show in its place what is wrong with it."""
    for file in list(files) if site.serving else ():
        told.instead_of_unread(files, file, site.source)
    return files


@event_priority(-90)
@guarded
def _with_ours(files, config):
    """Make pages of notebooks, and add what the figures made."""
    notebooks.become_pages(files, config, lambda source: site.source.page(source) is not None)
    highlighter = Highlighter(site.root / ".cache" / "highlight")
    site.code = CodePages(site.source, highlighter, code_pages.address(config))
    site.html = FigureHtml(site.source, site.code, site.labs_of_figures(files))
    site.html.shows_covers = not site.front.pair
    makers = (highlight.MAKER, maths.MAKER)
    converter = Converter(site.root / ".cache" / "lab-cells", highlighter.python, maths.sound, makers)
    site.lab_html = LabHtml(site.labs, converter)
    site.files = files
    sharing.begin(config)
    add_files(files, config, site)
    if offline.asked():
        offline.add_script(files, config)
    if not _is_kept():
        kept.take_out(files)
    site.loaded.merge(files, config)
    site.rendered = Rendered(site.memo, config, files)
    site.finished = Finished(site.memo, site, config, offline.asked(), csp.recording())
    return files


on_files = CombinedEvent(_without_unread, _with_ours)


@event_priority(-90)
@guarded
def on_nav(nav, config, files):
    """Split the navigation by language."""
    try:
        found = navigation.split(nav, files, site.root)
    except Fault as fault:
        raise PluginError(str(fault)) from None
    site.navigation.clear()
    site.navigation.update(found)
    site.nav = nav
    return nav


@guarded
def on_env(env, config, files):
    """What the templates ask for: the machine's own words, where a page's translations are, and each other."""
    env.globals["word"] = lambda key, language=None: word(key, language or config.theme["language"])
    env.globals["reading_of"] = site.reading
    env.globals["changed_on"] = site.changed
    env.globals["ways"] = site.ways
    env.globals["offline"] = offline.asked()
    env.globals["serving"] = site.serving
    env.globals["built_by"] = f"{host.NAME}-{host.VERSION}"
    env.globals["kept_at"] = lambda page: kept.address(page) if _is_kept() else None
    env.globals["shared"] = sharing.of
    env.globals["first_picture"] = site.first_picture
    env.globals["is_local"] = is_local
    env.globals["licences"] = licence.of(config.extra)
    env.globals["alternates"] = lambda page: alternates(page, files)
    env.filters["date"] = dates(config)
    env.filters["later"] = later
    loader = overrides.loader(config.theme.dirs)
    env.loader = ChoiceLoader([Words(loader), loader])
    env.bytecode_cache = site.compiled
    for file in files.documentation_pages():  # To MkDocs, every page was changed on the day of the build.
        changed = site.changed(file.page)
        file.page.update_date = str(changed.date()) if changed else NEVER
    site.env = env
    site.templated = Templated(site.memo, site, config, env, offline.asked(), csp.recording())
    return env


@event_priority(90)
@guarded
def on_pre_page(page, config, files):
    """Plugins that work on Markdown see the page's language."""
    speak(config, language_of(page) or LANGUAGES.first)
    if offline.asked():
        page.canonical_url = offline.published(page.canonical_url)
    return page


@event_priority(90)
@survives(lambda: site.serving, lambda: site.root, lambda line, markdown, **_: f"{card(line)}\n\n{markdown}")
def on_page_markdown(markdown, page, config, files):
    """Put the numbers into the sentences and the figures' numbers into their blocks."""
    code, markdown = language_of(page), composed(markdown)
    site.rendered.take_over(page)
    source = site.source.page(page.file.src_uri)
    markdown = with_title_id(markdown, page.file.src_uri) if code else markdown
    if code is None or source is None or page.file.abs_src_path is None:  # The blog makes pages of its own.
        return markdown
    if source.broken:
        return card(str(source.broken))
    if lab := site.lab_pages.get(page.file.src_uri):
        vars(page).pop("render", None)  # Whoever lists mkdocs-jupyter's plugin gets our pages nevertheless.
        site.rendered.take_over(page)
        if lab.is_plain:
            return with_title_id(lab.markdown, page.file.src_uri)
        markdown = with_title_id(lab.markdown, page.file.src_uri)
    return with_address(site.prose(source, code, markdown), page.canonical_url)


@guarded
def on_page_content(html, page, config, files):
    site.rendered.take_over_excerpt(page)
    html = maths.with_mathml(html)
    if code := language_of(page):
        html = with_tasks(with_code_notes(html, code), code)
        site.previews.add(page, site.entries(page, html, code))
    return html


@event_priority(90)
@guarded
def on_page_context(context, page, config, nav):
    """Give the page its language: navigation, names, and the same page in the other languages."""
    code = language_of(page)
    speak(config, code or LANGUAGES.first, translations(page, site.files))
    context["nav"] = site.navigation.get(code or LANGUAGES.first, nav)
    if code and site.index:
        site.index.add(page, code, lambda: site.entries(page, page.content or "", code))
    if code and "date" in page.meta:
        site.posts.setdefault(code, []).append(page)
    return context


@guarded
def on_template_context(context, template_name, config):
    speak(config, LANGUAGES.first)
    context["nav"] = site.navigation[LANGUAGES.first]
    return context


@event_priority(-100)
@survives(lambda: site.serving, lambda: site.root, lambda line, output, **_: with_card(line, output))
def on_post_page(output, page, config):
    """Fill in the pictures last: neither the search index nor an excerpt holds a figure's labels."""
    code = language_of(page) or LANGUAGES.first
    if lab := site.lab_pages.get(page.file.src_uri):  # What its cells gave is remembered by others.
        return _finished(output, page, config, code, lab, Asked(site, page, code))
    return site.finished.page(output, page, code, lambda asked: _finished(output, page, config, code, None, asked))


def _finished(output, page, config, code, lab, asked):
    output = site.filled(output, page, code, asked)
    if lab:
        output, fault = site.with_outputs(output, lab, page, code, config)
        if fault and not site.serving:
            raise PluginError(str(fault))
        if fault:
            log.error("%s", fault)
    output = with_tables(without_gaps(output))
    if offline.asked():
        output = offline.without_live_figures(output, code)
    if config.strict and not site.serving and re.search(r'<[a-z]+ class="(?:figure-picture figure-failed|fault)"', output):
        raise PluginError(f"{page.file.src_uri}: the page shows that something could not be built; mkdocs serve shows where")
    return _guard_reading(output, page.file.src_uri)


@event_priority(-100)
def on_post_template(output, template_name, config):
    return _guard_reading(output, template_name) if template_name.endswith(".html") else output


@guarded
def on_post_build(config):
    """Write what is made of all pages: those of code, labs' pictures, cards, the index, a feed a language, the font."""
    code_pages.write(
        site.code, config, site.env, site.files, site.navigation, lambda source, here: site.address(source, here) or ""
    )
    for address, data in site.lab_html.rasters.items():
        write_file(data, str(Path(config.site_dir) / address))
    for address, sheet in site.diagrams.sheets.items():
        write_file(sheet.encode(), str(Path(config.site_dir) / address))
    for address, data in sharing.all() if not site.serving else ():
        write_file(data, str(Path(config.site_dir) / address))
    site.previews.write(Path(config.site_dir))
    if site.index:
        site.index.write(Path(config.site_dir), site.source.glossary)
    if offline.asked():
        offline.finish(Path(config.site_dir))
    terms = licence.of(config.extra).get("text")
    for code, words in config.extra["languages"].items():
        entries = [sharing.entry(page, code) for page in site.posts.get(code, [])]
        text = feed(words["site_name"], words["site_description"], f"{config.site_url}{code}/", code, entries, terms)
        write_file(text.encode(), str(Path(config.site_dir) / code / "feed.xml"))
    site.loaded.write(Path(config.site_dir), site.html.sizes, site.serving)
    if not (Path(config.site_dir) / "index.html").is_file():
        names = {code: words["site_name"] for code, words in config.extra["languages"].items()}
        page = render("home", names=names, site=config.site_url or "", index="index.html" if offline.asked() else "")
        write_file(_guard_reading(f"<!doctype html>\n{page}", "index.md").encode(), str(Path(config.site_dir) / "index.html"))
    if not offline.asked():
        manifest.write(Path(config.site_dir), config.extra["languages"], brand.of(Settings.sound(site.root)))
    if _is_kept():
        for fault in kept.write(Path(config.site_dir), config.site_url or "", site.posts):
            log.warning("%s", fault)
    site.finished.keep()
    site.templated.keep()
    if site.serving:
        site.last = Saved(site, config, site.files, site.nav, site.env)


def _is_kept() -> bool:
    """Whether readers can keep an article of this build for when there is no network."""
    return not site.serving and not offline.asked()


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
    if site.labs.done.is_dir():
        server.watch(str(site.labs.done))
    reload_by_file(server)
    server.set_app(told.tells(on_request(server.get_app(), lambda: site.report, site.bitmaps, lambda: sharing.cards), site))
    configured = getclosurevars(builder).nonlocals["get_config"]  # As the command line has it; MkDocs keeps it to itself.

    def build(folder: Path) -> None:
        server.socket.close()  # That of the copied process.
        other = configured()
        other.site_dir, other.site_url = str(folder), config.site_url
        builder(other)

    server.builder = rebuild = Rebuild(server, Path(config.site_dir), site.root, lambda: site.last, build)
    site.arrived = rebuild.want_all
    if site.measuring.has_news:
        rebuild.want_all()
    return server
