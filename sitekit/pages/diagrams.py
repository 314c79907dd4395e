"""Diagrams of Mermaid, drawn when the site is built: a picture that needs no script, is on paper and in both themes.

A fence ```` ```mermaid ```` is drawn by :mod:`mmdr`, once for each theme. Both drawings are the same but for their styles, which
a page's policy lets nobody write into it: they become a style sheet beside the drawing, which has a class where it had a style.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from xml.etree import ElementTree

from sitekit.memo import Memo
from sitekit.templates import render

NAME = "mermaid"
PACKAGE = "mmdr"
FENCE = re.compile(r'<pre class="diagram-source">(.*?)</pre>', re.S)
FOLDER = "assets/diagrams/"
THEMES = {
    "light": "primaryColor: '#f1f2f6', primaryBorderColor: '#6b6f80', primaryTextColor: '#1d1e26', lineColor: '#5a5e6e', "
    "secondaryColor: '#e4e6ee', tertiaryColor: '#fafafc', noteBkgColor: '#fff6d6', noteTextColor: '#1d1e26', "
    "noteBorderColor: '#a8892c', edgeLabelBackground: '#ffffff', textColor: '#1d1e26'",
    "dark": "darkMode: true, background: '#1e2029', primaryColor: '#2d303c', primaryBorderColor: '#9a9fb4', "
    "primaryTextColor: '#e8e9f0', lineColor: '#a9aec2', secondaryColor: '#383c4a', tertiaryColor: '#262833', "
    "noteBkgColor: '#4a4226', noteTextColor: '#f2eedd', noteBorderColor: '#b79f55', edgeLabelBackground: '#1e2029', "
    "textColor: '#e8e9f0'",
}
"""What Mermaid is told of the page's colours; what an author says in a diagram's own ``%%{init}%%`` counts before it."""
INIT = "%%{{init: {{theme: 'base', look: 'classic', themeVariables: {{{}}}}}}}%%\n"

SVG = "http://www.w3.org/2000/svg"
ROOT = "merman"
"""The id of a drawing, with which all ids in it and all rules of its style begin."""
SCALE = 0.8
"""Of the size at which Mermaid draws: its words are then a little smaller than those of the page, as a figure's are."""
LOOKS = ("fill", "stroke", "stop-color", "flood-color", "color")
AT_RULE = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
FONT = re.compile(r"(?:^|;)\s*font-family\s*:[^;]*")
MEANT = re.compile(r"""\.([\w-]+)|\[([\w-]+)(?:[~^$*|]?=["']?([^"'\]]*)["']?)?\]""")


class Undrawn(ValueError):
    """A diagram that cannot be drawn, and why."""


@dataclass(frozen=True)
class Drawing:
    """A diagram: its ``markup``, and the rules of its style in the light theme and in the dark one."""

    markup: str
    light: str
    dark: str


def fence(source: str, language: str, css_class: str, options: dict, md: object, **others: object) -> str:
    """What Markdown puts in a diagram's place until the page is done: its source."""
    return f'<pre class="diagram-source">{html.escape(source, quote=False)}</pre>'


def draw(source: str) -> tuple[str, str]:
    """The drawings of ``source`` for the light theme and for the dark one. Raises :class:`Undrawn`."""
    try:
        drawn = import_module(PACKAGE).render
    except ImportError:
        raise Undrawn(f"the package {PACKAGE}, which draws diagrams, is not installed") from None
    try:
        light, dark = (drawn(_with(INIT.format(variables), source)).svg() for variables in THEMES.values())
    except Exception as error:  # Whatever the package raises is what is wrong with the diagram.
        raise Undrawn(" ".join(str(error).split())) from error
    return light, dark


def _with(init: str, source: str) -> str:
    """``source`` told of the theme; front matter stays first."""
    match = re.match(r"\s*---\n.*?\n---\n", source, re.S)
    return match[0] + init + source[match.end() :] if match else init + source


@dataclass
class Diagrams:
    """The diagrams of one build: drawn, remembered in ``memo``, and the style sheets that their pages ask for."""

    memo: Memo
    dark: str
    sheets: dict[str, str] = field(default_factory=dict)

    def fill(self, output: str, href: Callable[[str], str]) -> str:
        """The page ``output`` with its diagrams drawn; ``href`` is the way from it to an address of the site."""
        if 'class="diagram-source"' not in output:
            return output
        seen: dict[str, int] = {}

        def drawn(found: re.Match[str]) -> str:
            source = html.unescape(found[1])
            seen[source] = seen.get(source, 0) + 1
            key = hashlib.sha256(f"{source}\0{seen[source]}".encode()).hexdigest()[:12]
            markup, sheet = self._made(source, f"d{key}")
            address = f"{FOLDER}{key}.css"
            self.sheets[address] = sheet
            return render("diagram", sheet=href(address), markup=markup)

        return FENCE.sub(drawn, output)

    def _made(self, source: str, name: str) -> tuple[str, str]:
        def make() -> str:
            drawing = styled(*draw(source), name)
            dark = f"@media screen {{ {self.dark} {{\n{drawing.dark}}} }}\n"
            return f"{drawing.markup}\0{drawing.light}{dark}"

        markup, _, sheet = self.memo.once(f"diagram\0{self.maker}\0{name}\0{source}", make).partition("\0")
        return markup, sheet

    @cached_property
    def maker(self) -> str:
        """Who draws: diagrams are drawn again when that has changed."""
        try:
            package = version(PACKAGE)
        except PackageNotFoundError:
            package = ""
        return hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + package


