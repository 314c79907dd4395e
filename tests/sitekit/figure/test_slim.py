"""A figure's SVG in a page is light, and looks as the one that readers download, which is as matplotlib wrote it."""

from __future__ import annotations

import base64
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
import resvg_py
from matplotlib.patches import Circle
from PIL import Image

from sitekit.figure import Figure, canvas, palette, path_data, style, svg, typefaces

pytestmark = pytest.mark.builds

FAINT = 40.0
"""Of 255: a line that lies a sixtieth of a pixel elsewhere, and an edge that is smoothed once instead of twice, make less."""


def curves(axes) -> None:
    """Two of one look and one that crosses between them: which lies over which must stay, and how dark two veils are."""
    x = np.linspace(0, 1, 50)
    axes.plot(x, x, color=palette.INPUT, linewidth=6)
    axes.plot(x, 1 - x, color=palette.WRONG, linewidth=6)
    axes.plot(x, 0.25 + 0 * x, color=palette.INPUT, linewidth=6)
    axes.plot(x, 0.75 + 0 * x, color=palette.OUTPUT, linewidth=6, alpha=0.4)
    axes.plot(x, x**2, color=palette.OUTPUT, linewidth=6, alpha=0.4)
    axes.margins(0.2)


def markers(axes) -> None:
    """Transparent ones that overlap, and big ones that reach beyond the axes."""
    x = np.linspace(0, 1, 30)
    axes.plot(x, np.sin(9 * x) / 2, "o", color=palette.MUTED, alpha=0.4, markersize=12)
    axes.plot(x, np.cos(9 * x) / 2, "s", color=palette.OUTPUT, markeredgecolor=palette.PAPER, markersize=7)
    axes.scatter(x[::4], x[::4], s=np.arange(8) * 20, c=x[::4], cmap="viridis", edgecolors=palette.INK)
    axes.set(xlim=(0, 1), ylim=(-0.4, 0.4))


def clipped(axes) -> None:
    axes.plot([-1, 2], [-1, 2], color=palette.INPUT, linewidth=9)
    axes.fill_between([-1, 0.5, 2], [0, 2, 0], color=palette.OUTPUT, alpha=0.3)
    axes.plot([0.0], [0.5], "o", color=palette.WRONG, markersize=30)
    axes.imshow(np.arange(12.0).reshape(3, 4), extent=(0.5, 1.5, 0.5, 1.5), aspect="auto")
    axes.set(xlim=(0, 1), ylim=(0, 1))


def graph(axes) -> None:
    """Edges drawn before and after what lies on them, dashed and not."""
    for column in range(6):
        axes.plot([column, column + 1], [0, 1], color=palette.GRID)
        axes.plot([column, column], [0, 1], color=palette.GRID, linestyle="--")
        axes.text(column, 0.5, str(column), color=palette.INK)
    axes.add_patch(Circle((2, 0.5), 0.4, facecolor=palette.PAPER))
    axes.plot([0, 6], [0.5, 0.5], color=palette.GRID)


def bars(axes) -> None:
    axes.bar([0, 1, 2], [2, -3, 1], color=palette.INPUT, hatch="//", edgecolor=palette.INK)
    axes.errorbar([0, 1, 2], [2, -3, 1], yerr=0.5, fmt="none", ecolor=palette.WRONG, capsize=4)
    axes.grid(True)


def formulas(axes) -> None:
    axes.set_title("$x^2 + \\alpha = 10^{-4}$")
    axes.set_xlabel("가로 길이")
    axes.semilogy([1, 10], [1e-4, 1e3], color=palette.INK)
    axes.annotate("뜻", (2, 1), (6, 30), arrowprops={"arrowstyle": "->", "color": palette.WRONG}, rotation=30)
    axes.grid(True)


def fields(axes) -> None:
    grid = np.add.outer(np.arange(6.0), np.arange(6.0) ** 2)
    axes.contourf(grid, levels=5, cmap="gray")
    axes.contour(grid, levels=5, colors=[palette.INPUT])
    axes.quiver(np.arange(6), np.arange(6), 1, 1, color=palette.WRONG)


DRAWINGS = (curves, markers, clipped, graph, bars, formulas, fields)


@pytest.fixture(scope="module", params=DRAWINGS, ids=lambda draw: draw.__name__)
def files(request) -> dict[str, bytes]:
    with style.applied():
        figure: Figure = canvas(3.0)
        request.param(figure.subplots())
        return svg.render(figure, "a_figure", "ko")


