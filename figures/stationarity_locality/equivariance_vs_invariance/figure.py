"""When an object moves, its feature map moves with it and the maximum over the map stays: equivariant, then invariant.

Question: are equivariance and invariance opposites? The feature map is equivariant, f(T x) = T f(x). The pooled value is
too, with an action on the output that does nothing, g(T x) = g(x): invariance is equivariance with the identity.

A coin is laid on a photograph of a brick wall and moved along a diagonal, three pixels down and three to the right at a time,
while the wall stands still. The filter is another coin; the feature map is its rectified cross-correlation with the picture.
Three outputs follow: the maximum of the map; its mean; a fully connected layer, the smallest one (least norm, with a bias)
that answers 1 to the coin at its first place and 0 to the wall without a coin. The mean is not quite constant, since the coin
covers other bricks at each place.

The exact statement holds for the shift of the whole picture on a torus. It is checked for random shifts along both axes,
where maximum and mean must agree to the last bit. The counter-example are fully connected heads with random weights: how much
their outputs vary over all shifts, relative to how much they vary over heads (see ``heads.py``).

Data: ``skimage.data.coins`` and ``brick``, at half their resolution; the picture is a composite. Source: figure 6 of the
original article; Goodfellow, Bengio & Courville 2016, Deep Learning, section 9.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common.pooling import feature_map, global_max, global_mean
from figures.stationarity_locality.equivariance_vs_invariance import heads, names, panels, torus
from figures.stationarity_locality.equivariance_vs_invariance.coin import RADIUS, apart, around, coin_filter, half, laid
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, unquoted

LABELS = Labels(
    input={"ko": "입력", "en": "input"},
    feature_map={"ko": "특징 맵", "en": "feature map"},
    maximum={"ko": "최댓값", "en": "maximum"},
    column={"ko": "등변: 봉우리도 이동\n봉우리의 열(픽셀)", "en": "equivariant: peak follows\npeak's column (px)"},
    moved={"ko": "동전의 이동(픽셀)", "en": "shift of the coin (px)"},
    outputs={"ko": "불변: 최댓값 유지\n출력(처음 위치 = 1)", "en": "invariant: maximum stays\noutput (first place = 1)"},
    max_pooling={"ko": "전역 최대 풀링", "en": "global max-pooling"},
    connected={"ko": "완전 연결층", "en": "fully connected"},
)

SEED = 0
SIDE, FIRST = 96, 13
OBJECT, FILTER = (64, 77), (62, 103)
"""Row and column of the two coins' centres in the picture at half its resolution."""
SHIFTS, SHOWN = np.arange(0, 70, 3), (0, 11, 23)
CIRCULAR_SHIFTS, HEADS = 16, 64


@dataclass(frozen=True)
class Result:
    """``shifts`` (24,) are pixels along rows and columns, ``peaks`` (24, 2) the row and column where the map is highest.

    ``scenes`` and ``maps`` (3, 96, 96) are those shown: grey levels 0..1 and responses (1 = the filter's own coin).
    ``maxima``, ``means`` (24,) pool the maps; ``connected`` (24,) is the fully connected layer (1 = coin at its first place,
    0 = wall). ``wall_maximum`` is the highest response without a coin. ``circular_maxima`` and ``circular_means`` (17,) pool
    the map of the first scene and of its circular shifts, ``circular_error`` is the largest difference of f(T x) and T f(x).
    ``head_spreads`` (64,) are standard deviations over all shifts, relative to that over random heads; ``head_theory`` is
    their expected root mean square."""

    shifts: np.ndarray
    peaks: np.ndarray
    scenes: np.ndarray
    maps: np.ndarray
    maxima: np.ndarray
    means: np.ndarray
    connected: np.ndarray
    wall_maximum: float
    circular_maxima: np.ndarray
    circular_means: np.ndarray
    circular_error: float
    head_spreads: np.ndarray
    head_theory: float


