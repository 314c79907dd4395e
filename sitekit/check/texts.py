"""Check one page for itself: its front matter, its headings, its blocks, its placeholders, its bold type and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitekit.fault import Fault, Unread
from sitekit.pages.site import Site
from sitekit.records import KEBAB
from sitekit.text.articles import is_post
from sitekit.text.page import CODE, Page
from sitekit.text.placeholders import Prose, stray

FRAGILE_BOLD = re.compile(r"\*\*[^*\n]*[)\]”’」』]\*\*(?=[가-힣A-Za-z])")
ALONE = re.compile(r"(?:findings|claims|corrections|references|glossary|figure_index|articles|labs|cite_this)\(\)\Z")
"""Calls that write a list or a block, and no words of a sentence."""
SET_ALONE = re.compile(r"(?<!\]\()\{\{[-+]?\s*set\(")
POST_META = ("date", "categories", "tags", "description")


def check(page: Page) -> Iterator[Fault]:
    """Every such fault of ``page`` that it has whatever else there is."""
    yield from _front_matter(page)
    yield from _cover(page)
    yield from _headings(page)
    yield from _blocks(page)
    yield from _alone(page)
    yield from _bold(page)
    yield from _states(page)


def check_values(site: Site, page: Page, prose: Prose) -> Iterator[Fault]:
    """Placeholders of ``page`` that have no value; ``prose`` renders it."""
    broken = site.report.faults
    for placeholder in page.placeholders:
        if any(figure.name in placeholder.expression for figure in broken):
            continue
        try:
            prose.value(placeholder.expression, placeholder.line)
        except Fault as fault:
            yield fault


def _front_matter(page: Page) -> Iterator[Fault]:
    if not is_post(page):
        return
    for key in POST_META:
        if not page.meta.get(key):
            kind = Unread if key == "date" else Fault  # Without a date it is nowhere.
            yield kind(page.path, 1, f"an article needs '{key}' in its front matter", f"add '{key}:' between the --- lines")
    slug = page.path.rsplit("/", 1)[-1].removesuffix(".md")
    if not KEBAB.match(slug):
        yield Fault(page.path, 1, f"the file name '{slug}' is not kebab-case", "use lower-case words joined by hyphens")


def _states(page: Page) -> Iterator[Fault]:
    for line, text in page.lines:
        if SET_ALONE.search(CODE.sub("", text)):
            yield Fault(page.path, line, "set() is not the address of a link", "write [words]({{ set(…) }})")


def _cover(page: Page) -> Iterator[Fault]:
    """The figure that stands for an article must be one of those it shows."""
    shown = [use.name for use in page.figures]
    if is_post(page) and (named := page.meta.get("cover")) is not None and named not in shown:
        remedy = f"name one of {', '.join(shown)}, or remove the line" if shown else "remove the line"
        yield Fault(page.path, page.meta_line("cover"), f"the cover '{named}' is no figure that this page shows", remedy)


def _headings(page: Page) -> Iterator[Fault]:
    seen: set[str] = set()
    for heading in page.headings:
        if heading.level == 1:
            continue
        if not heading.id or not KEBAB.match(heading.id):
            yield Fault(
                page.path,
                heading.line,
                f"heading '{heading.text}' has no kebab-case id",
                "end the line with { #an-id }, the same in every language",
            )
        elif heading.id in seen:
            yield Fault(page.path, heading.line, f"heading id '{heading.id}' is used twice on this page", "give it another id")
        seen.add(heading.id or "")


def _blocks(page: Page) -> Iterator[Fault]:
    for line, text in page.unknown_blocks:
        known = "/// figure | name, /// picture | file, /// embed | address, /// details | Title or /// aside | Title"
        yield Fault(
            page.path, line, f"'{text}' opens no block", f"write {known}, with three strokes at the beginning of the line"
        )
    for line in page.loose_ends:
        yield Fault(
            page.path, line, "/// closes a block, but none is open", "remove it, or open a block above: /// details | Title"
        )
    for block in page.blocks:
        name = f"/// {block.kind}"
        if not block.title:
            yield Fault(page.path, block.line, f"{name} has no title", f"write {name} | Title")
        if block.options:
            what = f"what is indented right below {name} is taken for its options, and it has none"
            yield Fault(page.path, block.options, what, "begin at the line's beginning, or leave a line free")
        if block.end is None:
            yield Unread(page.path, block.line, f"nothing closes this {name}", "end it with /// on a line of its own")
        elif not block.paragraphs:
            yield Fault(page.path, block.line, f"there is nothing in this {name}", "write what belongs there, or remove it")


def _alone(page: Page) -> Iterator[Fault]:
    """Braces that readers would see, and lists that stand in a sentence."""
    yield from (stray(page, placeholder) for placeholder in page.strays)
    lines = dict(page.lines)
    for placeholder in page.placeholders:
        if ALONE.match(placeholder.expression) and not lines[placeholder.line].strip().startswith("{{"):
            what = f"'{{{{ {placeholder.expression} }}}}' stands in a sentence, and writes a list"
            yield Fault(page.path, placeholder.line, what, "give it a line of its own")


def _bold(page: Page) -> Iterator[Fault]:
    for line, text in page.lines:
        if match := FRAGILE_BOLD.search(CODE.sub("", text)):
            yield Fault(
                page.path,
                line,
                f"bold text {match[0]} ends in a bracket before a letter, which many renderers refuse",
                "end the bold before the bracket: **정상성**(stationarity)은",
            )
