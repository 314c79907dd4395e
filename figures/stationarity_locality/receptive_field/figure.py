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

from dataclasses import dataclass

import numpy as np

from figures.stationarity_locality.receptive_field import names, panels, random_networks
from figures.stationarity_locality.receptive_field import receptive_fields as fields
from figures.stationarity_locality.receptive_field.random_networks import CHANNELS, NETWORKS, SEED, SHARE, SIZE, energies, widths
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, unquoted

LABELS = Labels(
    input={"ko": "입력", "en": "input"},
    output={"ko": "출력", "en": "output"},
    field={"ko": "연결된 입력", "en": "inputs seen"},
    energy={"ko": "출력에 미치는 영향", "en": "effect on the output"},
    position={"ko": "위치(이론적 너비 = 1)", "en": "position (theoretical field = 1)"},
    count={"ko": "{}개 층", "en": "{} layers"},
    layers={"ko": "층수", "en": "layers"},
    width={"ko": "너비(픽셀)", "en": "width (pixels)"},
    theoretical={"ko": "이론적 수용 영역", "en": "theoretical"},
    effective={"ko": "유효 수용 영역", "en": "effective"},
    predicted={"ko": "파선: 이론", "en": "dashed: theory"},
)

UNITS = 15
DRAWN_LAYERS = 4
WIDER = 5
DEPTHS = (1, 2, 4, 8, 16, 32, 64)
SHOWN = (4, 16, 64)


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


def measure() -> Result:
    """Write the drawn layers as matrices, and differentiate the random networks."""
    rng = np.random.default_rng(SEED)
    kernels = rng.standard_normal((DRAWN_LAYERS, SIZE))
    matrices = [fields.as_matrix(lambda signal, kernel=kernel: fields.convolve(signal, kernel), UNITS) for kernel in kernels]
    energy = {str(depth): energies(depth, SIZE) for depth in DEPTHS}
    return Result(
        matrices=np.stack(matrices),
        cone=np.stack(fields.cone(matrices, UNITS // 2)),
        profile={depth: shares.mean(axis=0) for depth, shares in energy.items()},
        widths={depth: widths(shares) for depth, shares in energy.items()},
        wider={str(depth): widths(energies(depth, WIDER)) for depth in DEPTHS if depth <= 16},
        linear={str(depth): widths(energies(depth, SIZE, rectified=False)) for depth in DEPTHS if depth <= 16},
        paths={str(depth): fields.path_counts(depth, SIZE) for depth in DEPTHS},
        theory={str(depth): random_networks.theoretical_width(depth) for depth in DEPTHS},
        reached={depth: fields.extent((shares > 0).any(axis=0)) for depth, shares in energy.items()},
    )


def growth(result: Result, first: int = 4, last: int = 64) -> float:
    """The exponent with which the mean effective width grows with depth between two depths; ½ is the square root."""
    ratio = result.widths[str(last)].mean() / result.widths[str(first)].mean()
    return float(np.log(ratio) / np.log(last / first))


def draw(result: Result, labels) -> Figure:
    """The network with one output's cone above; below, how the gradient's energy is spread, and both widths over depth."""
    figure = canvas(4.7)
    axes = figure.subplot_mosaic([["graph", "graph"], ["profile", "widths"]], height_ratios=(1, 1.15))
    figure.get_layout_engine().set(h_pad=0.1, w_pad=0.06)
    panels.network(axes["graph"], result.matrices, result.cone, (labels.input, labels.output, labels.field))
    panels.profiles(
        axes["profile"], {depth: (result.profile[str(depth)], result.paths[str(depth)]) for depth in SHOWN}, labels.count
    )
    axes["profile"].set(xlabel=labels.position, title=labels.energy)
    curves = [
        [each[str(depth)] for depth in DEPTHS]
        for each in (result.reached, result.theory, {depth: each.mean() for depth, each in result.widths.items()})
    ]
    panels.widths(axes["widths"], DEPTHS, *curves, (labels.theoretical, labels.effective, labels.predicted))
    axes["profile"].xaxis.label.set_color(palette.KERNEL)
    axes["widths"].set(xlabel=labels.layers, title=labels.width)
    return figure


def share_used(result: Result, depth: int) -> float:
    """The mean effective width over the theoretical field."""
    return result.widths[str(depth)].mean() / result.reached[str(depth)]


NUMBERS = {
    "drawn_field": Number(lambda r: r.cone[0].sum(), "d", name=names.NAMES["drawn_field"]),
    "field_64": Number(lambda r: r.reached["64"], "d", name=names.NAMES["field_64"]),
    **Number.each((4, 64), "share_{}", share_used, ".0%", names=names.SHARE),
    "growth": Number(growth, ".2f", name=names.NAMES["growth"]),
    **fixed(".0%", held=SHARE, names=names.HELD),
    **fixed(drawn_layers=DRAWN_LAYERS, networks=NETWORKS, names=names.CONSTANTS),
} | unquoted(
    Number.each(DEPTHS[:-1], "field_{}", lambda r, d: r.reached[str(d)], "d", names=names.FIELD)
    | Number.each(DEPTHS[:-1], "width_{}", lambda r, d: r.widths[str(d)].mean(), ".2f", names=names.WIDTH)
    | {"width_64": Number(lambda r: r.widths["64"].mean(), ".1f"), "share_16": Number(lambda r: share_used(r, 16), ".0%")}
    | Number.each(DEPTHS, "width_{}_standard_error", lambda r, d: r.widths[str(d)].std(ddof=1) / NETWORKS**0.5, ".2f")
    | Number.each(DEPTHS, "width_{}_theory", lambda r, d: r.theory[str(d)], ".2f")
    | Number.each(DEPTHS, "standard_deviation_{}", lambda r, d: fields.standard_deviation(r.profile[str(d)]), ".2f")
    | Number.each(DEPTHS[:5], "wider_width_{}", lambda r, d: r.wider[str(d)].mean(), ".2f")
    | Number.each(DEPTHS[:5], "wider_width_{}_theory", lambda r, d: random_networks.theoretical_width(d, WIDER), ".2f")
    | Number.each(DEPTHS[:5], "linear_width_{}", lambda r, d: r.linear[str(d)].mean(), ".2f")
    | fixed(wider_taps=WIDER, taps=SIZE, channels=CHANNELS, seed=SEED, names=names.TAPS)
)
