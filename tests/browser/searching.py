"""A search as a reader makes it: words into the field, and what stands below it then."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.sites import Site


class Searching:
    """The search of one page. Hangul is put in as an input method does it, without any key."""

    def __init__(self, page: Page, site: Site, path: str) -> None:
        self.page, self.site = page, site
        page.goto(site.url + path, wait_until="load")
        self.field = page.locator(".md-search__input")
        self.status = page.locator(".md-search [role=status]")
        self.items = page.locator(".md-search-result__item")

    def for_(self, query: str) -> list[str]:
        """The addresses below the site that ``query`` gives, in their order, without what they mark."""
        self.field.focus()
        self.field.fill(query)
        said = "(asked) => document.querySelector('.md-search-result__list').dataset.query === asked.trim()"
        self.page.wait_for_function(said, arg=query)
        addresses = self.page.eval_on_selector_all(
            ".md-search-result__link", "links => links.map(({ pathname, hash }) => pathname + hash)"
        )
        base = "/" + self.site.url.split("/", 3)[3]
        return [address.removeprefix(base) for address in addresses]

    def item(self, address: str) -> Locator:
        """The result that leads to ``address``."""
        path, _, anchor = address.partition("#")
        return self.items.filter(has=self.page.locator(f'a[href*="{path}"][href$="#{anchor}"]'))
