"""Numbers in sentences: ``{{ edge_detection.operations }}`` becomes what that figure measured.

An expression is Jinja2's, with strict undefined names; there are no blocks and no comments, so neither ``{#id}`` nor
LaTeX collides. The figures of the page's own article need no prefix: ``{{ stride_sawtooth.largest }}`` there is
``{{ shift_invariance.stride_sawtooth.largest }}`` elsewhere. ``{{ ref("edge_detection") }}`` links to a figure of the
page by its number, ``| josa("은/는")`` adds the Korean particle that fits, and ``| spread`` the range over other seeds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes, pass_context
from jinja2.parser import Parser
from jinja2.runtime import Context

from sitekit.fault import Fault, Unresolved
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId
from sitekit.templates import render
from sitekit.text.korean import with_particle
from sitekit.text.page import BLOCK, CLOSED, FIGURE, PLACEHOLDER, Page, Placeholder, paragraphs, placeholders

Numbers = Mapping[FigureId, Mapping[str, str]]
"""figure → name → the number as a sentence writes it."""

PLAIN = re.compile(r"([A-Za-z_][\w.]*)(?:\s*\|\s*josa\(\s*([\"'])([^\"']+)\2\s*\))?\Z")
CALL = re.compile(r"(?P<name>[A-Za-z_]\w*)\((?:(?P<quote>[\"'])(?P<text>[\w.:-]*)(?P=quote))?\)\Z")
"""A call with one plain text or none: what most placeholders are, and nothing that needs a compiler."""
STRAY = "write {{ a number }} and close it, or put braces that are meant into `code`"

NAMES = re.compile(r"(?<![\w.])\w+(?:\.\w+)+")

_environment = Environment(undefined=StrictUndefined)
_environment.globals.clear()  # Numbers only: no range, no dict, no lorem ipsum.


class Measured(str):
    """A number as a sentence writes it. ``with_range(language)``: the same with its range over other seeds, if that is known.

    ``name``: what readers call it, by language, if it has a name.
    """

    name: Mapping[str, str] = {}
    with_range: Callable[[str], str | None] = staticmethod(lambda language: None)


class Spread(str):
    """A number with its range behind it in brackets. ``reading`` is the number: a particle behind the bracket goes by it."""

    reading = ""


@pass_context
def _spread(context: Context, value: str) -> str:
    """``value`` with its range over the seeds of its figure's record; as it is where there is no record of today."""
    written = value.with_range(context["_language"]) if isinstance(value, Measured) and "_language" in context else None
    if written is None:
        return str(value)
    spread = Spread(written)
    spread.reading = str(value)
    return spread


def _josa(value: str, pair: str) -> str:
    reading = getattr(value, "reading", value)
    return value + with_particle(reading, pair).removeprefix(reading)


_environment.filters = {"josa": _josa, "spread": _spread, "replace": _environment.filters["replace"]}

HARMLESS = (nodes.Name, nodes.Call, nodes.Keyword, nodes.Filter, nodes.Const, nodes.List, nodes.Tuple, nodes.Neg, nodes.Add)
"""What may stand in braces, besides the names of what has a name and lists of one thing many times."""
LONGEST = 1000
"""As often may a thing stand in a list."""


def _refused(node: nodes.Node) -> bool:
    """Whether ``node`` is more than names, calls, filters and what they are given: nothing in a text can run what Python can."""
    if isinstance(node, nodes.Getattr):
        harmless = not node.attr.startswith("_")
    elif isinstance(node, nodes.Mul):
        times = [part.value for part in (node.left, node.right) if isinstance(part, nodes.Const)]
        harmless = isinstance(node.left, nodes.List) and len(times) == 1 and isinstance(times[0], int) and times[0] <= LONGEST
    else:
        harmless = isinstance(node, HARMLESS)
    return not harmless or any(_refused(child) for child in node.iter_child_nodes())


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> Callable[..., Any]:
    if _refused(Parser(_environment, expression, state="variable").parse_expression()):
        raise Unresolved(
            "only names, calls and filters stand in braces", "write {{ figure.number }}, with a filter behind it or without"
        )
    return _environment.compile_expression(expression, undefined_to_none=False)


def figure_id(name: str, article: str) -> FigureId:
    """The figure that ``name`` means on a page of ``article``."""
    other, _, bare = name.rpartition(".")
    return FigureId(other or article, bare)


def anchor(name: str) -> str:
    """The id of a figure's permalink: ``figure-edge-detection``."""
    return "figure-" + name.rpartition(".")[2].replace("_", "-")


def quoted(page: Page) -> set[tuple[FigureId, str]]:
    """Every (figure, number) that the placeholders of ``page`` may name; which of them there are, the figures know."""
    found = set()
    for placeholder in page.placeholders:
        for chain in NAMES.findall(placeholder.expression):
            first, second, *rest = chain.split(".")
            found.add((FigureId(page.article, first), second))
            found.update((FigureId(first, second), name) for name in rest[:1])
    return found


def stray(page: Page, placeholder: Placeholder) -> Fault:
    """The fault of braces that readers would see."""
    return Fault(page.path, placeholder.line, f"'{placeholder.expression}' would stand in the page as it is written", STRAY)


def filled(source: str, numbers: Mapping[str, str]) -> str:
    """``source`` with each ``{{ name }}`` or ``{{ name | josa("은/는") }}`` replaced by that number. Raises ``ValueError``."""

    def value(match: re.Match[str]) -> str:
        if (text := _plain(match["expression"], numbers)) is None:
            raise ValueError(f"'{match[0]}' is no number of the claim's figure")
        return text

    return PLACEHOLDER.sub(value, source)


