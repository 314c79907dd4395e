"""A convolutional layer uses one weight in many places; a fully connected layer uses each of its weights once.

What is shared, and what does sharing save? Three layers from five inputs to five outputs are written as matrices, by
applying each to the identity basis, and drawn from them: a line for every non-zero entry. Their weights are random and
pairwise different, so entries of equal value are one weight used again. The weights for an image of a photograph's size are
read off the operators in the same way.

Multiplications are counted as they run, on such an image of random numbers: the convolutional and the locally connected layer
by direct sums, and the convolutional one again by Winograd's algorithm F(2×2, 3×3), which only a kernel used again can be
given. The fully connected layer is not run; it multiplies once for each weight.

Sources: Goodfellow, Bengio & Courville 2016, Deep Learning, figure 9.5. Its lower graph is fully connected as well; the
one dark arrow marks a weight and is not the only connection. Lavin & Gray 2016 for Winograd's algorithm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from figures.stationarity_locality.parameter_sharing_graph import counting, names, operators
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, unquoted

LABELS = Labels(
    shared={"ko": "합성곱층", "en": "convolutional"},
    local={"ko": "지역 연결층", "en": "locally connected"},
    dense={"ko": "완전 연결층", "en": "fully connected"},
    connections={"ko": "연결 {}개", "en": "{} connections"},
    weights={"ko": "가중치 {}개", "en": "{} weights"},
)

SEED = 0
UNITS, TAPS = 5, 3
HEIGHT, WIDTH, CHANNELS, SIZE = 280, 320, 3, 3
HIGHLIGHTED = (2, 2)
"""The connection s3–x3, whose weight is highlighted wherever it is used."""
HEAVY, LIGHT = {"linewidth": 2.6, "zorder": 2}, {"linewidth": 0.8, "zorder": 1, "color": palette.MUTED, "alpha": 0.6}
of_each = partial(Number.each, names.LAYERS, words=names.LAYERS)
"""A number for each layer."""


@dataclass(frozen=True)
class Result:
    """``matrices``: layer → (5, 5), outputs × inputs. ``weights``, ``connections`` and ``uses`` (of the highlighted
    weight): layer → count. ``photo_weights``, ``photo_multiplications`` and ``photo_additions``: layer → count, for a 3×3
    layer on an image of 280×320, "valid"; "winograd" is the shared layer by that algorithm. ``winograd_difference``: by how
    much its outputs differ at most from direct sums, in standard deviations of these. ``rgb_filter_weights``: weights of one
    3×3 filter on an RGB image."""

    matrices: dict[str, np.ndarray]
    weights: dict[str, int]
    connections: dict[str, int]
    uses: dict[str, int]
    photo_weights: dict[str, int]
    photo_multiplications: dict[str, int]
    photo_additions: dict[str, int]
    winograd_difference: float
    rgb_filter_weights: int


def layers(rng: np.random.Generator) -> dict[str, operators.Operator]:
    """The three layers with random weights, which differ from one another with probability one."""
    return {
        "shared": operators.shared(rng.standard_normal(TAPS)),
        "local": operators.locally_connected(rng.standard_normal((UNITS, TAPS))),
        "dense": operators.fully_connected(rng.standard_normal((UNITS, UNITS))),
    }


def count_uses(matrix: np.ndarray, connection: tuple[int, int]) -> int:
    """In how many places of ``matrix`` the weight at ``connection`` (output, input) stands."""
    return int((matrix == matrix[connection]).sum())


def photo_weights(height: int, width: int, size: int) -> dict[str, int]:
    """Weights of the three k×k layers on an image (H, W), read off the connection pattern."""
    pattern = operators.locally_connected_pattern(height, width, size)
    outputs, inputs = pattern.shape
    return {"shared": pattern[[0]].nnz, "local": pattern.nnz, "dense": outputs * inputs}


def run(name: str, image: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, counting.Tally]:
    """What the layer called ``name`` returns for ``image`` (H, W), and what that took."""
    layer = {"shared": counting.shared_layer, "local": counting.local_layer, "winograd": counting.winograd_layer}[name]
    tally = counting.Tally()
    return layer(counting.Counted(image, tally), counting.Counted(weights, tally)).values, tally


def photo_runs(height: int, width: int, size: int) -> dict[str, tuple[np.ndarray, counting.Tally]]:
    """Outputs and counts of the k×k layers that can be run on a random image (H, W); Winograd's algorithm if it fits."""
    rng = np.random.default_rng([SEED, 1])
    image, kernel = rng.standard_normal((height, width)), rng.standard_normal((size, size))
    kernels = rng.standard_normal((size, size, height - size + 1, width - size + 1))
    runs = {"shared": run("shared", image, kernel), "local": run("local", image, kernels)}
    return runs | ({"winograd": run("winograd", image, kernel)} if size == 3 and height % 2 == width % 2 == 0 else {})


