"""What a style sheet asks by :has() is asked anew whenever something changes where it looks: none looks through whole articles.

A live figure changes with every frame, and each time a rule on what encloses it, `article:has(input) p`, restyles every `p`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sitekit

SHEETS = sorted(Path(sitekit.__file__).parent.glob("theme/assets/*.css"))
ENCLOSES = re.compile(r"(?:body|html|main|article|:root|\.md-(?:typeset|main|main__inner|content|content__inner|container))$")
"""The end of a selector of what an article lies in."""


def asked(sheet: str) -> list[tuple[str, str]]:
    """(what stands before it, what is in its brackets) of each :has()."""
    found = []
    text = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for match in re.finditer(r":has\(", text):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        before = re.split(r"[\s,{}>+~]", text[: match.start()])[-1]
        found.append((re.sub(r":has\(.*", "", before), text[match.end() : end - 1]))
    return found


def looks_through(anchor: str, argument: str) -> bool:
    """Whether ``argument`` is about all that lies anywhere in what may be an article."""
    plain = re.sub(r"\([^()]*\)|\[[^]]*\]", "", argument.strip())
    steps = re.sub(r"\s*([>+~])\s*", r"\1", plain)
    aside = steps[0] in "+~"
    return (aside or bool(ENCLOSES.search(anchor))) and (" " in steps or steps[0] not in "+~>")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_looks_through_whole_articles(sheet):
    wide = [
        f"{anchor}:has({argument})" for anchor, argument in asked(sheet.read_text("utf-8")) if looks_through(anchor, argument)
    ]
    assert not wide, "name what is looked for by > from where it lies, or give its place a class"


@pytest.mark.parametrize(
    ("rule", "wide"),
    [
        ('.md-typeset:has(input[value="a b"]:not(:checked)) p {', True),
        (".md-main:has(.a) {", True),
        (".md-header:has(+ * .a) {", True),
        (".md-header:has(+ * > .a) {", False),
        (".md-main:has(> * > .a) {", False),
        (".md-typeset .box:has(.a .b) {", False),
    ],
)
def test_such_a_rule_is_known(rule, wide):
    assert [looks_through(*one) for one in asked(rule)] == [wide]
