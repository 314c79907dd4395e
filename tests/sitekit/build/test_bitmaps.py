"""Pictures made from the SVG that readers download: the same drawing, in light colours, in the figures' own font."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patheffects import withStroke
from PIL import Image

from sitekit.build import bitmaps
from sitekit.build.bitmaps import Bitmaps, names
from sitekit.build.builder import Built
from sitekit.figure import Figure, palette, style, svg
from sitekit.project import FigureId

pytestmark = pytest.mark.builds

RED = palette.current().colours["WRONG"].light


def pixels(png: bytes) -> np.ndarray:
    """(H, W, 3) uint8."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def download(figure: Figure) -> str:
    return svg.render(figure, "probe", "en")["en.svg"].decode()


def full(size: float = 1.5) -> Figure:
    """A square figure, all of it one empty axes over 0..1 × 0..1."""
    figure = Figure(figsize=(size, size), layout="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    axes.spines[:].set_visible(False)
    return figure


ARTISTS = {
    "line": lambda axes, colour: axes.plot([0, 1], [0, 1], color=colour, linewidth=9),
    "line with a gap": lambda axes, colour: axes.plot([0, 1], [0, 1], "--", color="white", gapcolor=colour, linewidth=9),
    "marker": lambda axes, colour: axes.plot([0.5], [0.5], "s", color="white", markersize=40, markerfacecolor=colour),
    "marker's edge": lambda axes, colour: axes.plot(
        [0.5], [0.5], "s", markersize=40, color="white", markeredgecolor=colour, markeredgewidth=9
    ),
    "half marker": lambda axes, colour: axes.plot(
        [0.5], [0.5], "s", markersize=60, color="white", fillstyle="left", markerfacecoloralt=colour
    ),
    "patch": lambda axes, colour: axes.bar([0.5], [1], color=colour),
    "patch's edge": lambda axes, colour: axes.bar([0.5], [1], color="none", edgecolor=colour, linewidth=9),
    "hatch": lambda axes, colour: axes.bar([0.5], [1], color="white", hatchcolor=colour, hatch="////"),
    "collection": lambda axes, colour: axes.scatter([0.5], [0.5], s=900, color=colour),
    "collection's edge": lambda axes, colour: axes.scatter([0.5], [0.5], s=900, c=[0.5], edgecolors=colour, linewidths=9),
    "contour": lambda axes, colour: axes.contour([[0, 1], [0, 1]], levels=[0.5], colors=[colour], linewidths=9),
    "text": lambda axes, colour: axes.text(0.1, 0.5, "■■■", color=colour, size=30),
    "formula": lambda axes, colour: axes.text(0.1, 0.5, "$M$", color=colour, size=60),
    "text's box": lambda axes, colour: axes.text(0.5, 0.5, "    ", bbox={"facecolor": colour, "pad": 20}),
    "arrow": lambda axes, colour: axes.annotate("", (1, 1), (0, 0), arrowprops={"color": colour, "width": 9}),
    "quiver": lambda axes, colour: axes.quiver([0.5], [0.5], [1], [0], color=colour, scale=1),
    "paper": lambda axes, colour: axes.set_facecolor(colour),
    "halo": lambda axes, colour: axes.plot(
        [0, 1], [0, 1], color="white", path_effects=[withStroke(linewidth=12, foreground=colour)]
    ),
}


@pytest.mark.parametrize("alpha", [None, 0.4])
@pytest.mark.parametrize("artist", ARTISTS)
def test_every_kind_of_artist_has_the_light_value_of_its_colour(artist, alpha):
    images = []
    with style.applied():
        for colour in (RED, palette.WRONG):
            figure = full()
            ARTISTS[artist](figure.axes[0], colour)
            for part in (*figure.axes[0].lines, *figure.axes[0].patches, *figure.axes[0].collections, *figure.axes[0].texts):
                part.set_alpha(alpha)
            images.append(pixels(bitmaps.picture(download(figure))))
    wanted, image = images
    if alpha is None:
        distance = np.abs(wanted.astype(int) - np.rint(np.array(to_rgb(RED)) * 255)).max(axis=-1)
        assert (distance < 3).sum() > 50, "the artist does not show the colour at all"
    assert np.array_equal(image, wanted)


def test_a_picture_is_on_white_paper_at_its_resolution():
    with style.applied():
        image = pixels(bitmaps.picture(download(full(2.0))))
    assert image.shape == (2 * bitmaps.DPI, 2 * bitmaps.DPI, 3) and (image == 255).all()


def test_a_thumbnail_is_small_and_shows_the_same():
    with style.applied():
        figure = full()
        figure.axes[0].bar([0.25], [1], width=0.5, color=palette.WRONG)
        text = download(figure)
    image = pixels(bitmaps.thumbnail(text))
    assert image.shape == (bitmaps.THUMB_WIDTH, bitmaps.THUMB_WIDTH, 3)
    small = pixels(bitmaps.small(text))
    assert small.shape == (bitmaps.SMALL_WIDTH, bitmaps.SMALL_WIDTH, 3)
    for picture in (image, small):
        middle, quarter = len(picture) // 2, len(picture) // 4
        red, right = picture[middle, quarter], picture[middle, 3 * quarter]
        assert np.abs(red - np.rint(np.array(to_rgb(RED)) * 255)).max() < 3 and (right == 255).all()


def test_a_thumbnail_leaves_out_words_that_would_be_too_small_to_read():
    with style.applied():
        figure = full(4.5)
        for x, size in ((0.1, 9), (0.55, 30)):
            figure.axes[0].text(x, 0.5, "$r^2$ 이웃", size=size)
        text = download(figure)
    for image in (bitmaps.thumbnail(text), bitmaps.small(text), bitmaps.picture(text)):
        picture = pixels(image)
        middle = picture.shape[1] // 2
        assert (picture[:, middle:] < 128).any(), "the large words are gone, too"
        assert (picture[:, :middle] < 128).any() == (image == bitmaps.picture(text))


def test_a_thumbnail_keeps_the_colour_of_a_dot_beside_a_photograph():
    with style.applied():
        figure = full()
        noise = np.random.default_rng(0).random((300, 300))
        figure.axes[0].imshow(noise, cmap="gray", extent=(0, 0.9, 0, 1), aspect="auto")
        figure.axes[0].plot([0.95], [0.5], "o", markersize=4, color=palette.WRONG)
        figure.axes[0].set(xlim=(0, 1))
        image = pixels(bitmaps.thumbnail(download(figure)))
    dot = image[240, round(0.95 * 480)].astype(int)
    assert np.abs(dot - np.rint(np.array(to_rgb(RED)) * 255)).max() < 16


def test_the_pixels_of_a_magnified_raster_stay_square():
    with style.applied():
        figure = full()
        figure.axes[0].imshow([[0.0, 1.0]], cmap="gray", extent=(0, 1, 0, 1))
        row = pixels(bitmaps.picture(download(figure)))[100, :, 0]
    assert set(row) == {0, 255} and (row[: len(row) // 2 - 1] == 0).all()


@pytest.mark.parametrize("text", ["width", "자기상관함수", "−1.5 × 10³"])
def test_text_is_as_wide_as_the_layout_believes(text):
    with style.applied():
        figure = full(3.0)
        drawn = figure.axes[0].text(0.1, 0.5, text, size=20)
        figure.draw_without_rendering()
        box = drawn.get_window_extent().transformed(figure.transFigure.inverted())
        ink = np.flatnonzero((pixels(bitmaps.picture(download(figure))) < 128).any(axis=(0, 2)))
    left, right = ink[0] / (3 * bitmaps.DPI), (ink[-1] + 1) / (3 * bitmaps.DPI)
    assert (left, right) == pytest.approx((box.x0, box.x1), abs=0.02)


@pytest.fixture
def built(tmp_path) -> Built:
    """A built figure, as far as bitmaps need one."""
    figure = FigureId("article", "one")
    with style.applied():
        for language, height in (("ko", 0.3), ("en", 0.6)):
            drawing = full()
            drawing.axes[0].bar([0.5], [height], color=palette.WRONG)
            for name, data in svg.render(drawing, "probe", language).items():
                (tmp_path / name).write_bytes(data)
    return Built(figure, tmp_path)


def test_on_dark_paper_a_thumbnail_has_the_dark_colours(built, tmp_path):
    dark = palette.current().colours
    for kind in ("thumb.dark.png", "small.dark.png"):
        image = pixels(Bitmaps(tmp_path / "memory", palette.current()).get(built, f"ko.{kind}")).astype(int)
        for place, name in ((0.1, "PAPER"), (0.9, "WRONG")):
            found = image[round(place * len(image)), len(image) // 2]
            assert np.abs(found - np.rint(np.array(to_rgb(dark[name].dark)) * 255)).max() < 3, name


def test_dark_paper_keeps_its_colour_beside_many_others():
    paper = palette.current().colours["PAPER"].dark
    with style.applied():
        figure = full()
        noise = np.random.default_rng(0).random((300, 300))
        figure.axes[0].imshow(noise, cmap="gray", extent=(0, 0.8, 0, 1), aspect="auto")
        figure.axes[0].set(xlim=(0, 1))
        page = svg.render(figure, "probe", "en")
    text = bitmaps.darkened(page["en.inline.svg"].decode(), page.__getitem__, palette.current())
    image = pixels(bitmaps.thumbnail(text, colours=8, paper=paper))
    assert np.array_equal(image[len(image) // 2, -9], np.rint(np.array(to_rgb(paper)) * 255))


def test_on_dark_paper_a_picture_that_differs_is_that_of_the_dark_theme():
    page = (
        '<svg><image class="on-light" href="a.png"/><image class="on-dark" href="b.png"/>'
        '<text font-size="calc(9px*var(--fig-type))" fill="light-dark(#111111, #eeeeee)" stroke="var(--fig-ink)"/></svg>'
    )
    shown = bitmaps.darkened(page, str.encode, palette.current())
    ink = palette.current().colours["INK"].dark
    assert shown == (
        '<svg><image class="on-dark" href="data:image/png;base64,Yi5wbmc="/>'
        f'<text font-size="9px" fill="#eeeeee" stroke="{ink}"/></svg>'
    )


def made(monkeypatch) -> list[str]:
    """The SVGs that are rendered from now on."""
    rendered: list[str] = []
    real = bitmaps._pixels
    monkeypatch.setattr(bitmaps, "_pixels", lambda text, **size: rendered.append(text) or real(text, **size))
    return rendered


def test_a_bitmap_is_made_once_and_anew_when_its_picture_changes(built, tmp_path, monkeypatch):
    rendered = made(monkeypatch)
    first = Bitmaps(tmp_path / "memory", palette.current()).get(built, "ko.png")
    assert Bitmaps(tmp_path / "memory", palette.current()).get(built, "ko.png") == first and len(rendered) == 1
    path = built.entry / "ko.svg"
    path.write_text(path.read_text("utf-8").replace(RED, "#123456"), "utf-8")
    assert Bitmaps(tmp_path / "memory", palette.current()).get(built, "ko.png") != first and len(rendered) == 2


def test_a_bitmap_made_by_another_renderer_is_made_anew(built, tmp_path, monkeypatch):
    rendered = made(monkeypatch)
    Bitmaps(tmp_path / "memory", palette.current()).get(built, "ko.png")
    monkeypatch.setattr(bitmaps, "version", lambda package: "another")
    bitmaps._maker.cache_clear()
    Bitmaps(tmp_path / "memory", palette.current()).get(built, "ko.png")
    bitmaps._maker.cache_clear()
    assert len(rendered) == 2


def test_a_damaged_memory_costs_time_only(built, tmp_path):
    memory = tmp_path / "memory"
    first = Bitmaps(memory, palette.current()).get(built, "ko.png")
    for entry in memory.iterdir():
        entry.write_bytes(entry.read_bytes()[:-40])
    assert Bitmaps(memory, palette.current()).get(built, "ko.png") == first


def test_all_of_them_are_those_that_one_gets_one_by_one(built, tmp_path: Path):
    everything = Bitmaps(tmp_path / "one", palette.current()).all([built])
    assert everything == {(built, name): Bitmaps(tmp_path / "other", palette.current()).get(built, name) for name in names()}
    assert len(set(everything.values())) == len(names())
