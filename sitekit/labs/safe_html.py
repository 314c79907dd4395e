"""The HTML that a cell put out, made safe for a page: tables and text keep their form, nothing acts or brings its own look."""

from __future__ import annotations

import re

ALLOWED = """
    table caption thead tbody tfoot tr th td p div span br hr b strong i em u s small sub sup code pre kbd samp var
    ul ol li dl dt dd blockquote details summary
"""
TAGS = frozenset(ALLOWED.split())
SPANS = ["colspan", "rowspan"]
ATTRIBUTES = {"td": SPANS, "th": [*SPANS, "scope"]}
SILENT = ["style", "script", "template", "title", "head", "link", "meta"]
"""What shows nothing by itself. A script that is gone is a loss only where the rest is nothing without it."""
BEYOND = [
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "canvas",
    "video",
    "audio",
    "svg",
    "img",
    "math",
]
"""What a page cannot show by markup alone: a cell's other kinds of output say more."""


def safe_html(markup: str) -> str:
    """``markup`` of tables and text, by a list of what is allowed; nothing if it would be something else without the rest."""
    import bleach
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup, "html.parser")
    if soup.find(BEYOND):
        return ""
    for element in soup(SILENT):
        element.decompose()
    for anchor in soup("a", class_="anchor-link"):  # Of the page that the headings would have been.
        anchor.decompose()
    for heading in soup(re.compile(r"h[1-6]\Z")):  # The page's own headings are its outline.
        heading.name = "p"
    for cell in soup("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"  # The corner of a table heads nothing.
    if not soup.get_text(strip=True):
        return ""
    return bleach.clean(str(soup), tags=TAGS, attributes=ATTRIBUTES, strip=True, strip_comments=True)
