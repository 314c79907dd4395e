"""A page's source, read once: front matter, headings, figures, placeholders, formulas and paragraphs, each with its line.

A page is a Markdown file, a lab in jupytext's percent format or a plain notebook, whose Markdown cells are read and whose code is
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from sitekit.fault import Fault, Unread
from sitekit.project import Article
from sitekit.reading import END, INVISIBLE, invisible, lines, read
from sitekit.settings import NO_YAML, Loader, remedied
from sitekit.text import percent
from sitekit.text.jupyter import FENCE, Jupyter

PLAIN = ".ipynb"
PLACEHOLDER = re.compile(r"\{\{[-+]?\s*(?P<expression>.*?)\s*[-+]?\}\}", re.S)
BRACES = re.compile(rf"{PLACEHOLDER.pattern}|(?P<stray>\{{\{{|\}}\}}|\{{%|\{{#\s.*?#\}})", re.S)
"""A placeholder, or braces that are nearly one: opened and not closed, a statement or a comment of Jinja's."""
CALLED = re.compile(r"[A-Za-z_]\w*\s*[.(|]")
"""How a placeholder within a formula begins; other double braces there are TeX's."""
SET = re.compile(r"[A-Za-z_][\w-]*:(?:\s|\Z)")
"""How a line of front matter begins."""
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*(?:\{:?\s*#([^\s}]+)[^}]*\})?\s*$")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
FIGURE = re.compile(r"/// figure \| *(\S+)\s*$")
BLOCK = re.compile(r"/// (details|aside)(?: *\| *(.*?))?\s*$")
"""Opens a block that holds others: what is folded, or stands at the margin."""
SHOWN = re.compile(r"/// (embed|picture) *\| *(\S+)\s*$")
"""Opens a block that shows something else than a figure: a film of another host, a picture with who made it."""
CLOSED = "///"
MARK = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?/{3,}")
"""How a line begins that opens or closes a block, or was meant to."""
FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?=\S)[^$\n]*?\S\$(?!\d)|(?<![\\$])\$\S\$", re.S)


@dataclass(frozen=True)
class Heading:
    level: int
    id: str | None
    text: str
    line: int


@dataclass(frozen=True)
class FigureUse:
    """A figure block: ``name`` as written, its alt text and caption as source text."""

    name: str
    alt: str
    caption: str
    line: int
    is_closed: bool = True


@dataclass(frozen=True)
class Shown:
    """``/// embed | address`` or ``/// picture | file``: its options and its caption as written, and whether it ends."""

    kind: str
    target: str
    options: str
    caption: str
    line: int
    is_closed: bool


@dataclass
class Block:
    """``/// details | title`` or ``/// aside | title``: its lines, from the one that opens it to the one that closes it.

    ``end`` is ``None`` where nothing closes it. ``paragraphs`` are the first lines of what stands in it. ``options`` is the first
    line below it if that is indented: Markdown takes it for options, of which these blocks know none.
    """

    kind: str
    title: str
    line: int
    end: int | None = None
    paragraphs: list[int] = field(default_factory=list)
    options: int | None = None


@dataclass(frozen=True)
class Placeholder:
    """``{{ expression }}`` (its spaces made single ones), or braces that are nearly that: ``start`` and ``end`` in its text."""

    expression: str
    line: int
    start: int = 0
    end: int = 0
    is_stray: bool = False


def placeholders(text: str, line: int = 1) -> Iterator[Placeholder]:
    """Every placeholder in ``text``, which begins on ``line``, and what is nearly one; code and TeX are left alone."""
    if "{{" not in text and "}}" not in text and "{%" not in text and "{#" not in text:
        return
    plain = CODE.sub(blank, text)
    formulas = [match.span() for match in FORMULA.finditer(plain)]
    position = 0
    while match := BRACES.search(plain, position):
        position = match.end()
        expression = " ".join((match["expression"] or "").split())
        in_formula = any(start <= match.start() < end for start, end in formulas)
        if in_formula and (match["stray"] or not CALLED.match(expression)):
            position = match.start() + 1
            continue
        number = line + plain.count("\n", 0, match.start())
        yield Placeholder(match["stray"] or expression, number, *match.span(), bool(match["stray"]))


def blank(found: re.Match[str]) -> str:
    """Spaces in place of what was ``found``, so that all else keeps its place and its line."""
    return re.sub(r"[^\n]", " ", found[0])


def paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """``lines``, numbered, as runs without a blank line or a gap: the first line's number, and the text."""
    run: list[tuple[int, str]] = []
    for number, line in lines:
        if run and (not line.strip() or number != run[-1][0] + 1):
            yield run[0][0], "\n".join(text for _, text in run)
            run = []
        if line.strip():
            run.append((number, line))
    if run:
        yield run[0][0], "\n".join(text for _, text in run)


@dataclass
class Section:
    """A heading (``None`` before the first) and the first line of all that stands under it, in no :class:`Block`."""

    heading: Heading | None
    paragraphs: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """One page's source. ``path`` is relative to the project's root; ``text`` is the whole file."""

    path: str
    text: str
    broken: Fault | None = None

    @classmethod
    def read(cls, root: Path, path: Path) -> Page:
        """The page of a file. Of a plain notebook, the text is its prose; of what cannot be read there is none, and why."""
        name = path.relative_to(root).as_posix()
        try:
            text = read(root, path)
            if not text.strip():
                raise Unread(name, 1, "is empty", "write the page, or remove the file")
            if name.endswith(".py") and not any(cell.line for cell in percent.cells(lines(text))):
                what, remedy = "has no cell: no line begins with # %%", "write # %% [markdown] above prose and # %% above code"
                raise Unread(name, 1, what, f"{remedy}; jupytext --to py:percent does it to other forms")
            return cls(name, Jupyter.parse(name, text).markdown() if name.endswith(PLAIN) else text)
        except Fault as fault:
            return cls(name, "", fault)

    @property
    def is_notebook(self) -> bool:
        """Whether the file is a lab: prose and code that is the same in every language."""
        return self.path.endswith(".py")

    @property
    def is_plain(self) -> bool:
        """Whether the file is a notebook of Jupyter's, which knows nothing of this site: its braces are its own."""
        return self.path.endswith(PLAIN)

    @cached_property
    def article(self) -> str:
        """The article whose figures need no prefix: front matter ``article``, else a post's slug or a lab's folder."""
        named = self.meta.get("article")
        if named:
            return str(named)
        parts = self.path.split("/")
        return Article(parts[-2] if "labs" in parts else parts[-1].rsplit(".", 1)[0]).module

    @cached_property
    def rows(self) -> list[str]:
        """Every line of the file."""
        return END.split(END.sub("\n", self.text).removesuffix("\n"))

    @cached_property
    def _body_start(self) -> int:
        if self.rows[0].rstrip() == "---" and not self.is_notebook and not invisible(self.rows[0]):
            for number, line in enumerate(self.rows[1:], 1):
                if line.rstrip() in ("---", "..."):
                    return number + 1
        return 0

    @property
    def body(self) -> str:
        """The text behind the front matter."""
        return "\n".join(self.rows[self._body_start :])

    @property
    def _unbegun(self) -> Fault | None:
        """What keeps the front matter from being one, if anything: it begins on the first line, and it ends."""
        bare = [INVISIBLE.sub("", row).strip() for row in self.rows[:20]]
        first = next((number for number, row in enumerate(bare) if row), 0)
        if self.is_notebook or self._body_start or bare[first] != "---" or not SET.match("".join(bare[first + 1 : first + 2])):
            return None
        if hidden := invisible(self.rows[first]):
            what, remedy = (
                f"the front matter does not begin: {hidden} stands in its first line and is not seen",
                f"remove {hidden}",
            )
        elif first or self.rows[0][0] == " ":
            what, remedy = (
                "the front matter does not begin where the file does",
                "let --- be the first line, and nothing before it",
            )
        else:
            what, remedy = "nothing closes the front matter", "write --- on a line of its own behind it"
        return Unread(self.path, first + 1, what, remedy)

    @cached_property
    def _meta(self) -> dict[str, Any] | Fault:
        if not self._body_start:
            return self._unbegun or {}
        try:
            loaded = yaml.load("\n".join(self.rows[1 : self._body_start - 1]), Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            what = f"the front matter is not YAML: {getattr(error, 'problem', error)}"
            return Unread(self.path, line, what, remedied(error, NO_YAML, self.rows[: self._body_start]))
        return loaded if isinstance(loaded, dict) else {}

    @property
    def front_lines(self) -> int:
        """How many lines the front matter takes, the two that bound it included; 0 if there is none."""
        return self._body_start

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter, or nothing."""
        return self._meta if isinstance(self._meta, dict) else {}

    def meta_line(self, key: str) -> int:
        """The line of the front matter that sets ``key``; the first, if none does."""
        found = re.search(rf"^{re.escape(key)} *:", self.text, re.M)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1

    @property
    def meta_fault(self) -> Fault | None:
        """What is wrong with the front matter, if anything, or with the whole file."""
        return self.broken or (self._meta if isinstance(self._meta, Fault) else None)

    @property
    def open_fence(self) -> int:
        """The line of a fence that nothing closes; 0 if there is none. A notebook's cell closes its own."""
        return self._listings[1]

    @property
    def fences(self) -> list[tuple[int, str]]:
        """The lines that open a listing, numbered."""
        return [(line, self.rows[line - 1]) for line, _, _ in self.listings]

    @property
    def open_comment(self) -> int:
        """The line of a comment that nothing closes; 0 if there is none."""
        return self._read[1]

    @property
    def listings(self) -> list[tuple[int, str, str]]:
        """The fenced listings of a page of Markdown: the line of each fence, what stands beside it, and the text in it."""
        return self._listings[0]

    @cached_property
    def _listings(self) -> tuple[list[tuple[int, str, str]], int]:
        found: list[tuple[int, str, str]] = []
        fence, indent, body, begun = "", 0, [], (0, "")
        for number, line in enumerate([] if self.is_notebook else self.rows, 1):
            if fence and line.strip().startswith(fence):
                found.append((*begun, "\n".join(text[indent:] for text in body)))
                fence = ""
            elif fence:
                body.append(line)
            elif number > self._body_start and (match := FENCE.match(line)):
                fence, body, indent = match[1], [], match.start(1)
                begun = number, line[match.end() :].strip().strip("{}").strip().removeprefix(".")
        return found, begun[0] if fence else 0

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The lines of running text, numbered from 1: no front matter, no fenced code, no notebook code, no comments."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[list[tuple[int, str]], int]:
        """The lines of running text, and the line of a comment that is still open at the end."""
        lines: list[tuple[int, str]] = []
        opened = 0
        for number, line, comment in self._prose():
            opened = (opened or number) if comment else 0
            if line is not None:
                lines.append((number, line))
        return lines, opened

    @cached_property
    def cells(self) -> list[percent.PercentCell]:
        """Those of a lab."""
        return percent.cells(self.rows) if self.is_notebook and not self.is_plain else []

    def _written(self) -> Iterator[tuple[int, str]]:
        """Every line of Markdown, an empty one where a cell begins."""
        if not self.is_notebook:
            yield from enumerate(self.rows[self._body_start :], self._body_start + 1)
        for cell in self.cells:
            yield cell.line, ""
            if cell.kind == "markdown":
                yield from cell.rows

    def _prose(self) -> Iterator[tuple[int, str | None, bool]]:
        """Every line that may be running text, whether it is, and whether a comment is open behind it."""
        fence, comment = "", False
        for number, line in self._written():
            if fence:
                if line.strip().startswith(fence):
                    fence = ""
                continue
            if match := FENCE.match(line):
                fence = match[1]
                continue
            if comment or line.lstrip().startswith("<!--"):
                comment = "-->" not in line
                yield number, None, comment
                continue
            yield number, line, False

    @cached_property
    def headings(self) -> list[Heading]:
        found = []
        for number, line in self.lines:
            if match := HEADING.match(line):
                found.append(Heading(len(match[1]), match[3], match[2], number))
        return found

    def section(self, line: int) -> Heading | None:
        """The heading below which ``line`` stands, but for the title; a heading stands below itself."""
        return next((heading for heading in reversed(self.headings) if heading.level > 1 and heading.line <= line), None)

    @cached_property
    def figures(self) -> list[FigureUse]:
        """Every figure block, in order: ``/// figure | name``, indented ``alt: …``, the caption, ``///``."""
        found = []
        for index, (number, line) in enumerate(self.lines):
            if not (match := FIGURE.match(line)):
                continue
            alt: list[str] = []
            caption: list[str] = []
            is_closed = False
            for _, inner in self.lines[index + 1 :]:
                if (is_closed := inner.strip() == CLOSED) or inner.startswith(("/// ", "#")):
                    break  # What begins here is no part of it, so nothing closes it.
                if inner.startswith("    ") and not any(caption):
                    alt.append(inner.strip())
                else:
                    caption.append(inner)
            found.append(
                FigureUse(match[1], " ".join(alt).removeprefix("alt:").strip(), "\n".join(caption).strip(), number, is_closed)
            )
        return found

    @cached_property
    def shown(self) -> list[Shown]:
        """Every ``/// embed`` and ``/// picture``, in order, written as a figure block is."""
        found = []
        for index, (number, line) in enumerate(self.lines):
            if not (match := SHOWN.match(line)):
                continue
            options: list[str] = []
            caption: list[str] = []
            is_closed = False
            for _, inner in self.lines[index + 1 :]:
                if (is_closed := inner.strip() == CLOSED) or inner.startswith(("/// ", "#")):
                    break
                (options if inner.startswith("    ") and not any(caption) else caption).append(inner)
            found.append(Shown(match[1], match[2], "\n".join(options), "\n".join(caption).strip(), number, is_closed))
        return found

    @cached_property
    def placeholders(self) -> list[Placeholder]:
        """Every ``{{ expression }}`` outside of code."""
        return [placeholder for placeholder in self._braces if not placeholder.is_stray]

    @cached_property
    def strays(self) -> list[Placeholder]:
        """Braces that readers would see: nearly placeholders, outside of code, and any in front matter and title."""
        if self.is_plain:
            return []
        meta = re.sub("[`$]", " ", "\n".join(self.rows[: self._body_start]))  # What is code in Markdown is none there.
        title = [found for head in self.headings if head.level == 1 for found in placeholders(head.text, head.line)]
        alts = [found for cell in self.cells for found in placeholders(cell.options, cell.line)]  # `alt="…"` is taken as it is.
        return [*placeholders(meta), *title, *alts, *(placeholder for placeholder in self._braces if placeholder.is_stray)]

    @cached_property
    def _braces(self) -> list[Placeholder]:
        """What stands in double braces, paragraph by paragraph: a placeholder may run over a line's end."""
        runs = () if self.is_plain else paragraphs(self.lines)
        return [placeholder for number, text in runs for placeholder in placeholders(text, number)]

    @cached_property
    def formulas(self) -> list[str]:
        r"""Every formula, in order, with the words inside ``\text{}`` left out: they differ between languages."""
        text = CODE.sub("", "\n".join(line for _, line in self.lines))
        return [re.sub(r"\\text\{[^}]*\}", r"\\text{}", match[0]) for match in FORMULA.finditer(text)]

    @cached_property
    def located_formulas(self) -> list[tuple[int, str]]:
        """Every formula as it is written, without its dollars, with the line that it begins on."""
        found = []
        for number, text in paragraphs(self.lines):
            if "$" in text:
                plain = CODE.sub(blank, text)
                for match in FORMULA.finditer(plain):
                    found.append((number + plain.count("\n", 0, match.start()), match[0].strip("$").strip()))
        return found

    @property
    def sections(self) -> list[Section]:
        """The headings and, under each, the first line of every paragraph, list, quotation, figure or block."""
        return self._structure[0]

    @property
    def blocks(self) -> list[Block]:
        """What is folded or stands at the margin, in order."""
        return self._structure[1]

    @property
    def loose_ends(self) -> list[int]:
        """Lines that close a block where none is open."""
        return self._structure[2]

    @property
    def unknown_blocks(self) -> list[tuple[int, str]]:
        """Lines that begin as a block does, and what stands there: another name than the known ones, or another place."""
        return self._structure[3]

    @cached_property
    def _structure(self) -> tuple[list[Section], list[Block], list[int], list[tuple[int, str]]]:
        headings = {heading.line: heading for heading in self.headings}
        sections: list[Section] = [Section(None)]
        blocks: list[Block] = []
        loose: list[int] = []
        unknown: list[tuple[int, str]] = []
        opened: Block | None = None
        previous, figure, strange = "", False, False
        for number, line in self.lines:
            into = (opened or sections[-1]).paragraphs
            if number in headings or BLOCK.match(line):
                figure = False  # One that nothing has closed, of which the check of figures tells.
            if number in headings:
                sections.append(Section(headings[number]))
            elif FIGURE.match(line) or SHOWN.match(line):
                figure = True
                into.append(number)
            elif match := BLOCK.match(line):  # Where another is open nothing closes that: they do not hold one another.
                blocks.append(opened := Block(match[1], match[2] or "", number))
                sections[-1].paragraphs.append(number)
            elif line.strip() == CLOSED and figure:
                figure = False
            elif (mark := MARK.match(line)) and strange and not line[mark.end() :].strip():
                strange = False
            elif line.strip() == CLOSED and opened:
                opened.end, opened = number, None
            elif line.strip() == CLOSED:
                loose.append(number)
            elif mark:
                strange = bool(line[mark.end() :].strip())
                unknown.append((number, line.strip()))
            elif opened and number == opened.line + 1 and line.startswith("    "):
                opened.options = number
            elif not figure and line.strip() and not previous.strip():
                into.append(number)
            previous = "" if number in headings or line.strip().startswith(CLOSED) else line
        return sections, blocks, loose, unknown
