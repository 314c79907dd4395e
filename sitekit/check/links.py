"""Links within the site whose target is gone: no heading, figure, work or other id of that name is on the page they lead to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from sitekit.claims.claims import LISTED, SAID
from sitekit.fault import Fault
from sitekit.pages.site import Site
from sitekit.text.page import CODE, Page
from sitekit.text.placeholders import anchor

LINK = re.compile(
    r"""(?:\]\(\s*<?|\bhref=["']?|^\ {0,3}\[[^\]]+\]:\s*<?)(?P<page>[^\s()<>"'#:]*\.(?:md|py|ipynb))?#(?P<id>[\w.-]+)"""
)
ID = re.compile(r"""\{:?\s*[^{}\n]*?#([\w-]+)[^{}\n]*\}|\bid=["']([^"']+)["']""")
MADE = re.compile(r"\b(?:claims|corrections|figure_index|articles|labs)\(\)")
"""What makes headings of its own: which ids there are, the built page knows."""
REFERENCES, GLOSSARY, CLAIMS = "references()", "glossary()", "claims()"
CLAIM = re.compile(r"""\bclaim\(\s*["']([^"']+)["']\s*\)""")


def check(site: Site) -> Iterator[Fault]:
    """Every link of a page's source to an id that its target does not have; a file that is missing is MkDocs' own matter."""
    for code, page in site.all_pages():
        if page.meta_fault or page.is_plain:
            continue
        for line, text in page.lines:
            for link in LINK.finditer(CODE.sub("", text)):
                there = _target(site, code, page, link["page"])
                if there and link["id"] not in _ids(site, there) and not _is_made(site, there, link["id"]):
                    where = f"{there.path} has" if there is not page else "this page has"
                    yield Fault(page.path, line, f"the link leads to '#{link['id']}', but {where} no such id", _remedy(there))


def _target(site: Site, code: str, page: Page, way: str | None) -> Page | None:
    if not way:
        return page
    folder, _, rest = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), way)).partition(f"docs/{code}/")
    return None if folder else site.pages[code].get(rest)


def _is_made(site: Site, page: Page, id: str) -> bool:
    """Whether only the built page knows if it has ``id``."""
    expressions = [placeholder.expression for placeholder in page.placeholders]
    is_of_a_claim = id.startswith(SAID) or (id.startswith(LISTED) and CLAIMS in expressions and not site.claims.unread)
    return not is_of_a_claim and any(MADE.search(expression) for expression in expressions)


def _ids(site: Site, page: Page) -> set[str]:
    """The ids on a page, as far as its source says."""
    found = {heading.id for heading in page.headings if heading.id} | {anchor(figure.name) for figure in page.figures}
    for _, text in page.lines:
        found.update(filter(None, (one for match in ID.findall(text) for one in match)))
    for placeholder in page.placeholders:
        found.update(SAID + name for name in CLAIM.findall(placeholder.expression))
        if REFERENCES in placeholder.expression:
            found |= {f"ref-{key}" for key in site.bibliography(page.article).entries}
        if GLOSSARY in placeholder.expression:
            found |= {entry.id for entry in site.glossary.entries}
        if CLAIMS in placeholder.expression:
            found |= {claim.anchor for claim in site.claims.by_id.values()}
    return found


def _remedy(page: Page) -> str:
    ids = sorted(heading.id for heading in page.headings if heading.id)
    return f"its headings are {', '.join(ids)}" if ids else "give the place an id: { #an-id }"
