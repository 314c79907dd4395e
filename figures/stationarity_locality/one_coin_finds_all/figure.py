"""One coin, used as a template, finds all the coins of its picture without a false alarm, and so does a blank disc.

Question: if the statistics of one part of a picture equal those of another, a detector cut out in one place serves in all.
Each of the 24 coins in turn becomes the template, with six pixels of ground around it; its normalised cross-correlation
with the picture is searched for local maxima, at least 12 pixels apart. A maximum is right if it lies within 12 pixels of
the centroid of a coin that no stronger one has claimed. The truth comes from a watershed segmentation, which sees edges and
brightness and no template.

Not every coin serves. The template shown is the first, in reading order of the coins' upper edges, that finds all of them
before its first false alarm; such a choice is made after seeing, so all 24 are reported, the worst included. The control is
24 patches of the shown template's size, centred at random on the ground between the coins.

Such patches are an easy control. The hard one is a disc with nothing on it, bright on dark, at six diameters; its converse, the
inside of every coin, a square half the coin's diameter wide, which has the relief and not the outline. What the picture repeats
is what the disc has and the inside has not: a bright patch of that size on dark ground. It need not be round, as a blank square
as wide as the disc shows. F1 is at the best threshold, chosen on the same picture for each template.

Data: ``skimage.data.coins`` (303×384 pixels). Source: the segmentation follows scikit-image's own coins tutorial.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures.stationarity_locality._shared import axes as axes_of
from figures.stationarity_locality.one_coin_finds_all import names, panels
from figures.stationarity_locality.one_coin_finds_all import template_matching as matching
from figures.stationarity_locality.one_coin_finds_all.searching import TOLERANCE, coins, search, threshold_interval
from sitekit.figure import Figure, Labels, Number, box, fixed, palette, picture, ring, unquoted

LABELS = Labels(
    template={"ko": "템플릿: 동전", "en": "template: a coin"},
    score={"ko": "{count}개 중 {found}개", "en": "{found} of {count}"},
    scores={"ko": "봉우리의 상관계수", "en": "peak correlations"},
    coins={"ko": "동전", "en": "coins"},
    false_alarms={"ko": "오탐", "en": "false alarms"},
    found={"ko": "첫 오탐 전에 찾은 동전", "en": "coins before first false alarm"},
    templates={"ko": "동전 전체", "en": "whole coins"},
    rank={"ko": "봉우리(강한 순서)", "en": "peaks, strongest first"},
    order={"ko": "템플릿(많이 찾은 순서)", "en": "templates, best first"},
    threshold={"ko": "오탐이 없는 임곗값", "en": "perfect thresholds"},
    controls={"ko": "배경", "en": "background"},
    disc={"ko": "빈 원판", "en": "a blank disc"},
    insides={"ko": "동전 안쪽만", "en": "insides only"},
)

SEED = 0
MARGIN = 6
CONTROLS = 24
SHOWN_PEAKS = 36
DISCS = (40, 44, 48, 52, 56, 60)
DISC = 52
"""Diameters in pixels; the one that is shown."""
INSIDE = 0.5
"""The width of a coin's inside, of its diameter."""


@dataclass(frozen=True)
class Result:
    """``image`` (303, 384) and ``template`` (h, w), the one shown, are grey levels 0..1; ``template_box`` (4,) is where that
    was cut out: top, left, bottom, right (exclusive). ``shown`` is its index among the coins, from 0.

    ``centres`` (N, 2) and ``diameters`` (N,) of the coins, and ``peak_centres`` (K, 2), are in pixels; ``peak_scores`` (K,) are
    correlations, strongest first, and ``peak_right`` (K,) whether each peak is a coin. Per template, coins (N,) and controls
    (24,): the number of coins found before the first false alarm, and the best F1 over thresholds, 0..1. ``margins`` (N,) is
    the width of the interval of thresholds at which a coin is a perfect template, 0 for the others. ``disc`` (64, 64) is the
    blank disc shown, ``square_found`` what a blank square finds; ``disc_found`` and ``disc_f1`` (6,), by diameter, and
    ``inside_found`` and ``inside_f1`` (N,) are as above.
    """

    image: np.ndarray
    template: np.ndarray
    template_box: np.ndarray
    shown: int
    centres: np.ndarray
    diameters: np.ndarray
    peak_centres: np.ndarray
    peak_scores: np.ndarray
    peak_right: np.ndarray
    found: np.ndarray
    f1: np.ndarray
    margins: np.ndarray
    control_found: np.ndarray
    control_f1: np.ndarray
    disc: np.ndarray
    square_found: int
    disc_found: np.ndarray
    disc_f1: np.ndarray
    inside_found: np.ndarray
    inside_f1: np.ndarray


