"""Colours named by what they mean, once for both themes.

The machine knows eleven meanings; a project adds its own, or gives the machine's other values, in ``figures/palette.toml``:

    [NOISE]
    light = "#b85506"
    dark = "#ffb570"
    opposite = ["SIGNAL"]

and a figure says ``palette.NOISE``. That is a name, which means a colour only while a figure is drawn (see
:mod:`sitekit.figure.style`): a mark that no data contains, which the SVG writer turns into a CSS custom property, so that one
file serves both themes; or the very value it has in one theme. The hues descend from Okabe & Ito's palette (Color
Universal Design, 2008), darkened for 4.5:1 on white and lightened for dark paper. Opposites differ in luminance too: right is
light and wrong is dark, in either theme. :mod:`sitekit.check.colours` holds every project to that.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitekit.fault import Fault
from sitekit.project import Project
from sitekit.records import Records

FILE = "figures/palette.toml"
PREFIX = "fig:"
NAME = re.compile(r"[A-Z][A-Z0-9_]*\Z")
HEX = re.compile(r"#[0-9a-f]{6}\Z", re.IGNORECASE)
REMEDY = 'write [NOISE] with light = "#b85506" and dark = "#ffb570" below it: a name in capitals, two colours'

INK = f"{PREFIX}ink"
MUTED = f"{PREFIX}muted"
GRID = f"{PREFIX}grid"
PAPER = f"{PREFIX}paper"
INPUT = f"{PREFIX}input"
OUTPUT = f"{PREFIX}output"
RIGHT = f"{PREFIX}right"
WRONG = f"{PREFIX}wrong"
THEORY = f"{PREFIX}theory"
NEGATIVE = f"{PREFIX}negative"
POSITIVE = f"{PREFIX}positive"

MACHINE = {
    "INK": ("#1f2328", "#e6e8ee"),
    "MUTED": ("#5b6370", "#a3acbb"),
    "GRID": ("#dfe3e8", "#3a4150"),
    "PAPER": ("#ffffff", "#1e2129"),
    "INPUT": ("#00508f", "#4196e4"),
    "OUTPUT": ("#008264", "#74e8bf"),
    "RIGHT": ("#008264", "#74e8bf"),
    "WRONG": ("#960c22", "#ea6270"),
    "THEORY": ("#5b6370", "#a3acbb"),
    "NEGATIVE": ("#2272b4", "#3b8ede"),
    "POSITIVE": ("#c0363a", "#e85c53"),
}
OPPOSITES = (("RIGHT", "WRONG"), ("OUTPUT", "WRONG"), ("INPUT", "OUTPUT"))
"""Of the machine's colours, those that mean opposites."""


MOST = 64
"""So many colours have marks that nobody can mix from others."""


def mark(number: int, turn: int) -> str:
    """The hex colour that stands for colour ``number`` of a palette while it is drawn.

    The marks lie evenly on a ball within the cube of all colours, a dark or a light one: whatever is mixed from several marks
    lies inside the ball, so it is no mark. They are in none of matplotlib's colour maps.
    """
    height = 1 - (2 * number + 1) / MOST
    around, angle = math.sqrt(1 - height**2), number * math.pi * (3 - math.sqrt(5))
    centre = (64, 191)[turn % 2]
    place = (around * math.cos(angle), around * math.sin(angle), height)
    return "#" + "".join(f"{round(centre + 60 * along):02x}" for along in place)


@dataclass(frozen=True)
class Colour:
    """A meaning: its name in capitals, and its value on light and on dark paper."""

    name: str
    light: str
    dark: str

    @property
    def key(self) -> str:
        """What a figure draws with: ``fig:noise``."""
        return PREFIX + self.name.lower()

    @property
    def word(self) -> str:
        """What style sheets and scripts call it: ``noise``."""
        return self.name.lower().replace("_", "-")

    @property
    def variable(self) -> str:
        """Its CSS custom property."""
        return f"--fig-{self.word}"


@dataclass(frozen=True)
class Schemes:
    """How the pages around the figures tell light from dark: CSS selectors of the one, of the other, and of either."""

    light: str
    dark: str
    either: str


