"""The code and the tests behind a figure: pages of their own, opened in place when a reader asks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sitekit.languages import LANGUAGES
from tests.browser.fixtures import WIDTHS, accessibility
from tests.browser.waiting import until
from tests.pages.links import document

FIGURE = "slope"
TOP = "id => document.getElementById(id).getBoundingClientRect().top"
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def article(site):
    """language → the address of the article that the figure belongs to."""
    return {code: f"{site.url}{code}/blog/straight-lines/" for code in LANGUAGES}


def code_of(site, language: str, kind: str = "code") -> str:
    return next(page for page in site.of_code if page.startswith(f"{language}/{kind}/") and f"/{FIGURE}/" in page)


def menu(page, address: str):
    """The figure's menu, opened."""
    page.goto(f"{address}#figure-{FIGURE}")
    found = page.locator(f'[data-figure="{FIGURE}"] .figure-about')
    found.locator("summary").click()
    return found


@each_language
def test_a_page_shows_every_file_and_says_where_it_belongs(site, article, language, page):
    page.goto(site.url + code_of(site, language))
    files = page.locator(".code-file h2")
    names = [name.rsplit("/", 1)[-1] for name in files.all_inner_texts()]
    assert names[:2] == ["figure.py", "live.py"] and "live.js" in names
    assert "def measure" in page.locator(".code-file").first.inner_text()
    assert page.evaluate("document.documentElement.lang") == language
    assert LANGUAGES[language].figure in page.locator("h1").inner_text()
    back = page.locator(".code-back")
    back.click()
    page.wait_for_url(f"{article[language]}#figure-{FIGURE}")


@each_language
def test_the_tests_have_a_page_as_well_and_each_leads_to_the_other(site, language, page):
    tests = code_of(site, language, "tests")
    page.goto(site.url + tests)
    names = [name.rsplit("/", 1)[-1] for name in page.locator(".code-file h2").all_inner_texts()]
    assert names[0] == "test_figure.py" and "golden.py" in names
    page.locator(".code-ways a:not([rel]):not(.code-back)").click()
    page.wait_for_url(site.url + code_of(site, language))


def test_the_language_switch_stays_on_the_page(site, page):
    page.goto(site.url + code_of(site, "ko"))
    page.locator(".languages a[hreflang=en]").first.click()
    page.wait_for_url(re.compile(re.escape(site.url + code_of(site, "en")) + "(#.*)?$"))


def test_no_page_of_code_is_searched(site):
    for index in (path.read_text("utf-8") for path in (site.folder / "search").iterdir()):
        assert "/code/" not in index and "def measure" not in index and "any-article" not in index


def test_nothing_of_the_page_that_all_are_made_of_is_left(site):
    assert site.of_code
    for page in site.of_code:
        html = site.html(page)
        assert not re.search(r"any[-_]article|any_figure|of-a-code-page|of a code page", html), page


def test_a_line_has_an_address(site, page):
    path = code_of(site, "ko")
    page.goto(f"{site.url}{path}#L12")
    until(page, f"({TOP})('L12') < innerHeight && ({TOP})('L12') > 40")
    assert page.locator("#L12").evaluate("line => line.matches(':target')")
    page.locator("#L3 > a").click()
    assert page.url.endswith("#L3")
    ids = document(site.html(path)).ids
    assert "live-py-L1" in ids and "live-js-L1" in ids


def test_a_selection_has_no_line_numbers(site, page):
    page.goto(site.url + code_of(site, "en"))
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.code-file pre code'))")
    source = (site.project.root / "figures/straight_lines/slope/figure.py").read_text("utf-8")
    assert page.evaluate("getSelection().toString()").strip().splitlines()[:20] == source.strip().splitlines()[:20]


def test_a_file_can_be_copied_whole(site, browser):
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(site.url + code_of(site, "en"))
        page.get_by_role("button", name="Copy").first.click()
        expect(page.locator(".code-tools [role=status]").first).not_to_be_empty()
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (site.project.root / "figures/straight_lines/slope/figure.py").read_text("utf-8")


def test_without_scripts_the_menu_has_links_and_the_pages_no_buttons(site, article, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        found = menu(page, article["ko"])
        links = found.locator(".figure-code a")
        assert links.count() == 2 and found.locator("button").count() == 0
        links.first.click()
        page.wait_for_url(site.url + code_of(site, "ko"))
        assert page.locator(".code-file").first.is_visible() and page.locator(".code-page button").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_listing_opens_in_place_and_closes(site, article, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    found = menu(page, article["ko"])
    opener = found.locator(".code-opener").first
    opener.focus()
    page.keyboard.press("Enter")
    listing = found.locator(".code-listing").first
    expect(listing).to_be_visible()
    assert "def measure" in listing.inner_text()
    assert opener.get_attribute("aria-expanded") == "true" and opener.evaluate("button => button === document.activeElement")
    assert listing.locator("[id]").count() == 0, "an id of another page may stand on this one as well"
    assert listing.locator(".code-line > a").first.evaluate("a => a.href") == f"{site.url}{code_of(site, 'ko')}#L1"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert listing.locator("button").count() == listing.locator(".code-file").count() > 1
    assert accessibility(page) == []
    page.keyboard.press("Enter")
    expect(listing).to_be_hidden()
    assert opener.get_attribute("aria-expanded") == "false"


def test_it_is_fetched_once(article, page):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "/code/" in request.url else None)
    found = menu(page, article["en"])
    assert fetched == []
    opener = found.locator(".code-opener").first
    for _ in range(3):
        opener.click()
        expect(found.locator(".code-listing").first).to_be_visible()
        opener.click()
    assert len(fetched) == 1


@pytest.mark.parametrize("answer", [{"status": 500, "body": "no"}, {"status": 200, "body": "<p>another page</p>"}, None])
def test_a_page_that_cannot_be_fetched_leaves_the_link(site, article, page, answer):
    page.route("**/code/**", lambda route: route.fulfill(**answer, content_type="text/html") if answer else route.abort())
    found = menu(page, article["en"])
    found.locator(".code-opener").first.click()
    expect(found.locator("[role=status]").first).not_to_be_empty()
    assert found.locator(".code-listing").first.is_hidden()
    page.unroute("**/code/**")
    found.locator(".code-opener").first.click()
    expect(found.locator(".code-listing").first).to_be_visible()
    expect(found.locator("[role=status]").first).to_be_empty()
    found.locator(".figure-code a").first.click()
    page.wait_for_url(site.url + code_of(site, "en"))


def test_what_is_fetched_runs_nothing(site, article, page):
    html = site.html(code_of(site, "en")).replace(
        '<div class="code-files">',
        '<div class="code-files"><script>window.ran = 1</script><img src="x" onerror="window.ran = 1">',
    )
    page.route("**/code/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    found = menu(page, article["en"])
    found.locator(".code-opener").first.click()
    expect(found.locator(".code-listing").first).to_be_visible()
    assert page.evaluate("window.ran") is None


def test_paper_has_no_menu(article, page):
    found = menu(page, article["en"])
    page.emulate_media(media="print")
    assert found.is_hidden()
