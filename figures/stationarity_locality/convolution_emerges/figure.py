"""A dense linear layer fitted to denoise random crops of photographs comes close to a convolution, since random cropping
shows it every place alike.

A layer of 225×225 free weights takes white noise off pictures of 15×15 pixels: the least-squares solution, averaged over all
noise of variance 0.01, in closed form; the noise is its only ridge, and nothing is trained step by step. Where the covariance
is the same everywhere, so is this filter, by theory, but for the border; what is measured is how near real crops come. How
much of its energy is one repeated filter (its Toeplitz share), and how much lies within 2.9 pixels, the 5×5 neighbourhood?
And does a kernel of 25 shared weights, fitted to the same crops, do as well on photographs that neither has seen? Another 25
weights are read off the layer.

The layer is told nothing about translation, but its data are: cropping at random gives every place the same law. So the
share is also measured where that fails, at equal sample size (100 pictures): photo crops; 50 aligned faces with their mirror
images; the same faces shifted at random round the torus. With 20,000 pictures: crops, crops with one random order of their
pixels, and the faces of one draw shifted 200 times each. The null is a matrix of random entries. Draws of 100 are repeated ten
times, each of other crops or of another 50 of the 100 faces.

Two choices were made after a look at results. The picture leaves out the diagonal: any denoiser copies a part of each pixel,
and that alone gives half of the whole share to permuted pixels. And few pictures for 225 inputs leave so much sampling error
that it, not stationarity, decided the order of crops and aligned faces; so the share is also taken from two layers fitted to
50 pictures each (no person in both): independent errors drop out of products. Crops and faces differ in their spectrum as
well: the comparison that isolates stationarity is aligned against shifted.

Data: ``camera, chelsea, coffee, rocket, stereo_motorcycle`` for training; held out ``astronaut`` (7×7 blocks that tile it)
and, for how far the kernel falls behind, three photographs and a texture; all at half size; the faces of
``skimage.data.lfw_subset`` at 15×15, shown as filters only.
Source: after Neyshabur 2020, Towards learning convolutions from scratch, NeurIPS 33.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common.photographs import grey, shrunk
from figures.stationarity_locality.convolution_emerges import denoising, learning, panels
from figures.stationarity_locality.convolution_emerges import names as called
from figures.stationarity_locality.convolution_emerges.denoising import energy_within, toeplitz_share
from figures.stationarity_locality.convolution_emerges.learning import FEW, MANY, NOISE_VARIANCE, REDRAWS, SIDE
from sitekit.figure import Figure, Labels, Number, canvas, fixed, over_seeds, unquoted

LABELS = Labels(
    rows={"ko": "잡음 제거 층의 행 9개:\n같은 필터가 위치만 다르다", "en": "nine rows of a denoising\nlayer: one filter, moved"},
    mean={"ko": "모든 행의 평균 필터", "en": "mean filter of all rows"},
    many={"ko": "이미지 {:,}장으로 구한 층", "en": "fitted to {:,} pictures"},
    few={
        "ko": "이미지 {}장으로 구한 층(화살표: 표본 오차를 보정)",
        "en": "fitted to {} pictures (arrows: sampling error removed)",
    },
    crops={"ko": "무작위로 자른 패치", "en": "random photo crops"},
    shifted={"ko": "이동시킨 얼굴", "en": "shifted faces"},
    permuted={"ko": "픽셀을 섞은 패치", "en": "crops, pixels permuted"},
    aligned={"ko": "정렬한 얼굴", "en": "aligned faces"},
    random={"ko": "난수 행렬", "en": "random matrix"},
    alike={"ko": "정상인 데이터", "en": "stationary data"},
    unlike={"ko": "정상이 아닌 데이터", "en": "not stationary"},
    share={"ko": "필터 하나로 설명되는 비율(대각 성분 제외)", "en": "share that one filter explains (diagonal left out)"},
)

SEED = 0
KERNEL_SIZE, RADIUS = 5, 2.9
PHOTOGRAPHS = ("camera", "chelsea", "coffee", "motorcycle", "rocket")
"""Those that crops are taken from."""
HELD_OUT = ("astronaut", "hopper", "moon", "coins")
"""The first is the one that the errors are quoted of."""
REGULAR = "brick"
"""A texture, also held out, whose pattern comes back at distances of more than two pixels."""
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
    0..1, by way. ``blocks`` (1,225, 2): the errors of the dense layer and of 25 shared weights by block of 7×7 pixels.
    ``losses``: held-out photograph → by which part the error of the shared weights exceeds that of the layer."""

    rows: np.ndarray
    mean_filter: np.ndarray
    whole: dict[str, np.ndarray]
    share: dict[str, np.ndarray]
    halved: dict[str, np.ndarray]
    near: dict[str, float]
    error: dict[str, float]
    blocks: np.ndarray
    losses: dict[str, float]


