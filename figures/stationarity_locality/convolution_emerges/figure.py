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
that it, not stationarity, decided the order of crops and aligned faces; so the share is also taken from two layers learnt from
100 pictures each (no person in both): independent errors drop out of products. Crops and faces differ in their spectrum as
well: the comparison that isolates stationarity is aligned against shifted.

Data: ``camera, chelsea, coffee, rocket, stereo_motorcycle`` for training, ``astronaut`` held out (7×7 blocks that tile it),
all at half size; the faces of ``skimage.data.lfw_subset`` at 15×15, shown as filters only.
Source: after Neyshabur 2020, Towards learning convolutions from scratch, NeurIPS 33.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common.photographs import grey
from figures.stationarity_locality.convolution_emerges import denoising, learning, panels
from figures.stationarity_locality.convolution_emerges.denoising import energy_within, shrunk, toeplitz_share
from figures.stationarity_locality.convolution_emerges.learning import FEW, MANY, NOISE_VARIANCE, REDRAWS, SIDE
from sitekit.figure import Figure, Labels, Number, canvas, fixed, unquoted

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
KERNEL_SIZE, RADIUS = 5, 2.9
TRAINING, HELD_OUT = ("camera", "chelsea", "coffee", "motorcycle", "rocket"), "astronaut"
SHOWN = (2, 7, 12)
FEWS = tuple(f"few_{name}" for name in ("crops", "shifted", "aligned"))
ENSEMBLES = ("crops", "shifted", "permuted", *FEWS, "random")
BLOCK = 7  # Errors are counted in the middle 7×7 pixels of a crop: far enough from the border for both ways.


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


def measure() -> Result:
    """Learn the dense layers, take their shares, and set the one of the photo crops against 25 shared weights."""
    rng = np.random.default_rng(SEED)
    photographs = [shrunk(grey(name), 1, 2) for name in TRAINING]
    layers, halves, crops = learning.dense_layers(photographs, rng)
    layer = layers["crops"][0]
    errors = denoising.errors_by_block(shrunk(grey(HELD_OUT), 1, 2), crops, KERNEL_SIZE, BLOCK, NOISE_VARIANCE, rng)
    return Result(
        rows=layer.reshape((SIDE,) * 4)[np.ix_(SHOWN, SHOWN)],
        mean_filter=denoising.mean_filter(layer, SIDE),
        whole={name: np.array([toeplitz_share(one, SIDE) for one in group]) for name, group in layers.items()},
        share={name: np.array([toeplitz_share(one, SIDE, diagonal=False) for one in group]) for name, group in layers.items()},
        halved={name: denoising.shares_between(pairs, SIDE) for name, pairs in halves.items()},
        near={name: float(np.mean([energy_within(one, SIDE, RADIUS) for one in group])) for name, group in layers.items()},
        error={name: float(blocks.mean()) for name, blocks in errors.items()},
        blocks=np.stack([errors["dense"], errors["shared"]], axis=1),
    )


def draw(result: Result, labels) -> Figure:
    """Nine rows of the layer as filters, and its mean filter, in one range of colours; below, the shares by ensemble."""
    figure = canvas(5.2)
    above, below = figure.subfigures(2, 1, height_ratios=(2.35, 2.85))
    axes = above.subplot_mosaic([["rows", "mean"]])
    panels.filters(axes["rows"], axes["mean"], result.rows, result.mean_filter, KERNEL_SIZE)
    axes["rows"].set_title(labels.rows)
    axes["mean"].set_title(labels.mean)

    dots = below.subplots()
    panels.shares(dots, result.share, result.halved, (labels.learnt, labels.corrected))
    names = [getattr(labels, name.removeprefix("few_")) for name in ENSEMBLES]
    panels.names(dots, [labels.many, *names[:3], labels.few, *names[3:]])
    dots.set_xlabel(labels.share)
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
