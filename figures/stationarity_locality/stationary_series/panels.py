"""The panels of a process: its paths with their mean, its variance, and how often a test rejects it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import bare_y, palette


def ensemble(
    paths: Axes, spread: Axes, path: np.ndarray, fan: np.ndarray, mean: np.ndarray, variance: np.ndarray, colours: dict[str, str]
) -> None:
    """One ``path`` (n,), half of some more, ``fan`` (k, n / step), and the ensemble's ``mean`` (n,); on ``spread`` its
    ``variance`` (n,).

    All but the one path is drawn at every step of the fan. ``colours`` are those of the "mean", which a line of paper sets off
    from the paths, and of the "variance".
    """
    time, thinned = np.arange(len(path)), slice(None, None, len(path) // fan.shape[1])
    paths.plot(time[thinned], fan[::2].T, color=palette.MUTED, alpha=0.3, linewidth=0.5)
    paths.plot(time, path, color=palette.INPUT, linewidth=0.7)
    paths.plot(time[thinned][::8], mean[thinned][::8], color=palette.PAPER, linewidth=3.2)
    paths.plot(time[thinned], mean[thinned], color=colours["mean"], linewidth=2)
    spread.plot(time[thinned], variance[thinned], color=colours["variance"], linewidth=1.3)


def rejections(axes: Axes, rates: tuple[float, float], nominal: float, names: tuple[str, str]) -> None:
    """Two rates of rejection, 0..1, one below the other, with a line at the ``nominal`` one."""
    for y, rate in enumerate(rates):
        axes.plot([0, rate], [y, y], color=palette.MUTED, linewidth=1)
        axes.plot(rate, y, "o", color=palette.INK, markersize=5, clip_on=False)
    axes.axvline(nominal, color=palette.THEORY, linewidth=1, linestyle=":")
    axes.set_yticks([0, 1], names)
    bare_y(axes)
