"""What the axes of several panels have in common."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axis import Axis
from matplotlib.ticker import NullFormatter, NullLocator


def only_ticks(axis: Axis, ticks: Sequence[float], names: Sequence[str] | None = None) -> None:
    """Ticks at ``ticks`` of a logarithmic ``axis``, called so or by ``names``, and no minor ones between them."""
    axis.set_ticks(ticks, [str(tick) for tick in ticks] if names is None else names)
    axis.set_minor_locator(NullLocator())
    axis.set_minor_formatter(NullFormatter())
