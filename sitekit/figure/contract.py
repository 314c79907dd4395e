"""What a figure module owes the site, checked before, during and after it runs."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import numpy as np
from matplotlib.collections import Collection
from matplotlib.colors import Colormap, to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from sitekit.fault import Fault
from sitekit.figure import contrast, legible, outlines, palette, struck
from sitekit.figure.labels import Labels
from sitekit.figure.numbers import Number, by_language, unnamed
from sitekit.figure.style import WIDTH
from sitekit.figure.svg import Drawing
from sitekit.languages import LANGUAGES
from sitekit.project import IDENTIFIER
from sitekit.source import Source

LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
FORMULA = re.compile(r"\$[^$]*\$")
ONE_BY_ONE = 30_000
"""How many markers, or parts of a mesh, a figure draws at most each by itself."""
NO_MARKER = (None, "None", "none", " ", "")
AS_PIXELS = (
    "draw what has many points as pixels: rasterized=True in plot(…), scatter(…), pcolormesh(…), or artist.set_rasterized(True)"
)


def check_module(module: ModuleType, path: str, source: Source, needed: Sequence[str]) -> None:
    """Raise :class:`Fault` unless ``module`` has every part of the contract, and ``ValueError`` unless it has its words in the
    languages ``needed``."""
    if not (module.__doc__ or "").strip():
        raise Fault(path, 1, "has no docstring", "begin the module with one whose first line is the figure's claim")
    if not isinstance(getattr(module, "LABELS", None), Labels):
        raise Fault(path, source.name("LABELS"), "has no LABELS", "write LABELS = Labels(...), from sitekit.figure")
    module.LABELS.require(needed)
    result = getattr(module, "Result", None)
    if not (dataclasses.is_dataclass(result) and result.__dataclass_params__.frozen):
        raise Fault(path, source.name("Result"), "Result is not a frozen dataclass", "decorate it with @dataclass(frozen=True)")
    for function, signature in (("measure", "measure() -> Result"), ("draw", "draw(result, labels) -> Figure")):
        if not callable(getattr(module, function, None)):
            raise Fault(path, 1, f"has no {function}", f"define {signature}")
    numbers = getattr(module, "NUMBERS", None)
    if not isinstance(numbers, dict):
        raise Fault(path, source.name("NUMBERS"), "has no NUMBERS", "write NUMBERS = {'name': Number(...)}")
    for name, number in numbers.items():
        if not (isinstance(name, str) and IDENTIFIER.match(name) and isinstance(number, Number)):
            raise Fault(
                path,
                source.key("NUMBERS", name),
                f"number {name!r} is not a name with a Number",
                "use a lower_case name and Number(value, format), from sitekit.figure",
            )
    wrong = {name: code for name, number in numbers.items() if (code := unnamed(number.name, needed))}
    for code in wrong.values():
        names = [name for name, other in wrong.items() if other == code]
        who, has = (f"number '{names[0]}'", "has") if len(names) == 1 else (f"numbers {', '.join(names)}", "have")
        what = f"{who} {has} no name in '{code}'" if code in LANGUAGES else f"{who} {has} a name in '{code}'"
        raise Fault(path, source.key("NUMBERS", names[0]), what, f"name it in {', '.join(needed)}, or in none")


def check_constants(root: Path) -> None:
    """Raise :class:`Fault` where a module of the figures keeps a colour map of the palette's colours: it would keep those of the
    theme that is drawn first."""
    for module in [module for name, module in sys.modules.items() if name.startswith("figures.")]:
        for name, value in vars(module).items():
            maps = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else (value,)
            for colours in (getattr(one, "colors", ()) for one in maps if isinstance(one, Colormap)):
                if any(isinstance(colour, str) and colour.startswith(palette.PREFIX) for colour in colours):
                    path = Path(module.__file__ or "")
                    what = f"{name} is made of the palette's colours before they are any"
                    raise Fault(path.relative_to(root).as_posix(), Source(path).name(name), what, "make it in draw()")


def check_result(result: Any, module: ModuleType, path: str, source: Source) -> None:
    """Raise :class:`Fault` where the measurement is of the wrong type or not finite."""
    if not isinstance(result, module.Result):
        raise Fault(path, source.name("measure"), f"measure() returned {type(result).__name__}", "return a Result")
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        for array in value.values() if isinstance(value, dict) else (value,):
            array = np.asarray(array)
            if array.dtype.kind in "fc" and not np.isfinite(array).all():
                raise Fault(
                    path,
                    source.field("Result", field.name),
                    f"Result.{field.name} contains NaN or infinity",
                    "find where measure() lost the number",
                )
            if array.dtype.kind not in "biufcUS":
                raise Fault(
                    path,
                    source.field("Result", field.name),
                    f"Result.{field.name} is neither an array, a number nor a text",
                    "store plain arrays and scalars, or a dict of them",
                )


def read_numbers(result: Any, module: ModuleType, path: str, source: Source) -> dict[str, dict[str, Any]]:
    """Every number of the figure: its value and the text that stands for it in a sentence."""
    numbers = {}
    for name, number in module.NUMBERS.items():
        try:
            value = number.of(result)
            text = number.text(value)
            numbers[name] = {"value": value, "text": text, "quoted": number.quoted, "format": number.format}
            for key, said in (("unit", number.unit), ("over", number.over), ("name", _name(number))):
                if said:
                    numbers[name][key] = said
        except Exception as error:  # Whatever a forker's lambda raises, the fault belongs to its line.
            raise Fault(path, source.key("NUMBERS", name), f"number '{name}' {error}", "mend its value or its format") from error
    return numbers


def _name(number: Number) -> dict[str, str]:
    said = by_language(number.name)
    return {code: said[code] for code in LANGUAGES if code in said}


def texts(figure: Figure) -> list[Text]:
    """The visible, non-empty texts of a drawn figure."""
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def check_texts(drawn: dict[str, set[str]], module: ModuleType, path: str, source: Source) -> None:
    """Raise :class:`Fault` where a figure shows a word in the wrong language.

    ``drawn`` maps each language to the texts of its figure. A word that both figures show alike must be a label
    declared with ``same``; a text must not be written in another language's script.
    """
    complete = {code: language for code, language in LANGUAGES.items() if code not in module.LABELS.lacking}
    for code, language in complete.items():
        declared = set(vars(module.LABELS[code]).values())
        others = set().union(*(drawn[c] for c in complete if c != code))
        for text in sorted(drawn[code]):
            foreign = language.foreign and language.foreign.search(text)
            if foreign or (text in others and text not in declared and LATIN_WORD.search(FORMULA.sub("", text))):
                raise Fault(
                    path,
                    source.text(text),
                    f"the text {text!r} in the {code} figure is not translated",
                    "take it from labels, and give LABELS every language",
                )


def check_amount(figure: Figure, path: str, source: Source) -> None:
    """Raise :class:`Fault` where so many things are drawn one by one that nobody could load them, nor this process make them."""
    alone = sum(1 for artist in figure.findobj() if isinstance(artist, (Line2D, Patch, Text)) and not artist.get_rasterized())
    for artist in figure.findobj():
        if artist.get_rasterized():
            continue
        count = alone
        if isinstance(artist, Collection):
            count = max(len(np.atleast_2d(artist.get_offsets())), len(artist.get_paths()))
        elif isinstance(artist, Line2D) and artist.get_marker() not in NO_MARKER:
            count = len(np.atleast_1d(artist.get_xdata()))
        if count > ONE_BY_ONE:
            what = f"draws {count:,} things one by one, {ONE_BY_ONE:,} are the most"
            raise Fault(path, source.name("draw"), what, AS_PIXELS)


def check_drawing(drawing: Drawing, figure: Figure, path: str, source: Source) -> None:
    """Raise :class:`Fault` where readers could not see or read what was drawn."""
    if figure.get_figwidth() != WIDTH:
        what = f"draw() returned a figure {figure.get_figwidth():g} in wide, not {WIDTH:g}"
        raise Fault(path, source.name("draw"), what, "draw on canvas(height), from sitekit.figure")
    for text, problem in legible.problems(drawing.canvas, drawing.texts):
        where = f"in the {drawing.language} figure"
        raise Fault(path, source.text(text), f"the text {text!r} {problem} {where}", "move it, shorten it, or give it more room")
    for number, problem in struck.found(drawing.texts, drawing.marks, {to_hex(palette.GRID)}):
        text, where = drawing.texts[number].text, f"in the {drawing.language} figure"
        raise Fault(
            path, source.text(text), f"the text {text!r} {problem} {where}", "move it, or give it a halo: note(…, halo=2)"
        )
    for colour, ratio in outlines.faint(figure):
        what = f"an outline in {colour} has a contrast of {ratio:.1f} with the raster under it, less than {outlines.ENOUGH:g}"
        raise Fault(path, source.name("draw"), what, "give it a halo: box(…, halo=3) or ring(…, halo=3)")
    painted = contrast.plain(drawing.tree)
    for colour in sorted(painted - _meant(figure)) if painted else ():
        what = f"something that was given no colour is {colour}, which {contrast.PAPER[colour]} paper swallows"
        raise Fault(path, source.name("draw"), what, f"give it one of the palette's, or write {colour!r} where it is meant")


def _meant(figure: Figure) -> set[str]:
    """Black or white, if the source of the figure or of a helper writes it out, the palette has it, or data may paint in it."""
    if any(isinstance(artist, Collection) and artist.get_array() is not None for artist in figure.findobj()):
        return set(contrast.WRITTEN)
    sources = _sources()
    own = {to_hex(colour.key) for colour in palette.current().colours.values()}  # As it is drawn now.
    named = {colour for value, colour in contrast.PLAIN.items() if value in own}
    return named | {colour for colour, written in contrast.WRITTEN.items() if any(map(written.search, sources))}


def check_faint(files: dict[str, bytes], areas: set[str], path: str, source: Source) -> None:
    """Raise :class:`Fault` where lines or markers of a finished figure have colours, such as a colour map's, that cannot be seen.

    ``areas`` are those of what covers the axes.
    """
    for picture in (data for name, data in files.items() if name.endswith(".inline.svg")):
        faint = contrast.swallowed(ElementTree.fromstring(picture.decode())).items()
        for colour, paper in [(colour, paper) for colour, paper in faint if colour not in areas | contrast.written(_sources())]:
            what = f"something is painted in {colour}, the same on both papers, and {paper} paper swallows it"
            remedy = f"use the palette's colours, or a map that draw() makes of them, or write '{colour}' where it is meant"
            raise Fault(path, source.name("draw"), what, remedy)


def _sources() -> list[str]:
    """The modules of figures that are loaded."""
    modules = [module for name, module in sys.modules.items() if name.startswith("figures.")]
    return [Path(file).read_text("utf-8") for module in modules if (file := getattr(module, "__file__", None))]