def styled(light: str, dark: str, name: str) -> Drawing:
    """Two drawings that differ in colours, as one of the id ``name`` without styles in it, and its style for each theme."""
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    roots = [ElementTree.fromstring(drawing) for drawing in (light, dark)]
    rules = ["".join(_style(root)) for root in roots]
    for root in roots:
        root.attrib.pop("style", None)  # Says how wide it is, which the page knows.
    looks: dict[tuple[str, str], str] = {}
    for ours, theirs in zip(*(root.iter() for root in roots), strict=True):
        found = tuple(_taken(one, other) for one, other in ((ours, theirs), (theirs, ours)))
        if any(found):
            looked = looks.setdefault((found[0], found[1]), f"look-{len(looks)}")
            ours.set("class", f"{ours.get('class', '')} {looked}".strip())
        for key in LOOKS:
            if key in ours.attrib and ours.get(key) != theirs.get(key):
                del ours.attrib[key]
        ours.attrib.pop("style", None)
    root = roots[0]
    _measured(root)
    markup = ElementTree.tostring(root, encoding="unicode")
    names = {old: f"{name}-{old}" for old in re.findall(r'\bid="([^"]+)"', markup)} | {ROOT: name}
    sheets = []
    for place, written in enumerate(rules):
        kept = [f"{selectors} {{ {body} }}\n" for selectors, body in _rules(written, markup)]
        kept += [f"#{ROOT}#{ROOT} .{looked} {{ {pair[place]} }}\n" for pair, looked in looks.items() if pair[place]]
        sheets.append(_renamed("".join(kept), names))
    return Drawing(_renamed(markup, names), *sheets)


def _style(root: ElementTree.Element) -> Iterator[str]:
    """The text of every style element below ``root``, which is taken out."""
    for parent in [*root.iter()]:
        for child in [child for child in parent if child.tag == f"{{{SVG}}}style"]:
            yield child.text or ""
            parent.remove(child)


def _taken(element: ElementTree.Element, other: ElementTree.Element) -> str:
    """What the style of ``element`` says, and those of its attributes in which ``other`` differs."""
    own = [f"{key}: {element.get(key)}" for key in LOOKS if key in element.attrib and element.get(key) != other.get(key)]
    return "; ".join([*own, *filter(None, [FONT.sub("", element.get("style", "")).strip("; ")])])


def _rules(written: str, markup: str) -> Iterator[tuple[str, str]]:
    """The rules of ``written`` that mean something in ``markup``, without what they say of fonts and of movement."""
    for selectors, body in RULE.findall(AT_RULE.sub("", written)):
        kept = [one.strip() for one in selectors.split(",") if _means(one, markup)]
        body = re.sub(r"(?:^|;)\s*animation[\w-]*\s*:[^;]*", "", FONT.sub("", body)).strip("; ")
        if kept and body:
            yield ", ".join(kept), body


def _means(selector: str, markup: str) -> bool:
    """Whether every class and attribute of a ``selector`` that asks for any stands in ``markup``."""
    bare = re.sub(r":not\([^)]*\)", "", selector)
    for name, attribute, value in MEANT.findall(bare):
        wanted = (
            rf"[\"\s]{re.escape(name)}[\"\s]" if name else re.escape(attribute) + (f'="[^"]*{re.escape(value)}' if value else "=")
        )
        if not re.search(wanted, markup):
            return False
    return True


def _measured(root: ElementTree.Element) -> None:
    """Give ``root`` the size that it is drawn at, and a role: it is a group of words, or an image if its author named it."""
    _, _, width, height = (SCALE * float(part) for part in root.get("viewBox", "0 0 0 0").split())
    root.attrib |= {"width": f"{width:g}", "height": f"{height:g}", "class": f"diagram-drawing {root.get('class', '')}".strip()}
    if "aria-labelledby" not in root.attrib:
        root.set("role", "group")
        root.attrib.pop("aria-roledescription", None)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """``text`` of markup or style with new ``names`` in place of the ids it has, so that no other of the page is the same."""
    text = re.sub(r'(\bid="|#)([\w-]+)', lambda found: found[1] + names.get(found[2], found[2]), text)
    return re.sub(
        r'(\baria-\w+by=")([^"]*)', lambda found: found[1] + " ".join(names.get(one, one) for one in found[2].split()), text
    )