def measure() -> Result:
    """Learn the dense layers, take their shares, and set the one of the photo crops against 25 shared weights."""
    rng = np.random.default_rng(SEED)
    photographs = [shrunk(grey(name), 1, 2) for name in PHOTOGRAPHS]
    layers, halves, crops = learning.dense_layers(photographs, rng)
    layer = layers["crops"][0]
    fitted = denoising.fit(crops, KERNEL_SIZE, NOISE_VARIANCE)
    held_out = {
        name: denoising.errors_by_block(shrunk(grey(name), 1, 2), fitted, BLOCK, NOISE_VARIANCE, rng)
        for name in (*HELD_OUT, REGULAR)
    }
    errors = held_out[HELD_OUT[0]]
    return Result(
        rows=layer.reshape((SIDE,) * 4)[np.ix_(SHOWN, SHOWN)],
        mean_filter=denoising.mean_filter(layer, SIDE),
        whole={name: np.array([toeplitz_share(one, SIDE) for one in group]) for name, group in layers.items()},
        share={name: np.array([toeplitz_share(one, SIDE, diagonal=False) for one in group]) for name, group in layers.items()},
        halved={name: denoising.shares_between(pairs, SIDE) for name, pairs in halves.items()},
        near={name: float(np.mean([energy_within(one, SIDE, RADIUS) for one in group])) for name, group in layers.items()},
        error={name: float(blocks.mean()) for name, blocks in errors.items()},
        blocks=np.stack([errors["dense"], errors["shared"]], axis=1),
        losses={name: float(blocks["shared"].mean() / blocks["dense"].mean() - 1) for name, blocks in held_out.items()},
    )


def draw(result: Result, labels) -> Figure:
    """Nine rows of the layer as filters, and its mean filter, in one range of colours; below, the shares by ensemble."""
    figure = canvas(5.2)
    figure.get_layout_engine().set(w_pad=0.06)
    above, below = figure.subfigures(2, 1, height_ratios=(2.35, 2.85))
    axes = above.subplot_mosaic([["rows", "mean"]])
    panels.filters(axes["rows"], axes["mean"], result.rows, result.mean_filter, KERNEL_SIZE)
    axes["rows"].set_title(labels.rows)
    axes["mean"].set_title(labels.mean)

    dots = below.subplots()
    panels.shares(dots, result.share, result.halved, (labels.alike, labels.unlike))
    names = [getattr(labels, name.removeprefix("few_")) for name in ENSEMBLES]
    panels.names(dots, ["", *names[:3], "", *names[3:]], (labels.many.format(MANY), labels.few.format(FEW)))
    dots.set_xlabel(labels.share)
    return figure


NUMBERS = {
    "crops_share": Number(lambda r: r.share["crops"][0], ".0%", name=called.NAMES["crops_share"]),
    "crops_near": Number(lambda r: r.near["crops"], ".0%", name=called.NAMES["crops_near"]),
    "random_share": Number(lambda r: r.share["random"].mean(), ".1%", name=called.NAMES["random_share"]),
    "permuted_share": Number(lambda r: r.share["permuted"][0], ".0%", name=called.NAMES["permuted_share"]),
    **Number.each(
        ("few_shifted", "few_aligned"), "{}_corrected", lambda r, name: r.halved[name].mean(), ".0%", names=called.CORRECTED
    ),
    **Number.each(("dense", "shared"), "{}_error", lambda r, name: r.error[name], ".5f", names=called.ERRORS),
    "largest_loss": Number(lambda r: max(r.losses[name] for name in HELD_OUT), ".1%", name=called.NAMES["largest_loss"]),
    **over_seeds("largest_loss", largest_loss_of_all_seeds=(np.max, ".1%"), names=called.OVER_SEEDS),
    "brick_loss": Number(lambda r: r.losses[REGULAR], ".0%", name=called.NAMES["brick_loss"]),
    **fixed(
        dense_weights=SIDE**4, shared_weights=KERNEL_SIZE**2, many=MANY, few=FEW, held_out=len(HELD_OUT), names=called.CONSTANTS
    ),
} | unquoted(
    Number.each(ENSEMBLES, "{}_whole_mean", lambda r, name: r.whole[name].mean(), ".3f")
    | Number.each(ENSEMBLES, "{}_energy_near", lambda r, name: r.near[name], ".3f")
    | Number.each(
        product(FEWS, ("share", "halved")),
        "{}_{}_min",
        lambda r, name, kind: getattr(r, kind)[name].min(),
        ".3f",
        names=called.LEAST,
        words=called.WORDS,
    )
    | Number.each(
        product(FEWS, ("share", "halved")),
        "{}_{}_max",
        lambda r, name, kind: getattr(r, kind)[name].max(),
        ".3f",
        names=called.GREATEST,
        words=called.WORDS,
    )
    | Number.each(FEWS, "{}_share", lambda r, name: r.share[name].mean(), ".2f", names=called.FITTED_SHARE)
    | Number.each(("crops", "permuted"), "{}_whole_share", lambda r, name: r.whole[name][0], ".0%")
    | Number.each(("read_off", "noisy"), "{}_error", lambda r, name: r.error[name], ".5f", names=called.CONTROL_ERRORS)
    | {
        "few_crops_corrected": Number(lambda r: r.halved["few_crops"].mean(), ".2f"),
        "shifted_share": Number(lambda r: r.share["shifted"][0], ".3f"),
        "held_out_blocks": Number(lambda r: len(r.blocks), ",d"),
    }
    | fixed(".4f", random_whole_expected=(2 * SIDE - 1) ** 2 / SIDE**4)
    | fixed(noise_variance=NOISE_VARIANCE, pixels=SIDE**2, redraws=REDRAWS, training_photographs=len(PHOTOGRAPHS), seed=SEED)
    | fixed("g", "px", side=SIDE, radius=RADIUS)
)
