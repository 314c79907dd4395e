"""A figure stands on light and on dark paper, whatever it does with the palette's colours."""

from __future__ import annotations

import functools
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from PIL import Image

from sitekit.build.builder import Builder
from sitekit.figure import canvas, palette, svg, themes
from sitekit.languages import LANGUAGES

pytestmark = pytest.mark.builds

STEPS = np.linspace(0.0, 1.0, 12).reshape(3, 4)


@functools.cache
def files(paint) -> dict[str, bytes]:
    """A figure in both languages; ``paint(axes)`` draws in it, once for all tests that look at it."""

    def draw(language: str) -> svg.Drawing:
        figure = canvas(1.5)
        paint(figure.subplots())
        return svg.draw(figure, "probe", language)

    return themes.drawn(draw, list(LANGUAGES))


def value(name: str, scheme: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in to_rgb(getattr(palette.current().colours[name], scheme)))


def colours(png: bytes) -> set[tuple[int, ...]]:
    return set(map(tuple, np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).reshape(-1, 3).tolist()))


def images(found: dict[str, bytes], language: str) -> dict[str | None, bytes]:
    """class → bytes of the rasters in the page's picture."""
    tree = ElementTree.fromstring(found[f"{language}.inline.svg"].decode())
    return {image.get("class"): found[image.get("href")] for image in tree.iter(themes.IMAGE)}


def listed(axes):
    axes.imshow(STEPS > 0.5, cmap=ListedColormap([palette.INPUT, palette.WRONG]))


def blended(axes):
    mixed = LinearSegmentedColormap.from_list("own", [palette.PAPER, palette.INPUT])
    axes.imshow(STEPS, cmap=mixed)


def arithmetic(axes):
    axes.imshow(STEPS[..., None] * np.array(to_rgb(palette.INPUT)))


def veiled(axes):
    axes.imshow(STEPS > 0.5, cmap=ListedColormap([palette.INPUT, palette.WRONG]), alpha=0.5)


def bad_values(axes):
    axes.imshow(np.where(STEPS > 0.5, np.nan, STEPS), cmap=_gray_with(bad=palette.WRONG))


def rasterised(axes):
    axes.plot([0, 1], color=palette.INPUT, linewidth=9, rasterized=True)


def _gray_with(bad: str):
    from matplotlib import colormaps

    return colormaps["gray"].with_extremes(bad=bad)


PIXELS = {
    "listed": (listed, "INPUT"),
    "blended": (blended, "INPUT"),
    "arithmetic": (arithmetic, "INPUT"),
    "veiled": (veiled, "INPUT"),
    "bad values": (bad_values, "WRONG"),
    "rasterised": (rasterised, "INPUT"),
}


