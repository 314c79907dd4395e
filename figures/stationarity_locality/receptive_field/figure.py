"""The inputs a unit is connected to grow with depth, those it listens to only with the square root of depth.

Each convolution layer connects a unit to its neighbours in the layer below. How much of the input does a deep unit see? Above,
four layers with three taps are drawn from their matrices, found by applying the layer to every basis vector; each
non-zero is a connection. The cone of the middle output is its theoretical receptive field, 1 + L (k − 1) inputs for L layers.

Below, the effective field, measured by the exact gradient of one output with respect to all inputs: 50 random networks at
each of seven depths, 32 channels, independent normal weights, rectified units, white-noise input, one dimension. The
squared gradient, summed over channels, is the energy at an input; each network counts equally. The width is that of the
window around the middle which holds 95 % of it, averaged over the networks. In theory (dashed) the energy is shared as
the paths through the network are, a distribution of variance L (k² − 1) / 12 that tends to a Gaussian. Kernels of five taps
and networks without the nonlinearity are the robustness check.

The networks are random. Luo et al. report that training widens the effective field; that is not measured here.

Data: none but random numbers. Source: Goodfellow, Bengio & Courville 2016, Deep Learning, figure 9.4; Luo, Li, Urtasun &
Zemel 2016, Understanding the effective receptive field in deep convolutional neural networks, NIPS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.collections import LineCollection

from figures.stationarity_locality.receptive_field import receptive_fields as fields
from sitekit.figure import Figure, Labels, Number, canvas, palette, unquoted

LABELS = Labels(
    input={"ko": "입력", "en": "input"},
    output={"ko": "출력", "en": "output"},
    field={"ko": "보는 입력", "en": "inputs seen"},
    energy={"ko": "기울기 에너지의 분포", "en": "the gradient's energy"},
    position={"ko": "위치(이론 폭 = 1)", "en": "position (theoretical field = 1)"},
    count={"ko": "{}층", "en": "{} layers"},
    layers={"ko": "층 수", "en": "layers"},
    width={"ko": "폭(픽셀)", "en": "width (pixels)"},
    theoretical={"ko": "이론", "en": "theoretical"},
    effective={"ko": "유효", "en": "effective"},
)

UNITS = 15
DRAWN_LAYERS = 4
SIZE = 3
WIDER = 5
DEPTHS = (1, 2, 4, 8, 16, 32, 64)
SHOWN = (4, 16, 64)
CHANNELS = 32
NETWORKS = 50
SHARE = 0.95
SEED = 0
RIDGE = 1.35
"""Vertical distance of the profiles drawn, in units of their height."""


@dataclass(frozen=True)
class Result:
    """``matrices`` (4, 15, 15), layer by layer, outputs × inputs; ``cone`` (5, 15), whether a unit of the input and of each
    layer is connected to the middle output. By depth L, written as text: ``profile`` (1 + 2 L,) the mean share of the
    gradient's energy at each input, ``widths``, ``wider`` and ``linear`` (50,) the width in pixels holding 95 % of it in
    each network, for three taps, for five and for three without the nonlinearity (both up to 16 layers); ``paths``
    (1 + 2 L,) the share of all paths that end at each input and ``theory`` the width in pixels holding 95 % of them;
    ``reached``, the pixels from the first to the last input with a gradient that is not zero in any network."""

    matrices: np.ndarray
    cone: np.ndarray
    profile: dict[str, np.ndarray]
    widths: dict[str, np.ndarray]
    wider: dict[str, np.ndarray]
    linear: dict[str, np.ndarray]
    paths: dict[str, np.ndarray]
    theory: dict[str, float]
    reached: dict[str, int]


def dilations(depth: int) -> list[int]:
    """The distance of neighbouring taps in each of ``depth`` layers: plain convolution."""
    return [1] * depth


def layer(signal: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """One layer of the network that is drawn: ``signal`` (n,) to (n,), zero-padded."""
    return fields.convolve(signal, kernel)


def energies(depth: int, size: int, *, rectified: bool = True) -> np.ndarray:
    """The shares of the gradient's energy in the random networks of one depth: (50, field)."""
    rng = np.random.default_rng([SEED, depth, size, rectified])
    return fields.gradient_energy(dilations(depth), size, CHANNELS, NETWORKS, rng, rectified=rectified)


