"""A nose pixel varies with its neighbourhood; what it shares with far pixels is mostly the light of the whole picture.

Over 100 aligned faces, every pixel is correlated with the nose pixel; the map shows the squared correlation. A blue box
surrounds the nose and a red box lies far away, both 5 by 5 pixels; the nose pixel itself, which correlates perfectly with
itself, never counts. All other boxes of that size are measured too; their medians and ranges are drawn by distance.

The rule for the red box: of all 5 by 5 boxes inside the picture, the one whose centre is furthest from the nose pixel, and
among equals the first in reading order. Two corners are equally far; the rule takes the upper one, and the lower one,
which scores higher, is drawn hollow and reported beside it. The rule knows the geometry only, but it was written after
an earlier look at five candidate boxes, and it hits the second lowest of all; that is why every box counts in what is drawn.
The nose pixel is the one on the mean face's axis of symmetry just above the shadow of the nostrils, read off by eye; its
eight neighbours serve as the robustness check.

Chance: if the nose pixel had nothing to do with the others, the expected squared correlation would be 1 / (faces − 1).
Shuffling the faces for the nose pixel alone, 1000 times, shows it, and how far the mean of a box strays from it. In the faces as
they are, nearly every box exceeds that, however far. Hence everything is repeated with every face brought to mean 0 and standard
deviation 1, which takes away the light and contrast that all its pixels share. How many of the far boxes exceed their own bound
is set against the same share under every one of the permutations: boxes overlap and are alike, so by chance it is often far
from 5 %. Only means and maps over all faces are shown.

Data: the 100 faces of ``skimage.data.lfw_subset``. Source: after figure 10 of the original article.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common.photographs import faces
from figures.stationarity_locality._shared.locality import squared_correlation
from figures.stationarity_locality.nose_locality import names as called
from figures.stationarity_locality.nose_locality import panels
from figures.stationarity_locality.nose_locality.boxes import BOX, box_means, distances, furthest, normalised
from sitekit.figure import Figure, Labels, Number, canvas, colour_bar, fixed, note, palette, picture, unquoted

LABELS = Labels(
    mean_face={"ko": "평균 얼굴", "en": "mean face"},
    raw={"ko": "코와의 상관 제곱", "en": "squared correlation\nwith the nose"},
    normalised={"ko": "얼굴마다\n정규화한 뒤", "en": "every face\nnormalised"},
    box_mean={"ko": "상자 평균 $r^2$", "en": "box mean of $r^2$"},
    distance={"ko": "코에서 상자 중심까지(픽셀)", "en": "from the nose to the box's centre (pixels)"},
    nose={"ko": "코를 둘러싼 상자", "en": "box around the nose"},
    as_they_are={"ko": "원본", "en": "faces as they are"},
    even={"ko": "밝기·대비를 없애면\n무작위 수준", "en": "brightness, contrast\nremoved: chance"},
    upper={"ko": "위쪽 구석", "en": "upper corner"},
    lower={"ko": "아래쪽 구석", "en": "lower corner"},
    spread={"ko": "띠: 상자의 80%", "en": "bands: 80% of boxes"},
    chance={"ko": "무작위 수준", "en": "chance"},
)

NOSE = (12, 11)
BLUE = NOSE[0] - BOX // 2, NOSE[1] - BOX // 2
"""The top left pixel of the blue box."""
PERMUTATIONS = 1000
CONFIDENCE = 0.95
SEED = 0
FAR = 10.0
"""Pixels from the nose from which on a box counts as far in the numbers."""
VARIANTS = ("raw", "normalised")
BRIGHTEST = 0.5
"""The squared correlation drawn brightest, and all above it."""
ENDS = {"min": np.min, "max": np.max}
CORNERS = {"top_left": (0, 0), "top_right": (0, 20), "bottom_left": (20, 0), "bottom_right": (20, 20)}


@dataclass(frozen=True)
class Result:
    """``mean_face`` (25, 25), grey levels 0..1. Boxes are named by their top left pixel; ``distance`` (21, 21) is from their
    centre to the nose in pixels; ``red`` and ``tied`` (2,) are the top left pixels of the red box and of the other box as far
    away. By variant, raw and normalised: ``squared`` (25, 25) the squared correlation with the nose pixel, ``boxes`` (21, 21)
    its mean in every box, ``permuted`` (21, 21) the mean of that over the permutations, ``bound`` (21, 21) what 95 % of the
    permutations stay below, ``p_value`` (21, 21) the share of permutations that reach the measured box, all 0..1;
    ``chance_shares`` (1000,) the share of far boxes above their bound in every permutation; ``around`` (9, 2) the blue and
    the red box's mean with the nose at most one pixel aside, in reading order."""

    mean_face: np.ndarray
    distance: np.ndarray
    red: np.ndarray
    tied: np.ndarray
    squared: dict[str, np.ndarray]
    boxes: dict[str, np.ndarray]
    permuted: dict[str, np.ndarray]
    bound: dict[str, np.ndarray]
    p_value: dict[str, np.ndarray]
    chance_shares: dict[str, np.ndarray]
    around: dict[str, np.ndarray]


