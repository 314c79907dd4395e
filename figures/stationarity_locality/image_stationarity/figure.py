"""An ensemble of random photo crops is stationary because we crop at random; aligned faces are not, and shifted they are.

How much does position tell about what is seen there? The index is the share of variance (omega squared) that position
explains, averaged over five statistics of small patches: mean, log variance, log gradient energy, their difference (the
second moment of the spectrum), and orientation.

Ensembles: 100 pictures of 25×25 pixels, patches of 5×5, 25 positions. Random crops of six photographs at half size; the
100 aligned faces; the same faces, each shifted by a random offset on the torus. The null: each picture's patches change
places, 200 times. It lies a little below zero, since every position sees the same pictures, and it is a little narrow,
since neighbouring patches are alike; so crops and shifts are drawn ten more times, and their range is reported. Above,
the mean picture of each ensemble, all in one range of greys.

Single images: three textures, the moon, six photographs; patches of 16×16, positions are the 4×4 regions of the image. A
single image is one draw, so what it scores is not non-stationarity as such: its three twins with random phases are
stationary by construction and still score, since correlation over long distances makes neighbouring patches alike. An
image that scores above its twins is more tied to position than its spectrum explains; the null of permuted patches
ignores the correlation and is shown for scale.
Robustness: the order of the images with patches of 8 and 32 and with 2×2 and 8×8 regions (rank correlation).

Data: ten photographs that ship with scikit-image; the 100 faces of ``skimage.data.lfw_subset``, shown as means only.
Source: Langer 2000, J. Opt. Soc. Am. A 17:28, on ensembles and single images; Torralba & Oliva 2003, Network 14:391-412.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import spearmanr

from figures._common.photographs import faces, grey
from figures.stationarity_locality.image_stationarity import panels
from figures.stationarity_locality.image_stationarity import patch_statistics as patch
from figures.stationarity_locality.image_stationarity import pictures as made
from figures.stationarity_locality.image_stationarity.groups import PATCH, REGIONS, groups_of_ensemble, groups_of_image
from figures.stationarity_locality.image_stationarity.pictures import PICTURES, random_crops, randomly_shifted
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, picture, unquoted

LABELS = Labels(
    crops={"ko": "무작위로 자른 사진", "en": "random photo crops"},
    aligned={"ko": "정렬한 얼굴", "en": "aligned faces"},
    shifted={"ko": "무작위로 옮긴 얼굴", "en": "shifted faces"},
    brick={"ko": "벽돌", "en": "brick"},
    gravel={"ko": "자갈", "en": "gravel"},
    grass={"ko": "잔디", "en": "grass"},
    moon={"ko": "달", "en": "moon"},
    astronaut={"ko": "우주비행사", "en": "astronaut"},
    motorcycle={"ko": "오토바이", "en": "motorcycle"},
    coffee={"ko": "커피", "en": "coffee"},
    rocket={"ko": "로켓", "en": "rocket"},
    chelsea={"ko": "고양이", "en": "cat"},
    camera={"ko": "사진가", "en": "cameraman"},
    image={"ko": "이미지 한 장", "en": "single image"},
    twins={"ko": "위상을 섞은 짝", "en": "its twins, random phases"},
    null={"ko": "자리를 섞었을 때, 95%", "en": "places permuted, 95%"},
    index={"ko": "위치가 설명하는 분산의 비율", "en": "share of variance explained by position"},
)

SEED = 0
TEXTURES = ("brick", "gravel", "grass")
PHOTOGRAPHS = ("astronaut", "camera", "chelsea", "coffee", "motorcycle", "rocket")
IMAGES = (*TEXTURES, "moon", *PHOTOGRAPHS)
ENSEMBLES = ("crops", "aligned", "shifted")
EVERYTHING = (*IMAGES, *ENSEMBLES)
TWINS = 3
PERMUTATIONS = 200
REDRAWS = 10
VARIANTS = {"patch_8": (8, 4), "patch_32": (32, 4), "regions_2": (16, 2), "regions_8": (16, 8)}


@dataclass(frozen=True)
class Result:
    """By image or ensemble, index and omega at most 1, grey levels 0..1: ``index``, the share of variance; ``null`` (2,), the
    central 95 % of it under permutation; ``omega`` (5,), by statistic; ``redrawn`` (10,), the indices of further random
    draws; ``twins`` (3,), those of an image's twins; ``thumbnail`` (48, 48); ``halves`` (2,), the means of the upper and the
    lower half; ``mean`` (25, 25) of an ensemble; ``pixel_share``, omega squared of its pixels. By variant:
    ``rank_correlation``, −1..1."""

    index: dict[str, float]
    null: dict[str, np.ndarray]
    redrawn: dict[str, np.ndarray]
    omega: dict[str, np.ndarray]
    twins: dict[str, np.ndarray]
    thumbnail: dict[str, np.ndarray]
    halves: dict[str, np.ndarray]
    mean: dict[str, np.ndarray]
    rank_correlation: dict[str, float]
    pixel_share: dict[str, float]


def measure() -> Result:
    """The index of every image, of its twins, and of the three ensembles."""
    rng = np.random.default_rng(SEED)
    block = PATCH * REGIONS
    whole = {name: grey(name) for name in IMAGES}
    images = {name: i[: i.shape[0] // block * block, : i.shape[1] // block * block] for name, i in whole.items()}
    aligned, halves = faces(), [made.half_size(whole[name]) for name in PHOTOGRAPHS]
    draws = {"crops": lambda: random_crops(halves, rng), "shifted": lambda: randomly_shifted(aligned, rng)}
    ensembles = {name: draw_one() for name, draw_one in draws.items()} | {"aligned": aligned}
    groups = {name: groups_of_image(image) for name, image in images.items()}
    collected = {name: groups_of_ensemble(pictures) for name, pictures in ensembles.items()}
    null = {name: patch.central(patch.null_of_image(g, PERMUTATIONS, rng)) for name, g in groups.items()}
    null |= {name: patch.central(patch.null_of_ensemble(g, PERMUTATIONS, rng)) for name, g in collected.items()}
    index = {name: patch.index(g) for name, g in (groups | collected).items()}
    order = [index[name] for name in IMAGES]
    return Result(
        index=index,
        null=null,
        redrawn={
            name: np.array([patch.index(groups_of_ensemble(draw_one())) for _ in range(REDRAWS)])
            for name, draw_one in draws.items()
        },
        omega={name: patch.omega_squared(g) for name, g in (groups | collected).items()},
        twins={
            name: np.array([patch.index(groups_of_image(patch.phase_randomised(image, rng))) for _ in range(TWINS)])
            for name, image in images.items()
        },
        thumbnail={name: made.thumbnail(image) for name, image in images.items()},
        halves={name: made.half_means(image) for name, image in whole.items()},
        mean={name: pictures.mean(axis=0) for name, pictures in ensembles.items()},
        rank_correlation={
            variant: float(spearmanr(order, [patch.index(groups_of_image(i, *setting)) for i in images.values()])[0])
            for variant, setting in VARIANTS.items()
        },
        pixel_share={
            name: float(patch.omega_squared(pictures.reshape(PICTURES, -1, 1).swapaxes(0, 1))[0])
            for name, pictures in ensembles.items()
        },
    )


def draw(result: Result, labels) -> Figure:
    """The ensembles' mean pictures above; below, the index of the ensembles and of ten single images with their twins."""
    figure = canvas(5.5)
    above, below = figure.subfigures(2, 1, height_ratios=(1.4, 4.1))
    colours = {"crops": palette.RIGHT, "aligned": palette.WRONG, "shifted": palette.RIGHT}
    for axes, name in zip(above.subplots(1, len(ENSEMBLES)), ENSEMBLES, strict=True):
        picture(axes, result.mean[name], vmin=0.2, vmax=0.8)
        axes.set_title(getattr(labels, name), color=colours[name])

    thumbnails, dots = below.subplots(1, 2, sharey=True, width_ratios=(0.075, 1))
    names = sorted(IMAGES, key=result.index.get)
    rows = {name: y for y, name in enumerate(ENSEMBLES)} | {name: y for y, name in enumerate(names, start=4)}
    colour_of = {name: colours.get(name, palette.INPUT) for name in rows}
    panels.indices(dots, rows, result.index, result.null, result.twins, colour_of)
    for name in names:
        picture(thumbnails, result.thumbnail[name]).set_extent((0, 1, rows[name] + 0.45, rows[name] - 0.45))
    panels.key(dots, (labels.image, labels.twins, labels.null))

    thumbnails.set(xlim=(0, 1), aspect="auto")
    thumbnails.set_yticks(list(rows.values()), [getattr(labels, name) for name in rows])
    thumbnails.tick_params(axis="y", length=0)
    dots.set_xlabel(labels.index)
    return figure


