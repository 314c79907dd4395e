"""How every figure looks: set once, around every drawing, never in a figure."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
from cycler import cycler
from matplotlib import font_manager
from matplotlib.colors import get_named_colors_mapping

from sitekit.figure import palette

FONT = Path(__file__).parent / "fonts" / "Pretendard-Regular.otf"
WIDTH = 4.5
"""Width of a figure in inches: 432 CSS pixels, so that its 9.5 pt text stays readable on a 360 px phone."""

RC: dict[str, Any] = {
    "font.family": ["Pretendard"],
    "font.size": 9.5,
    "axes.titlesize": 9.5,
    "axes.labelsize": 9.5,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "legend.fontsize": 8.5,
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
    "lines.linewidth": 1.6,
    "image.cmap": "gray",
    "image.interpolation": "none",
    "image.composite_image": False,
    "figure.constrained_layout.use": True,
    "figure.figsize": (WIDTH, 2.8),
    "svg.fonttype": "none",
    "svg.image_inline": False,
}


CYCLE = (palette.INPUT, palette.OUTPUT)
"""The colours of lines that were given none; a project's own follow."""


@contextmanager
def applied(colours: Mapping[str, str] | None = None) -> Generator[None]:
    """Matplotlib's defaults with this site's style on top; what was set before comes back afterwards.

    ``colours`` is what the palette's names mean meanwhile: by default its marks, which the SVG writer turns into variables.
    """
    if not any(entry.fname == str(FONT) for entry in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(FONT)
    chosen = palette.current()
    own = [colour.key for colour in chosen.colours.values() if colour.name not in palette.MACHINE]
    with _named(colours or chosen.marks()), matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(RC)  # ty: ignore[no-matching-overload]  matplotlib types its keys as literals
        matplotlib.rcParams["axes.prop_cycle"] = cycler(color=[*CYCLE, *own])
        yield


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
