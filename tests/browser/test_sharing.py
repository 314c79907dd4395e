"""A browser takes the JSON-LD of an article for data: its policy has nothing against it, and nothing of it is run or shown."""

from __future__ import annotations

import json

from tests.browser.fixtures import AT_REST, LISTEN
from tests.browser.waiting import until


def test_the_policy_lets_data_be_and_refuses_a_script_in_its_place(site, page):
    page.add_init_script(LISTEN)
    page.goto(f"{site.url}en/blog/straight-lines/")
    page.evaluate(AT_REST)
    block = page.locator('script[type="application/ld+json"]')
    assert json.loads(block.text_content())["headline"] == page.locator("h1").evaluate("h => h.firstChild.textContent")
    assert page.evaluate("window.__violations") == []
    page.evaluate("""() => {
      const data = document.querySelector('script[type="application/ld+json"]');
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      data.replaceWith(script);
    }""")
    assert page.evaluate("window.ran") is None
    until(page, "window.__violations.length === 1")