def above_all_twins(result: Result) -> int:
    """How many of the ten images score above all of their twins."""
    return sum(result.index[name] > result.twins[name].max() for name in IMAGES)


NUMBERS = {
    "photographs_min": Number(lambda r: min(r.index[name] for name in PHOTOGRAPHS), ".2f"),
    "photographs_max": Number(lambda r: max(r.index[name] for name in PHOTOGRAPHS), ".2f"),
    "twins_min": Number(lambda r: min(r.twins[name].min() for name in IMAGES), ".3f"),
    "twins_max": Number(lambda r: max(r.twins[name].max() for name in IMAGES), ".3f"),
    "images_above_all_twins": Number(above_all_twins, "d"),
    **fixed(images=len(IMAGES)),
} | unquoted(
    Number.each(EVERYTHING, "{}_index", lambda r, name: r.index[name], ".3f")
    | Number.each(IMAGES, "{}_upper_mean", lambda r, name: r.halves[name][0], ".3f")
    | Number.each(IMAGES, "{}_lower_mean", lambda r, name: r.halves[name][1], ".3f")
    | Number.each(IMAGES, "{}_twins_mean", lambda r, name: r.twins[name].mean(), ".3f")
    | Number.each(EVERYTHING, "{}_null_low", lambda r, name: r.null[name][0], ".4f")
    | Number.each(EVERYTHING, "{}_null_high", lambda r, name: r.null[name][1], ".4f")
    | Number.each(ENSEMBLES, "{}_pixel_share", lambda r, name: r.pixel_share[name], ".3f")
    | Number.each(VARIANTS, "{}_rank_correlation", lambda r, name: r.rank_correlation[name], ".2f")
    | Number.each(("crops", "shifted"), "{}_redrawn_min", lambda r, name: r.redrawn[name].min(), ".4f")
    | Number.each(("crops", "shifted"), "{}_redrawn_max", lambda r, name: r.redrawn[name].max(), ".4f")
    | {"textures_max": Number(lambda r: max(r.index[name] for name in TEXTURES), ".3f")}
    | fixed(twins=TWINS, permutations=PERMUTATIONS, redraws=REDRAWS, regions=REGIONS**2, pictures=PICTURES, seed=SEED)
    | fixed("d", "px", patch=PATCH)
)
