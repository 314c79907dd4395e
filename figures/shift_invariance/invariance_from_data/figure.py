"""Data can teach a network the invariance that its architecture lacks, at the price of several times as many images.

A convolution with a fully connected layer on top knows a face only where it has seen faces. What if it sees them everywhere?
Networks of two layers learn "face or something else?" from 16 to 2,000 scenes, with objects at all 5 × 5 positions of a
grid, and are tested at all of them with unseen face images and with things cut from other halves of the photographs. Larger
sets contain the smaller ones. Every network is trained on 8,000 pictures in all, 2,000 different ones four times or 125
sixty-four times, so that images and not steps are compared. (A quarter of that was too little: it left a fully connected head
short of what its images can teach. In trials with three seeds, 16,000 changed what 500, 1,000 and 2,000 images teach it by .07,
.01 and −.01 on average.) Two networks also learn from 500 scenes with objects in the bottom row only.

The price is the ratio of the numbers of images at which the two convolutional networks reach 85 %, interpolated along the
logarithm of the number. That level was chosen after looking: it is one that both networks pass, with most seeds, between two
measured sizes. Where the fewest images are enough already, or the most are not, that number stands in, and the price is a
lower bound. A build is one run: 30 of the 100 face images are tested, the other 70 learnt; whether two images show one person
is not known. An object recurs at all positions, so standard errors come from a bootstrap over objects, faces and others apart.
What other faces, scenes and initial weights change is larger, and comes from the runs with other seeds.

Data: faces of ``skimage.data.lfw_subset``; photographs as in ``_common.scenes``.
Source of the claim: Biscione & Bowers 2021, JMLR 22:229, and Kauderer-Abrams 2017, arXiv:1801.01450, for larger networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common import scenes
from figures.shift_invariance.invariance_from_data import names as called
from figures.shift_invariance.invariance_from_data import panels
from figures.shift_invariance.invariance_from_data.training import (
    BATCH,
    BOTTOM_SIZE,
    PICTURES,
    PRICED,
    SEED,
    SIZES,
    TARGET,
    TEST_FACES,
    images_needed,
    paired,
    standard_error,
    trained,
)
from sitekit.figure import Figure, Labels, Number, canvas, colour_bar, fixed, over_seeds, palette, unquoted

LABELS = Labels(
    conv_max={"ko": "합성곱\n+ 최대 풀링", "en": "convolution\n+ max pooling"},
    conv_fc={"ko": "합성곱\n+ 완전 연결", "en": "convolution\n+ fully connected"},
    full_fc={"ko": "완전 연결\n+ 완전 연결", "en": "fully connected\n+ fully connected"},
    images={"ko": "학습 이미지 수", "en": "training images"},
    accuracy={"ko": "정확도(%)", "en": "accuracy (%)"},
    chance={"ko": "무작위 수준", "en": "chance"},
    price={"ko": "{1:.0%}에 이미지 {0:.0f}배", "en": "{0:.0f}× as many\nimages"},
    spread={"ko": "띠: 시드 {}개의 90%", "en": "bands: 90% of {} seeds"},
    bottom={"ko": "학습:\n맨 아랫줄", "en": "trained:\nbottom row"},
    top={"ko": "{} 위 두 줄 {:.0%}", "en": "{} top rows {:.0%}"},
    everywhere={"ko": "학습:\n모든 위치", "en": "trained:\neverywhere"},
)

KEYS = [f"{name}_{size}" for name, sizes in SIZES.items() for size in sizes]
BOTTOM_KEYS = [f"{name}_bottom" for name in PRICED]
COMPARED = {
    "few_with_maximum_less_many_without": ("conv_max_125", "conv_fc_2000"),
    "few_with_maximum_less_some_without": ("conv_max_125", "conv_fc_500"),
    "gap_at_250": ("conv_max_250", "conv_fc_250"),
    "gap_at_2000": ("conv_max_2000", "conv_fc_2000"),
    "maximum_everywhere_less_bottom": ("conv_max_500", "conv_max_bottom"),
    "few_with_maximum_less_many_full": ("conv_max_62", "full_fc_2000"),
}
"""Accuracies whose difference is put on record, with its standard error."""
BOOTSTRAPS = 1000
CHANCE = 0.5
COLOURS = {"conv_max": palette.SHARED, "conv_fc": palette.UNSHARED, "full_fc": palette.DENSE}
TOP_ROWS = 2
"""The rows whose objects share no pixel with those of the bottom row: they end above where those begin."""


@dataclass(frozen=True)
class Result:
    """Keys are a network and its number of training images, as "conv_fc_500", or "conv_fc_bottom".

    ``right`` (60, 5, 5) bool: whether each test object, of 30 faces and 30 others, is told right with its corner at each row
    and column of the grid. ``errors`` and ``top_errors``: standard errors of the mean accuracy over all positions and over the
    top two rows, 0..1. By network: ``needed``, how many images bring it to ``TARGET``; ``bounded``, whether that is the fewest
    or the most that were tried; ``weights``, how many numbers it learns."""

    right: dict[str, np.ndarray]
    errors: dict[str, float]
    top_errors: dict[str, float]
    needed: dict[str, float]
    bounded: dict[str, bool]
    weights: dict[str, int]


def measure() -> Result:
    """Train and test the networks."""
    nets, test = trained()
    right = scenes.told_right(nets, test)
    bootstraps = scenes.resampled(test.is_face, BOOTSTRAPS, np.random.default_rng([SEED, 2]))
    curves = {name: np.array([right[f"{name}_{size}"].mean() for size in SIZES[name]]) for name in PRICED}
    return Result(
        right=right,
        errors={key: scenes.bootstrap_error(values, bootstraps) for key, values in right.items()},
        top_errors={key: scenes.bootstrap_error(values[:, :TOP_ROWS], bootstraps) for key, values in right.items()},
        needed={name: images_needed(SIZES[name], curve) for name, curve in curves.items()},
        bounded={name: bool(curve[0] >= TARGET or curve.max() < TARGET) for name, curve in curves.items()},
        weights={name: nets[f"{name}_{sizes[-1]}"].size for name, sizes in SIZES.items()},
    )


def price(result: Result) -> float:
    """How many times as many images the fully connected head needs."""
    return result.needed["conv_fc"] / result.needed["conv_max"]


def draw(result: Result, labels) -> Figure:
    """Accuracy against the number of images above; below, maps of accuracy over the grid for 500 images."""
    figure = canvas(4.7)
    curves, maps = figure.subfigures(2, 1, height_ratios=(2.7, 2.0))
    axes = curves.subplots()
    for name, sizes in SIZES.items():
        runs = [over_seeds.values(f"{name}_{size}") for size in sizes]
        own = [result.right[f"{name}_{size}"].mean() for size in sizes]
        panels.curve(axes, (name, getattr(labels, name), COLOURS[name]), sizes, own, runs)
    needed = [over_seeds.values(f"{name}_needed") for name in PRICED]
    panels.price(axes, needed, [result.needed[name] for name in PRICED], (labels.price, labels.spread))
    panels.chance(axes, CHANCE, SIZES["conv_max"], labels.chance)
    axes.set(xlabel=labels.images, ylabel=labels.accuracy, ylim=(48, 96))

    places = maps.subplots(1, 4)
    for place, (name, where) in zip(places, product(reversed(PRICED), ("bottom", "everywhere")), strict=True):
        key = f"{name}_{BOTTOM_SIZE if where == 'everywhere' else where}"
        image = panels.accuracies(place, result.right[key].mean(axis=0), CHANCE, everywhere=where == "everywhere")
        if where == "bottom":
            place.set_title(getattr(labels, name), loc="left", color=COLOURS[name])
        told = labels.top.format(*panels.told(over_seeds.values(f"{key}_top_two_rows"), top_rows(result, key), CHANCE))
        place.set_xlabel(f"{getattr(labels, where)}\n{told}", loc="left", fontsize=9)
    colour_bar(places[-1], image, (1.15, 0, 0.1, 1), (0.5, 0.75, 1.0), ("50%", "75%", "100%")).ax.tick_params(length=0)
    return figure


def accuracy(result: Result, key: str) -> float:
    """Over all positions, 0..1."""
    return result.right[key].mean()


def top_rows(result: Result, key: str) -> float:
    """The accuracy over the top two rows."""
    return result.right[key][:, :TOP_ROWS].mean()


def drop(result: Result, key: str) -> tuple[float, float]:
    """Accuracy in the bottom row less that in the top two rows, and its standard error over the objects' own differences."""
    return paired(result.right[key][:, -1:], result.right[key][:, :TOP_ROWS])


