"""Formulas that cannot be written: readers would see their code."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.fault import Fault
from sitekit.pages.maths import wrong
from sitekit.text.page import PLACEHOLDER, Page


def check(page: Page) -> Iterator[Fault]:
    """Every such formula of ``page``; a number that is yet to stand in one is left alone."""
    for line, formula in page.located_formulas:
        if what := wrong(PLACEHOLDER.sub(_plain, formula)):
            yield Fault(
                page.path, line, f"the formula ${formula[:60]}$ cannot be written: {what}", "mend it, or say it otherwise"
            )


def _plain(found) -> str:
    """A number in place of a call; other double braces are TeX's own."""
    return "0" if "." in found["expression"] or "(" in found["expression"] else found[0]
