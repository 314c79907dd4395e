"""A tab is handed on as good as new, or not at all."""

from __future__ import annotations

import pytest

from tests.browser.tabs import Tabs

SIZE = {"width": 500, "height": 400}
LEFT = "['left' in localStorage, 'left' in sessionStorage, innerWidth, document.querySelectorAll(':hover').length]"


@pytest.fixture
def own(tabs, browser) -> Tabs:
    """Tabs that no other test has; ``tabs`` has them watched."""
    return Tabs(browser)


def test_nothing_is_left_of_what_a_test_has_read_pressed_and_typed(own, site):
    page = own.take(viewport=SIZE)
    page.goto(f"{site.url}en/")
    page.evaluate("() => { localStorage.left = 1; sessionStorage.left = 1; }")
    page.set_viewport_size({"width": 700, "height": 400})
    page.mouse.move(40, 40)
    own.give(page)
    assert own.take(viewport=SIZE, color_scheme="dark") is not page
    assert own.take(viewport=SIZE) is page and own.take(viewport=SIZE) is not page
    assert page.url == "about:blank"
    page.goto(f"{site.url}en/")
    assert page.evaluate(LEFT) == [False, False, 500, 0]


@pytest.mark.parametrize(
    "alter",
    [
        lambda page, site: page.on("request", lambda request: None),
        lambda page, site: page.route("**/*", lambda route: route.continue_()),
        lambda page, site: page.emulate_media(media="print"),
        lambda page, site: page.context.set_offline(True),
        lambda page, site: page.evaluate("caches.open('kept').then(() => 0)"),
        lambda page, site: page.goto("data:text/html,elsewhere"),
        lambda page, site: page.close(),
    ],
    ids=["heard", "routed", "printed", "offline", "kept", "elsewhere", "closed"],
)
def test_what_a_test_has_altered_no_other_gets(own, site, alter):
    page = own.take(viewport=SIZE)
    page.goto(f"{site.url}en/")
    alter(page, site)
    own.give(page)
    assert page.is_closed() and own.take(viewport=SIZE) is not page
