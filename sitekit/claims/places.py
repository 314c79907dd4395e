"""Where in its article a claim is made: the section, and whether a badge stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitekit.claims.claims import Claim
from sitekit.text.page import Block, Heading, Page
from sitekit.text.placeholders import figure_id

BADGE = re.compile(r"claim\(\s*[\"']([a-z0-9-]+)[\"']\s*\)\Z")


@dataclass(frozen=True)
class Spot:
    """``heading`` of the section (none before the first), ``block`` around it, if there is one; ``is_made``: a badge is there."""

    heading: Heading | None
    block: Block | None
    line: int
    is_made: bool = True

    @property
    def section(self) -> str:
        """The id of the section; nothing before the first."""
        return self.heading.id or "" if self.heading else ""


def spots(post: Page, claims: Iterable[Claim] = ()) -> dict[str, Spot]:
    """claim → where its first badge stands in ``post``; those of ``claims`` without one stand where their figure is shown."""
    found: dict[str, Spot] = {}
    for placeholder in post.placeholders:
        if match := BADGE.match(placeholder.expression):
            found.setdefault(match[1], _spot(post, placeholder.line))
    shown = {figure_id(use.name, post.article): use.line for use in post.figures}
    for claim in claims:
        if claim.id not in found and claim.figure in shown:
            found[claim.id] = _spot(post, shown[claim.figure], is_made=False)
    return found


def _spot(post: Page, line: int, *, is_made: bool = True) -> Spot:
    around = [block for block in post.blocks if block.line < line < (block.end or line)]
    return Spot(post.section(line), around[0] if around else None, line, is_made)