def pixels(markup: str) -> np.ndarray:
    """(H, W, 3) float: ``markup`` on white paper, at three times the width of a page's text."""
    png = resvg_py.svg_to_bytes(svg_string=markup, width=1296, background="#ffffff", font_files=[str(typefaces.SITE)])
    return np.asarray(Image.open(io.BytesIO(bytes(png))).convert("RGB"), dtype=float)


def as_download(files: dict[str, bytes]) -> str:
    """The picture of the page in the download's colours, with its rasters inside."""
    light = {colour.variable: colour.light for colour in palette.current().colours.values()}
    text = re.sub(r"calc\((\S+?)\*var\(--fig-type\)\)", r"\1", files["ko.inline.svg"].decode())
    text = re.sub(r"var\((--[a-z-]+)\)", lambda match: light[match[1]], text)
    text = re.sub(
        r'href="([^"#]+\.png)"', lambda m: f'href="data:image/png;base64,{base64.b64encode(files[m[1]]).decode()}"', text
    )
    return text.replace("<svg ", "<svg font-family=\"Pretendard, 'Pretendard Variable', sans-serif\" ", 1)


def test_it_looks_as_before(files):
    """Of no three by three pixels is the mean lighter or darker by more than rounding and smoothed edges make it."""
    before, after = pixels(files["ko.svg"].decode()), pixels(as_download(files))
    assert before.std() > 1, "an empty picture"
    difference = after - before
    rows, columns = (size // 3 * 3 for size in difference.shape[:2])
    blocks = difference[:rows, :columns].reshape(rows // 3, 3, columns // 3, 3, 3).mean(axis=(1, 3))
    assert np.abs(blocks).max() < FAINT


def test_it_is_less_than_half_as_heavy(files):
    inline, download = files["ko.inline.svg"].decode(), files["ko.svg"].decode()
    download = re.sub(r'"data:[^"]*"', '""', download)
    assert len(inline) < 0.5 * len(download)
    assert 2 * inline.count("<") < download.count("<")


def test_nothing_in_it_is_empty_or_unseen(files):
    tree = ElementTree.fromstring(files["ko.inline.svg"].decode())
    groups = [element for element in tree.iter() if element.tag.endswith("}g")]
    assert all(len(group) and group.attrib for group in groups)
    named = {element.get("id") for element in tree.iter() if "id" in element.attrib}
    text = files["ko.inline.svg"].decode()
    assert named == set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'href="#([^"]+)"', text))


@pytest.mark.parametrize(
    ("data", "short"),
    [
        ("M 10 20 L 10.5 20 L 10.5 19.25 z", "M10 20h.5v-.75z"),
        ("M 0 0 L 1 1 L 2 2 L 3 3", "M0 0l3 3"),
        ("M 0 0 L 1 1 L 0.5 0.5", "M0 0l1 1-.5-.5"),
        ("M 0 0 L 5 0 L 5 5 L 0 0 z", "M0 0h5v5z"),
        ("M 0 0 L 0 0", "M0 0h0"),
        ("M 0.004 0 L 0.008 1 L 0.012 2", "M0 0l.01 1v1"),
        ("M 1 1 C 2 2 3 3 4.5 4.5 Q 5 5 6 4", "M1 1c1 1 2 2 3.5 3.5q.5.5 1.5-.5"),
        ("M 0 0 L 1 0 z L 5 5", "M0 0h1zl5 5"),
    ],
)
def test_path_data_are_relative_and_short(data, short):
    assert path_data.written(path_data.read(data)) == short


@pytest.mark.parametrize(
    ("vertices", "decimals"),
    [(path_data.MANY - 2, path_data.DECIMALS), (path_data.MANY - 1, path_data.COARSE), (1000, path_data.COARSE)],
)
def test_rounding_does_not_add_up_and_is_finer_where_points_are_few(vertices, decimals):
    points = [(index * 0.123456, index * 0.098765) for index in range(1, vertices + 1)]
    text = path_data.written([("M", [(0.0, 0.0)]), *(("L", [(x, y + index % 2)]) for index, (x, y) in enumerate(points))])
    steps = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text.partition("l")[2])]
    ends = np.cumsum(np.reshape(steps, (-1, 2)), axis=0)
    error = np.abs(ends[:, 0] - [x for x, _ in points]).max()
    assert 0.05 * 10**-decimals < error <= 0.5 * 10**-decimals + 1e-9


def test_markers_in_one_place_are_each_drawn():
    assert path_data.through([(1, 1), (1, 1), (2, 2), (3, 3)]) == "M1 1l0 0 1 1 1 1"


def test_a_command_that_matplotlib_does_not_write_is_refused():
    with pytest.raises(ValueError, match="'A'"):
        path_data.read("M 0 0 A 1 1 0 0 0 2 2")
