"""No kind of artist paints plain black or white without being told to, or its figure is refused with a remedy."""

from __future__ import annotations

import warnings
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib import colormaps
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


def finished(paint) -> tuple[dict[str, str], set[str]]:
    """What a paper swallows of a finished picture, and the colours of what covers its axes."""
    figure = canvas(1.5)
    with style.applied():
        paint(figure.subplots())
        picture = svg.draw(figure, "probe", "en").files()["en.inline.svg"]
        return contrast.swallowed(ElementTree.fromstring(picture.decode())), contrast.areas(figure)


@pytest.mark.parametrize(
    ("paint", "paper"),
    [
        (lambda axes: axes.contour(GRID, cmap="magma"), "dark"),
        (lambda axes: axes.scatter([0, 1, 2], [0, 1, 2], c=[0, 1, 2], cmap="viridis"), "dark"),
        (lambda axes: axes.scatter([0, 1, 2], [0, 1, 2], c=[0, 0, 1], cmap="magma"), "light"),
        (lambda axes: axes.plot([0, 1], color=colormaps["viridis"](0.0)), "dark"),
        (lambda axes: axes.quiver([0, 1], [0, 1], [1, 1], [0, 1], [0, 1], cmap="inferno"), "dark"),
    ],
)
def test_colours_of_a_map_that_a_paper_swallows_are_found(paint, paper):
    faint, areas = finished(paint)
    assert paper in {where for colour, where in faint.items() if colour not in areas}


@pytest.mark.parametrize(
    "paint",
    [
        lambda axes: axes.pcolormesh(GRID, cmap="gray"),
        lambda axes: axes.contourf(GRID, cmap="magma"),
        lambda axes: axes.hexbin(*SAMPLES, gridsize=4, cmap="magma"),
        lambda axes: axes.tripcolor([0, 1, 0, 1], [0, 0, 1, 1], [0, 1, 2, 3], cmap="magma"),
        lambda axes: axes.plot([0, 1], color=palette.PAPER),
        lambda axes: axes.imshow(GRID),
    ],
)
def test_what_covers_its_axes_may_have_the_paper_s_colour(paint):
    faint, areas = finished(paint)
    assert faint.keys() <= areas


def test_a_colour_that_a_source_writes_out_is_meant():
    assert contrast.written(['DARK = "#14171c"; plot(color="navy", alpha=".5")']) == {"#14171c", "#000080", "#808080"}
