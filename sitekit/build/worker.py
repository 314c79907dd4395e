"""Build one figure: import it, measure once, draw once per language, write its files.

Runs in a process of its own (see :mod:`sitekit.build.process`), which is thrown away afterwards, so that nothing leaks
from one figure into another. Importing this module loads the sciences, once, in the server that the processes fork from.
"""

from __future__ import annotations

import os

from sitekit.build.machine import RESULT, THREADS

os.environ.update(dict.fromkeys(THREADS, "1"))  # Must precede numpy.

import contextlib
import dataclasses
import importlib
import io
import json
import logging
import pickle
import re
import sys
import traceback
import warnings
import zlib
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import matplotlib.figure
import numpy as np
import scipy.ndimage
import scipy.signal
import scipy.sparse
import scipy.stats  # noqa: F401  preloaded for the figures
import skimage.color
import skimage.data
import skimage.feature
import skimage.transform  # noqa: F401  preloaded for the figures

from sitekit.build.process import Failed
from sitekit.build.watch import HardExit, NotAllowed
from sitekit.fault import Fault
from sitekit.figure import contract, contrast, face, importing, palette, style, svg, themes  # noqa: F401  preloaded too
from sitekit.figure.live import Live
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Place
from sitekit.source import Source, in_traceback

LABEL = re.compile(r"labels? '(\w+)'")
"""How a complaint about words begins."""
SVG_KILOBYTES, RASTER_KILOBYTES, LIVE_KILOBYTES = 300, 2000, 400
"""What readers load of a figure at most: its picture in the page, its rasters, and what its live version computes with."""
FEWER = "show fewer pixels: a page has room for some 1,000 across, so average those that lie together"
LESS = "hand over less, or in a smaller type: array.astype('f4'), 'u2', 'u1'"
LONGEST = 500
"""Characters of what an error says that are told."""
REMEDY = "mend the figure and save; the next build picks it up"


def build(
    root: Path,
    figure: FigureId,
    out: Path,
    stage: Callable[[str], None],
    note: Callable[[Path], None] = lambda path: None,
    needed: Sequence[str] = (),
) -> None:
    """Build ``figure`` into the existing folder ``out``; its words are needed in ``needed``, by default the site's languages.

    ``stage`` is told what is about to run (``"import"``, ``"measure"``, ``"live"`` or ``"draw"``), for the case that it never
    returns; ``note`` is told of the figure's own files. Raises :class:`Failed` with a :class:`Fault` where the figure is to
    blame, and ``OSError`` where the disk is.
    """
    stages = ["import"]

    def enter(name: str) -> None:
        stages.append(name)
        stage(name)

    importing.install()
    place = Place.of(root, figure)
    note(root / place.module)
    note(root / place.live)  # Also where there is none yet.
    source = Source(root / place.module)
    try:
        _with_fonts()
        with strict():
            palette.use(root)
            files = _run(root, figure, source, enter, needed or [*LANGUAGES])
    except BaseException as error:  # SystemExit and HardExit too: a figure must not end the build.
        traceback.clear_frames(error.__traceback__)  # What filled the memory must not outlive the fault.
        if isinstance(error, OSError) and in_traceback(error, root / "figures") is None:
            raise
        fault = error if isinstance(error, Fault) else located(error, root, figure, source, stages[-1])
        raise Failed(fault) from None
    for name, data in files.items():
        (out / name).write_bytes(data)


def _with_fonts() -> None:
    """Raise :class:`Fault` unless the fonts of all languages are on this machine."""
    for code, language in LANGUAGES.items():
        if language.font and not language.font.is_file():
            what = f"the font of '{code}' is not on this machine: {language.font}"
            raise Fault("mkdocs.yml", 1, what, f"install its package, or mend extra.languages.{code}.font")


