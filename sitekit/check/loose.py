"""What a page opens and does not close, and what it refers to and does not have: readers would see it as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitekit.fault import Fault, Unread
from sitekit.text.page import CODE, FORMULA, PLACEHOLDER, Page, blank, paragraphs

NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
NOTED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
NAMED = re.compile(r"^ {0,3}\[([^\]^][^\]]*)\]:", re.M)
REFERENCE = re.compile(r"(?<![\\\]!A-Za-z0-9_])!?\[(?P<words>[^\[\]\n]+)\]\[(?P<name>[^\[\]\n]*)\]")
MARK = re.compile(r"(?<=[#/*%;-] )\(\d+\)!")
"""In a listing, a comment that leads to the list below."""
ITEM = re.compile(r"\s*\d+[.)] ")
SPANNING = re.compile(r"(?<![\\$])\$(?=\S)[^$]*?[^\s$]\$(?!\d)")
"""A formula over the end of a line."""
AMOUNT = r"-?[.,]?\d[\d.,]*(?![\d.,]*[\^_\\{])"
OPENS = rf"(?<![\\$\w])\$(?!{AMOUNT})[^\s$.,;:!?)\]}}'\"][^\s$]*"
LONE = re.compile(rf"(?P<opens>{OPENS})|(?<![\\$\w])(?:[^\s$]*[a-z}})^]|[^\s$]*[\^_\\][^\s$]*)\$(?![\w$])")
"""A dollar right before what is no amount of money, or right behind it; ``$5``, ``US$``, ``10$`` and ``$`` alone are none."""
BLOCKS = ("div", "section", "aside", "details", "figure", "table", "center", "blockquote")
TAG = re.compile(rf"<(?P<close>/?)(?P<name>{'|'.join(BLOCKS)})\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>", re.I)


def check(page: Page) -> Iterator[Fault]:
    """Every such thing of ``page``."""
    if page.is_plain:
        return
    if page.open_fence:
        yield Unread(page.path, page.open_fence, "nothing closes this listing", "end it with the same sign on a line of its own")
    yield from _unexplained(page)
    half = False  # A formula that a free line parts is told once, where it begins.
    text = "\n".join(line for _, line in page.lines)
    notes, names = set(NOTED.findall(text)), {_name(name) for name in NAMED.findall(text)}
    opened: list[tuple[str, int]] = []
    for number, written in paragraphs(page.lines):
        plain = PLACEHOLDER.sub(blank, CODE.sub(blank, written))
        parted = [*_money(page, number, plain)]
        yield from () if half and len(parted) == 1 else parted
        half = half != (len(parted) == 1)
        plain = FORMULA.sub(blank, plain)

        def line(position: int, number: int = number, plain: str = plain) -> int:
            return number + plain.count("\n", 0, position)

        for note in NOTE.finditer(plain):
            if note[1] not in notes:
                yield Fault(page.path, line(note.start()), f"there is no footnote {note[0]}", f"write {note[0]}: …, or remove it")
        for found in REFERENCE.finditer(plain):
            name = found["name"] or found["words"]
            if _name(name) not in names and not found["words"].startswith("^"):
                yield Fault(
                    page.path, line(found.start()), f"nothing is named [{name}]", f"write [{name}]: address, or remove it"
                )
        for tag in TAG.finditer(plain):
            name = tag["name"].lower()
            if tag["close"]:
                if name in (known := [one for one, _ in opened]):
                    last = len(known) - 1 - known[::-1].index(name)
                    yield from (_unclosed(page, *one) for one in opened[last + 1 :])
                    del opened[last:]
                else:
                    yield Fault(page.path, line(tag.start()), f"</{name}> closes nothing", f"open <{name}> before, or remove it")
            elif not tag["empty"]:
                opened.append((name, line(tag.start())))
    yield from (_unclosed(page, *one) for one in opened)


def _unclosed(page: Page, name: str, line: int) -> Fault:
    return Fault(page.path, line, f"nothing closes this <{name}>", f"write </{name}> where it ends")


def _unexplained(page: Page) -> Iterator[Fault]:
    """Marks in a listing that no list below it explains."""
    after = dict(page.lines)
    for line, _, source in page.listings:
        mark = MARK.search(source)
        following = (after[number] for number in sorted(after) if number > line and after[number].strip())
        if mark and not ITEM.match(next(following, "")):
            at = line + 1 + source.count("\n", 0, mark.start())
            yield Fault(page.path, at, f"nothing explains {mark[0]}", "write a numbered list right below the listing: 1. …")


def _money(page: Page, number: int, plain: str) -> Iterator[Fault]:
    """Dollars that open a formula which does not end in its paragraph, or end one that does not begin there."""
    rest = SPANNING.sub(blank, FORMULA.sub(blank, plain))
    if (at := rest.find("$$")) >= 0:
        line, remedy = number + rest.count("\n", 0, at), "end it with $$ before a free line"
        yield Fault(page.path, line, "nothing closes this formula", remedy)
        return
    for found in LONE.finditer(rest):
        line = number + rest.count("\n", 0, found.start())
        opens, words = found["opens"] is not None, " ".join(found[0].split())
        what = f"nothing {'closes' if opens else 'opens'} the formula at '{words}'"
        yield Fault(page.path, line, what, "write $ at its other end, too, or \\$ for a dollar that is meant")


def _name(text: str) -> str:
    return " ".join(text.split()).casefold()