def localisation_errors(result: Result) -> np.ndarray:
    """Pixels from each true coin to the nearest of the shown template's peaks above the threshold: (N,)."""
    peaks = result.peak_centres[: len(result.centres)]
    return np.hypot(*(peaks[None] - result.centres[:, None]).transpose(2, 0, 1)).min(axis=1)


def chance_precision(result: Result) -> float:
    """The probability that a point drawn anywhere in the picture lies within the tolerance of a coin's centre."""
    rows, columns = np.indices(result.image.shape)
    near = [np.hypot(rows - row, columns - column) <= TOLERANCE for row, column in result.centres]
    return float(np.any(near, axis=0).mean())


def measure() -> Result:
    """Every coin as the template, then the controls, blank discs and insides."""
    image, truth = coins()
    count = len(truth.centres)
    boxes = [matching.widened(coin, MARGIN, image.shape) for coin in truth.boxes]
    templates = [matching.cut(image, coin) for coin in boxes]
    discs = [matching.disc(diameter, MARGIN) for diameter in DISCS]
    matcher = matching.TemplateMatcher(image, tuple(np.max([one.shape for one in (*templates, *discs)], axis=0)))
    searches = [search(matcher, template, truth.centres) for template in templates]
    found = np.array([detections.before_false_alarm for detections in searches])
    shown = int(np.argmax(found == count))
    controls = [
        search(matcher, patch, truth.centres)
        for patch in matching.background_patches(image, truth.mask, templates[shown].shape, CONTROLS, np.random.default_rng(SEED))
    ]
    blank = [search(matcher, one, truth.centres) for one in discs]
    insides = [
        search(matcher, matching.inside(image, centre, round(INSIDE * diameter)), truth.centres)
        for centre, diameter in zip(truth.centres, truth.diameters, strict=True)
    ]
    return Result(
        image=image,
        template=templates[shown],
        template_box=boxes[shown],
        shown=shown,
        centres=truth.centres,
        diameters=truth.diameters,
        peak_centres=searches[shown].centres,
        peak_scores=searches[shown].scores,
        peak_right=searches[shown].right,
        found=found,
        f1=np.array([detections.best_f1(count) for detections in searches]),
        margins=np.array(
            [np.ptp(threshold_interval(d, count)) if n == count else 0.0 for d, n in zip(searches, found, strict=True)]
        ),
        control_found=np.array([detections.before_false_alarm for detections in controls]),
        control_f1=np.array([detections.best_f1(count) for detections in controls]),
        disc=discs[DISCS.index(DISC)],
        square_found=search(matcher, matching.square(DISC, MARGIN), truth.centres).before_false_alarm,
        disc_found=np.array([detections.before_false_alarm for detections in blank]),
        disc_f1=np.array([detections.best_f1(count) for detections in blank]),
        inside_found=np.array([detections.before_false_alarm for detections in insides]),
        inside_f1=np.array([detections.best_f1(count) for detections in insides]),
    )


def draw(result: Result, labels) -> Figure:
    """The picture with all detections above the threshold; beside it the template and a blank disc; below, the template's peaks
    in order, and how many coins each template finds before its first false alarm, sorted."""
    figure = axes_of.free_canvas(4.68)
    axes = {name: axes_of.placed(figure, *place) for name, place in panels.PLACES.items()}
    count = len(result.centres)

    picture(axes["image"], result.image)
    for row, column in result.peak_centres[:count]:
        ring(axes["image"], (column, row), 24, palette.RIGHT, linewidth=1.3, halo=2.6)
    top, left, bottom, right = result.template_box
    place = (left - 0.5, top - 0.5), right - left, bottom - top
    box(axes["image"], *place, palette.KERNEL, linewidth=1.8, halo=3.2)
    shown, blank = result.found[result.shown], result.disc_found[DISCS.index(DISC)]
    panels.template(axes["template"], result.template, labels.template, labels.score, (shown, count), colour=palette.KERNEL)
    panels.template(axes["disc"], result.disc, labels.disc, labels.score, (blank, count), vmin=-0.3, vmax=1.2)

    scores, found = axes["scores"], axes["found"]
    panels.peaks(scores, result.peak_scores[:SHOWN_PEAKS], result.peak_right[:SHOWN_PEAKS], count)
    scores.text(0.5, 0.39, labels.threshold, color=palette.MUTED, va="top")
    scores.text(10, 0.86, labels.coins, color=palette.RIGHT)
    scores.text(28, 0.05, labels.false_alarms, color=palette.WRONG, ha="right")
    scores.set(title=labels.scores, xlabel=labels.rank)
    panels.found(found, result.found, result.inside_found, result.control_found, blank)
    found.text(count - 2, 15, labels.templates, color=palette.RIGHT, ha="right")
    found.text(2, 5, labels.insides, color=palette.INPUT)
    found.text(count, 3, labels.controls, color=palette.MUTED, ha="right")
    found.text(count, count + 0.7, labels.disc, color=palette.INK, ha="right")
    found.set(title=labels.found, xlabel=labels.order)
    return figure


