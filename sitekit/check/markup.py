"""HTML in Markdown that a page's policy refuses wherever it comes from: styles and scripts that stand in the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitekit.fault import Fault
from sitekit.text.page import CODE, Page, blank, paragraphs

SHEET = 'write a class, { .name } or class="name", and its rule into a sheet below docs/ that extra_css names'
SCRIPT = "put it into a file below docs/ and name that under extra_javascript"
REMEDIES = {
    "style=": SHEET,
    "style": SHEET,
    "on…=": SCRIPT,
    "script": SCRIPT,
    "address": "write the address of a page, and what it does into a file that extra_javascript names",
    "diagram": "write it between ```mermaid and ```",
    "meta": "remove it; what a page's head says stands in its front matter, or in overrides/main.html",
}
"""Kind → what to do instead."""

DIAGRAM = "a diagram in HTML is drawn by a script of another host"
TAG = re.compile(r"""<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\s+(?:[^"'<>]|"[^"]*"|'[^']*')*)?)/?>""")
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
LISTED = re.compile(r"\{:?\s[^{}\n]*?(?<![\w-])(?P<name>style|on[a-z]+)\s*=[^{}\n]*\}")
"""An attribute list of Markdown that sets one."""
ACTS = re.compile(r"\s*(?:javascript|vbscript):", re.I)
DATA = ("application/json", "application/ld+json")


def remedy(kind: str) -> str:
    """What an author does instead of ``kind``."""
    return REMEDIES[kind]


def check(page: Page) -> Iterator[Fault]:
    """Every such style, script and address of ``page``."""
    for number, written in paragraphs(page.lines):
        if "<" not in written and "{" not in written:
            continue
        text = CODE.sub(blank, written)
        for kind, what, position in _refused(text):
            told = DIAGRAM if kind == "diagram" else f"the page's policy refuses {what}"
            yield Fault(page.path, number + text.count("\n", 0, position), told, remedy(kind))


def _refused(text: str) -> Iterator[tuple[str, str, int]]:
    """(kind, what it is, where in ``text``) of all that is refused."""
    for tag in TAG.finditer(text):
        name = tag["name"].lower()
        found = {key.lower(): a or b or c for key, a, b, c in ATTRIBUTE.findall(tag["attributes"])}
        if name == "script" and "src" not in found and found.get("type", "").lower() not in DATA:
            yield "script", "a script that stands in the page", tag.start()
        elif name in ("pre", "div") and "mermaid" in (found.get("class") or "").split():
            yield "diagram", "a diagram", tag.start()
        elif name in ("style", "meta"):
            yield name, f"<{name}>", tag.start()
        for key, value in found.items():
            if key == "style" or re.fullmatch(r"on[a-z]+", key):
                yield "style=" if key == "style" else "on…=", f"the attribute {key}= of <{name}>", tag.start()
            elif ACTS.match(value) and key in ("href", "src", "action", "formaction", "xlink:href"):
                yield "address", f"the address {value[:40]!r}", tag.start()
    for listed in LISTED.finditer(text):
        yield "style=" if listed["name"] == "style" else "on…=", f"the attribute {listed['name']}= in {listed[0]}", listed.start()