def map_of(pictures: np.ndarray, nose: tuple[int, int] = NOSE) -> np.ndarray:
    """The squared correlation, over ``pictures`` (N, H, W), of every pixel with the pixel at ``nose``: (H, W)."""
    return squared_correlation(pictures, pictures[:, *nose])


def blue_and_red(pictures: np.ndarray, nose: tuple[int, int]) -> tuple[float, float]:
    """The mean squared correlation in the box around ``nose`` and in the box that the rule names for it."""
    means = box_means(map_of(pictures, nose), nose)
    row, column = furthest(distances(pictures.shape[1:], nose))[0]
    return means[nose[0] - BOX // 2, nose[1] - BOX // 2], means[row, column]


def measure() -> Result:
    """Map the squared correlations, average them in every box, and repeat with the faces shuffled for the nose."""
    images = faces()
    variants = {"raw": images, "normalised": normalised(images)}
    rng = np.random.default_rng(SEED)
    orders = np.stack([rng.permutation(len(images)) for _ in range(PERMUTATIONS)])
    distance = distances(images.shape[1:], NOSE)
    squared = {name: map_of(pictures) for name, pictures in variants.items()}
    boxes = {name: box_means(values, NOSE) for name, values in squared.items()}
    null = {
        name: box_means(squared_correlation(pictures, pictures[:, *NOSE][orders]), NOSE) for name, pictures in variants.items()
    }
    asides = [(NOSE[0] + row, NOSE[1] + column) for row in (-1, 0, 1) for column in (-1, 0, 1)]
    bound = {name: np.quantile(null[name], CONFIDENCE, axis=0) for name in VARIANTS}
    return Result(
        mean_face=images.mean(axis=0),
        distance=distance,
        red=furthest(distance)[0],
        tied=furthest(distance)[1],
        squared=squared,
        boxes=boxes,
        permuted={name: null[name].mean(axis=0) for name in VARIANTS},
        bound=bound,
        p_value={name: (1 + (null[name] >= boxes[name]).sum(axis=0)) / (1 + PERMUTATIONS) for name in VARIANTS},
        chance_shares={name: (null[name] > bound[name])[:, distance >= FAR].mean(axis=1) for name in VARIANTS},
        around={name: np.array([blue_and_red(pictures, aside) for aside in asides]) for name, pictures in variants.items()},
    )


def draw(result: Result, labels) -> Figure:
    """The mean face and both maps with rings and boxes above; below, all boxes by distance, as they are and normalised.

    The grey band ends at the largest bound of any box, so what lies above it exceeds its own.
    """
    figure = canvas(4.5)
    figure.get_layout_engine().set(w_pad=0.05)
    above, below = figure.subfigures(2, 1, height_ratios=(1, 1.42))
    face, *maps = above.subplots(1, 3)
    picture(face, result.mean_face)
    face.set_title(labels.mean_face)
    for axes, name in zip(maps, VARIANTS, strict=True):
        shown = picture(axes, result.squared[name], vmax=BRIGHTEST, cmap="viridis")
        axes.set_title(getattr(labels, name))
    colour_bar(maps[-1], shown, (1.1, 0, 0.07, 1), [0, 0.25, BRIGHTEST], ["0", "0.25", "≥0.5"])
    for axes in (face, *maps):
        panels.outlines(axes, NOSE, BOX, BLUE, result.red, result.tied)
    panels.distances(face, NOSE)

    axes = below.subplots()
    panels.chance(axes, result.bound["raw"].max(), labels.chance)
    raw = panels.spread(axes, result.distance, result.boxes["raw"], palette.INPUT, 0.16)
    even = panels.spread(axes, result.distance, result.boxes["normalised"], palette.INK, 0.22)
    panels.fall(axes, 9, raw[9], even[9], labels.even)
    panels.mark(axes, 0, result.boxes["raw"][BLUE], palette.INPUT)
    note(axes, 11, 0.155, labels.spread, va="center")
    note(axes, 0.5, 0.24, labels.nose, palette.INPUT, va="center")
    note(axes, 3.1, 0.155, labels.as_they_are, palette.INPUT, va="center")
    values = result.boxes["raw"][*result.red], result.boxes["raw"][*result.tied]
    panels.corners(axes, result.distance.max(), values, (labels.upper, labels.lower))
    axes.set(xlim=(-0.3, 18.6), ylim=(0, 0.25), xticks=[0, 5, 10, 15], yticks=[0, 0.1, 0.2])
    axes.set(xlabel=labels.distance, ylabel=labels.box_mean)
    return figure


def above_chance(result: Result, variant: str, distance: float = 0.0) -> float:
    """The share, 0..1, of the boxes at least ``distance`` pixels away that exceed what 95 % of chance stays below.

    Chance alone puts 5 % of them there on average, with a wide scatter: ``chance_shares``.
    """
    away = result.distance >= distance
    return (result.boxes[variant] > result.bound[variant])[away].mean()


def share_p_value(result: Result, variant: str) -> float:
    """The share of permutations, the measured faces counting as one, with as many far boxes above their bound."""
    reached = result.chance_shares[variant] >= above_chance(result, variant, FAR)
    return (1 + reached.sum()) / (1 + PERMUTATIONS)


def around(result: Result, variant: str, colour: str, end: str) -> float:
    """The smallest or the largest mean of the blue or the red box with the nose at most one pixel aside."""
    return ENDS[end](result.around[variant][:, ("blue", "red").index(colour)])


NUMBERS = {
    "blue": Number(lambda r: r.boxes["raw"][BLUE], ".3f", name=called.NAMES["blue"]),
    "red": Number(lambda r: r.boxes["raw"][*r.red], ".3f", name=called.NAMES["red"]),
    "tied": Number(lambda r: r.boxes["raw"][*r.tied], ".3f", name=called.NAMES["tied"]),
    "chance": Number(lambda r: 1 / (len(faces()) - 1), ".3f", name=called.NAMES["chance"]),
    "far_above_chance": Number(lambda r: above_chance(r, "raw", FAR), ".0%", name=called.NAMES["far_above_chance"]),
    "far_above_chance_normalised": Number(
        lambda r: above_chance(r, "normalised", FAR), ".0%", name=called.NAMES["far_above_chance_normalised"]
    ),
    "far_share_by_chance": Number(
        lambda r: np.quantile(r.chance_shares["normalised"], CONFIDENCE), ".0%", name=called.NAMES["far_share_by_chance"]
    ),
    "boxes": Number(lambda r: r.distance.size, "d", name=called.NAMES["boxes"]),
    "faces": Number(lambda r: len(faces()), "d", name=called.NAMES["faces"]),
    **fixed(far=FAR, names=called.DISTANCES),
} | unquoted(
    {
        "furthest_distance": Number(lambda r: r.distance.max(), ".1f"),
        "red_p_value": Number(lambda r: r.p_value["raw"][*r.red], ".2f"),
        "tied_p_value": Number(lambda r: r.p_value["raw"][*r.tied], ".2f"),
        "red_p_value_normalised": Number(lambda r: r.p_value["normalised"][*r.red], ".2f"),
        "tied_p_value_normalised": Number(lambda r: r.p_value["normalised"][*r.tied], ".2f"),
        "far_share_by_chance_raw": Number(
            lambda r: np.quantile(r.chance_shares["raw"], CONFIDENCE), ".0%", name=called.NAMES["far_share_by_chance_raw"]
        ),
        "far_share_p_value": Number(lambda r: share_p_value(r, "normalised"), ".2f"),
        "far_share_p_value_raw": Number(lambda r: share_p_value(r, "raw"), ".3f"),
        "bound_max": Number(lambda r: r.bound["raw"].max(), ".3f", name=called.NAMES["bound_max"]),
        "bound_max_normalised": Number(lambda r: r.bound["normalised"].max(), ".3f"),
        "above_chance": Number(lambda r: above_chance(r, "raw"), ".0%"),
        "above_chance_normalised": Number(lambda r: above_chance(r, "normalised"), ".0%"),
        "far_boxes": Number(lambda r: (r.distance >= FAR).sum(), "d"),
        "far_mean": Number(lambda r: r.boxes["raw"][r.distance >= FAR].mean(), ".3f"),
        "far_mean_normalised": Number(lambda r: r.boxes["normalised"][r.distance >= FAR].mean(), ".3f"),
        "blue_normalised": Number(lambda r: r.boxes["normalised"][BLUE], ".3f"),
        "red_normalised": Number(lambda r: r.boxes["normalised"][*r.red], ".3f"),
        "tied_normalised": Number(lambda r: r.boxes["normalised"][*r.tied], ".3f"),
        "boxes_below_red": Number(lambda r: (r.boxes["raw"] < r.boxes["raw"][*r.red]).sum(), "d"),
    }
    | Number.each(product(CORNERS, VARIANTS), "{}_{}", lambda r, place, name: r.boxes[name][CORNERS[place]], ".3f")
    | Number.each(product(VARIANTS, ("blue", "red"), ENDS), "{}_around_{}_{}", around, ".3f")
    | fixed(permutations=PERMUTATIONS, seed=SEED, nose_row=NOSE[0], nose_column=NOSE[1], box=BOX)
)
