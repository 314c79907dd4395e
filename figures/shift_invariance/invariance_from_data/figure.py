"""Data can teach a network the invariance that its architecture lacks, at the price of several times as many images.

A convolution with a fully connected layer on top knows a face only where it has seen faces. What if it sees them everywhere?
Networks of two layers learn "face or something else?" from 62 to 2,000 scenes, with objects at all 5 × 5 positions of a
grid, and are tested at all of them with unseen face images and with things cut from other halves of the photographs. Larger
sets contain the smaller ones. Every network is trained on 2,000 pictures in all, 2,000 different ones or 125 sixteen times,
so that images and not steps are compared; twice as many at every step, in trials, raised no accuracy by more than .04. Two
networks also learn from 500 scenes with objects in the bottom row only.

The price is the ratio of the numbers of images at which the two convolutional networks reach 85 %, interpolated along the
logarithm of the number. That level was chosen after looking: it is one that both networks pass between two measured sizes.
Three repetitions test disjoint sets of 30 of the 100 face images and learn from the other 70; whether two images show one
person is not known. An object recurs at all positions, so standard errors come from a bootstrap over objects, faces and
others apart. It leaves out what another training set would change, for which the price is also stated by repetition.

Data: faces of ``skimage.data.lfw_subset``; photographs as in ``_common.scenes``.
Source of the claim: Biscione & Bowers 2021, JMLR 22:229, and Kauderer-Abrams 2017, arXiv:1801.01450, for larger networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common import scenes
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
    repeat,
)
from sitekit.figure import Figure, Labels, Number, box, canvas, fixed, palette, picture, unquoted

LABELS = Labels(
    conv_max={"ko": "합성곱\n+ 최대 풀링", "en": "convolution\n+ max pooling"},
    conv_fc={"ko": "합성곱\n+ 완전 연결", "en": "convolution\n+ fully connected"},
    full_fc={"ko": "완전 연결\n+ 완전 연결", "en": "fully connected\n+ fully connected"},
    images={"ko": "학습 이미지 수", "en": "training images"},
    accuracy={"ko": "정확도", "en": "accuracy"},
    chance={"ko": "우연", "en": "chance"},
    price={"ko": "이미지 {:.0f}배", "en": "{:.0f} × the images"},
    bottom={"ko": "학습:\n맨 아랫줄", "en": "learnt:\nbottom row"},
    everywhere={"ko": "학습:\n모든 자리", "en": "learnt:\neverywhere"},
)

REPETITIONS = 3
KEYS = [f"{name}_{size}" for name, sizes in SIZES.items() for size in sizes]
BOTTOM_KEYS = [f"{name}_bottom" for name in PRICED]
QUOTED = ("conv_fc_250", "conv_fc_2000", "full_fc_2000")
"""Accuracies that the article quotes; the others are for the record."""
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

    ``right`` (180, 5, 5) bool: whether each test object, of three times 30 faces and 30 others, is told right with its corner
    at each row and column of the grid. ``errors`` and ``top_errors``: standard errors of the mean accuracy over all positions
    and over the top two rows, 0..1. By network: ``needed`` (3,), how many images bring each repetition to ``TARGET``;
    ``needed_overall``, the same for the mean over the repetitions. ``price_interval`` (2,): between which nine tenths of
    the bootstraps put the price. ``weights``: how many numbers a network learns."""

    right: dict[str, np.ndarray]
    errors: dict[str, float]
    top_errors: dict[str, float]
    needed: dict[str, np.ndarray]
    needed_overall: dict[str, float]
    price_interval: np.ndarray
    weights: dict[str, int]


def measure() -> Result:
    """Train and test the networks three times."""
    right = {}
    for repetition in range(REPETITIONS):
        nets, test = repeat(repetition)
        for key, values in scenes.told_right(nets, test).items():
            right.setdefault(key, []).append(values)
    right = {key: np.concatenate(values) for key, values in right.items()}
    bootstraps = scenes.resampled(np.tile(test.is_face, REPETITIONS), BOOTSTRAPS, np.random.default_rng(SEED))
    needed, needed_overall, needed_again = {}, {}, {}
    for name in PRICED:
        by_object = np.stack([right[f"{name}_{size}"].mean(axis=(1, 2)) for size in SIZES[name]])
        by_repetition = by_object.reshape(len(by_object), REPETITIONS, -1).mean(axis=2)
        needed[name] = np.array([images_needed(SIZES[name], curve) for curve in by_repetition.T])
        needed_overall[name] = images_needed(SIZES[name], by_object.mean(axis=1))
        needed_again[name] = np.array([images_needed(SIZES[name], curve) for curve in bootstraps @ by_object.T])
    return Result(
        right=right,
        errors={key: scenes.bootstrap_error(values, bootstraps) for key, values in right.items()},
        top_errors={key: scenes.bootstrap_error(values[:, :TOP_ROWS], bootstraps) for key, values in right.items()},
        needed=needed,
        needed_overall=needed_overall,
        price_interval=np.quantile(needed_again["conv_fc"] / needed_again["conv_max"], (0.05, 0.95)),
        weights={name: nets[f"{name}_{sizes[-1]}"].size for name, sizes in SIZES.items()},
    )


