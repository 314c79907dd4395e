"""Notes on lines of code: ``# (1)!`` in a listing leads to the first item of the numbered list that follows it.

Made when the page is: they need no script, are reached by keyboard, and are on paper, too.
"""

from __future__ import annotations

import re
from itertools import count

from sitekit.words import word

LISTING = re.compile(
    r'(<div class="[^"]*\bhighlight">(?:(?!<div class="[^"]*\bhighlight">|<(?:p|h\d|ul|ol)\b).)*?</div>)\s*<ol>(.*?)</ol>', re.S
)
MARK = re.compile(r'<span class="c[\w]*">(?P<before>[^<]*?)\((?P<number>\d+)\)(?P<bare>!)?(?P<after>[^<]*)</span>')
ITEM = re.compile(r"<li>")


def with_code_notes(content: str, language: str) -> str:
    """``content`` whose listings lead to the notes below them; a list that no mark leads to stays as it is."""
    if 'highlight">' not in content:
        return content
    listings = count(1)

    def joined(found: re.Match[str]) -> str:
        listing, items = found.groups()
        marks = {int(mark["number"]) for mark in MARK.finditer(listing)}
        if not marks or max(marks) > len(ITEM.findall(items)):
            return found[0]
        prefix = f"code-note-{next(listings)}"

        def link(mark: re.Match[str]) -> str:
            name = word("code_note", language).format(mark["number"])
            around = ("", "") if mark["bare"] else (mark["before"], mark["after"])
            before, after = (f'<span class="c1">{text}</span>' if text.strip() else "" for text in around)
            return (
                f'{before}<a class="code-mark" href="#{prefix}-{mark["number"]}" aria-label="{name}">{mark["number"]}</a>{after}'
            )

        numbers = count(1)
        items = ITEM.sub(lambda item: f'<li id="{prefix}-{next(numbers)}">', items)
        return f'{MARK.sub(link, listing)}<ol class="code-notes">{items}</ol>'

    return LISTING.sub(joined, content)