def measure() -> Result:
    """Move the coin over the wall, then the whole picture around the torus."""
    rng = np.random.default_rng(SEED)
    coins, wall = half("coins"), half("brick")[:SIDE, :SIDE]
    kernel, coin = coin_filter(around(coins, FILTER)), around(coins, OBJECT)
    scenes = np.stack([laid(coin, wall, FIRST + shift) for shift in SHIFTS])
    maps, bare = np.stack([feature_map(scene, kernel) for scene in scenes]), feature_map(wall, kernel)
    turned, error = torus.turned(scenes[0], kernel, CIRCULAR_SHIFTS, rng)
    return Result(
        shifts=SHIFTS,
        peaks=np.array([np.unravel_index(map_.argmax(), map_.shape) for map_ in maps]),
        scenes=scenes[list(SHOWN)],
        maps=maps[list(SHOWN)],
        maxima=np.array([global_max(map_) for map_ in maps]),
        means=np.array([global_mean(map_) for map_ in maps]),
        connected=heads.least_norm(maps - bare),
        wall_maximum=global_max(bare),
        circular_maxima=np.array([global_max(map_) for map_ in (maps[0], *turned)]),
        circular_means=np.array([global_mean(map_) for map_ in (maps[0], *turned)]),
        circular_error=error,
        head_spreads=heads.spread_over_shifts(maps[0], rng.standard_normal((HEADS, SIDE, SIDE))),
        head_theory=heads.expected_spread(maps[0]),
    )


def draw(result: Result, labels) -> Figure:
    """Three places of the coin, its maps and their maxima; below, the peak's place and two outputs against the shift."""
    figure = canvas(4.95)
    pictures, plots = figure.subfigures(2, 1, height_ratios=(1.95, 1))
    axes = pictures.subplots(2, len(SHOWN))
    for column, index in enumerate(SHOWN):
        panels.place(*axes[:, column], result.scenes[column], result.maps[column], result.peaks[index], result.maxima.max())
        axes[1, column].set_xlabel(f"{labels.maximum} {result.maxima[index]:.3f}", color=palette.OUTPUT)
    axes[0, 0].set_ylabel(labels.input)
    axes[1, 0].set_ylabel(labels.feature_map)

    place, outputs = plots.subplots(1, 2, width_ratios=(1, 1.2))
    panels.peaks(place, result.shifts, result.peaks[:, 1], SHOWN)
    panels.outputs(outputs, result.shifts, result.maxima, result.connected, (labels.max_pooling, labels.connected))
    for axes, title in ((place, labels.column), (outputs, labels.outputs)):
        axes.set_title(title, loc="left")
        axes.set(xlabel=labels.moved, xticks=result.shifts[list(SHOWN)])
    return figure


NUMBERS = {
    "positions": Number(lambda r: len(r.shifts), "d", name=names.NAMES["positions"]),
    "slope": Number(lambda r: np.polyfit(r.shifts, r.peaks[:, 1], 1)[0], ".2f", name=names.NAMES["slope"]),
    "peak_error": Number(
        lambda r: np.abs(r.peaks - (FIRST + r.shifts)[:, None]).max(), "d", unit="px", name=names.NAMES["peak_error"]
    ),
    "pooled_value": Number(lambda r: r.maxima[0], ".3f", name=names.NAMES["pooled_value"]),
    "mean_change": Number(lambda r: np.abs(r.means / r.means[0] - 1).max(), ".1%", name=names.NAMES["mean_change"]),
} | unquoted(
    Number.fields(".0f", "circular_error")
    | Number.fields(".3f", "wall_maximum", names=names.WALL)
    | {
        "random_head_theory": Number(lambda r: r.head_theory, ".2f"),
        "random_head_spread": Number(lambda r: np.sqrt((r.head_spreads**2).mean()), ".2f"),
        "smallest_random_head_spread": Number(lambda r: r.head_spreads.min(), ".2f"),
        "pooled_spread": Number(lambda r: np.ptp(r.maxima), ".0f", name=names.NAMES["pooled_spread"]),
        "connected_far": Number(lambda r: np.median(r.connected[apart(r.shifts)]), ".2f"),
        "connected_far_largest": Number(lambda r: np.abs(r.connected[apart(r.shifts)]).max(), ".2f"),
        "circular_max_spread": Number(lambda r: np.ptp(r.circular_maxima), ".0f"),
        "circular_mean_spread": Number(lambda r: np.ptp(r.circular_means), ".0f"),
    }
    | fixed("d", "px", side=SIDE, filter_diameter=2 * RADIUS + 1, names=names.SIDES)
    | fixed(circular_shifts=CIRCULAR_SHIFTS, random_heads=HEADS, seed=SEED)
)