@pytest.mark.parametrize("kind", PIXELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pixels_have_each_theme_s_colours(kind, language):
    paint, name = PIXELS[kind]
    found = files(paint)
    shown = images(found, language)
    assert set(shown) == {"on-light", "on-dark"}
    for scheme in ("light", "dark"):
        assert value(name, scheme) in colours(shown[f"on-{scheme}"])
    inline = found[f"{language}.inline.svg"].decode()
    assert set(re.findall(r'href="([^"#]+\.png)"', inline)) <= set(found)
    alone = found[f"{language}.svg"].decode()
    assert "on-dark" not in alone and alone.count("data:image/png") == 1


def scattered(axes):
    mixed = LinearSegmentedColormap.from_list("own", [palette.INPUT, palette.WRONG])
    axes.scatter([0, 1, 2], [0, 1, 2], c=[0.0, 0.5, 1.0], cmap=mixed)


def half_way(axes):
    axes.plot([0, 1], color=tuple((np.array(to_rgb(palette.INPUT)) + to_rgb(palette.WRONG)) / 2))


def hatched(axes):
    light = tuple(0.5 + np.array(to_rgb(palette.INPUT)) / 2)
    axes.bar([0, 1], [1, 2], color=light, hatch="//", edgecolor=palette.INK)


@pytest.mark.parametrize("paint", [scattered, half_way, hatched])
def test_mixed_colours_are_written_for_both_themes(paint):
    for language in LANGUAGES:
        inline = files(paint)[f"{language}.inline.svg"].decode()
        assert re.search(r"light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)", inline)
        assert "var(--fig-ink)" in inline  # What was not mixed keeps its variable.
        assert not re.search("|".join(palette.current().marked), inline)


def test_a_mixture_is_that_of_the_theme():
    inline = files(half_way)["en.inline.svg"].decode()
    known = palette.current()
    wanted = [
        to_hex((np.array(to_rgb(scheme[palette.INPUT])) + to_rgb(scheme[palette.WRONG])) / 2)
        for scheme in (known.light, known.dark)
    ]
    assert f"light-dark({wanted[0]}, {wanted[1]})" in inline


def plain(axes):
    axes.imshow(STEPS)
    axes.scatter([0, 1], [0, 1], c=[0.0, 1.0], cmap="viridis", edgecolors=palette.INK)
    axes.plot([0, 1], color=palette.INPUT, alpha=0.5, path_effects=[withStroke(linewidth=4, foreground=palette.PAPER)])


def test_a_figure_that_mixes_nothing_is_drawn_once_a_language():
    drawn = []

    def paint(axes):
        drawn.append(axes)
        plain(axes)

    found = files(paint)
    assert len(drawn) == len(LANGUAGES)
    assert images(found, "en").keys() == {None}
    assert "light-dark" not in found["en.inline.svg"].decode()


def test_drawn_twice_or_in_marks_a_sound_figure_is_the_same():
    """What the two drawings of the themes are made into is what marks would have given."""
    found = files(plain)

    def draw(language: str) -> svg.Drawing:
        figure: Figure = canvas(1.5)
        plain(figure.subplots())
        return svg.draw(figure, "probe", language)

    one = themes.drawn(draw, ["en"])  # A single language has no other to compare with.

    def bare(name: str, files: dict[str, bytes]) -> str:
        return re.sub(r"probe-en-[\w]+", "", files[name].decode())

    assert bare("en.inline.svg", one) == bare("en.inline.svg", found)
    assert bare("en.svg", one) == bare("en.svg", found)


def test_other_shapes_in_other_colours_are_a_located_fault(site):
    site.figure(
        "odd",
        ("import numpy as np", "import numpy as np\nfrom matplotlib.colors import to_rgb"),
        ("    axes.plot(result.line, color=palette.INPUT)", "    axes.plot(result.line + sum(to_rgb(palette.INPUT)))"),
        ("    axes.set_title(labels.model)", "    axes.plot([0, 1], color=tuple(0.5 * x for x in to_rgb(palette.INK)))"),
    )
    (fault,) = Builder(site.project).build().faults.values()
    assert "another figure of other colours" in fault.what and fault.path == "figures/article/odd.py"
    assert fault.line == 1 + (site.root / fault.path).read_text("utf-8").splitlines().index(
        "def draw(result: Result, labels) -> Figure:"
    )


@pytest.mark.parametrize(
    "made",
    [
        'colors.LinearSegmentedColormap.from_list("x", [palette.PAPER, palette.INPUT])',
        "colors.ListedColormap([palette.PAPER, palette.INPUT])",
        '{"x": colors.ListedColormap([palette.PAPER, palette.INPUT])}',
        "colors.to_rgb(palette.INPUT)",
    ],
)
def test_a_palette_s_colour_that_becomes_a_number_before_it_is_drawn_is_a_located_fault(site, made):
    site.figure(
        "early",
        ("import numpy as np", "import numpy as np\nfrom matplotlib import colors"),
        ("@dataclass(frozen=True)", f"OWN = {made}\n\n\n@dataclass(frozen=True)"),
    )
    (fault,) = Builder(site.project).build().faults.values()
    assert "in draw()" in fault.remedy
    assert (site.root / fault.path).read_text("utf-8").splitlines()[fault.line - 1].startswith("OWN = ")


@functools.cache
def kept(kind):
    return (
        kind([palette.INPUT, palette.WRONG]) if kind is ListedColormap else kind.from_list("own", [palette.INPUT, palette.WRONG])
    )


@pytest.mark.parametrize("kind", [ListedColormap, LinearSegmentedColormap])
def test_a_colour_map_that_was_made_for_another_drawing_is_refused(kind):
    kept.cache_clear()
    with pytest.raises(themes.Kept):
        files.__wrapped__(lambda axes: axes.imshow(STEPS > 0.5, cmap=kept(kind)))


def test_a_photograph_may_have_any_colour():
    marks = sorted(palette.current().marked)
    photograph = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    photograph[0, 0] = [int(marks[0][at : at + 2], 16) for at in (1, 3, 5)]
    assert files.__wrapped__(lambda axes: axes.imshow(photograph))
