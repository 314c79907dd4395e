"""What the axes of several panels have in common."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, NullLocator

from sitekit.figure import box, canvas, palette


def only_ticks(axis: Axis, ticks: Sequence[float], names: Sequence[str] | None = None) -> None:
    """Ticks at ``ticks`` of a logarithmic ``axis``, called so or by ``names``, and no minor ones between them."""
    axis.set_ticks(ticks, [str(tick) for tick in ticks] if names is None else names)
    axis.set_minor_locator(NullLocator())
    axis.set_minor_formatter(NullFormatter())


def edged(axes: Axes, side: int) -> None:
    """A thin line around a picture of ``side`` × ``side`` pixels, whose colours may be those of the page."""
    box(axes, (-0.5, -0.5), side, side, palette.MUTED, linewidth=0.8, clip_on=False)


def free_canvas(height: float) -> Figure:
    """As :func:`sitekit.figure.canvas`, without a layout engine: axes stay where they are :func:`placed`."""
    figure = canvas(height)
    figure.set_layout_engine("none")
    return figure


def placed(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place of ``figure``, all in inches, ``top`` from the upper edge."""
    across, down = figure.get_size_inches()
    return figure.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))


def sheet(figure: Figure, top: float, height: float) -> Axes:
    """A strip of ``figure`` as wide as itself, to draw on in inches: x from the left, y from ``top`` downwards."""
    across = figure.get_figwidth()
    axes = placed(figure, 0, top, across, height)
    axes.set(xlim=(0, across), ylim=(height, 0))
    axes.set_axis_off()
    return axes
