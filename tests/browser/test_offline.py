"""The copy of the site that is read from a folder: nothing is missing in it, and nothing is asked of a server."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest

from tests import sites
from tests.sites import Site

pytestmark = pytest.mark.slow
"""A whole build of its own."""

WAY = re.compile(r'<(?:a|link|img|script|image)\b[^>]*?\s(?:href|src)="([^"]*)"')
ID = re.compile(r'\sid="?([^"\s>]+)')


@pytest.fixture(scope="module")
def copy() -> Site:
    """The sample's."""
    return sites.offline_site()


@pytest.fixture
def opened(browser, copy):
    """Opens a page of the copy; in the end nothing has been refused, has failed or was asked of a host."""
    faults: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as context:

        def page_at(way: str):
            page = context.new_page()
            page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("requestfailed", lambda request: faults.append(request.url))
            page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else faults.append(request.url))
            page.goto(f"{copy.folder.as_uri()}/{way}", wait_until="load")
            return page

        yield page_at
    assert faults == []


def test_every_link_leads_to_a_file_and_a_place_in_it(copy):
    pages = {path: path.read_text("utf-8") for path in copy.folder.rglob("*.html")}
    ids = {path: {unescape(name) for name in ID.findall(text)} for path, text in pages.items()}
    astray, followed = set(), 0
    for path, text in pages.items():
        for way in map(urlsplit, map(unescape, WAY.findall(text))):
            if way.scheme or way.netloc:
                continue
            followed += 1
            target = (path.parent / unquote(way.path)).resolve() if way.path else path
            place = unquote(way.fragment).split("?")[0]
            if not target.is_file() or (place and target.suffix == ".html" and place not in ids[target]):
                astray.add(f"{path.relative_to(copy.folder)}: {way.geturl()}")
    assert followed > 500
    assert astray == set()


@pytest.mark.parametrize(
    "way", ["index.html", "ko/index.html", "en/blog/round-things.html", "ko/glossary.html", "ko/claims.html"]
)
def test_a_page_has_its_style_and_its_font(opened, way):
    page = opened(way)
    assert page.evaluate("[...document.fonts].some(({ family, status }) => /Sitekit Sans/.test(family) && status === 'loaded')")
    assert page.evaluate("[...document.styleSheets].length") > 1
    assert page.locator("h1").first.evaluate("h1 => getComputedStyle(h1).fontFamily").startswith('"Sitekit Sans"')


@pytest.mark.parametrize(("language", "query"), [("ko", "원"), ("en", "circle")])
def test_the_search_finds_a_page_and_leads_there(opened, language, query):
    page = opened(f"{language}/index.html")
    page.locator(".md-search__input").fill(query)
    result = page.locator(".md-search-result__list a").first
    result.wait_for()
    result.click()
    page.wait_for_url(re.compile(rf"^file:.*/{language}/.*\.html"))


def test_the_switch_leads_to_the_same_page_at_the_same_place(opened):
    page = opened("ko/blog/round-things.html")
    page.locator("#plain").scroll_into_view_if_needed()
    page.locator("a[data-same-page][hreflang=en]").first.click()
    page.wait_for_url(re.compile(r"^file:.*/en/blog/round-things\.html"))
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(("language", "said"), [("ko", "서버"), ("en", "server")])
def test_a_live_figure_is_there_as_measured_and_says_what_it_needs(opened, language, said):
    page = opened(f"{language}/blog/round-things.html#figure-slope")
    assert page.locator("live-figure .figure-static svg").is_visible()
    assert said in page.locator("live-figure .live-failed").text_content()
    assert not page.locator(".both-languages").first.is_visible()


def test_a_card_on_a_term_opens_and_its_link_leads_to_the_glossary(opened):
    page = opened("en/blog/straight-lines.html")
    term = page.locator("a.term").first
    term.hover()
    assert page.locator(".tip-card").filter(visible=True).count() == 1
    term.click()
    page.wait_for_url(re.compile(r"/en/glossary\.html#"))


def test_a_copy_names_the_published_page(opened, copy):
    page = opened("en/blog/round-things.html")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{copy.url}en/blog/round-things/"
