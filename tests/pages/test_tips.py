"""No card of a citation or a term leaves the screen."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import UNFOLD, WIDTHS, nothing_wrong

BOXES = """() => [...document.querySelectorAll(".tip")].flatMap((tip) => {
  const link = tip.querySelector("a"), card = tip.querySelector(".tip-card");
  link.focus();
  const box = card.getBoundingClientRect();
  const inside = box.left >= 0 && box.top >= 0 && box.right <= document.documentElement.clientWidth && box.bottom <= innerHeight;
  return box.width > 50 && inside ? [] : [`${link.textContent}: ${JSON.stringify(box)}`];
})"""


@pytest.mark.parametrize("width", WIDTHS)
def test_every_card_opens_on_focus_and_stays_on_the_screen(site, browser, width):
    with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") as context:
        page, beyond = context.new_page(), {}
        for path in (path for path in site.pages if 'class="tip"' in site.html(path)):
            page.goto(site.url + path, wait_until="load")
            page.evaluate(UNFOLD)
            if found := page.evaluate(BOXES):
                beyond[f"{path} at {width}"] = found
        nothing_wrong(beyond)
