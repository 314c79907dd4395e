"""A shared filter learns from every position at once, so it needs as many times fewer images as there are positions.

How much data does sharing save, and when does it cost? A 3×3 filter is estimated by least squares from 12×12 images and
noisy responses, once as one filter for all 100 positions and once as a filter for each. The error is that of the response
predicted for a new patch of the same law, which nothing was fitted to. Given the images it is known exactly, so only images
are drawn, and the errors are means over a few draws of them. The theory for white-noise images and independent noise is
9/(N − 10) per position against 9/(P·N) shared, a ratio of P·N/(N − 10). Where the true filter drifts over the image with
root mean square δ, the shared error rests on a floor of δ² and the lines cross near N* = 10 + 9/δ².

Beside the law stand photo crops, noise that neighbours share, and both at once. Only the last breaks it, since then patches
repeat each other in what they show and in how they err. The error of the weights was measured first and does not show
this, because it is dominated by fine detail, in which photographs have little energy; it is recorded as ``weights_*``.

Statistical efficiency of convolution: Li, Zhang & Arora 2021 (ICLR); Lahoti et al. 2024 (arXiv:2403.15707).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures.stationarity_locality._shared import axes as axes_of
from figures.stationarity_locality.sharing_efficiency import names, panels, sharing
from figures.stationarity_locality.sharing_efficiency.sharing import POSITIONS, SIDE, SIZE, TAPS, theory_crossing, theory_ratio
from sitekit.figure import Figure, Labels, Number, fixed, note, palette, unquoted

LABELS = Labels(
    shared={"ko": "필터 하나를 공유", "en": "one shared filter"},
    per_position={"ko": "위치마다 따로 둔 필터", "en": "one filter per position"},
    error={"ko": "제곱 오차", "en": "squared error"},
    images={"ko": "이미지 수 $N$", "en": "number of images $N$"},
    saving={"ko": "같은 오차에 이미지는 1/{:d}", "en": "same error, {:d}× fewer images"},
    drifting={"ko": "공유, 정답 필터가 위치마다 다를 때", "en": "shared, true filter varies"},
    stops={"ko": "{:.0f}장부터는 따로가 낫다", "en": "from {:.0f} images on,\nseparate is better"},
    ratio={
        "ko": "이미지 {:d}장일 때 오차의 비(위치마다 따로 ÷ 공유)",
        "en": "ratio of errors at {:d} images (separate ÷ shared)",
    },
    positions={"ko": "위치 {:d}곳", "en": "{:d} positions"},
    white={"ko": "백색 잡음 이미지", "en": "white-noise images"},
    photographs={"ko": "사진 조각", "en": "photo crops"},
    correlated={"ko": "백색 잡음 이미지 + 상관된 잡음", "en": "white noise + correlated noise"},
    both={"ko": "사진 조각 + 상관된 잡음", "en": "crops + correlated noise"},
)

SEED = 0
PHOTOGRAPHS = ("astronaut", "chelsea", "coffee", "rocket", "motorcycle", "hopper")
"""Those that crops are taken from."""
IMAGES = (12, 16, 32, 64, 128, 256, 512, 1024)
QUOTED = 512
DRAWS = 3
DRIFTS = {"weak": 0.1, "strong": 0.3}
NOISE_LENGTH = 1.5


@dataclass(frozen=True)
class Result:
    """``images`` (8,): numbers of images N. ``shared`` and ``per_position``: setting → squared error at each N (8,);
    settings are ``white`` and ``photographs``, both with independent noise, ``correlated`` (white images, correlated
    noise), ``both`` (photographs, correlated noise), and the drifts ``weak`` and ``strong``. ``crossings``: drift → N at
    which sharing stops paying. ``weights_ratio``: setting → ratio of the errors of the weights at N = 512."""

    images: np.ndarray
    shared: dict[str, np.ndarray]
    per_position: dict[str, np.ndarray]
    crossings: dict[str, float]
    weights_ratio: dict[str, float]


def measure() -> Result:
    """The exact errors in every setting, each a mean over draws of the images."""
    noise = sharing.gaussian_correlation(SIDE - SIZE + 1, NOISE_LENGTH)
    sources = sharing.photographs(PHOTOGRAPHS)
    draws = [
        [sharing.observe(count, DRIFTS, np.random.default_rng([SEED, count, number]), sources, noise) for number in range(DRAWS)]
        for count in IMAGES
    ]

    def mean(error: str) -> dict[str, np.ndarray]:
        return {name: np.array([np.mean([getattr(d[name], error) for d in at]) for at in draws]) for name in draws[0][0]}

    images, shared, per_position = np.array(IMAGES), mean("shared"), mean("per_position")
    weights_shared, weights_per_position = mean("weights_shared"), mean("weights_per_position")
    return Result(
        images,
        shared,
        per_position,
        crossings={name: sharing.crossing(images, shared[name], per_position[name]) for name in DRIFTS},
        weights_ratio={name: (weights_per_position[name] / weights_shared[name])[IMAGES.index(QUOTED)] for name in shared},
    )


def ratio(result: Result, setting: str, images: int = QUOTED) -> float:
    """How many times larger the per-position error is than the shared one, at ``images`` images."""
    column = IMAGES.index(images)
    return result.per_position[setting][column] / result.shared[setting][column]


def draw(result: Result, labels) -> Figure:
    """Above, errors against N, what sharing saves, and where it stops paying; below, the ratio of errors at one N for four kinds
    of data, against the number of positions."""
    figure = axes_of.free_canvas(4.85)
    above = axes_of.placed(figure, 0.68, 0.3, 3.74, 2.6)
    panels.errors(above, result.images, result.per_position["white"], result.shared["white"], result.shared["strong"])
    panels.saving(above, result.images[-1], result.per_position["white"][-1], TAPS / POSITIONS, labels.saving.format(POSITIONS))
    panels.flag(above, result.crossings["strong"], result.shared["strong"][-1], labels.stops)
    above.text(20, 2.2, labels.per_position, color=palette.UNSHARED, va="bottom")
    above.text(140, 0.0009, labels.shared, color=palette.SHARED, va="bottom")
    note(above, 1200, 0.105, labels.drifting, palette.SHARED, ha="right", va="bottom")
    axes_of.only_ticks(above.xaxis, (10, 100, 1000), ("10", "100", "1,000"))
    axes_of.only_ticks(above.yaxis, (1, 0.1, 0.01, 0.001, 0.0001), ("1", "0.1", "0.01", "0.001", "0.0001"))
    above.set_xlabel(labels.images)
    above.set_title(labels.error, loc="left", pad=4)

    conditions = ("white", "photographs", "correlated", "both")
    ratios = {getattr(labels, name): ratio(result, name) for name in conditions}
    title = axes_of.sheet(figure, 3.45, 0.25)
    title.text(0.08, 0.1, labels.ratio.format(QUOTED), va="center_baseline")
    below = axes_of.placed(figure, 1.9, 3.7, 2.52, 1.12)
    panels.ratios(below, ratios, POSITIONS, labels.positions.format(POSITIONS))
    return figure


NUMBERS = (
    fixed(positions=POSITIONS, most_images=QUOTED, few_images=IMAGES[0], names=names.CONSTANTS)
    | {
        "ratio_most_images": Number(lambda r: ratio(r, "white"), ".0f", name=names.NAMES["ratio_most_images"]),
        "theory_most_images": Number(lambda r: theory_ratio(QUOTED), ".0f", name=names.NAMES["theory_most_images"]),
        "ratio_few_images": Number(lambda r: ratio(r, "white", IMAGES[0]), ".0f", name=names.NAMES["ratio_few_images"]),
        "theory_few_images": Number(lambda r: theory_ratio(IMAGES[0]), ".0f", name=names.NAMES["theory_few_images"]),
        "ratio_photographs": Number(lambda r: ratio(r, "photographs"), ".0f", name=names.NAMES["ratio_photographs"]),
        "ratio_correlated_noise": Number(lambda r: ratio(r, "correlated"), ".0f", name=names.NAMES["ratio_correlated_noise"]),
        "ratio_both": Number(lambda r: ratio(r, "both"), ".0f", name=names.NAMES["ratio_both"]),
    }
    | Number.each(DRIFTS, "{}_drift", lambda r, name: DRIFTS[name], ".1f", names=names.DRIFT)
    | Number.each(DRIFTS, "crossing_{}_drift", lambda r, name: r.crossings[name], ".0f", names=names.CROSSING, words=names.DRIFTS)
    | Number.each(
        DRIFTS,
        "crossing_theory_{}_drift",
        lambda r, name: theory_crossing(DRIFTS[name]),
        ".0f",
        names=names.CROSSING_THEORY,
        words=names.DRIFTS,
    )
    | unquoted(
        fixed(draws=DRAWS, seed=SEED)
        | fixed(".1f", "px", noise_length=NOISE_LENGTH)
        | Number.each(("white", "photographs", "both"), "weights_ratio_{}", lambda r, name: r.weights_ratio[name], ".0f")
        | Number.each(DRIFTS, "floor_{}_drift", lambda r, name: r.shared[name][-1], ".4f")
    )
)
