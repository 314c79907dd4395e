"""A dense layer that learns to denoise random crops of photographs comes close to a convolution, since random cropping
shows it every place alike.

A layer of 225×225 free weights learns to take white noise off pictures of 15×15 pixels: the least-squares solution, averaged
over all noise of variance 0.01, in closed form; the noise is its only ridge. How much of its energy is one repeated filter
(its Toeplitz share), and how much lies within 2.9 pixels, the 5×5 neighbourhood? And does a kernel of 25 shared weights,
learnt from the same crops, do as well on a photograph that neither has seen? Another 25 weights are read off the layer.

The layer is told nothing about translation, but its data are: cropping at random gives every place the same law. So the
share is also measured where that fails, at equal sample size (200 pictures): photo crops; 100 aligned faces with their mirror
images; the same faces shifted at random round the torus. With 20,000 pictures: crops, crops with one random order of their
pixels, and faces shifted 100 times each. The null is a matrix of random entries. Draws of 200 are repeated ten times.

Two choices were made after a look at results. The picture leaves out the diagonal: any denoiser copies a part of each pixel,
and that alone gives half of the whole share to permuted pixels. And 200 pictures for 225 inputs leave so much sampling error
that it, not stationarity, decided the order of crops and aligned faces; so the share is also taken from two layers learnt
from 100 pictures each (no person in both), with products in place of squares, where independent errors drop out. Crops and
faces differ in their spectrum as well: the comparison that isolates stationarity is aligned against shifted.

Data: ``camera, chelsea, coffee, rocket, stereo_motorcycle`` for training, ``astronaut`` held out (7×7 blocks that tile it),
all at half size; the faces of ``skimage.data.lfw_subset`` at 15×15, shown as filters only.
Source: after Neyshabur 2020, Towards learning convolutions from scratch, NeurIPS 33.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common.photographs import faces, grey
from figures.stationarity_locality.convolution_emerges import denoising
from figures.stationarity_locality.convolution_emerges.denoising import random_crops, randomly_shifted, shrunk, toeplitz_share
from sitekit.figure import Figure, Labels, Number, bare_y, box, canvas, fixed, palette, picture, unquoted

LABELS = Labels(
    rows={"ko": "가중치 행렬의 아홉 행", "en": "nine rows of the layer"},
    mean={"ko": "모든 행의 평균 필터", "en": "mean filter of all rows"},
    many={"ko": "20,000장", "en": "20,000 pictures"},
    few={"ko": "200장", "en": "200 pictures"},
    crops={"ko": "무작위로 자른 사진", "en": "random photo crops"},
    shifted={"ko": "무작위로 옮긴 얼굴", "en": "shifted faces"},
    permuted={"ko": "픽셀을 섞은 사진", "en": "crops, pixels permuted"},
    aligned={"ko": "정렬한 얼굴", "en": "aligned faces"},
    random={"ko": "난수 행렬", "en": "random matrix"},
    learnt={"ko": "학습한 그대로", "en": "as learnt"},
    corrected={"ko": "표본 오차를 없앤 값", "en": "sampling error removed"},
    share={"ko": "필터 하나의 되풀이가 차지하는 에너지(대각선 제외)", "en": "off-diagonal energy in one repeated filter"},
)

SEED = 0
SIDE = 15
NOISE_VARIANCE = 0.01
MANY, FEW, REDRAWS = 20_000, 200, 10
KERNEL_SIZE, RADIUS = 5, 2.9
TRAINING, HELD_OUT = ("camera", "chelsea", "coffee", "motorcycle", "rocket"), "astronaut"
SHOWN = (2, 7, 12)
FEWS = tuple(f"few_{name}" for name in ("crops", "shifted", "aligned"))
ENSEMBLES = ("crops", "shifted", "permuted", *FEWS, "random")
LINES = ("many", "crops", "shifted", "permuted", "few", *FEWS, "random")
"""The lines of the picture, from above; "many" and "few" are headings."""
BLOCK = 7
"""Errors are counted in the middle 7×7 pixels of a crop: far enough from the border for both ways."""


@dataclass(frozen=True)
class Result:
    """``rows`` (3, 3, 15, 15) of the layer learnt from 20,000 crops, for output pixels at rows and columns ``SHOWN``, and its
    ``mean_filter`` (29, 29), in grey levels per grey level. By ensemble: the Toeplitz shares, 0..1, (draws,) of the whole
    layer, ``whole``, and without its diagonal, ``share``; the latter from two halves, ``halved``, which may exceed 1; the
    energy within 2.9 px, ``near``, 0..1. ``error``: mean squared error on the held-out photograph, in squares of its range
    0..1, by way. ``blocks`` (1,225, 2): the errors of the dense layer and of 25 shared weights by block of 7×7 pixels."""

    rows: np.ndarray
    mean_filter: np.ndarray
    whole: dict[str, np.ndarray]
    share: dict[str, np.ndarray]
    halved: dict[str, np.ndarray]
    near: dict[str, float]
    error: dict[str, float]
    blocks: np.ndarray


def learn(pictures: np.ndarray) -> np.ndarray:
    """The dense layer (225, 225) that ``pictures`` (N, 15, 15) teach."""
    return denoising.dense_layer(denoising.covariance(pictures), NOISE_VARIANCE)


def few_pictures(photographs: list[np.ndarray], rng: np.random.Generator) -> dict[str, np.ndarray]:
    """200 pictures (200, 15, 15) of each ensemble; the first 100 share no person with the last."""
    upright = shrunk(rng.permutation(faces()), 3, 5)
    aligned = np.stack([upright, upright[:, :, ::-1]], axis=1).reshape(FEW, SIDE, SIDE)
    return {
        "few_crops": random_crops(photographs, FEW, SIDE, rng),
        "few_shifted": randomly_shifted(aligned, 1, rng),
        "few_aligned": aligned,
    }


def measure() -> Result:
    """Learn the dense layers, take their shares, and set the one of the photo crops against 25 shared weights."""
    rng = np.random.default_rng(SEED)
    photographs = [shrunk(grey(name), 1, 2) for name in TRAINING]
    crops = random_crops(photographs, MANY, SIDE, rng)
    permuted = crops.reshape(MANY, -1)[:, rng.permutation(SIDE * SIDE)]
    draws = [few_pictures(photographs, rng) for _ in range(REDRAWS)]
    shifted = randomly_shifted(draws[0]["few_aligned"], MANY // FEW, rng)
    layers = {"crops": [learn(crops)], "shifted": [learn(shifted)], "permuted": [learn(permuted)]}
    layers |= {name: [learn(one[name]) for one in draws] for name in draws[0]}
    layers["random"] = [rng.standard_normal((SIDE**2, SIDE**2)) for _ in range(REDRAWS)]
    halves = {name: [np.split(one[name], 2) for one in draws] for name in draws[0]}
    layer = layers["crops"][0]
    errors = denoising.errors_by_block(shrunk(grey(HELD_OUT), 1, 2), crops, KERNEL_SIZE, BLOCK, NOISE_VARIANCE, rng)
    return Result(
        rows=layer.reshape((SIDE,) * 4)[np.ix_(SHOWN, SHOWN)],
        mean_filter=denoising.mean_filter(layer, SIDE),
        whole={name: np.array([toeplitz_share(one, SIDE) for one in group]) for name, group in layers.items()},
        share={name: np.array([toeplitz_share(one, SIDE, diagonal=False) for one in group]) for name, group in layers.items()},
        halved={
            name: np.array([toeplitz_share(learn(one), SIDE, other=learn(two), diagonal=False) for one, two in pairs])
            for name, pairs in halves.items()
        },
        near={
            name: float(np.mean([denoising.energy_within(one, SIDE, RADIUS) for one in group])) for name, group in layers.items()
        },
        error={name: float(blocks.mean()) for name, blocks in errors.items()},
        blocks=np.stack([errors["dense"], errors["shared"]], axis=1),
    )


def draw(result: Result, labels) -> Figure:
    """Nine rows of the layer as filters, and its mean filter, in one range of colours; below, the shares by ensemble."""
    figure = canvas(5.2)
    above, below = figure.subfigures(2, 1, height_ratios=(2.35, 2.85))
    axes = above.subplot_mosaic([["rows", "mean"]])
    strongest = result.mean_filter.max()
    shades = {"cmap": "RdBu_r", "vmin": -strongest, "vmax": strongest}
    picture(axes["rows"], np.block([list(line) for line in result.rows]), **shades)
    for line in (SIDE, 2 * SIDE):
        axes["rows"].axhline(line - 0.5, color=palette.PAPER, linewidth=3)
        axes["rows"].axvline(line - 0.5, color=palette.PAPER, linewidth=3)
    axes["rows"].set_title(labels.rows)
    middle = slice(SIDE // 2, -(SIDE // 2))
    picture(axes["mean"], result.mean_filter[middle, middle], **shades)
    corner = SIDE // 2 - KERNEL_SIZE // 2 - 0.5
    box(axes["mean"], (corner, corner), KERNEL_SIZE, KERNEL_SIZE, palette.KERNEL)
    axes["mean"].text(SIDE / 2 - 0.5, corner + KERNEL_SIZE + 0.4, "5 × 5", color=palette.KERNEL, ha="center", va="top")
    axes["mean"].set_title(labels.mean)

    dots = below.subplots()
    full = {"linestyle": "none", "marker": "o", "markersize": 6.5, "color": palette.INPUT}
    hollow = full | {"markersize": 6, "markerfacecolor": palette.PAPER}
    for y, name in enumerate(LINES):
        ends = [shares[name].mean() for shares in (result.share, result.halved) if name in shares]
        dots.plot(ends, [y] * len(ends), color=palette.MUTED, linewidth=1, zorder=1)
        for end, style in zip(ends, (full, hollow)[: len(ends)], strict=True):
            dots.plot(end, y, **style, clip_on=False)
    dots.axvline(result.share["random"].mean(), color=palette.GRID, linewidth=1, zorder=0)
    heading = LINES.index("few")
    dots.text(0.54, heading, labels.learnt, color=palette.INPUT, ha="right", va="center")
    dots.text(1.02, heading, labels.corrected, color=palette.INPUT, ha="right", va="center")
    dots.set_yticks(range(len(LINES)), [getattr(labels, name.removeprefix("few_")) for name in LINES])
    for tick, name in zip(dots.get_yticklabels(), LINES, strict=True):
        tick.set_color(palette.MUTED if name in ("many", "few") else palette.INK)
    bare_y(dots)
    dots.set(xlim=(0, 1.02), ylim=(len(LINES) - 0.5, -0.6), xlabel=labels.share)
    return figure


NUMBERS = {
    "crops_share": Number(lambda r: r.share["crops"][0], ".0%"),
    "crops_near": Number(lambda r: r.near["crops"], ".0%"),
    "random_share": Number(lambda r: r.share["random"].mean(), ".1%"),
    "permuted_share": Number(lambda r: r.share["permuted"][0], ".0%"),
    **Number.each(("few_shifted", "few_aligned"), "{}_corrected", lambda r, name: r.halved[name].mean(), ".2f"),
    **Number.each(("dense", "shared"), "{}_error", lambda r, name: r.error[name], ".5f"),
    **fixed(dense_weights=SIDE**4, shared_weights=KERNEL_SIZE**2, many=MANY, few=FEW),
} | unquoted(
    Number.each(ENSEMBLES, "{}_whole_mean", lambda r, name: r.whole[name].mean(), ".3f")
    | Number.each(ENSEMBLES, "{}_energy_near", lambda r, name: r.near[name], ".3f")
    | Number.each(product(FEWS, ("share", "halved")), "{}_{}_min", lambda r, name, kind: getattr(r, kind)[name].min(), ".3f")
    | Number.each(product(FEWS, ("share", "halved")), "{}_{}_max", lambda r, name, kind: getattr(r, kind)[name].max(), ".3f")
    | Number.each(FEWS, "{}_share", lambda r, name: r.share[name].mean(), ".2f")
    | Number.each(("crops", "permuted"), "{}_whole_share", lambda r, name: r.whole[name][0], ".0%")
    | Number.each(("read_off", "noisy"), "{}_error", lambda r, name: r.error[name], ".5f")
    | {
        "few_crops_corrected": Number(lambda r: r.halved["few_crops"].mean(), ".2f"),
        "shifted_share": Number(lambda r: r.share["shifted"][0], ".3f"),
        "held_out_blocks": Number(lambda r: len(r.blocks), ",d"),
    }
    | fixed(".4f", random_whole_expected=(2 * SIDE - 1) ** 2 / SIDE**4)
    | fixed(noise_variance=NOISE_VARIANCE, pixels=SIDE**2, redraws=REDRAWS, training_photographs=len(TRAINING), seed=SEED)
    | fixed("g", "px", side=SIDE, radius=RADIUS)
)