def photo_counts(height: int, width: int, size: int) -> tuple[dict[str, int], dict[str, int]]:
    """Weights of the three k×k layers on an image (H, W), and the multiplications of the two that were run."""
    runs = photo_runs(height, width, size)
    return photo_weights(height, width, size), {name: runs[name][1].multiplications for name in ("shared", "local")}


def filter_weights(channels: int, size: int) -> int:
    """Weights of the filter behind one feature map: the inputs that one of its units is connected to."""
    one_channel = operators.locally_connected_pattern(size + 1, size + 1, size)
    return sparse.hstack([one_channel] * channels, format="csr")[[0]].nnz


def measure() -> Result:
    """Write the layers as matrices and count their connections and weights."""
    matrices = {name: operators.matrix_of(layer, UNITS) for name, layer in layers(np.random.default_rng(SEED)).items()}
    runs = photo_runs(HEIGHT, WIDTH, SIZE)
    direct, fast = runs["shared"][0], runs["winograd"][0]
    return Result(
        matrices=matrices,
        weights={name: len(np.unique(matrix[matrix != 0])) for name, matrix in matrices.items()},
        connections={name: int(np.count_nonzero(matrix)) for name, matrix in matrices.items()},
        uses={name: count_uses(matrix, HIGHLIGHTED) for name, matrix in matrices.items()},
        photo_weights=photo_weights(HEIGHT, WIDTH, SIZE),
        photo_multiplications={name: tally.multiplications for name, (_, tally) in runs.items()},
        photo_additions={name: tally.additions for name, (_, tally) in runs.items()},
        winograd_difference=float(np.abs(fast - direct).max() / direct.std()),
        rgb_filter_weights=filter_weights(CHANNELS, SIZE),
    )


def draw(result: Result, labels) -> Figure:
    """Three graphs, inputs below and outputs above, a line for every non-zero entry; the highlighted weight is heavy."""
    figure = canvas(4.4)
    rows = figure.subplots(len(result.matrices), 1)
    for axes, (name, matrix) in zip(rows, result.matrices.items(), strict=True):
        colour = palette.SHARED if name == "shared" else palette.UNSHARED if name == "local" else palette.DENSE
        for output, source in zip(*np.nonzero(matrix), strict=True):
            chosen = matrix[output, source] == matrix[HIGHLIGHTED]
            style = HEAVY | {"color": colour} if chosen else LIGHT
            if name == "shared" and not chosen:
                style = LIGHT | {"color": colour, "alpha": 1, "linewidth": 1.3, "linestyle": "--" if source < output else ":"}
            axes.plot([source, output], [0, 1], **style)
        for row, letter in enumerate("xs"):
            axes.scatter(
                range(UNITS), [row] * UNITS, s=230, facecolor=palette.PAPER, edgecolor=palette.INK, linewidth=0.9, zorder=3
            )
            for unit in range(UNITS):
                axes.text(unit, row, f"${letter}_{unit + 1}$", ha="center", va="center", fontsize=9, zorder=4)
        axes.text(UNITS - 0.2, 0.92, getattr(labels, name), va="center", fontsize=10)
        axes.text(UNITS - 0.2, 0.5, labels.connections.format(result.connections[name]), va="center")
        axes.text(UNITS - 0.2, 0.12, labels.weights.format(result.weights[name]), color=colour, va="center", fontsize=10.5)
        axes.set(xlim=(-0.35, UNITS + 1.75), ylim=(-0.3, 1.3))
        axes.set_axis_off()
    return figure


NUMBERS = (
    Number.each(
        ("shared", "dense"), "{}_weight_uses", lambda r, name: r.uses[name], "d", names=names.WEIGHT_USES, words=names.LAYERS
    )
    | fixed(photo_height=HEIGHT, photo_width=WIDTH, names=names.PHOTO)
    | of_each("photo_{}_weights", lambda r, name: r.photo_weights[name], ",d", names=names.PHOTO_WEIGHTS)
    | {
        "photo_shared_multiplications": Number(
            lambda r: r.photo_multiplications["shared"], ",d", name=names.NAMES["photo_shared_multiplications"]
        )
    }
    | Number.each(
        ("shared", "winograd"), "photo_{}_additions", lambda r, name: r.photo_additions[name], ",d", names=names.ADDITIONS
    )
    | {
        "winograd_saving": Number(
            lambda r: r.photo_multiplications["shared"] / r.photo_multiplications["winograd"],
            ".2f",
            name=names.NAMES["winograd_saving"],
        )
    }
    | Number.fields("d", "rgb_filter_weights", names=names.RGB)
    | unquoted(
        Number.each(
            ("local", "winograd"),
            "photo_{}_multiplications",
            lambda r, name: r.photo_multiplications[name],
            ",d",
            names=names.MULTIPLICATIONS,
        )
        | Number.fields(".0e", "winograd_difference", names=names.DIFFERENCE)
        | of_each("{}_connections", lambda r, name: r.connections[name], "d", names=names.CONNECTIONS)
        | of_each("{}_weights", lambda r, name: r.weights[name], "d", names=names.WEIGHTS)
    )
)
