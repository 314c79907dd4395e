"""The pages of code and tests, in the site's chrome.

They are many and differ in little, so MkDocs renders one of a language, with names that stand for any article and figure;
the others are that page with other names and another text. None is in the navigation, the search index or the site map.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from urllib.parse import quote

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, write_file

from sitekit.languages import LANGUAGES
from sitekit.pages.code import KINDS, Address, CodePages, code_source
from sitekit.project import Article, FigureId

ANY = FigureId("any_article", "any_figure")
TITLE = "title--of-a-code-page"
TEXT = "<h1>text of a code page</h1>"
PLACE = f"{KINDS[0]}/{Article.of(ANY.article).slug}/{ANY.name}"
"""How the pattern's address names what it shows."""


def address(config) -> Address:
    """Where each page lies, by the rules of ``config``."""

    @cache
    def url(kind: str, figure: FigureId, language: str) -> str:
        return _file(config, kind, figure, language).url

    return url


def write(pages: CodePages, config, env, files, navigation, source: Callable[[str, str], str]) -> None:
    """Write every page into the site. ``source`` gives the address of what a source below docs/ became, as seen from a page's."""
    patterns = _patterns(config, env, files, navigation)
    for kind, figure, language in pages.all():
        file = _file(config, kind, figure, language)
        here = file.url
        page = pages.page(
            kind,
            figure,
            language,
            lambda target, here=here: get_relative_url(target, here),
            lambda path, here=here: source(path, here),
        )
        place = f"{kind}/{Article.of(figure.article).slug}/{figure.name}"
        write_file(_filled(patterns[language], place, page.title, page.content).encode(), file.abs_dest_path)


def _patterns(config, env, files, navigation) -> dict[str, str]:
    """language → the page of any figure's code, as MkDocs renders and every plugin has seen it."""
    patterns = {language: _file(config, KINDS[0], ANY, language) for language in LANGUAGES}
    pages = {language: Page(TITLE, file, config) for language, file in patterns.items()}
    for file in patterns.values():
        files.append(file)  # So that each is found as the other's translation.
    outputs = {}
    for language, page in pages.items():
        page.meta = {"hide": ["navigation", "toc"], "code": True}
        page.content, page.toc = TEXT, get_toc([])
        nav = navigation[language]
        context = config.plugins.on_page_context(get_context(nav, files, config, page), page=page, config=config, nav=nav)
        output = env.get_template("main.html").render(context)
        outputs[language] = config.plugins.on_post_page(output, page=page, config=config)
    for file in patterns.values():
        files.remove(file)
    return outputs


def _filled(pattern: str, place: str, title: str, content: str) -> str:
    in_address = re.compile(rf"(\?title=[^\"]*?){TITLE}")
    page = in_address.sub(lambda match: match[1] + quote(title), pattern.replace(PLACE, place))
    return page.replace(TITLE, escape(title)).replace(TEXT, content)


def _file(config, kind: str, figure: FigureId, language: str) -> File:
    return File.generated(config, code_source(kind, figure, language), content="", inclusion=InclusionLevel.NOT_IN_NAV)
