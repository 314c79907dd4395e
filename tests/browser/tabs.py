"""Tabs that are handed on from test to test: half of what it takes to open a page is to open a tab for it.

A test gets one as good as new: nothing is stored, the mouse is outside, the window has its first size. Where a test does more
than read, press and type, its tab is closed afterwards.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary, WeakSet

import pytest
from playwright.sync_api import Browser, Error, Page

ALTERS = (
    *("add_init_script", "add_script_tag", "add_style_tag", "expose_binding", "expose_function", "set_content"),
    *("on", "once", "route", "route_from_har", "close", "pause"),
    *("emulate_media", "set_default_navigation_timeout", "set_default_timeout", "set_extra_http_headers"),
)
"""What a test may do to a tab that the next one would notice. To take hold of its context counts, too."""
SIZE = {"width": 1280, "height": 720}
"""Pixels of the window of a tab whose options name none, as Playwright has it."""
TIMEOUT = 60_000
"""Milliseconds: far more than any of it takes, since as many tests run at once as there are processors."""
EMPTY = """async () => {
  localStorage.clear();
  sessionStorage.clear();
  const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
  return workers.length + (await caches.keys()).length === 0;
}"""
"""Whether nothing is stored; what is easily thrown away is."""

_altered: WeakSet[Page] = WeakSet()
_hosts: WeakKeyDictionary[Page, str] = WeakKeyDictionary()


@contextmanager
def watched() -> Iterator[None]:
    """While this lasts it is noticed what is done to tabs."""

    def noted(method: Any) -> Any:
        @functools.wraps(method)
        def call(page: Page, *arguments: Any, **options: Any) -> Any:
            _altered.add(page)
            return method(page, *arguments, **options)

        return call

    def going(method: Any) -> Any:
        @functools.wraps(method)
        def call(page: Page, url: str, **options: Any) -> Any:
            host = urlsplit(url).netloc
            if _hosts.setdefault(page, host) != host:  # Only what the last one has stored is thrown away.
                _altered.add(page)
            return method(page, url, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ALTERS:
            patch.setattr(Page, name, noted(getattr(Page, name)))
        patch.setattr(Page, "goto", going(Page.goto))
        context = Page.context
        patch.setattr(Page, "context", property(noted(context.fget), doc=context.__doc__))
        yield


class Tabs:
    """The tabs of ``browser`` that are free, by the options of their contexts."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[str, list[Page]] = {}
        self.options: WeakKeyDictionary[Page, dict[str, Any]] = WeakKeyDictionary()

    def take(self, **options: Any) -> Page:
        """A tab in a context with ``options``, which nobody else has until it is given back."""
        options = {"viewport": SIZE, **options}
        if free := self.free.get(repr(sorted(options.items()))):
            return free.pop()
        context = self.browser.new_context(**options)
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        self.options[page] = options
        return page

    def give(self, page: Page) -> None:
        """Take ``page`` back, for another test unless it is altered."""
        has_no_scripts = self.options[page].get("java_script_enabled") is False
        if has_no_scripts or page in _altered or not self._emptied(page):
            Page.context.fget(page).close()  # ty: ignore[unresolved-attribute]
            return
        _hosts.pop(page, None)
        self.free.setdefault(repr(sorted(self.options[page].items())), []).append(page)

    def _emptied(self, page: Page) -> bool:
        options = self.options[page]
        try:
            if page.url != "about:blank" and not page.evaluate(EMPTY):
                return False
            page.goto("about:blank")
            page.mouse.move(-1, -1)
            if page.viewport_size != options["viewport"]:
                page.set_viewport_size(options["viewport"])
        except Error:  # It is closed, or its page lets nobody look.
            return False
        _altered.discard(page)
        return True