@dataclass(frozen=True)
class Palette:
    """Every colour that a project's figures may use, by name: the machine's eleven first, then its own in their order; and the
    pairs of names that mean opposites, which have to differ in more than their hue."""

    colours: Mapping[str, Colour]
    opposites: tuple[tuple[str, str], ...] = OPPOSITES

    @classmethod
    def read(cls, root: Path) -> Palette:
        """The palette of the project at ``root``. Raises :class:`Fault` for a line of its file that says no colour."""
        own = {name: (colours, opposites) for name, colours, opposites in _own(root / FILE)}
        values = MACHINE | {name: colours for name, (colours, _) in own.items()}
        colours = {name: Colour(name, *pair) for name, pair in values.items()}
        if len(colours) > MOST:
            raise Fault(FILE, 1, f"has {len(colours) - len(MACHINE)} colours, {MOST - len(MACHINE)} are the most", "drop some")
        return cls(colours, (*OPPOSITES, *((name, other) for name, (_, others) in own.items() for other in others)))

    @classmethod
    def sound(cls, root: Path) -> Palette:
        """The same, or the machine's colours alone where the file is at fault, which ``python -m sitekit check`` reports."""
        try:
            return cls.read(root)
        except Fault:
            return cls({name: Colour(name, *values) for name, values in MACHINE.items()})

    @property
    def light(self) -> dict[str, str]:
        return {colour.key: colour.light for colour in self.colours.values()}

    @property
    def dark(self) -> dict[str, str]:
        return {colour.key: colour.dark for colour in self.colours.values()}

    def marks(self, turn: int = 0) -> dict[str, str]:
        """A mark for every colour: dark ones at even turns, light ones at odd turns.

        What mixes a colour, or turns it into pixels, makes something else of the two, and is found by that.
        """
        return {colour.key: mark(number, turn) for number, colour in enumerate(self.colours.values())}

    @cached_property
    def marked(self) -> dict[str, Colour]:
        """The colour that each mark stands for."""
        by_key = {colour.key: colour for colour in self.colours.values()}
        return {mark: by_key[key] for turn in (0, 1) for key, mark in self.marks(turn).items()}

    def stylesheet(self, schemes: Schemes) -> str:
        """The CSS that gives every variable its value, light, dark, and light again on paper, and every shape in a live figure
        the colour of its class; and which of two rasters a theme shows."""

        def rules(scheme: str) -> str:
            return "".join(f"{c.variable}:{getattr(c, scheme)};" for c in self.colours.values())

        shapes = "".join(
            f".live svg .{c.word}{{stroke:var({c.variable})}}"
            f".live svg .filled.{c.word}{{fill:var({c.variable});stroke:none}}"
            f".live svg text.{c.word}:not(.filled){{fill:var({c.variable});stroke:none}}\n"
            for c in self.colours.values()
        )
        return (
            f":root,{schemes.light}{{{rules('light')}}}\n"
            f"{schemes.dark}{{{rules('dark')}}}\n"
            f"@media print{{:root,{schemes.either}{{color-scheme:light;{rules('light')}}}}}\n"
            f".on-dark,{schemes.dark} .on-light{{display:none}}\n"
            f"{schemes.dark} .on-dark{{display:inline}}\n"
            f"@media print{{{schemes.either} .on-dark{{display:none}}{schemes.either} .on-light{{display:inline}}}}\n"
            f"{shapes}"
        )


def _own(path: Path) -> Iterator[tuple[str, tuple[str, str], list[str]]]:
    """Name, values on light and on dark paper, and the names of its opposites, of each colour in the file at ``path``."""
    try:
        path.lstat()
    except FileNotFoundError:
        return
    records = Records.of(path.parents[1], FILE)
    if records.faults:
        raise records.faults[0]
    words: set[str] = set()
    for name, values in records.table.items():
        line = records.line(name)
        if not NAME.match(name):
            raise Fault(FILE, line, f"'{name}' is no name of a colour", REMEDY)
        if name.lower() in words:
            raise Fault(FILE, line, f"'{name}' is there already", "give it another name")
        words.add(name.lower())
        if not isinstance(values, dict) or {"light", "dark"} != set(values) - {"opposite"}:
            raise Fault(FILE, line, f"'{name}' needs light and dark, and nothing else but opposite", REMEDY)
        for scheme in ("light", "dark"):
            if not (isinstance(value := values[scheme], str) and HEX.match(value)):
                what = f"{scheme} of '{name}' is {value!r}, not six digits after a #"
                raise Fault(FILE, records.line(name, scheme), what, REMEDY)
        opposites = values.get("opposite", [])
        if not isinstance(opposites, list) or not set(map(str, opposites)) <= (MACHINE.keys() | records.table.keys()) - {name}:
            what = f"opposite of '{name}' is {opposites!r}, not a list of other colours"
            raise Fault(FILE, records.line(name, "opposite"), what, 'write opposite = ["WRONG"]: names of colours')
        yield name, (values["light"].lower(), values["dark"].lower()), opposites


_current: Palette | None = None


def use(root: Path) -> Palette:
    """Let figures draw with the colours of the project at ``root`` from now on. Raises :class:`Fault`."""
    global _current  # noqa: PLW0603  A figure imports names, not an object; a process draws for one project.
    _current = Palette.read(root)
    return _current


def current() -> Palette:
    """The palette in use: if nobody chose another, of the project whose figures are imported, wherever that was started; else
    of the project around the working directory; else the machine's."""
    if _current is None:
        figures = getattr(sys.modules.get("figures"), "__file__", None)
        try:
            return use(Path(figures).parents[1] if figures else Project.here().root)
        except FileNotFoundError:
            return Palette({name: Colour(name, *values) for name, values in MACHINE.items()})
    return _current


def __getattr__(name: str) -> str:
    """A colour of the project's own. Raises ``AttributeError`` that says where it would have to stand."""
    if not NAME.match(name):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name not in (colours := current().colours):
        raise AttributeError(f"no colour is called '{name}': add [{name}] with light and dark to {FILE}, or mend the name")
    return colours[name].key
