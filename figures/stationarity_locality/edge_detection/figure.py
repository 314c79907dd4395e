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
from scipy import signal, sparse

from figures._common.photographs import grey
from sitekit.figure import Figure, Labels, Number, canvas, palette, picture, unquoted

LABELS = Labels(
    input={"ko": "입력", "en": "input"},
    output={"ko": "출력: 픽셀 − 왼쪽 이웃", "en": "output: pixel − left neighbour"},
    kernel={"ko": "커널 끌기", "en": "sliding kernel"},
    sparse={"ko": "희소 행렬", "en": "sparse matrix"},
    dense={"ko": "밀집 행렬", "en": "dense matrix"},
    operations={"ko": "연산 {:,}번", "en": "{:,} operations"},
    stored={"ko": "수 {:,}개 저장", "en": "{:,} numbers stored"},
    memory={"ko": "수 {:,}개 저장, {:.0f} GB", "en": "{:,} numbers stored, {:.0f} GB"},
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


class Tally:
    """A number that counts the operations done with it and its kind."""

    multiplications = 0
    additions = 0

    def __init__(self, value: int) -> None:
        self.value = value

    def __mul__(self, other: Tally) -> Tally:
        Tally.multiplications += 1
        return Tally(self.value * other.value)

    def __add__(self, other: Tally) -> Tally:
        Tally.additions += 1
        return Tally(self.value + other.value)


def photograph() -> np.ndarray:
    """The crop that is measured: (280, 320), whole grey levels 0..255."""
    return np.rint(grey("astronaut")[ROWS, COLUMNS] * 255).astype(int)


def correlate_counted(image: np.ndarray, kernel: tuple[int, ...]) -> tuple[np.ndarray, int, int]:
    """Slide ``kernel`` along the rows of ``image`` (H, W), "valid", and count.

    Returns the output (H, W−k+1), the multiplications and the additions, as they were executed.
    """
    Tally.multiplications = Tally.additions = 0
    taps = [Tally(weight) for weight in kernel]
    output = []
    for row in image.tolist():
        pixels = [Tally(value) for value in row]
        line = []
        for start in range(len(pixels) - len(taps) + 1):
            total = taps[0] * pixels[start]
            for offset in range(1, len(taps)):
                total = total + taps[offset] * pixels[start + offset]
            line.append(total.value)
        output.append(line)
    return np.array(output), Tally.multiplications, Tally.additions


def as_sparse_matrix(shape: tuple[int, int], kernel: tuple[int, ...]) -> sparse.csr_array:
    """The same operator as a matrix on flattened images: (H·(W−k+1), H·W), k non-zeros in each row."""
    height, width = shape
    one_row = sparse.diags_array(
        [float(weight) for weight in kernel], offsets=range(len(kernel)), shape=(width - len(kernel) + 1, width)
    )
    return sparse.kron(sparse.eye_array(height), one_row, format="csr")


def compare(image: np.ndarray, kernel: tuple[int, ...]) -> Result:
    """Run the sliding kernel on ``image`` (H, W), and read the matrices' prices off the operator."""
    edges, multiplications, additions = correlate_counted(image, kernel)
    operator = as_sparse_matrix(image.shape, kernel)
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
    for y, (name, colour, computed, stored, label) in enumerate(rows):
        prices.plot([stored, computed], [y, y], color=colour, linewidth=1, zorder=1)
        prices.plot(stored, y, "s", color=colour, markersize=5.5)
        prices.plot(computed, y, "o", color=colour, markersize=6.5)
        side = "left" if stored < 10 else "right"
        prices.annotate(
            label.format(stored, result.dense_memory),
            (stored, y),
            xytext=(-4 if side == "left" else 4, 6),
            textcoords="offset points",
            ha=side,
            color=colour,
            fontsize=8.5,
        )
        side = "left" if computed < 1e9 else "right"
        prices.annotate(
            labels.operations.format(computed),
            (computed, y),
            xytext=(-4 if side == "left" else 4, -14),
            textcoords="offset points",
            ha=side,
            color=colour,
            fontsize=8.5,
        )
    prices.set(xscale="log", xlim=(1, 1e11), yticks=range(3), yticklabels=[row[0] for row in rows], ylim=(2.6, -0.6))
    prices.grid(axis="x")
    return figure


NUMBERS = {
    "multiplications": Number(lambda r: r.multiplications, ",d"),
    "additions": Number(lambda r: r.additions, ",d"),
    "operations": Number(lambda r: r.multiplications + r.additions, ",d"),
    "nonzeros": Number(lambda r: r.nonzeros, ",d"),
    "dense_entries": Number(lambda r: r.dense_entries, ",d"),
    "dense_operations": Number(lambda r: r.dense_operations, ",d"),
    "dense_memory": Number(lambda r: r.dense_memory, ".0f", unit="GB"),
    "computation_ratio": Number(lambda r: r.dense_operations / (r.multiplications + r.additions), ",.0f"),
    "entries_ratio": Number(lambda r: r.dense_entries / (r.multiplications + r.additions), ",.0f"),
    "input_height": Number(lambda r: r.image.shape[0], "d"),
    "input_width": Number(lambda r: r.image.shape[1], "d"),
    "output_width": Number(lambda r: r.edges.shape[1], "d"),
} | unquoted(
    {
        "true_convolution_plus_edges": Number(
            lambda r: np.abs(signal.convolve2d(r.image, [KERNEL], mode="valid") + r.edges).max(), "g"
        )
    }
)