def price(result: Result) -> float:
    """How many times as many images the fully connected head needs."""
    return result.needed_overall["conv_fc"] / result.needed_overall["conv_max"]


def draw(result: Result, labels) -> Figure:
    """Accuracy against the number of images above; below, maps of accuracy over the grid for 500 images."""
    figure = canvas(4.5)
    curves, maps = figure.subfigures(2, 1, height_ratios=(2.7, 1.8))
    axes = curves.subplots()
    for name, sizes in SIZES.items():
        keys = [f"{name}_{size}" for size in sizes]
        means, errors = [result.right[key].mean() for key in keys], [result.errors[key] for key in keys]
        panels.curve(axes, (name, getattr(labels, name), COLOURS[name]), sizes, means, errors)
    panels.price(axes, [result.needed_overall[name] for name in PRICED], labels.price.format(price(result)))
    panels.chance(axes, CHANCE, SIZES["conv_max"], labels.chance)
    axes.set(xlabel=labels.images, ylabel=f"{labels.accuracy} (%)", ylim=(48, 96))

    places = maps.subplots(1, 4)
    for place, (name, where) in zip(places, product(reversed(PRICED), ("bottom", "everywhere")), strict=True):
        grid = result.right[f"{name}_{BOTTOM_SIZE if where == 'everywhere' else where}"].mean(axis=0)
        image = picture(place, grid, vmin=CHANCE, cmap="viridis")
        rows = 1 if where == "bottom" else len(grid)
        box(place, (-0.5, len(grid) - rows - 0.5), len(grid), rows, palette.KERNEL, linewidth=1.8, clip_on=False)
        if where == "bottom":
            place.set_title(getattr(labels, name), loc="left", color=COLOURS[name])
        place.set_xlabel(getattr(labels, where), loc="left", fontsize=8.5)
    scale = maps.colorbar(image, cax=places[-1].inset_axes((1.15, 0, 0.1, 1)), ticks=(0.5, 0.75, 1.0), format="{x:.0%}")
    scale.ax.tick_params(length=0)
    scale.outline.set_visible(False)
    return figure


def accuracy(result: Result, key: str) -> float:
    """Over all positions, 0..1."""
    return result.right[key].mean()


def top_rows(result: Result, key: str) -> float:
    """The accuracy over the top two rows."""
    return result.right[key][:, :TOP_ROWS].mean()


NUMBERS = (
    Number.each(QUOTED, "{}", accuracy, ".0%")
    | Number.each(BOTTOM_KEYS, "{}_top_two_rows", top_rows, ".0%")
    | {"price": Number(price, ".0f")}
    | unquoted(
        Number.each([key for key in KEYS if key not in QUOTED], "{}", accuracy, ".0%")
        | Number.each(KEYS, "{}_top_two_rows", top_rows, ".0%")
        | Number.each([*KEYS, *BOTTOM_KEYS], "{}_error", lambda r, key: r.errors[key], ".1%")
        | Number.each([*KEYS, *BOTTOM_KEYS], "{}_top_two_rows_error", lambda r, key: r.top_errors[key], ".1%")
        | Number.each([*KEYS, *BOTTOM_KEYS], "{}_bottom_row", lambda r, key: r.right[key][:, -1].mean(), ".0%")
        | Number.each(COMPARED, "{}", lambda r, name: paired(*(r.right[key] for key in COMPARED[name]))[0], ".1%")
        | Number.each(COMPARED, "{}_error", lambda r, name: paired(*(r.right[key] for key in COMPARED[name]))[1], ".1%")
        | Number.each(SIZES, "{}_weights", lambda r, name: r.weights[name], ",d")
        | Number.each(PRICED, "{}_needed", lambda r, name: r.needed_overall[name], ".0f")
        | {
            "price_lowest": Number(lambda r: (r.needed["conv_fc"] / r.needed["conv_max"]).min(), ".0f"),
            "price_highest": Number(lambda r: (r.needed["conv_fc"] / r.needed["conv_max"]).max(), ".0f"),
            "price_least": Number(lambda r: r.price_interval[0], ".0f"),
            "price_most": Number(lambda r: r.price_interval[1], ".0f"),
            "largest_standard_error": Number(lambda r: max(r.errors.values()), ".1%"),
        }
        | fixed(".0%", target=TARGET, chance=CHANCE)
        | fixed("d", bootstraps=BOOTSTRAPS)
        | fixed(seed=SEED, batch=BATCH, positions=len(scenes.GRID) ** 2, pictures=PICTURES, repetitions=REPETITIONS)
        | fixed(test_faces=REPETITIONS * TEST_FACES, test_others=REPETITIONS * TEST_FACES, bottom_scenes=BOTTOM_SIZE)
    )
)
