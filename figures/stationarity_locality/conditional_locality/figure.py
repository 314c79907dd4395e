"""Far pixels are strongly correlated in photographs; once its neighbours are known, a pixel hardly depends on the rest.

Is dependence among pixels local? As correlation it is not: the mean correlation of two pixels falls slowly with their
distance. (How far it reaches is a matter of the frame; ``one_spectrum`` measures that.) Locality appears when the question is
conditional. In a 13 by 13 window, the partial correlation of the centre with each other pixel is what remains of their
correlation given all the others; and a ring of far pixels, which alone predicts the centre well, adds next to nothing to the
pixels inside it. Next to nothing, measured against the whole variance: of the little that 3×3 leave unexplained, 9×9 remove a
seventh. All of this is linear: correlation, partial correlation and least squares. ``shared_contrast`` measures what that misses.

Both curves come from one function, the correlation by shift, averaged over six photographs that count equally. It is taken
from half the mean squared difference of all pairs of pixels (the semivariogram), without drawing crops: random crops scatter,
since a few sharp edges carry much of the variance. A partial correlation is read off the inverse of the 169 × 169
matrix of correlations. The window's share of explained variance is also measured on each photograph with the other five fitted.

Controls: the same photographs with their pixels permuted, where nothing is left of either curve; and grass, a texture,
whose correlation itself is short. The photographs pooled by grey level, so that the contrasty ones count more, are the
robustness check, once with each photograph's own mean and once with a common one, as pooled crops would have it.

Data: ``astronaut, camera, chelsea, coffee, rocket`` and ``stereo_motorcycle`` (left picture) of ``skimage.data``; ``grass``.
Source: Ruderman & Bialek 1994, Phys. Rev. Lett. 73:814 (slow decay); Lauritzen 1996, Graphical Models (partial correlation);
Simoncelli 1999, Proc. SPIE 3813:188 (a small neighbourhood given, pixels beyond it add nothing: the Markov assumption).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common.photographs import grey
from figures.stationarity_locality._shared.axes import edged
from figures.stationarity_locality._shared.locality import along_axes, explained, radial_mean, window_matrix
from figures.stationarity_locality.conditional_locality import panels
from figures.stationarity_locality.conditional_locality.names import CONSTANTS, CORRELATION, NAMES, PARTIAL
from figures.stationarity_locality.conditional_locality.shifts import LARGEST, correlation_by_shift, permuted, pool
from figures.stationarity_locality.conditional_locality.window import (
    CENTRE,
    RADIUS,
    WINDOW,
    chessboard,
    growing_windows,
    largest_from,
    partial_map,
)
from sitekit.figure import Figure, Labels, Number, canvas, colour_bar, fixed, note, palette, picture, unquoted

LABELS = Labels(
    centre={"ko": "상관:\n멀어도 높다", "en": "correlation:\nhigh everywhere"},
    partial_map={"ko": "편상관:\n이웃만 남는다", "en": "given the others:\nneighbours only"},
    explained={"ko": "중심 픽셀의\n설명된 분산", "en": "centre's variance\nexplained"},
    within={"ko": "거리 이내 전체", "en": "all within it"},
    ring={"ko": "해당 거리의\n테두리", "en": "only the\nring there"},
    coefficient={"ko": "상관계수", "en": "correlation"},
    correlation={"ko": "사진의 상관", "en": "correlation in photographs"},
    partial={"ko": "사진의 편상관(나머지 픽셀을 고정)", "en": "partial correlation in photographs"},
    grass={"ko": "잔디의 상관", "en": "correlation in grass"},
    permuted={"ko": "픽셀을 뒤섞은 사진의 상관(0)", "en": "correlation, pixels shuffled (0)"},
    distance={"ko": "두 픽셀의 거리(픽셀)", "en": "distance between two pixels (pixels)"},
    ring_distance={"ko": "거리(픽셀)", "en": "distance (pixels)"},
)

PHOTOGRAPHS = ("astronaut", "camera", "chelsea", "coffee", "rocket", "motorcycle")
SEED = 0
ENDS = {"min": np.min, "mean": np.mean, "max": np.max}


@dataclass(frozen=True)
class Result:
    """n photographs. ``radial`` (129,) the correlation of two pixels at distances 0..128 pixels and ``partial`` (13, 13) the
    centre's partial correlation with every pixel of the window, given the others, both −1..1 and by source: photographs,
    grass and permuted. ``window`` (13, 13) is the plain correlation with the centre in photographs; ``each`` (n, 13, 13) the
    partial correlations in each photograph by itself. ``within`` and ``ring`` (6,) are shares of the centre's variance,
    0..1, explained by all pixels up to a chessboard distance of 1..6, and by the pixels at it alone; ``left_out`` (n, 6) is
    ``within`` by photograph, the prediction being fitted to the five others; ``pooled`` and ``pooled_common_mean`` (6,)
    are ``within`` for photographs pooled by grey level; ``pooled_partial`` (13, 13) likewise."""

    radial: dict[str, np.ndarray]
    partial: dict[str, np.ndarray]
    window: np.ndarray
    each: np.ndarray
    within: np.ndarray
    ring: np.ndarray
    left_out: np.ndarray
    pooled: np.ndarray
    pooled_common_mean: np.ndarray
    pooled_partial: np.ndarray


def measure() -> Result:
    """The correlation by shift of photographs and controls, and what follows from it within a window."""
    rng = np.random.default_rng(SEED)
    images = [grey(name) for name in PHOTOGRAPHS]
    single = np.stack([correlation_by_shift(image) for image in images])
    shuffled = np.mean([correlation_by_shift(permuted(image, rng)) for image in images], axis=0)
    by_source = {"photographs": single.mean(axis=0), "grass": correlation_by_shift(grey("grass")), "permuted": shuffled}

    matrix = window_matrix(by_source["photographs"], WINDOW)
    away, distances = chessboard(), range(1, RADIUS + 1)
    # A photograph that is the only one has no others to be predicted from: there the prediction is its own.
    others = [np.delete(single, one, axis=0).mean(axis=0) for one in range(len(images))] if len(images) > 1 else single
    pooled = pool(single, images)
    within_pooled = growing_windows(window_matrix(pooled, WINDOW))
    # A prediction that may use the mean of the photograph explains what lies between their means as well.
    inside, between = np.mean([image.var() for image in images]), np.var([image.mean() for image in images])
    return Result(
        radial={name: radial_mean(values, LARGEST) for name, values in by_source.items()},
        partial={name: partial_map(values) for name, values in by_source.items()},
        window=matrix[CENTRE].reshape(WINDOW, WINDOW),
        each=np.stack([partial_map(values) for values in single]),
        within=growing_windows(matrix),
        ring=np.array([explained(matrix, CENTRE, away == d) for d in distances]),
        left_out=np.stack(
            [
                growing_windows(window_matrix(fitted, WINDOW), window_matrix(truth, WINDOW))
                for fitted, truth in zip(others, single, strict=True)
            ]
        ),
        pooled=within_pooled,
        pooled_common_mean=1 - (1 - within_pooled) * inside / (inside + between),
        pooled_partial=partial_map(pooled),
    )


def draw(result: Result, labels) -> Figure:
    """Both correlations in the window and what rings explain above; below, both by distance, with the controls."""
    figure = canvas(4.9)
    figure.get_layout_engine().set(w_pad=0.06)
    above, below = figure.subfigures(2, 1, height_ratios=(1.12, 1.45))
    *maps, rings = above.subplots(1, 3)
    titles = {labels.centre: result.window, labels.partial_map: result.partial["photographs"]}
    for axes, (title, values) in zip(maps, titles.items(), strict=True):
        shown = picture(axes, values, vmin=-1, vmax=1, cmap="diverging")
        axes.plot(RADIUS, RADIUS, "s", color=palette.PAPER, markersize=6)
        edged(axes, WINDOW)
        axes.set_title(title)
    colour_bar(maps[1], shown, (1.08, 0, 0.07, 1), [-1, 0, 1], ["−1", "0", "1"])

    panels.rings(rings, result.within, result.ring, (labels.within, labels.ring))
    rings.set(title=labels.explained, xlabel=labels.ring_distance)

    curves = below.subplots()
    panels.curves(curves, result.radial, result.partial["photographs"])
    curves.text(18, 0.72, labels.correlation, color=palette.INPUT)
    curves.text(4.2, -0.2, labels.partial, color=palette.WRONG)
    note(curves, 4.8, 0.24, labels.grass, palette.MUTED)
    note(curves, 128, 0.06, labels.permuted, palette.MUTED, ha="right")
    curves.set(xlabel=labels.distance, ylabel=labels.coefficient)
    return figure


def removed(within: np.ndarray) -> float:
    """The share, 0..1, that 9×9 pixels remove of the variance that 3×3 leave unexplained, from ``within`` (6,)."""
    return 1 - (1 - within[3]) / (1 - within[0])


def straight(result: Result, distance: int) -> float:
    """The partial correlation in photographs along the axes."""
    return along_axes(result.partial["photographs"], distance)


NUMBERS = (
    Number.each((1, 8, 32), "correlation_{}", lambda r, d: r.radial["photographs"][d], ".2f", names=CORRELATION)
    | Number.each((1, 2, 3, 4), "partial_{}", straight, ".2f", names=PARTIAL)
    | {
        "partial_far_max": Number(lambda r: largest_from(r.partial["photographs"], 4), ".2f", name=NAMES["partial_far_max"]),
        "explained_3": Number(lambda r: r.within[0], ".1%", name=NAMES["explained_3"]),
        "explained_9": Number(lambda r: r.within[3], ".1%", name=NAMES["explained_9"]),
        "ring_6": Number(lambda r: r.ring[5], ".0%", name=NAMES["ring_6"]),
        "left_over_removed": Number(lambda r: removed(r.within), ".0%", name=NAMES["left_over_removed"]),
    }
    | fixed(window=WINDOW, photographs=len(PHOTOGRAPHS), names=CONSTANTS)
    | unquoted(
        Number.each((2, 4, 16, 64, 128), "correlation_{}", lambda r, d: r.radial["photographs"][d], ".2f", names=CORRELATION)
        | Number.each((1, 2, 4, 16), "grass_correlation_{}", lambda r, d: r.radial["grass"][d], ".3f")
        | {"grass_correlation_8": Number(lambda r: r.radial["grass"][8], ".2f")}
        | Number.each((1, 2, 3, 4), "grass_partial_{}", lambda r, d: along_axes(r.partial["grass"], d), ".2f")
        | Number.each((1, 2, 3, 4), "partial_{}_min", lambda r, d: min(along_axes(one, d) for one in r.each), ".2f")
        | Number.each((1, 2, 3, 4), "partial_{}_max", lambda r, d: max(along_axes(one, d) for one in r.each), ".2f")
        | Number.each((1, 2, 3, 4), "pooled_partial_{}", lambda r, d: along_axes(r.pooled_partial, d), ".2f")
        | Number.each((5, 7, 11, 13), "explained_{}", lambda r, side: r.within[side // 2 - 1], ".1%")
        | Number.each((1, 2, 3, 4, 5), "ring_{}", lambda r, d: r.ring[d - 1], ".1%")
        | Number.each(
            product((3, 9), ENDS), "left_out_explained_{}_{}", lambda r, side, end: ENDS[end](r.left_out[:, side // 2 - 1]), ".1%"
        )
        | Number.each((3, 9), "pooled_explained_{}", lambda r, side: r.pooled[side // 2 - 1], ".1%")
        | Number.each((3, 9), "pooled_common_mean_explained_{}", lambda r, side: r.pooled_common_mean[side // 2 - 1], ".1%")
        | {
            "partial_far_max_each": Number(
                lambda r: max(largest_from(one, 4) for one in r.each), ".2f", name=NAMES["partial_far_max_each"]
            ),
            "window_correlation_min": Number(lambda r: r.window.min(), ".2f"),
            "partial_right": Number(lambda r: r.partial["photographs"][RADIUS, RADIUS + 1], ".2f"),
            "partial_below": Number(lambda r: r.partial["photographs"][RADIUS + 1, RADIUS], ".2f"),
            "partial_diagonal": Number(lambda r: r.partial["photographs"][RADIUS + 1, [RADIUS - 1, RADIUS + 1]].mean(), ".2f"),
            "partial_beyond_2_max": Number(lambda r: largest_from(r.partial["photographs"], 2), ".2f"),
            "ring_6_adds": Number(lambda r: r.within[5] - r.within[4], ".3%", "%p"),
            "permuted_correlation_max": Number(lambda r: np.abs(r.radial["permuted"][1:]).max(), ".4f"),
            "permuted_partial_max": Number(lambda r: largest_from(r.partial["permuted"], 1), ".4f"),
        }
        | fixed(largest_distance=LARGEST, seed=SEED)
    )
)