def _plain(expression: str, names: Mapping[str, Any]) -> str | None:
    """The value of ``a.b`` and ``a.b | josa("…")``, which need no compiler; ``None`` leaves the rest to Jinja2."""
    match = PLAIN.match(expression)
    value: Any = names
    for name in match[1].split(".") if match else ():
        value = value.get(name) if isinstance(value, Mapping) else None
    if not match or not isinstance(value, str):
        return None
    return _josa(value, match[3]) if match[3] else value


class Unmeasured(dict[str, str]):
    """The numbers of a figure that is being measured for the first time: each is an ellipsis, whatever its name."""

    def __missing__(self, name: str) -> str:
        return _Ellipsis("…")

    def get(self, name: object, default: Any = None, /) -> Any:
        """Every name is one."""
        return self[str(name)]


class _Ellipsis(Measured):
    """A particle behind it is that of a number."""

    reading = "영"


class Prose:
    """Renders the placeholders of one page. ``names`` is what they may call besides numbers and ``ref``."""

    def __init__(self, page: Page, language: str, numbers: Numbers, names: Mapping[str, Any] = {}) -> None:
        self.page, self.language = page, language
        self.order = {use.name: position for position, use in enumerate(page.figures, 1)}
        articles: dict[str, dict[str, Any]] = {}
        for figure, values in numbers.items():
            articles.setdefault(figure.article, {})[figure.name] = values
        self.names: dict[str, Any] = {
            **articles,
            **articles.get(page.article, {}),
            "ref": self._ref,
            "_language": language,
            **names,
        }
        self.faults: list[Fault] = []
        self._values: dict[str, str] = {}

    def label(self, name: str) -> str:
        """ "그림 3" or "Figure 3"."""
        return f"{LANGUAGES[self.language].figure} {self.order[name]}"

    def value(self, expression: str, line: int) -> str:
        """The text for one expression, worked out once. Raises :class:`Fault`."""
        if (known := self._values.get(expression)) is not None:
            return known
        try:
            value = _plain(expression, self.names)
            if value is None and (match := CALL.match(expression)) and callable(call := self.names.get(match["name"])):
                value = call(match["text"]) if match["quote"] else call()
            if value is None:
                value = _compiled(expression.strip())(**self.names)
            if isinstance(value, StrictUndefined):
                str(value)
            if callable(value):
                raise Unresolved("is called with brackets", f"write {{{{ {expression}() }}}}")
            if not isinstance(value, str):
                raise ValueError("is a figure, not one of its numbers")
            self._values[expression] = value
            return value
        except Exception as error:  # An expression may raise anything; the fault belongs to its line.
            first = expression.partition(".")[0].strip()
            known = self.names.get(first)
            hint = (
                error.remedy
                if isinstance(error, Unresolved)
                else f"{first} measures {', '.join(sorted(known))}"
                if isinstance(known, dict) and known
                else "python -m sitekit numbers lists every number there is"
            )
            raise Fault(self.page.path, line, f"'{{{{ {expression} }}}}' cannot be resolved ({error})", hint) from error

    def render(self, markdown: str) -> str:
        """``markdown`` (the page without its front matter) with numbers in place and figure blocks made explicit.

        Blocks that hold others get a fence longer than theirs, by which Markdown tells which of them a ``///`` closes.
        Faults are collected in ``faults``; a placeholder at fault stays visible in the text, marked.
        """
        lines: list[str | None] = [*markdown.split("\n")]
        offset = self._offset(markdown)
        prose = {number for number, _ in self.page.lines}
        figure, folded = None, False
        in_figure = False
        run: list[tuple[int, str]] = []  # Lines of running text that are to be rendered together.
        for index, line in enumerate(markdown.split("\n")):
            number = index + offset + 1
            if number not in prose and not self.page.is_notebook:
                continue
            if line.strip() == CLOSED:
                line = line if in_figure or not folded else "/" + line.strip()
                in_figure, folded = False, in_figure and folded
            elif BLOCK.match(line):
                line, folded = "/" + line, True
            if match := FIGURE.match(line):
                figure, in_figure = match[1], True
                options = {
                    "label": self.label(figure),
                    "article": figure_id(figure, self.page.article).article,
                    "alt": next(use.alt for use in self.page.figures if use.name == figure),
                }
                rendered = {key: self.filled(value, number) for key, value in options.items()}
                lines[index] = "\n".join(
                    [line, *(f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in rendered.items())]
                )
            elif figure and line.startswith("    "):
                lines[index] = None
            else:
                if line.strip():
                    figure = None
                run.append((number, line))
        for number, text in paragraphs(run):
            start = number - offset - 1
            lines[start : start + text.count("\n") + 1] = [self.filled(text, number), *[None] * text.count("\n")]
        return "\n".join(line for line in lines if line is not None)

    def filled(self, text: str, line: int) -> str:
        """``text``, which begins on ``line``, with its placeholders filled; what cannot be filled stays, marked."""
        pieces, position = [], 0
        for found in placeholders(text, line):
            pieces.append(text[position : found.start])
            position = found.end
            try:
                pieces.append(self._found(found))
            except Fault as fault:
                self.faults.append(fault)
                pieces.append(render("fault", written=text[found.start : found.end]))
        return "".join([*pieces, text[position:]])

    def _found(self, placeholder: Placeholder) -> str:
        if placeholder.is_stray:
            raise stray(self.page, placeholder)
        return self.value(placeholder.expression, placeholder.line)

    def _offset(self, markdown: str) -> int:
        """How many lines of the file come before ``markdown``, which has lost the front matter and blank lines."""
        return self.page.text.rstrip().count("\n") - markdown.rstrip().count("\n")

    def _ref(self, name: str) -> str:
        if name not in self.order:
            raise ValueError(f"this page shows no figure '{name}'")
        return f"[{self.label(name)}](#{anchor(name)})"