NUMBERS = (
    unquoted(
        Number.each(KEYS, "{}", accuracy, ".0%")
        | Number.each([*KEYS, *BOTTOM_KEYS], "{}_top_two_rows", top_rows, ".0%", **called.TOP_ROWS)
        | Number.each([*KEYS, *BOTTOM_KEYS], "{}_error", lambda r, key: r.errors[key], ".1%", "%p")
        | Number.each(
            [*KEYS, *BOTTOM_KEYS], "{}_top_two_rows_error", lambda r, key: r.top_errors[key], ".1%", "%p", **called.TOP_ROWS_ERROR
        )
        | Number.each(
            [*KEYS, *BOTTOM_KEYS], "{}_bottom_row", lambda r, key: r.right[key][:, -1].mean(), ".0%", **called.BOTTOM_ROW
        )
        | Number.each(BOTTOM_KEYS, "{}_drop", lambda r, key: drop(r, key)[0], ".1%", "%p", **called.DROP)
        | Number.each(BOTTOM_KEYS, "{}_drop_error", lambda r, key: drop(r, key)[1], ".1%", "%p", **called.DROP_ERROR)
        | Number.each(
            COMPARED, "{}", lambda r, name: paired(*(r.right[key] for key in COMPARED[name]))[0], ".1%", "%p", names=called.GAPS
        )
        | Number.each(
            COMPARED,
            "{}_error",
            lambda r, name: paired(*(r.right[key] for key in COMPARED[name]))[1],
            ".1%",
            "%p",
            names=called.GAP_ERRORS,
        )
        | Number.each(SIZES, "{}_weights", lambda r, name: r.weights[name], ",d")
        | Number.each(PRICED, "{}_needed", lambda r, name: r.needed[name], ".0f")
        | {
            "price": Number(price, ".0f", name=called.NAMES["price"]),
            "price_bounded": Number(lambda r: int(any(r.bounded.values())), "d"),
            "largest_standard_error": Number(lambda r: max(r.errors.values()), ".1%", "%p"),
        }
        | fixed("d", bootstraps=BOOTSTRAPS)
        | fixed(seed=SEED, batch=BATCH, positions=len(scenes.GRID) ** 2, pictures=PICTURES)
        | fixed(test_faces=TEST_FACES, test_others=TEST_FACES, bottom_scenes=BOTTOM_SIZE)
    )
    | fixed(".0%", target=TARGET, names=called.TARGETS)
    | unquoted(fixed(".0%", chance=CHANCE, names=called.CHANCES))
    | over_seeds("conv_max_bottom_top_two_rows", conv_max_bottom_top_median=(np.median, ".0%"), names=called.MAX_BOTTOM)
    | over_seeds("conv_fc_bottom_top_two_rows", conv_fc_bottom_top_median=(np.median, ".0%"), names=called.FC_BOTTOM)
    | over_seeds("conv_fc_250", conv_fc_250_median=(np.median, ".0%"), names=called.FC_250)
    | over_seeds("conv_fc_2000", conv_fc_2000_median=(np.median, ".0%"), names=called.FC_2000)
    | over_seeds("full_fc_2000", full_fc_2000_median=(np.median, ".0%"), names=called.FULL_2000)
    | over_seeds("conv_max_needed", conv_max_needed_median=(np.median, ".0f"), names=called.MAX_NEEDED)
    | over_seeds("conv_fc_needed", conv_fc_needed_median=(np.median, ".0f"), names=called.FC_NEEDED)
    | over_seeds(
        "price",
        price_median=(np.median, ".0f"),
        price_low=(lambda v: np.quantile(v, 0.05), ".0f"),
        price_high=(lambda v: np.quantile(v, 0.95), ".0f"),
        seeds=(len, "d"),
        names=called.PRICES,
    )
    | over_seeds("price_bounded", price_bounds=(np.sum, ".0f"), names=called.BOUNDS)
    | over_seeds("gap_at_250", gap_at_250_mean=(np.mean, ".0%", "%p"), names=called.GAP_250)
    | over_seeds(
        "gap_at_2000",
        gap_at_2000_mean=(np.mean, ".1%", "%p"),
        gap_at_2000_mean_error=(standard_error, ".1%", "%p"),
        names=called.GAP_2000,
    )
    | unquoted(
        over_seeds(
            "maximum_everywhere_less_bottom",
            everywhere_less_bottom_mean=(np.mean, ".1%", "%p"),
            everywhere_less_bottom_mean_error=(standard_error, ".1%", "%p"),
            names=called.EVERYWHERE,
        )
    )
)
