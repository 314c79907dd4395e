"""One page in several languages: which language a page is in, and where its translations are."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from babel.dates import format_date, format_datetime
from jinja2 import BaseLoader, TemplateNotFound
from mkdocs.structure.pages import Page

from sitekit import languages
from sitekit.assets.own_fonts import address
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.mkdocs.colours import unnamed
from sitekit.settings import Settings, kinds
from sitekit.words import word

MATERIAL = re.compile(r"partials/languages/([\w-]+)\.html\Z")
STYLES = ("full", "long", "medium", "short")
"""The formats of a date that have a name; any other is a pattern."""


def fault_of(config) -> Fault | None:
    """What is wrong with ``extra.languages``, of which pages, feeds and cards are made, or with the file that says them."""
    try:
        settings = Settings.read(Path(config.config_file_path).parent)
    except Fault as fault:  # Such as a key that is there twice, which MkDocs takes.
        return fault
    return next(kinds(settings), None) or next(languages.faults(config.extra.get("languages"), settings), None)


def language_of(page) -> str | None:
    """The language of a page, told by the first folder of its source."""
    first = page.file.src_uri.split("/")[0]
    return first if first in LANGUAGES else None


def translations(page, files) -> dict[str, Page]:
    """language → the same page in it, for the languages that have it; nothing for a page of no language."""
    if page is None or language_of(page) is None:
        return {}
    _, _, rest = page.file.src_uri.partition("/")
    found = {code: files.get_file_from_path(f"{code}/{rest}") for code in LANGUAGES}
    return {code: file.page for code, file in found.items() if file and file.page}


def alternates(page, files) -> list[tuple[str, str | None]]:
    """(hreflang, absolute URL) of a page that exists in several languages, for its head and for the site map.

    ``x-default`` is the page for readers of any other language: the landing page, or the English one, or the first language's.
    """
    landing, source = files.get_file_from_path("index.md"), page.file.src_uri
    first_pages = source in ("index.md", *(f"{code}/index.md" for code in LANGUAGES))
    pages = translations(files.get_file_from_path(f"{LANGUAGES.first}/index.md").page if source == "index.md" else page, files)
    if len(pages) < 2:
        return []
    default = landing.page if first_pages and landing else pages.get("en", next(iter(pages.values())))
    return [*((code, other.canonical_url) for code, other in pages.items()), ("x-default", default.canonical_url)]


def speak(config, code: str, pages: dict[str, Page] | None = None) -> None:
    """Turn MkDocs' configuration to one language; it is read anew for every page.

    ``pages`` are the translations of the page at hand: the switch leads there, or to the other language's first page.
    Where there is one language, there is no switch.
    """
    config.theme["language"] = code
    config.extra["own_font"] = address(code) if LANGUAGES[code].font else ""
    for key, value in config.extra["languages"][code].items():
        if key in ("site_name", "site_description", "site_author"):
            config[key] = value
    for toggle, key in unnamed(config.theme):
        toggle["name"] = word(key, code)
    index = "" if config.get("use_directory_urls", True) else "index.html"
    config.extra["alternate"] = [
        {
            "lang": other,
            "name": language.name,
            "link": pages[other].url if pages and other in pages else f"{other}/{index}",
            "same": bool(pages and other in pages),
            "lacking": bool(pages and other not in pages),
        }
        for other, language in LANGUAGES.items()
    ]


class Words(BaseLoader):
    """Material's own words for every language of the site, under its very tag; in a language that she does not speak, English.

    ``loader`` has the files of the theme.
    """

    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader

    def get_source(self, environment, template):
        match = MATERIAL.match(template)
        if not match or match[1] not in LANGUAGES:
            raise TemplateNotFound(template)
        for code in (match[1], match[1].partition("-")[0], "en"):
            with suppress(TemplateNotFound):
                source, *_ = self.loader.get_source(environment, template.replace(match[1], code))
                said = re.sub(r'("language": )"[^"]*"', rf'\1"{match[1]}"', source, count=1)
                return said, None, lambda: False
        raise TemplateNotFound(template)


def dates(config) -> Callable[[datetime], str]:
    """What writes a date as the language of the page and its country do, in the ``post_date_format`` of the language's blog.

    Material's own filter knows no country, and has one format for all blogs, that of the last.
    """
    blogs = [plugin.config for plugin in config.plugins.values() if "post_date_format" in getattr(plugin, "config", {})]
    formats = {blog["blog_dir"].split("/")[0]: blog["post_date_format"] for blog in blogs}

    def written(date: datetime) -> str:
        code = config.theme["language"]
        style = formats.get(code, "long")
        return (format_date if style in STYLES else format_datetime)(date, style, locale=word("locale", code))

    return written
