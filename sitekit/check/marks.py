"""Signs that were meant as Markdown and are none where they stand: readers would see them, or miss what they were for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from sitekit.check.files import ANGLED
from sitekit.fault import Fault, Unread
from sitekit.reading import RETYPE, invisible, unseen
from sitekit.text.page import CODE, FORMULA, PLACEHOLDER, Page, blank, paragraphs

BACKTICK = re.compile(r"(?<!\\)`+")
BOLD = re.compile(r"(?<![\\*\w])\*\*(?=[^\s*])|(?<=[^\s*\\])\*\*(?![\w*])")
WIKI = re.compile(r"(?<![\\\]!\w])\[\[([^\[\]\n]+)\]\](?![(\[])")
APART = re.compile(r"(?<![\\\]!])\[([^\[\]\n]+)\] +\(((?:https?://|\.{0,2}/|#)?[\w./#%-]+(?:\.md|/|#[\w-]+|\.\w{2,4}))\)")
OPEN = re.compile(r"(?<![\\!])\[[^\[\]\n]+\]\((?:https?://|\.{0,2}/|#)?[\w./#%-]+(?=[\s,.;]|\Z)(?![^\n]*\))")
NO_SPACE = re.compile(r"(#{2,6})[^\s#{]")
BOX = re.compile(r"(?P<sign>!!!|\?\?\?\+?|===[!+]*)(?= *[\"'\w])")
READ = {
    "!!!": re.compile(r'!!! ?[\w\-]+(?: +[\w\-]+)*(?: +"[^"]*")? *\Z'),
    "???": re.compile(r'\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +"[^"]*")|[\w\-]+(?: +[\w\-]+)*?) *\Z'),
    "===": re.compile(r'={3}(?:\+!?|!\+?)? +"[^"]*" *\Z'),
}
"""How the first line of a box, of one that folds and of a tab is written."""
EXAMPLE = {"!!!": '!!! note "Title"', "???": '??? tip "Title"', "===": '=== "Title"'}
TASK = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+\[\](?=\s)|[-*+]\[[ xX]\](?=\s))")
FENCE = re.compile(r"\s*(?:`{3,}|~{3,})(?!`)\s*(?P<info>\S.*?)\s*\Z")
INFO = re.compile(r"\.?[\w#.+-]+(?:\s+[A-Za-z]\w*(?:=(?:\"[^\"]*\"|'[^']*'))?)*\Z|(?:\.?[\w#.+-]+\s*)?\{[^\n]*\}\Z")
"""What may stand behind a fence: a language, and options whose values are quoted."""
ROW = re.compile(r"\s{0,3}\|.*\|\s*\Z")
RULE = re.compile(r"\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
CELL = re.compile(r"(?<!\\)\|")
INLINE = (
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
)
TAG = re.compile(rf"<(?P<close>/?)(?P<name>{'|'.join(INLINE)})\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>", re.I)
BEGINS = re.compile(
    r"(?:[ \t]*[^\S \t\u3000]|[ \t]*[\u200b-\u200d\u2060\ufeff])\s*(?=\S)|(?:#{1,6}|[-*+]|/{3})[\u200b-\u200d\u2060\ufeff\u00ad]"
)
"""Before a line, or behind the sign that begins it."""
BRACES = re.compile(r"\{\{.*?\}\}")
BRACED = re.compile(r"(?<![\w{$\\(\[])(?:\{|｛｛?) *(?P<name>[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)+) *(?:\}|｝｝?)(?!\})")


def check(page: Page, numbers: Container[str] = ()) -> Iterator[Fault]:
    """Every such sign on ``page``. ``numbers`` is how its sentences may call what figures measure."""
    if page.is_plain:
        return
    for number, line in enumerate(page.rows, 1):
        if hidden := _parts(page, number, line):
            yield Unread(page.path, number, f"holds {hidden} where it parts what belongs together, and is not seen", RETYPE)
        elif hidden := invisible(line.rstrip("\u2028\u2029")):
            what = f"holds {hidden}, which is not seen and which no browser shows"
            yield Fault(page.path, number, what, RETYPE)
        if "\ufffd" in line:
            yield Fault(page.path, number, "holds U+FFFD, what a broken character becomes", "type it again")
    yield from _comment(page)
    yield from _lines(page)
    yield from _titles(page)
    for number, written in paragraphs(page.lines):
        yield from _paragraph(page, number, written, numbers)


def _parts(page: Page, number: int, line: str) -> str:
    """A character that is not seen in front matter, between braces or before what begins a line: no part of a text is there."""
    if line.isascii():
        return ""
    if number <= page.front_lines:
        return unseen(line) or unseen(line[: len(line) - len(line.lstrip())], spaces=True)
    begins = BEGINS.match(line)
    return unseen(begins[0], spaces=True) if begins else next(filter(None, map(unseen, BRACES.findall(line))), "")


def _fault(page: Page, number: int, text: str, position: int, what: str, remedy: str) -> Fault:
    return Fault(page.path, number + text.count("\n", 0, position), what, remedy)


def _paragraph(page: Page, number: int, written: str, numbers: Container[str]) -> Iterator[Fault]:
    if ROW.match(written.partition("\n")[0]):
        yield from _table(page, number, written.split("\n"))
    if written.startswith(("    ", "\t")):
        return  # Code, or the inside of a box: what stands there may be an example.
    bare = PLACEHOLDER.sub(blank, CODE.sub(blank, written))
    if lone := BACKTICK.search(bare):
        yield _fault(
            page,
            number,
            bare,
            lone.start(),
            f"nothing closes this {lone[0]}",
            "write it on either side, or \\` for one that is meant",
        )
        return
    plain = ANGLED.sub(blank, FORMULA.sub(blank, bare))
    if len(marks := [*BOLD.finditer(plain)]) % 2:
        at = marks[-1].start()
        yield _fault(
            page,
            number,
            plain,
            at,
            "nothing closes this **" if plain[at + 2 : at + 3].strip() else "nothing opens this **",
            "write ** on either side of what is bold",
        )
    for found in WIKI.finditer(plain):
        what = f"{found[0]} is no link"
        yield _fault(
            page, number, plain, found.start(), what, "write [words](page.md); a term of the glossary gets its card by itself"
        )
    for found in APART.finditer(plain):
        yield _fault(
            page, number, plain, found.start(), f"{found[0]} is no link: a space parts it", f"write [{found[1]}]({found[2]})"
        )
    for found in OPEN.finditer(plain):
        yield _fault(
            page, number, plain, found.start(), f"nothing closes the link {found[0]}", "write ) at the end of its address"
        )
    for found in BRACED.finditer(plain):
        if found["name"] in numbers:
            yield _fault(page, number, plain, found.start(), f"{found[0]} is no number", f"write {{{{ {found['name']} }}}}")
    opened: list[tuple[str, int]] = []
    for tag in TAG.finditer(plain):
        name = tag["name"].lower()
        if not tag["close"]:
            if not tag["empty"]:
                opened.append((name, tag.start()))
        elif opened and opened[-1][0] == name:
            opened.pop()
        else:
            left = next((at for one, at in reversed(opened) if one != name), None)
            what = f"</{name}> closes nothing" if left is None else f"</{name}> comes before what stands in it is closed"
            yield _fault(
                page, number, plain, tag.start(), what, f"open <{name}> in this paragraph, and close in turn what is opened"
            )
            return
    for name, at in opened:
        yield _fault(page, number, plain, at, f"nothing closes this <{name}>", f"write </{name}> in the same paragraph")


def _table(page: Page, number: int, rows: list[str]) -> Iterator[Fault]:
    """A table whose head no rule follows, and rows with more cells than the head, which are not shown."""
    rows = [PLACEHOLDER.sub(blank, CODE.sub(blank, row)) for row in rows]
    if not RULE.match(rows[1] if len(rows) > 1 else ""):
        if len(rows) > 1 and ROW.match(rows[1]):
            yield Fault(page.path, number, "no rule follows the head of this table", "write | --- | --- | below its first line")
        return
    width = _cells(rows[0])
    for at, row in enumerate(rows[2:], number + 2):
        if ROW.match(row) and (cells := _cells(row)) > width:
            what = f"this row has {cells} cells, and the head of its table {width}: what is over is not shown"
            yield Fault(page.path, at, what, "write \\| for a stroke that parts no cells (in a formula, \\vert), or add a column")


def _cells(row: str) -> int:
    return len(CELL.findall(row.strip())) - 1


def _comment(page: Page) -> Iterator[Fault]:
    if page.open_comment:
        yield Unread(page.path, page.open_comment, "nothing closes this <!--", "write --> where it ends")


def _lines(page: Page) -> Iterator[Fault]:
    for number, line in page.lines:
        if found := NO_SPACE.match(line):
            yield Fault(page.path, number, f"no space follows {found[1]}", f"write {found[1]} and a space before a heading")
        if (found := BOX.match(line.lstrip())) and not READ[found["sign"][:3]].match(line.strip()):
            example = EXAMPLE[found["sign"][:3]]
            yield Fault(page.path, number, f"{line.strip()} is not read as it is written", f"write {example}")
        if found := TASK.match(line):
            yield Fault(
                page.path, number, f"{found[0].strip()} begins no task", "write - [ ] for one to be done, - [x] for one that is"
            )
    for number, line in page.fences:
        if (found := FENCE.match(line)) and not INFO.match(found["info"]):
            what = f"'{found['info']}' is not read behind a fence"
            yield Fault(page.path, number, what, 'write the language, then options with quotes: python title="a.py"')
    for (number, line), (_, below) in pairwise([*page.lines, (0, "")]):
        box = BOX.match(line.lstrip())
        indent = len(line) - len(line.lstrip())
        if box and READ[box["sign"][:3]].match(line.strip()) and below.strip() and not below[indent:].startswith(("    ", "\t")):
            yield Fault(page.path, number, f"there is nothing in {line.strip()}", "indent what belongs there by four spaces")


def _titles(page: Page) -> Iterator[Fault]:
    titles = [heading for heading in page.headings if heading.level == 1]
    for heading in titles[1:]:
        yield Fault(page.path, heading.line, "is a second title of this page", "begin it with ##, or give it a page of its own")
