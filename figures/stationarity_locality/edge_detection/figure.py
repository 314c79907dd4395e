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
from figures.stationarity_locality.edge_detection import names, operators
from sitekit.figure import Figure, Labels, Number, canvas, palette, picture, unquoted

LABELS = Labels(
    input={"ko": "입력", "en": "input"},
    output={"ko": "출력: 픽셀 − 왼쪽 이웃", "en": "output: pixel − left neighbour"},
    kernel={"ko": "커널 적용", "en": "sliding kernel"},
    sparse={"ko": "희소 행렬", "en": "sparse matrix"},
    dense={"ko": "밀집 행렬", "en": "dense matrix"},
    operations={"ko": "연산 {:,}번", "en": "{:,} operations"},
    stored={"ko": "값 {:,}개 저장", "en": "{:,} values stored"},
    memory={"ko": "값 {:,}개 저장, {:.0f} GB", "en": "{:,} values stored, {:.0f} GB"},
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
    """The input and its edges above; below, what each way computes and stores, on a logarithmic scale."""
    figure = canvas(4.3)
    axes = figure.subplot_mosaic([["input", "output"], ["prices", "prices"]], height_ratios=(1.25, 1))
    picture(axes["input"], result.image, vmax=255)
    axes["input"].set_title(labels.input)
    picture(axes["output"], result.edges, vmin=-64, vmax=64)
    axes["output"].set_title(labels.output)

    rows = [
        (labels.kernel, palette.KERNEL, result.multiplications + result.additions, result.kernel_weights, labels.stored),
        (labels.sparse, palette.OUTPUT, result.sparse_operations, result.nonzeros, labels.stored),
        (labels.dense, palette.DENSE, result.dense_operations, result.dense_entries, labels.memory),
    ]
    prices = axes["prices"]
    for y, (_, colour, computed, stored, label) in enumerate(rows):
        prices.plot([stored, computed], [y, y], color=colour, linewidth=1, zorder=1)
        prices.plot(stored, y, "s", color=colour, markersize=5.5)
        prices.plot(computed, y, "o", color=colour, markersize=6.5)
        for value, text, above, starts in (
            (stored, label.format(stored, result.dense_memory), 6, stored < 10),
            (computed, labels.operations.format(computed), -14, computed < 1e9),
        ):
            style = {"ha": "left" if starts else "right", "color": colour, "fontsize": 8.5}
            prices.annotate(text, (value, y), (-4 if starts else 4, above), textcoords="offset points", **style)
    prices.set(xscale="log", xlim=(1, 1e11), yticks=range(3), yticklabels=[row[0] for row in rows], ylim=(2.6, -0.6))
    prices.grid(axis="x")
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
