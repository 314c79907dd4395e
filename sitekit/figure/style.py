"""How every figure looks: set once, around every drawing, never in a figure."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from cycler import cycler
from matplotlib import font_manager
from matplotlib.colors import LinearSegmentedColormap, get_named_colors_mapping, to_rgb

from sitekit.figure import palette, typefaces

WIDTH = 4.5
"""Width of a figure in inches: 324 points, so that a point is 1.1 CSS pixels on a phone of 360, and 1.8 in an article's column.

A figure is drawn for the phone; where it is wider, the style sheet has its texts grow less than the rest (``--fig-type``).
"""
SMALL = 9.0
"""Points: the smallest size of text, of ticks, legends and notes; 10 px on a phone."""

RC: dict[str, Any] = {
    "font.size": 9.5,
    "axes.titlesize": 9.5,
    "axes.labelsize": 9.5,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": SMALL,
    "mathtext.fontset": "dejavusans",
    "text.color": palette.INK,
    "axes.labelcolor": palette.INK,
    "axes.titlecolor": palette.INK,
    "axes.edgecolor": palette.MUTED,
    "xtick.color": palette.MUTED,
    "ytick.color": palette.MUTED,
    "xtick.labelcolor": palette.INK,
    "ytick.labelcolor": palette.INK,
    "grid.color": palette.GRID,
    "grid.linewidth": 0.7,
    "axes.linewidth": 0.8,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "patch.edgecolor": palette.INK,
    "hatch.color": palette.INK,
    "legend.facecolor": palette.PAPER,
    "legend.edgecolor": palette.GRID,
    **{f"boxplot.{part}props.color": palette.INK for part in ("box", "whisker", "cap", "flier")},
    "boxplot.flierprops.markeredgecolor": palette.INK,
    "boxplot.medianprops.color": palette.OUTPUT,
    "boxplot.meanprops.color": palette.INPUT,
    "boxplot.meanprops.markerfacecolor": palette.INPUT,
    "boxplot.meanprops.markeredgecolor": palette.INPUT,
    **{f"axes3d.{axis}axis.panecolor": palette.PAPER for axis in "xyz"},
    "lines.linewidth": 1.6,
    "image.cmap": "gray",
    "image.interpolation": "none",
    "image.composite_image": False,
    "figure.constrained_layout.use": True,
    "figure.figsize": (WIDTH, 2.8),
    "svg.fonttype": "none",
    "svg.image_inline": False,
}


DIVERGING = "diverging"
"""A colour map for what has a sign: from ``NEGATIVE`` through the paper to ``POSITIVE``, so that nothing glares on dark pages."""
FAR, BEYOND = 0.8, 0.5
"""Where on its way out the map has the pure colour, and how much of the ink its ends have."""

CYCLE = (palette.INPUT, palette.OUTPUT)
"""The colours of lines that were given none; a project's own follow."""


@contextmanager
def applied(colours: Mapping[str, str] | None = None, language: str = "") -> Generator[None]:
    """Matplotlib's defaults with this site's style on top; what was set before comes back afterwards.

    ``colours`` is what the palette's names mean meanwhile: by default its marks, which the SVG writer turns into variables.
    What is written in a ``language`` with a font of its own is set in that, and in the site's where that lacks a character.
    """
    families = [family(font) for font in typefaces.of(language)]
    chosen = palette.current()
    own = [colour.key for colour in chosen.colours.values() if colour.name not in palette.MACHINE]
    with _named(colours or chosen.marks()), _mapped(), matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(RC)  # ty: ignore[no-matching-overload]  matplotlib types its keys as literals
        matplotlib.rcParams["font.family"] = families
        matplotlib.rcParams["axes.prop_cycle"] = cycler(color=[*CYCLE, *own])
        yield


def family(font: Path) -> str:
    """What matplotlib calls the font in a file, which it knows from now on, and prefers to another of that name.

    Raises ``OSError`` if there is no such file.
    """
    manager = font_manager.fontManager
    if not any(entry.fname == str(font) for entry in manager.ttflist):
        manager.addfont(font)
        manager.ttflist.sort(key=lambda entry: entry.fname != str(font))
    return next(entry.name for entry in manager.ttflist if entry.fname == str(font))


@contextmanager
def _named(colours: Mapping[str, str]) -> Generator[None]:
    """Matplotlib knows ``colours`` by name: name → hex. Set one by one, for then it forgets what it remembers of them."""
    names = get_named_colors_mapping()
    before = {name: names.get(name) for name in colours}
    for name, value in colours.items():
        names[name] = value
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del names[name]
            else:
                names[name] = value


@contextmanager
def _mapped() -> Generator[None]:
    """Matplotlib knows the diverging map by name, in the colours that the palette's names mean at the moment."""
    ink = np.array(to_rgb(palette.INK))
    low, high = ((1 - BEYOND) * np.array(to_rgb(colour)) + BEYOND * ink for colour in (palette.NEGATIVE, palette.POSITIVE))
    stops = [(0, low), (1 - FAR, palette.NEGATIVE), (0.5, palette.PAPER), (FAR, palette.POSITIVE), (1, high)]
    before = matplotlib.colormaps.get(DIVERGING)
    if before is not None:
        matplotlib.colormaps.unregister(DIVERGING)
    matplotlib.colormaps.register(LinearSegmentedColormap.from_list(DIVERGING, stops, N=257))  # One of them is the middle.
    try:
        yield
    finally:
        matplotlib.colormaps.unregister(DIVERGING)
        if before is not None:
            matplotlib.colormaps.register(before)
