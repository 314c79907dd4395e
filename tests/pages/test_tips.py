"""No card leaves the screen: of a citation, a term, a claim, or of where a link leads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.fixtures import UNFOLD, WIDTHS, nothing_wrong
from tests.sites import ROOT, Site

BOXES = """async () => {
  const beyond = [];
  for (const tip of document.querySelectorAll("span.tip")) {
    const link = tip.querySelector("a");
    if (!link.checkVisibility()) continue;
    const before = scrollY;
    link.focus();
    if (scrollY !== before) for (const _ of "12") await new Promise(requestAnimationFrame);
    if (!tip.querySelector(".tip-card")) await new Promise((done) => {
      new MutationObserver(() => { if (tip.querySelector(".tip-card")) done(); }).observe(tip, { childList: true });
      setTimeout(done, 4000);
    });
    const box = tip.querySelector(".tip-card")?.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const inside = box?.left >= 0 && box.top >= 0 && box.right <= clientWidth && box.bottom <= innerHeight;
    if (!inside || box.width <= 50) beyond.push(`${link.textContent}: ${JSON.stringify(box)}`);
  }
  return beyond;
}"""
"""Some cards come when their link has the focus; where that scrolls, a card has its place a frame later."""


def looked_at(site: Site, width: int) -> list[str]:
    """Those of the first language on a telephone and the others on a desk; of the repository's those with figures alone."""
    pages = site.with_figures if site.project.root == ROOT else site.pages
    if len(site.languages) == 1:
        return pages
    first = f"{site.languages[0]}/"
    return [page for page in pages if page.startswith(first) == (width == min(WIDTHS))]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_card_opens_on_focus_and_stays_on_the_screen(site, browser, width):
    stays(site, browser, width, looked_at(site, width))


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_every_card_of_every_page_does(site, browser, width):
    """Those of the repository's lists, too, which are made as the sample's are, and every language at each width."""
    stays(site, browser, width, [page for page in site.pages if page not in looked_at(site, width)])


def stays(site: Site, browser: Browser, width: int, pages: list[str]) -> None:
    """Fail where a card of one of ``pages`` does not open on focus or leaves the screen."""
    with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") as context:
        page, beyond = context.new_page(), {}
        for path in (path for path in pages if 'class="tip"' in site.html(path)):
            page.goto(site.url + path, wait_until="load")
            page.evaluate(UNFOLD)
            if found := page.evaluate(BOXES):
                beyond[f"{path} at {width}"] = found
        nothing_wrong(beyond)