def _run(root: Path, figure: FigureId, source: Source, stage: Callable[[str], None], needed: Sequence[str]) -> dict[str, bytes]:
    place = Place.of(root, figure)
    path = place.module
    stage("import")
    module = importlib.import_module(f"figures.{figure}")
    contract.check_module(module, path, source, needed)
    live = _live(root, place, needed)
    contract.check_constants(root)
    stage("measure")
    result = module.measure()
    contract.check_result(result, module, path, source)
    numbers = contract.read_numbers(result, module, path, source)
    files = {
        "numbers.json": _json(numbers),
        "data.npz": _arrays(result),
        "about.json": _json({"claim": claim(module)}),
        RESULT: zlib.compress(pickle.dumps(result), 1),
    }
    if live:
        stage("live")
        files["live.json"] = live.json(result, module.LABELS)
        _budget(place.live, Source(root / place.live).name("LIVE"), "hands over", files["live.json"], LIVE_KILOBYTES, LESS)
    stage("draw")
    texts: dict[str, set[str]] = {}
    areas: set[str] = set()

    def draw(language: str) -> svg.Drawing:
        look = dict(matplotlib.rcParams)
        picture = module.draw(result, module.LABELS[language])
        if not isinstance(picture, matplotlib.figure.Figure):
            raise Fault(path, source.name("draw"), f"draw() returned {type(picture).__name__}", "return a matplotlib Figure")
        if dict(matplotlib.rcParams) != look:
            raise Fault(path, source.name("draw"), "draw() changed the style", "leave rcParams to the site")
        contract.check_amount(picture, path, source)
        drawing = _draw(picture, figure, language, module, source, path)
        texts[language] = {t.get_text() for t in contract.texts(picture)}
        contract.check_drawing(drawing, picture, path, source)
        areas.update(contrast.areas(picture))
        return drawing

    try:
        files |= themes.drawn(draw, list(LANGUAGES))
    except themes.Unlike as error:
        what = f"draw() makes another figure of other colours: {error}"
        raise Fault(path, source.name("draw"), what, "let nothing but colours depend on colours") from error
    except themes.Kept as error:
        remedy = "make colour maps and images of the palette's colours anew in draw(): in no constant, default or cache"
        raise Fault(path, source.name("draw"), str(error), remedy) from error
    contract.check_faint(files, areas, path, source)
    contract.check_texts(texts, module, path, source)
    for language in LANGUAGES:
        picture = files[f"{language}.inline.svg"]
        _budget(path, source.name("draw"), f"draws, in '{language}',", picture, SVG_KILOBYTES, contract.AS_PIXELS)
        rasters = b"".join(data for name, data in files.items() if name.endswith(".png") and name.encode() in picture)
        _budget(path, source.name("draw"), f"draws, in '{language}', rasters of", rasters, RASTER_KILOBYTES, FEWER)
    return files


