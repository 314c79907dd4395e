"""A two-tap kernel and a dense matrix find the same edges, and only one of them can be afforded.

Each pixel minus its left neighbour marks vertical edges. The figure shows a photograph, its edges, and the price of
three ways to compute them. The sliding kernel's operations are counted as they run, by numbers that keep a tally; the
sparse matrix's non-zeros and operations are read off the matrix; the dense matrix is never built, its price follows from
the shape of the operator.

Data: ``skimage.data.astronaut``, rows 0–279, columns 80–399, rounded to whole grey levels.
Source: Goodfellow, Bengio & Courville 2016, Deep Learning, figure 9.6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import signal

from figures._common.photographs import grey
from figures.stationarity_locality._shared import axes as axes_of
from figures.stationarity_locality.edge_detection import names, operators, panels
from sitekit.figure import MINUS, WIDTH, Figure, Labels, Number, note, palette, picture, unquoted

LABELS = Labels(
    input={"ko": "입력", "en": "input"},
    output={"ko": "출력: 픽셀 − 왼쪽 이웃", "en": "output: pixel − left neighbour"},
    operator={"ko": "커널", "en": "kernel"},
    kernel={"ko": "커널 적용", "en": "sliding kernel"},
    sparse={"ko": "희소 행렬", "en": "sparse matrix"},
    dense={"ko": "밀집 행렬", "en": "dense matrix"},
    nonzeros={"ko": "0이 아닌 값만", "en": "non-zeros only"},
    stored={"ko": "저장할 값", "en": "values to store"},
    operations={"ko": "연산 횟수", "en": "operations"},
    memory={"ko": "메모리 {:.0f} GB", "en": "{:.0f} GB of memory"},
    times={"ko": "커널의 {:,.0f}배", "en": "{:,.0f} × the kernel"},
)

ROWS, COLUMNS = slice(0, 280), slice(80, 400)
KERNEL = (-1, 1)
FLOAT64_BYTES = 8


@dataclass(frozen=True)
class Result:
    """``image`` (H, W) and ``edges`` (H, W−k+1): grey levels, whole numbers, 0..255 and −255..255. The rest are counts;
    ``dense_memory`` is in GB (10⁹ bytes), for float64."""

    image: np.ndarray
    edges: np.ndarray
    kernel_weights: int
    multiplications: int
    additions: int
    nonzeros: int
    sparse_operations: int
    dense_entries: int
    dense_operations: int
    dense_memory: float


def photograph() -> np.ndarray:
    """The crop that is measured: (280, 320), whole grey levels 0..255."""
    return np.rint(grey("astronaut")[ROWS, COLUMNS] * 255).astype(int)


def compare(image: np.ndarray, kernel: tuple[int, ...]) -> Result:
    """Run the sliding kernel on ``image`` (H, W), and read the matrices' prices off the operator."""
    edges, multiplications, additions = operators.correlate_counted(image, kernel)
    operator = operators.as_sparse_matrix(image.shape, kernel)
    outputs, inputs = operator.shape
    return Result(
        image=image,
        edges=edges,
        kernel_weights=len(kernel),
        multiplications=multiplications,
        additions=additions,
        nonzeros=operator.nnz,
        # One output takes a product for every entry of its row and one addition fewer.
        sparse_operations=2 * operator.nnz - outputs,
        dense_entries=outputs * inputs,
        dense_operations=outputs * (2 * inputs - 1),
        dense_memory=outputs * inputs * FLOAT64_BYTES / 1e9,
    )


def measure() -> Result:
    """The comparison on the photograph, with Goodfellow's kernel."""
    return compare(photograph(), KERNEL)


