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

from figures.stationarity_locality.sharing_efficiency import names, sharing
from figures.stationarity_locality.sharing_efficiency.sharing import POSITIONS, SIDE, SIZE, theory_crossing, theory_ratio
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, same, unquoted

LABELS = Labels(
    shared={"ko": "필터 하나를 공유", "en": "one shared filter"},
    per_position={"ko": "위치마다 따로 둔 필터", "en": "one filter per position"},
    error={"ko": "제곱 오차", "en": "squared error"},
    images={"ko": "이미지 수 $N$", "en": "number of images $N$"},
    ratio={"ko": "오차의 비", "en": "ratio of errors"},
    white={"ko": "백색 잡음 이미지", "en": "white-noise images"},
    photographs={"ko": "사진 조각", "en": "photo crops"},
    both={"ko": "사진 조각, 상관된 잡음", "en": "crops, correlated noise"},
    weak=same(r"$\delta$ = 0.1"),
    strong=same(r"$\delta$ = 0.3"),
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
    """Above, errors against N with the crossings; below, their ratio for three kinds of data."""
    figure = canvas(5.0)
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(1.35, 1))
    above.loglog(result.images, result.per_position["white"], "o-", color=palette.UNSHARED, markersize=3.5)
    above.loglog(result.images, result.shared["white"], "o-", color=palette.SHARED, markersize=3.5)
    above.text(20, 1.2, labels.per_position, color=palette.UNSHARED, va="bottom")
    above.text(150, 0.0008, labels.shared, color=palette.SHARED, va="bottom")
    for name in DRIFTS:
        above.loglog(result.images, result.shared[name], "-", color=palette.SHARED, linewidth=1, alpha=0.8)
        error = np.interp(np.log(result.crossings[name]), np.log(result.images), result.shared[name])
        above.plot(result.crossings[name], error, "o", color=palette.WRONG, markersize=6, zorder=4)
        above.text(13, result.shared[name][0] * 1.12, getattr(labels, name), color=palette.SHARED, va="bottom", fontsize=9)
    above.set_ylabel(labels.error)
    above.grid()

    for name, colour in (("white", palette.OUTPUT), ("photographs", palette.INPUT), ("both", palette.DENSE)):
        below.loglog(result.images, result.per_position[name] / result.shared[name], "o-", color=colour, markersize=3.5)
    below.loglog(result.images, theory_ratio(result.images), color=palette.INK, linestyle=":", linewidth=1.6, zorder=4)
    below.text(27, 1100, labels.photographs, color=palette.INPUT)
    below.text(1000, 60, labels.white, color=palette.OUTPUT, ha="right", va="center")
    below.text(80, 45, labels.both, color=palette.DENSE, ha="right", va="center")
    below.set(xlabel=labels.images, ylabel=labels.ratio, ylim=(18, 3e4))
    below.grid()
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
