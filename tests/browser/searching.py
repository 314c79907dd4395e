"""A search as a reader makes it: words into the field, and what stands below it then."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.sites import Site

ASK = """async (queries) => {
  const field = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  const found = [];
  for (const query of queries) {
    field.value = query;
    const given = query.trim();
    if (list.dataset.query !== given) await new Promise((done, failed) => {
      new MutationObserver(() => { if (list.dataset.query === given) done(); }).observe(list, { attributes: true });
      setTimeout(() => failed(new Error(`no answer to ${query}`)), 30_000);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    found.push([...document.querySelectorAll(".md-search-result__link")].map(({ pathname, hash }) => pathname + hash));
  }
  return found;
}"""


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
        return self.for_all([query])[0]

    def for_all(self, queries: list[str]) -> list[list[str]]:
        """The same for each of ``queries``, put in one after the other."""
        self.field.focus()
        base = "/" + self.site.url.split("/", 3)[3]
        return [[address.removeprefix(base) for address in addresses] for addresses in self.page.evaluate(ASK, queries)]

    def item(self, address: str) -> Locator:
        """The result that leads to ``address``."""
        path, _, anchor = address.partition("#")
        return self.items.filter(has=self.page.locator(f'a[href*="{path}"][href$="#{anchor}"]'))
