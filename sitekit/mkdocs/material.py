"""What Material's script would make of a page, made before; her style sheet in selectors that cost a browser less; and her
script, with all others, when the page has been seen.

Her sheet speaks of tables without a class. To a browser, an attribute ``class`` that changes anywhere, as on ``<html>`` when her
script begins, may then change every element below, whose style it works out again. Her script puts two boxes around each such
table, too, and whatever follows a table may look different, so that is the whole article once more.
"""

from __future__ import annotations

import re

PLAIN = "plain"
"""The class of a table that its author gave none."""

NARROWED = {"table:not([class])": f"table.{PLAIN}", ".tabbed-labels>:": ".tabbed-labels>label:"}
"""Selectors that may mean any element → the same for the elements that they do mean."""

TABLE = re.compile(
    r"<(?P<passed>script|style|template|textarea)\b.*?</(?P=passed)\s*>|<table\b(?P<attributes>[^>]*)>|</table\s*>", re.S
)
CLASS = re.compile(r"\sclass\s*=")
SCRIPT = re.compile(r"<script(?=[\s>])[^>]*\ssrc\s*=[^>]*></script>")
GAP = re.compile(r"\n(?:[ \t]*\n)+")


def narrowed(sheet: str) -> str:
    """The style ``sheet``, which means the same on pages that went through ``with_tables``."""
    for wide, narrow in NARROWED.items():
        sheet = sheet.replace(wide, narrow)
    return sheet


def with_tables(page: str) -> str:
    """``page`` in which each table without a class has one, and scrolls by itself where it is wider than the screen."""
    ends: list[str] = []  # What is to stand behind the tables that are open.

    def framed(part: re.Match[str]) -> str:
        if part["passed"]:
            return part[0]
        if part["attributes"] is None:
            return part[0] + (ends.pop() if ends else "")
        if CLASS.search(part["attributes"]):
            ends.append("")
            return part[0]
        ends.append("</div></div>")
        return f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table class="{PLAIN}"{part["attributes"]}>'

    return TABLE.sub(framed, page)


def without_gaps(page: str) -> str:
    """``page`` without the empty lines that Material's templates leave around its text: five kilobytes."""
    start = page.find("<article")
    return GAP.sub("\n", page[:start]) + page[start:] if start > 0 else page


def later(scripts: str) -> str:
    """The HTML ``scripts`` in which those that are files wait for ``theme/assets/javascripts/start.js``: what is in a template is
    no part of the page yet."""
    return SCRIPT.sub(r'<template class="later">\g<0></template>', scripts)
