"""The switch between the languages keeps the place; the landing page and a missing one lead to both."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from tests.browser.fixtures import AT_REST
from tests.browser.waiting import until
from tests.pages.links import document

LANGUAGES = ("ko", "en")


def twin(page: str) -> str:
    """The same page in the other language."""
    language, _, rest = page.partition("/")
    return f"{'en' if language == 'ko' else 'ko'}/{rest}"


def paired(site) -> list[str]:
    """The Korean pages of which there is an English one."""
    return [page for page in site.pages if page.startswith("ko/") and twin(page) in site.pages]


def switch(page, language: str):
    """The link that leads to the other language, made visible where it lies in a menu."""
    link = page.locator(f"header a[hreflang={language}], nav a[hreflang={language}]").first
    if not link.is_visible():
        page.locator("header .md-select button").first.hover()
    return link


def test_the_switcher_lands_on_the_same_page(site, page):
    """Seen on an article, a list and a plain page; where the others' leads is read off the page."""
    listed = {path for path in paired(site) if path.count("/") <= 2 or path in site.with_figures}
    for here in sorted(path for path in listed if path not in site.of_code):
        page.goto(site.url + here)
        switch(page, "en").click()
        page.wait_for_url(re.compile(re.escape(site.url + twin(here)) + "(#.*)?$"))


def test_every_page_offers_its_twin(site):
    for path in paired(site):
        for here in (path, twin(path)):
            links = {
                (attributes.get("hreflang"), urljoin(site.url + here, attributes.get("href") or ""))
                for tag, attributes in document(site.html(here)).attributes
                if tag == "a" and attributes.get("hreflang")
            }
            assert (twin(here)[:2], site.url + twin(here)) in links, here


def test_the_switcher_keeps_the_place(site, page):
    page.set_viewport_size({"width": 1280, "height": 300})  # Lower than the sample's articles, which would not scroll.
    for path in (p for p in site.with_figures if p.startswith("ko/") and "/blog/" in p):
        headings = [identifier for level, identifier in document(site.html(path)).headings if identifier and level == 2]
        if not headings or twin(path) not in site.pages:
            continue
        place = headings[len(headings) // 2]
        page.goto(f"{site.url}{path}#{place}")
        until(page, f"Math.abs(document.getElementById({place!r}).getBoundingClientRect().top) < innerHeight / 2")
        switch(page, "en").click()
        page.wait_for_url(re.compile(re.escape(site.url + twin(path))))
        until(page, f"Math.abs(document.getElementById({place!r}).getBoundingClientRect().top) < innerHeight")


def test_the_landing_page_leads_to_both_languages(site, page):
    page.goto(site.url)
    for language in LANGUAGES:
        assert page.locator(f'a[href="{language}/"]').first.is_visible(), language


def test_a_missing_page_says_so_in_both_languages_and_leads_back(site, page):
    failed = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    response = page.goto(f"{site.url}en/no/such/page/")
    page.evaluate(AT_REST)
    assert response.status == 404
    assert failed == [response.url]
    text = page.locator("body").inner_text()
    assert "404" in text and any("가" <= letter <= "힣" for letter in text) and "page" in text
    targets = {link.get_attribute("href") for link in page.locator("a[href]").all() if link.is_visible()}
    assert {f"{site.url}ko/", f"{site.url}en/"} <= {
        page.evaluate("href => new URL(href, document.baseURI).href", target) for target in targets
    }
