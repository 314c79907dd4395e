"""A film of another host: nothing is asked of that before a reader presses, and then the page lets its frame in."""

from __future__ import annotations

import pytest

from sitekit.words import word
from tests.browser.fixtures import AT_REST, LISTEN

FILM = "**://www.youtube-nocookie.com/**"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_film_comes_when_it_is_asked_for(site, page, language):
    asked: list[str] = []
    page.add_init_script(LISTEN)
    page.on("request", lambda request: asked.append(request.url))
    page.route(FILM, lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>A film</title>"))
    page.goto(f"{site.url}{language}/notes/showcase/")
    button = page.get_by_role("button", name=word("embed_load", language)).first
    button.wait_for()
    page.evaluate(AT_REST)
    assert [url for url in asked if not url.startswith(site.url)] == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator(".embed-frame")
    frame.wait_for()
    page.evaluate(AT_REST)
    title = page.locator("[data-embed]").first.get_attribute("data-title")
    assert frame.get_attribute("title") == title and title
    assert [url for url in asked if not url.startswith(site.url)] == [frame.get_attribute("src")]
    assert page.evaluate("window.__violations") == []
    assert page.evaluate("document.activeElement.matches('.embed-frame')")


def test_without_scripts_there_is_a_link(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.url}en/notes/showcase/")
    assert page.locator("[data-embed] button").first.is_hidden()
    assert page.get_by_role("link", name=word("embed_link", "en").format("YouTube")).is_visible()
    page.context.close()