def _budget(path: str, line: int, does: str, data: bytes, most: int, remedy: str) -> None:
    """Raise :class:`Fault` where readers would have to load more of a figure than ``most`` kilobytes."""
    if (kilobytes := len(data) // 1000) > most:
        raise Fault(path, line, f"{does} {kilobytes:,} KB, {most} are the most", remedy)


def _live(root: Path, place: Place, needed: Sequence[str]) -> Live | None:
    """What ``live.py`` beside the figure hands to its script. Raises :class:`Fault` where that is nothing, or lacks words."""
    if not (place.is_folder and (root / place.live).is_file()):
        return None
    live = getattr(importlib.import_module(f"figures.{place.figure}.live"), "LIVE", None)
    if not isinstance(live, Live):
        line = Source(root / place.live).name("LIVE")
        raise Fault(place.live, line, "has no LIVE that is a Live", "write LIVE = Live(labels, data), from sitekit.figure")
    try:
        live.labels.require(needed)
    except ValueError as error:
        raise _about_a_label(error, root, place.live) from error
    return live


def _about_a_label(error: BaseException, root: Path, path: str) -> Fault:
    label = LABEL.match(str(error))
    return Fault(path, Source(root / path).key("LABELS", label[1] if label else ""), str(error), "mend the label")


def claim(module: Any) -> str:
    """The first paragraph of a figure's docstring."""
    return " ".join((module.__doc__ or "").strip().split("\n\n")[0].split())


def _draw(picture, figure: FigureId, language: str, module, source: Source, path: str) -> svg.Drawing:
    """Draw, and lay a fault of the text (no glyph, broken formula) at the door of the text that caused it."""
    try:
        return svg.draw(picture, figure.name, language)
    except (Warning, ValueError, Unrenderable) as error:
        remedy = "use characters the site's font has and formulas matplotlib's mathtext knows"
        if "missing from" in str(error):
            block = f"extra: {{languages: {{{language}: {{font: package/File.otf}}}}}}"
            remedy = f"use another character, or name in mkdocs.yml a font that has it: {block}"
        for key, label in vars(module.LABELS[language]).items():
            if not _renderable(label, language):
                raise Fault(
                    path, source.key("LABELS", key), f"label '{key}' cannot be rendered in '{language}': {error}", remedy
                ) from error
        for text in contract.texts(picture):
            if not _renderable(text.get_text(), language):
                raise Fault(
                    path, source.text(text.get_text()), f"the text {text.get_text()!r} cannot be rendered: {error}", remedy
                ) from error
        raise


def _renderable(text: str, language: str) -> bool:
    with style.applied(language=language):
        probe = matplotlib.figure.Figure()
        probe.text(0, 0, text)
        try:
            svg.render(probe, "probe", language)
        except (Warning, ValueError, Unrenderable):
            return False
    return True


def located(error: BaseException, root: Path, figure: FigureId, source: Source, stage: str) -> Fault:
    own, live = Place.of(root, figure).module, Place.of(root, figure).live
    place = in_traceback(error, root / "figures")
    if place:
        path, line = place[0].relative_to(root).as_posix(), place[1]
    elif stage == "live":
        path, line = live, Source(root / live).name("LIVE")
    else:
        path, line = own, source.name(stage)
    message = _said(error)
    where = "" if path in (own, live) else f" (building {figure})"
    if stage == "import" and LABEL.match(message):
        return _about_a_label(error, root, path)
    if stage in ("import", "measure") and _is_about_colours(error):
        remedy = "do it in draw(): the palette's colours are none until a figure is drawn"
        return Fault(path, line, f"makes something of a colour before it draws{where}: {message}", remedy)
    if isinstance(error, Warning):
        return Fault(
            path, line, f"warns{where}: {type(error).__name__}: {message}", "mend the cause, or silence it there and say why"
        )
    if isinstance(error, NotAllowed):
        return Fault(path, line, f"{error.what}{where}", error.remedy)
    if isinstance(error, (SystemExit, HardExit)):
        return Fault(path, line, f"tried to end its process{where}", "return from measure() and draw() instead")
    if isinstance(error, MemoryError):
        return Fault(path, line, f"ran out of memory{where}: {message}", "use less than the limit of one worker, 1 GB")
    if palette.PREFIX in message:
        remedy = "outside matplotlib the palette's colours have no names: give it to_hex(palette.INPUT), from matplotlib.colors"
        return Fault(path, line, f"{type(error).__name__}{where}: {message}", remedy)
    return Fault(path, line, f"{type(error).__name__}{where}" + (f": {message}" if message else ""), REMEDY)


def _said(error: BaseException) -> str:
    """The first line of what ``error`` says: of any length, as others write them, or none, since what makes it may fail."""
    try:
        said = str(error).strip().split("\n")[0]
    except BaseException:
        return "what it says cannot be read"
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"


def _is_about_colours(error: BaseException) -> bool:
    """Whether matplotlib raised ``error`` where it reads colours."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and Path(frames[-1].filename).as_posix().endswith("matplotlib/colors.py")


class Unrenderable(Exception):
    """Matplotlib logged a warning while drawing: it says so of a glyph missing in a formula."""


class _Raise(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise Unrenderable(record.getMessage())


@contextlib.contextmanager
def strict() -> Generator[None]:
    """Warnings and matplotlib's log become errors, prints go to stderr."""
    handler, logger = _Raise(logging.WARNING), logging.getLogger("matplotlib")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
            warnings.simplefilter("error")
            for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
                warnings.simplefilter("ignore", category)
                warnings.filterwarnings("error", category=category, module=r"figures\.")
            yield
    finally:
        logger.removeHandler(handler)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _arrays(result: Any) -> bytes:
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {}
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        if isinstance(value, dict):
            arrays |= {f"{field.name}.{key}": np.asarray(v) for key, v in value.items()}
        else:
            arrays[field.name] = np.asarray(value)
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()
