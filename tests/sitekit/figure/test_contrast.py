"""No kind of artist paints plain black or white without being told to, or its figure is refused with a remedy."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from matplotlib.offsetbox import AnchoredText
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from sitekit.build.builder import Builder
from sitekit.figure import canvas, contrast, palette, style, svg

pytestmark = pytest.mark.builds

GRID = np.add.outer(np.arange(4.0), np.arange(4.0))
RNG = np.random.default_rng(1)
SAMPLES = [RNG.normal(size=30), RNG.normal(size=30)]

THEMED = {
    "plot": lambda axes: axes.plot([0, 1], "o--"),
    "lines": lambda axes: (axes.axhline(0.5), axes.axvline(0.5), axes.hlines([0.2], 0, 1), axes.vlines([0.2], 0, 1)),
    "boxplot": lambda axes: axes.boxplot(SAMPLES, showmeans=True, notch=True),
    "filled boxplot": lambda axes: axes.boxplot(SAMPLES, patch_artist=True),
    "violin": lambda axes: axes.violinplot(SAMPLES, showmeans=True, showmedians=True),
    "errorbar": lambda axes: axes.errorbar([0, 1], [0, 1], [0.1, 0.2], capsize=3),
    "pie": lambda axes: axes.pie([1, 2], labels=["a", "b"], autopct="%d", wedgeprops={"linewidth": 1}),
    "hist": lambda axes: axes.hist(SAMPLES[0], histtype="step"),
    "bar": lambda axes: axes.bar([0, 1], [1, 2], hatch="//", edgecolor=None),
    "hatch": lambda axes: axes.fill_between([0, 1], [1, 2], hatch="//", facecolor="none"),
    "contour": lambda axes: axes.clabel(axes.contour(GRID, colors=[palette.INPUT])),
    "legend": lambda axes: (axes.plot([0, 1], label="line"), axes.legend(frameon=True, title="title", shadow=True)),
    "annotate": lambda axes: axes.annotate(
        "here", (0, 0), (0.5, 0.5), arrowprops={"arrowstyle": "->"}, bbox={"boxstyle": "round"}
    ),
    "arrow": lambda axes: axes.annotate("", (0, 0), (0.5, 0.5), arrowprops={"width": 2}),
    "patches": lambda axes: [
        axes.add_patch(one) for one in (Rectangle((0, 0), 1, 1), Circle((0, 0), 1), FancyArrowPatch((0, 0), (1, 1)))
    ],
    "stem": lambda axes: axes.stem([0, 1], [1, 2]),
    "steps": lambda axes: (axes.stairs([1, 2, 3]), axes.step([0, 1], [0, 1]), axes.stackplot([0, 1], [1, 2], [2, 1])),
    "scatter": lambda axes: axes.scatter([0, 1], [0, 1]),
    "events": lambda axes: axes.eventplot(SAMPLES),
    "stream": lambda axes: axes.streamplot(np.arange(4), np.arange(4), GRID, GRID),
    "grid": lambda axes: (axes.grid(visible=True), axes.minorticks_on(), axes.secondary_xaxis("top")),
    "inset": lambda axes: axes.indicate_inset_zoom(axes.inset_axes((0.5, 0.5, 0.4, 0.4))),
    "colour bar": lambda axes: axes.figure.colorbar(axes.imshow(GRID)),
    "formula": lambda axes: axes.set_title("$x^2$"),
}
REFUSED = {
    "table": (lambda axes: axes.table([["1", "2"]]), {"black", "white"}),
    "quiver": (lambda axes: axes.quiver([0.5], [0.5], [1], [0]), {"black"}),
    "barbs": (lambda axes: axes.barbs([0.5], [0.5], [10], [5]), {"black"}),
    "anchored text": (lambda axes: axes.add_artist(AnchoredText("text", loc="center")), {"black", "white"}),
    "told to": (lambda axes: axes.plot([0, 1], color="black"), {"black"}),
    "black text": (lambda axes: axes.text(0.5, 0.5, "text", color="#000000"), {"black"}),
    "black formula": (lambda axes: axes.text(0.5, 0.5, "$x$", color="#000000"), {"black"}),
    "white marker": (lambda axes: axes.plot([0, 1], "o", markerfacecolor="white"), {"white"}),
}


def painted(paint) -> set[str]:
    with style.applied(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure = canvas(2.5)
        paint(figure.subplots())
        return contrast.plain(svg.draw(figure, "probe", "en").tree)


@pytest.mark.parametrize("artist", THEMED)
def test_what_is_given_no_colour_has_one_of_the_palette(artist):
    assert painted(THEMED[artist]) == set()


@pytest.mark.parametrize("artist", REFUSED)
def test_plain_black_and_white_are_found(artist):
    paint, wanted = REFUSED[artist]
    assert painted(paint) == wanted


def test_a_raster_may_be_black_and_white():
    assert painted(lambda axes: axes.imshow(GRID, cmap="gray")) == set()


def test_a_figure_that_paints_so_unasked_is_a_located_fault(site):
    site.figure("windy", ("    axes.set_title(labels.model)", "    axes.quiver([2.0], [2.0], [1.0], [0.0])"))
    (fault,) = Builder(site.project).build().faults.values()
    assert fault.path == "figures/article/windy.py" and "dark paper swallows" in fault.what and fault.remedy
    assert (site.root / fault.path).read_text("utf-8").splitlines()[fault.line - 1].startswith("def draw(")


@pytest.mark.parametrize(
    "meant", ["axes.quiver([2.0], [2.0], [1.0], [0.0], color='black')", "axes.scatter([0, 1], [0, 1], c=[0, 1], cmap='gray')"]
)
def test_whoever_means_it_says_so(site, meant):
    site.figure("windy", ("    axes.set_title(labels.model)", f"    {meant}"))
    assert not Builder(site.project).build().faults