NUMBERS = {
    "coins": Number(lambda r: len(r.centres), "d", name=names.NAMES["coins"]),
    "false_alarms": Number(lambda r: (~r.peak_right[: len(r.centres)]).sum(), "d", name=names.NAMES["false_alarms"]),
    "threshold_low": Number(lambda r: r.peak_scores[len(r.centres)], ".3f", name=names.NAMES["threshold_low"]),
    "threshold_high": Number(lambda r: r.peak_scores[len(r.centres) - 1], ".3f", name=names.NAMES["threshold_high"]),
    "templates": Number(lambda r: len(r.found), "d", name=names.NAMES["templates"]),
    "perfect_templates": Number(lambda r: (r.found == len(r.centres)).sum(), "d", name=names.NAMES["perfect_templates"]),
    "median_f1": Number(lambda r: np.median(r.f1), ".3f", name=names.NAMES["median_f1"]),
    "lowest_f1": Number(lambda r: r.f1.min(), ".3f", name=names.NAMES["lowest_f1"]),
    "controls": Number(lambda r: len(r.control_found), "d", name=names.NAMES["controls"]),
    "control_highest_f1": Number(lambda r: r.control_f1.max(), ".3f", name=names.NAMES["control_highest_f1"]),
    "disc_found": Number(lambda r: r.disc_found[DISCS.index(DISC)], "d", name=names.NAMES["disc_found"]),
    "inside_median_found": Number(lambda r: np.median(r.inside_found), ".0f", name=names.NAMES["inside_median_found"]),
} | unquoted(
    {
        "template_height": Number(lambda r: r.template.shape[0], "d"),
        "template_width": Number(lambda r: r.template.shape[1], "d"),
        "smallest_diameter": Number(lambda r: r.diameters.min(), ".0f", unit="px"),
        "largest_diameter": Number(lambda r: r.diameters.max(), ".0f", unit="px"),
        "found": Number(lambda r: r.found[r.shown], "d", name=names.NAMES["found"]),
        "median_error": Number(lambda r: np.median(localisation_errors(r)), ".1f", unit="px"),
        "largest_error": Number(lambda r: localisation_errors(r).max(), ".1f", unit="px"),
        "median_found": Number(lambda r: np.median(r.found), ".0f"),
        "fewest_found": Number(lambda r: r.found.min(), "d", name=names.NAMES["fewest_found"]),
        "perfect_discs": Number(lambda r: (r.disc_found == len(r.centres)).sum(), "d"),
        "square_found": Number(lambda r: r.square_found, "d"),
        "inside_most_found": Number(lambda r: r.inside_found.max(), "d", name=names.NAMES["inside_most_found"]),
        "disc_median_f1": Number(lambda r: np.median(r.disc_f1), ".3f"),
        "inside_median_f1": Number(lambda r: np.median(r.inside_f1), ".3f"),
        "control_median_f1": Number(lambda r: np.median(r.control_f1), ".3f"),
        "control_median_found": Number(lambda r: np.median(r.control_found), ".0f"),
        "control_most_found": Number(lambda r: r.control_found.max(), "d"),
        "chance_precision": Number(chance_precision, ".1%"),
        **fixed(".0f", "px", tolerance=TOLERANCE, disc_diameter=DISC, names=names.SIZES),
        **fixed(seed=SEED, discs=len(DISCS)),
    }
)