def widths(energy: np.ndarray) -> np.ndarray:
    """The effective width of every network (networks,), in pixels."""
    return np.array([fields.effective_width(one, SHARE) for one in energy])


def theoretical_width(depth: int, size: int = SIZE) -> float:
    """The width in pixels that holds 95 % of the paths through ``depth`` layers of ``size`` taps."""
    return fields.effective_width(fields.path_counts(depth, size), SHARE)


def measure() -> Result:
    """Write the drawn layers as matrices, and differentiate the random networks."""
    rng = np.random.default_rng(SEED)
    kernels = rng.standard_normal((DRAWN_LAYERS, SIZE))
    matrices = [fields.as_matrix(lambda signal, kernel=kernel: layer(signal, kernel), UNITS) for kernel in kernels]
    energy = {str(depth): energies(depth, SIZE) for depth in DEPTHS}
    return Result(
        matrices=np.stack(matrices),
        cone=np.stack(fields.cone(matrices, UNITS // 2)),
        profile={depth: shares.mean(axis=0) for depth, shares in energy.items()},
        widths={depth: widths(shares) for depth, shares in energy.items()},
        wider={str(depth): widths(energies(depth, WIDER)) for depth in DEPTHS if depth <= 16},
        linear={str(depth): widths(energies(depth, SIZE, rectified=False)) for depth in DEPTHS if depth <= 16},
        paths={str(depth): fields.path_counts(depth, SIZE) for depth in DEPTHS},
        theory={str(depth): theoretical_width(depth) for depth in DEPTHS},
        reached={depth: fields.extent((shares > 0).any(axis=0)) for depth, shares in energy.items()},
    )


def growth(result: Result, first: int = 4, last: int = 64) -> float:
    """The exponent with which the mean effective width grows with depth between two depths; ½ is the square root."""
    ratio = result.widths[str(last)].mean() / result.widths[str(first)].mean()
    return float(np.log(ratio) / np.log(last / first))


def _connections(result: Result) -> Iterator[tuple[tuple[float, float], tuple[float, float], bool]]:
    """Every connection of the drawn network: its ends (position, layer), and whether the middle output's cone holds it."""
    for below, matrix in enumerate(result.matrices):
        for to, start in np.argwhere(matrix):
            yield (start, below), (to, below + 1), bool(result.cone[below + 1, to])


def draw(result: Result, labels) -> Figure:
    """The network with one output's cone above; below, how the gradient's energy is spread, and both widths over depth."""
    figure = canvas(4.7)
    axes = figure.subplot_mosaic([["graph", "graph"], ["profile", "widths"]], height_ratios=(1, 1.15))
    figure.get_layout_engine().set(h_pad=0.1)
    graph = axes["graph"]
    for inside, colour, width in ((False, palette.GRID, 0.8), (True, palette.KERNEL, 1.4)):
        lines = [(start, to) for start, to, held in _connections(result) if held is inside]
        graph.add_collection(LineCollection(lines, colors=colour, linewidths=width, zorder=1 + inside))
    for level, reached in enumerate(result.cone):
        colour = {0: palette.INPUT, DRAWN_LAYERS: palette.OUTPUT}.get(level, palette.KERNEL)
        for inside, shade in ((False, palette.GRID), (True, colour)):
            where = np.flatnonzero(reached == inside)
            graph.plot(where, [level] * len(where), "o", color=shade, markersize=6.5, zorder=3)
        graph.text(UNITS + 0.2, level, str(reached.sum()), color=colour, ha="center", va="center")
    graph.text(UNITS + 0.2, DRAWN_LAYERS + 0.75, labels.field, ha="center", va="center", fontsize=8.5)
    graph.text(-0.7, 0, labels.input, color=palette.INPUT, ha="right", va="center")
    graph.text(-0.7, DRAWN_LAYERS, labels.output, color=palette.OUTPUT, ha="right", va="center")
    graph.set(xlim=(-2.6, UNITS + 1.6), ylim=(-0.4, DRAWN_LAYERS + 1))
    graph.axis("off")

    profile = axes["profile"]
    for row, depth in enumerate(SHOWN):
        shares, paths = result.profile[str(depth)], result.paths[str(depth)]
        field = len(shares)
        position = (np.arange(field) - field // 2) / field
        base, height = -row * RIDGE, 1 / paths.max()
        profile.plot([-0.5, 0.5], [base, base], color=palette.KERNEL, linewidth=2.2, solid_capstyle="butt")
        profile.fill_between(position, base, base + shares * height, color=palette.OUTPUT, alpha=0.35, linewidth=0)
        profile.plot(position, base + shares * height, color=palette.OUTPUT)
        profile.plot(position, base + paths * height, color=palette.THEORY, linestyle="--", linewidth=1)
        profile.text(-0.5, base + 0.78, labels.count.format(depth), fontsize=8.5)
    profile.set(xlabel=labels.position, title=labels.energy, xlim=(-0.51, 0.51), ylim=(-2 * RIDGE - 0.15, 1.25), yticks=[])
    profile.set_xticks([-0.5, 0, 0.5], ["−0.5", "0", "0.5"])
    profile.spines["left"].set_visible(False)

    panel = axes["widths"]
    depths = np.array(DEPTHS)
    panel.plot(depths, [result.reached[str(depth)] for depth in DEPTHS], color=palette.KERNEL)
    panel.plot(depths, [result.theory[str(depth)] for depth in DEPTHS], color=palette.THEORY, linestyle="--", linewidth=1)
    panel.plot(depths, [result.widths[str(depth)].mean() for depth in DEPTHS], "o", color=palette.OUTPUT, markersize=5)
    panel.set(xscale="log", yscale="log", xlabel=labels.layers, title=labels.width)
    panel.set_xticks(depths, depths)
    panel.set_yticks([3, 10, 30, 100], [3, 10, 30, 100])
    panel.minorticks_off()
    panel.text(12, 40, labels.theoretical, color=palette.KERNEL, ha="right")
    panel.text(14, 8.2, labels.effective, color=palette.OUTPUT)
    return figure


NUMBERS = {
    "drawn_field": Number(lambda r: r.cone[0].sum(), "d"),
    "field_64": Number(lambda r: r.reached["64"], "d"),
    "share_4": Number(lambda r: r.widths["4"].mean() / r.reached["4"], ".0%"),
    "share_64": Number(lambda r: r.widths["64"].mean() / r.reached["64"], ".0%"),
    "growth": Number(growth, ".2f"),
    "held": Number(lambda r: SHARE, ".0%"),
    "drawn_layers": Number(lambda r: DRAWN_LAYERS, "d"),
    "networks": Number(lambda r: NETWORKS, "d"),
}
NUMBERS |= unquoted(
    {f"field_{d}": Number(lambda r, d=d: r.reached[str(d)], "d") for d in DEPTHS[:-1]}
    | {f"width_{d}": Number(lambda r, d=d: r.widths[str(d)].mean(), ".2f") for d in DEPTHS[:-1]}
    | {f"width_{d}_standard_error": Number(lambda r, d=d: r.widths[str(d)].std(ddof=1) / NETWORKS**0.5, ".2f") for d in DEPTHS}
    | {f"width_{d}_theory": Number(lambda r, d=d: r.theory[str(d)], ".2f") for d in DEPTHS}
    | {f"standard_deviation_{d}": Number(lambda r, d=d: fields.standard_deviation(r.profile[str(d)]), ".2f") for d in DEPTHS}
    | {f"wider_width_{d}": Number(lambda r, d=d: r.wider[str(d)].mean(), ".2f") for d in DEPTHS if d <= 16}
    | {f"wider_width_{d}_theory": Number(lambda r, d=d: theoretical_width(d, WIDER), ".2f") for d in DEPTHS if d <= 16}
    | {f"linear_width_{d}": Number(lambda r, d=d: r.linear[str(d)].mean(), ".2f") for d in DEPTHS if d <= 16}
    | {"wider_taps": Number(lambda r: WIDER, "d"), "seed": Number(lambda r: SEED, "d")}
)
NUMBERS |= unquoted(
    {
        "width_64": Number(lambda r: r.widths["64"].mean(), ".1f"),
        "share_16": Number(lambda r: r.widths["16"].mean() / r.reached["16"], ".0%"),
        "taps": Number(lambda r: SIZE, "d"),
        "channels": Number(lambda r: CHANNELS, "d"),
    }
)
