"""What axe-core finds on a page.

Most of its time is for contrasts, which it works out for every piece of text. Texts of one kind, with the same look in elements
of the same look, have the same contrast: of each kind the first and the last are looked at. ``make test-all`` has it look at all.
"""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What axe-core says of colours; all its other rules look at nothing but the document and what of it can be seen."""
WITHOUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOUR_RULES}}
OF_EACH_KIND = """() => {
  const kinds = new Map(), numbers = new Map(), found = new Map();
  const kind = (element) => {
    if (!element) return 0;
    if (!kinds.has(element)) {
      const { color, fill, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(element);
      const look = [kind(element.parentElement), element.tagName, element.getAttribute("class"), color, fill, backgroundColor,
        backgroundImage, opacity, fontSize, fontWeight].join("|");
      if (!numbers.has(look)) numbers.set(look, numbers.size + 1);
      kinds.set(element, numbers.get(look));
    }
    return kinds.get(element);
  };
  const written = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    if (![...element.childNodes].some(written) && !element.matches("input, select, textarea, button")) continue;
    const of = kind(element);
    if (found.has(of)) found.get(of)[1] = element; else found.set(of, [element]);
  }
  return [...found.values()].flat();
}"""
"""The first and the last visible text of each kind."""
ONE_MENU = """async () => {
  const menu = document.querySelector("[data-figure] .figure-about");
  if (!menu || menu.open) return;
  const opened = new Promise((resolve) => menu.addEventListener("toggle", resolve, { once: true }));
  menu.open = true;
  await opened;
}"""
"""Opens the menu of a page's first figure; its listings are pages of their own."""
RUN = f"""async ({{ options, colours, every }}) => {{
  const violations = options ? (await axe.run(document, options)).violations : [];
  const texts = every || !colours ? [] : ({OF_EACH_KIND})();
  const asked = colours && (every || texts.length);
  const looked = asked ? (await axe.run(every ? document : {{ include: texts }}, colours)).violations : [];
  return [...violations, ...looked].map(({{ id, nodes }}) => ({{
    id, nodes: nodes.map(({{ target, failureSummary }}) => ({{ target: target[0], failureSummary }})) }}));
}}"""


def accessibility(page: Page, *, document: bool = True, colours: bool = True, every: bool = False) -> list[str]:
    """What axe-core finds on the page with one menu open.

    By the rules that look at nothing but the ``document``, by those of ``colours``, or by both; of colours, on ``every`` text.
    """
    if not document and not colours:
        return []
    page.evaluate(ONE_MENU)
    page.evaluate(Axe().axe_script)
    options: dict[str, Any] = {
        "options": {"resultTypes": ["violations"], **WITHOUT_COLOURS} if document else None,
        "colours": {"resultTypes": ["violations"], "runOnly": list(COLOUR_RULES)} if colours else None,
        "every": every,
    }
    return [
        f"{rule['id']}: {node['target']} {json.dumps(node.get('failureSummary', ''), ensure_ascii=False)[:200]}"
        for rule in page.evaluate(RUN, options)
        for node in rule["nodes"][:5]
    ]