def draw(result: Result, labels) -> Figure:
    """The input, the kernel and its edges above; below, what each way stores and computes, as bars of one scale. Those of the
    dense matrix would leave the page."""
    figure = axes_of.free_canvas(4.3)
    across, down, wide = result.image.shape[1], result.image.shape[0], 1.86
    for place, image, limits, title in (
        (0.08, result.image, (0, 255), labels.input),
        (panels.EDGE - wide, result.edges, (-64, 64), labels.output),
    ):
        axes = axes_of.placed(figure, place, 0.3, wide, wide * down / across)
        picture(axes, image, vmin=limits[0], vmax=limits[1])
        axes.set_title(title, pad=4)

    between = axes_of.sheet(figure, 0.3, wide * down / across)
    taps = [(0, column, weight) for column, weight in enumerate(KERNEL)]
    left, top, size = WIDTH / 2 - len(KERNEL) * 0.11, 0.6, 0.22
    panels.cells(between, left, top, size, taps, palette.KERNEL)
    for _, column, weight in taps:
        colour = palette.PAPER if weight < 0 else palette.KERNEL
        middle = left + (column + 0.5) * size, top + size / 2
        note(between, *middle, f"{weight}".replace("-", MINUS), colour, ha="center", va="center_baseline")
    note(between, WIDTH / 2, top - 0.06, labels.operator, palette.KERNEL, ha="center", va="bottom")
    between.annotate(
        "", (left + 2 * size, top + 0.42), (left, top + 0.42), arrowprops={"arrowstyle": "->", "color": palette.MUTED}
    )

    prices = axes_of.sheet(figure, 2.12, 2.18)
    operations = result.multiplications + result.additions
    columns, inch = (1.84, 3.17), 0.22 / operations
    for x, title in zip(columns, (labels.stored, labels.operations), strict=True):
        note(prices, x, 0.1, title, palette.MUTED, va="center_baseline")
    shape = f"{result.edges.size:,} × {result.image.size:,}"
    rows = [
        (labels.kernel, f"1 × {len(KERNEL)}", palette.KERNEL, result.kernel_weights, operations),
        (labels.sparse, labels.nonzeros, palette.UNSHARED, result.nonzeros, result.sparse_operations),
        (labels.dense, shape, palette.DENSE, result.dense_entries, result.dense_operations),
    ]
    for number, (name, what, colour, stored, computed) in enumerate(rows):
        top = 0.28 + 0.62 * number
        if number == 0:
            panels.cells(prices, 0.08, top + 0.1, panels.CELL, taps, colour)
        else:
            panels.corner(prices, 0.08, top, KERNEL, colour, dense=number == 2)
        prices.text(0.66, top + 0.1, name, color=colour, va="center_baseline")
        note(prices, 0.66, top + 0.32, what, va="center_baseline")
        for x, value in zip(columns, (stored, computed), strict=True):
            if value * inch < 1:
                panels.bar(prices, x, top, value * inch, colour, f"{value:,}")
            else:
                right = columns[1] - 0.09 if x == columns[0] else panels.EDGE
                panels.torn_bar(prices, x, right, top, colour, f"{value:,}")
    ratio = result.dense_operations / operations
    for x, text in zip(columns, (labels.memory.format(result.dense_memory), labels.times.format(ratio)), strict=True):
        prices.text(x, 0.28 + 0.62 * 2 + 0.34, text, color=palette.DENSE, va="center_baseline")
    return figure


def largest_departure(result: Result) -> float:
    """By how much the edges differ, at most, from the true convolution, which turns the kernel over and so its sign."""
    return np.abs(signal.convolve2d(result.image, [KERNEL], mode="valid") + result.edges).max()


NUMBERS = (
    Number.fields(",d", "multiplications", "additions", "nonzeros", "dense_entries", "dense_operations", names=names.FIELDS)
    | Number.fields(".0f", "dense_memory", unit="GB", names=names.MEMORY)
    | {
        "operations": Number(lambda r: r.multiplications + r.additions, ",d", name=names.NAMES["operations"]),
        "computation_ratio": Number(
            lambda r: r.dense_operations / (r.multiplications + r.additions), ",.0f", name=names.NAMES["computation_ratio"]
        ),
        "entries_ratio": Number(
            lambda r: r.dense_entries / (r.multiplications + r.additions), ",.0f", name=names.NAMES["entries_ratio"]
        ),
        "input_height": Number(lambda r: r.image.shape[0], "d", name=names.NAMES["input_height"]),
        "input_width": Number(lambda r: r.image.shape[1], "d", name=names.NAMES["input_width"]),
        "output_width": Number(lambda r: r.edges.shape[1], "d", name=names.NAMES["output_width"]),
    }
    | unquoted({"true_convolution_plus_edges": Number(largest_departure, "g", name=names.NAMES["true_convolution_plus_edges"])})
)
