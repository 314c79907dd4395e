"""Where an ensemble has the same statistics at every place, its eigenvectors are waves: as 100 aligned faces are shifted by
more and more pixels, their covariance becomes circulant, and eigenfaces turn into sine waves.

Every circular convolution is diagonal in waves. Are they also the natural basis of pictures? Only of a stationary ensemble.
Every face is moved by −m..m pixels on both axes, all (2m + 1)² shifts equally often, for m from 0 to 12; the covariance over
faces and shifts is exact, not sampled. Shifts are circular: what leaves a picture of 25×25 on one side comes in on the other,
so that a seam crosses the shifted faces. At m = 12 every place of the torus is equally likely. That the covariance then is
circulant, and its eigenvectors waves, is a theorem and no finding; what is measured is where the aligned faces stand, and the
way between. Two indices of the covariance (625, 625), both 0..1: its circulant share, how much of its energy lies in the
nearest circulant matrix, and purity, how much of each of the twelve leading eigenvectors is one sine wave (the mean). Their
null values are those of a covariance with the spectrum of the aligned faces and random eigenvectors. The aligned faces' purity
lies far above its null because they are smooth, and a smooth picture has few frequencies. Purity lags behind the circulant
share: sine and cosine of one wave share an eigenvalue, other waves nearly do, and what little of the covariance is not
circulant mixes them. A third number asks about convolution itself: of what a kernel returns from an eigenvector, how much is
that eigenvector? It is the mean over 200 random 5×5 kernels, symmetric so that a wave keeps its phase.

Three controls have no torus. Faces shifted by up to 12 pixels with their border pixels repeated outwards, chosen after the
torus was seen to give 1 by construction; random crops of photographs, whose framing alone shifts them; and, to tell what a border
does from what photographs do, crops of exactly stationary fields, cut in the same way: Gaussian, of the photographs' sizes, with
an amplitude of 1/frequency. Without a torus stationarity makes a covariance Toeplitz, not circulant, so that the share of its
entries' variance that the displacement explains is the index that says whether crops are stationary.

Data: the faces of ``skimage.data.lfw_subset``; ``astronaut, camera, chelsea, coffee, rocket, stereo_motorcycle`` at half size.
Source: eigenfaces after Turk and Pentland 1991; waves as principal components after Hancock, Baddeley & Smith 1992.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from skimage.transform import rescale

from figures._common import fields
from figures._common.photographs import faces, grey
from figures._common.scenes import crops
from figures.shift_invariance.eigenfaces_to_waves import circulant, panels
from figures.shift_invariance.eigenfaces_to_waves import names as called
from sitekit.figure import Figure, Labels, Number, canvas, fixed, unquoted

LABELS = Labels(
    still={"ko": "이동 없음", "en": "no shift"},
    upto={"ko": "±{}픽셀", "en": "±{} px"},
    all_places={"ko": "±{}픽셀\n(모든 위치)", "en": "±{} px\n(all places)"},
    components={"ko": "상위 주성분 7개", "en": "first seven principal components"},
    circulant={"ko": "순환 행렬의 비율", "en": "circulant share"},
    purity={"ko": "사인파 순도", "en": "sine-wave purity"},
    random={"ko": "무작위 공분산의 순도", "en": "purity of a random covariance"},
    constant={"ko": "상수 성분", "en": "constant"},
    crops={"ko": "사진\n조각", "en": "photo\ncrops"},
    field={"ko": "정상 확률장\n조각", "en": "stationary\nfield crops"},
    unremoved={"ko": "○ 조각의 평균을\n빼지 않으면", "en": "○ crops' means\nnot removed"},
    shift={"ko": "최대 이동 거리(픽셀)", "en": "largest shift (px)"},
)

SEED = 0
SIDE = 25
MOST = SIDE // 2
"""The largest shift, in pixels: on a torus of 25 pixels, −12..12 is every place."""
LEADING, DRAWN = 12, 7
"""Leading eigenvectors that are measured, and drawn."""
ROWS = (0, 4, 8, 12)
"""Largest shifts, in pixels, whose eigenvectors are drawn."""
KERNELS, KERNEL_SIZE = 200, 5
CROPS = 4_000
PHOTOGRAPHS = ("astronaut", "camera", "chelsea", "coffee", "motorcycle", "rocket")
RANDOM, REPEATED, CROPPED, FIELD = "random", "repeated", "crops", "field"
INDICES = ("circulant_share", "purity", "kept", "toeplitz_share")


@dataclass(frozen=True)
class Result:
    """By largest shift, 0..12 pixels: ``circulant`` (13,), ``pure`` (13,) and ``kept`` (13,), the circulant share, the mean
    purity and the mean share kept by convolution, 0..1, and ``toeplitz`` (13,), the Toeplitz share. ``controls``: the same four
    (4,) for a ``random`` covariance, for faces shifted with their border ``repeated``, for ``crops`` of photographs and of
    stationary fields (``field``). ``vectors`` (4, 7, 25, 25): leading eigenvectors of norm 1 for the shifts ``ROWS``.
    ``variances`` (625,): eigenvalues for the aligned faces, squares of the grey range 0..1, smallest first. ``halved`` (2,):
    circulant shares between two halves of the faces, for shifts 0 and 4. ``centred``: those of both kinds of crops, with every
    picture's own mean taken away."""

    circulant: np.ndarray
    pure: np.ndarray
    kept: np.ndarray
    toeplitz: np.ndarray
    controls: dict[str, np.ndarray]
    vectors: np.ndarray
    variances: np.ndarray
    halved: np.ndarray
    centred: dict[str, float]


def cropped(images: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """The covariance (625, 625) of random crops of ``images`` (H, W)."""
    return np.cov(crops(images, SIDE, CROPS, rng).reshape(CROPS, -1), rowvar=False)


def measure() -> Result:
    """Shift the faces, and take the indices of every covariance and of the controls."""
    rng = np.random.default_rng(SEED)
    pictures = faces()
    kernels = circulant.symmetric_kernels(KERNELS, KERNEL_SIZE, rng)
    covariances = [circulant.shifted_covariance(pictures, most) for most in range(MOST + 1)]
    variances = np.linalg.eigvalsh(covariances[0])
    photographs = [rescale(grey(name), 0.5, anti_aliasing=True) for name in PHOTOGRAPHS]
    controls = {
        RANDOM: circulant.random_covariance(variances, rng),
        REPEATED: circulant.shifted_covariance(pictures, MOST, torus=False),
        CROPPED: cropped(photographs, rng),
        FIELD: cropped([fields.gaussian(each.shape, rng) for each in photographs], rng),
    }
    shares, pure, kept, toeplitz = np.transpose([circulant.indices(covariance, LEADING, kernels) for covariance in covariances])
    return Result(
        circulant=shares,
        pure=pure,
        kept=kept,
        toeplitz=toeplitz,
        controls={name: circulant.indices(covariance, LEADING, kernels) for name, covariance in controls.items()},
        vectors=np.stack([circulant.leading_eigenvectors(covariances[most], DRAWN) for most in ROWS]),
        variances=variances,
        halved=np.array([circulant.halved_share(pictures, most) for most in (0, 4)]),
        centred={name: circulant.centred_share(controls[name]) for name in (CROPPED, FIELD)},
    )


def draw(result: Result, labels) -> Figure:
    """Rows of eigenvectors, each in its own range of colours, from aligned faces down to every place; below, both indices."""
    figure = canvas(4.9)
    *above, below = figure.subplots(len(ROWS) + 1, 1, height_ratios=(*(1,) * len(ROWS), 2.5))
    for axes, most, row in zip(above, ROWS, result.vectors, strict=True):
        panels.eigenvectors(axes, row)
        name = {0: labels.still, MOST: labels.all_places}.get(most, labels.upto)
        axes.set_ylabel(name.format(most), rotation=0, ha="right", va="center")
    panels.constant(above[-1], result.vectors[-1], labels.constant)
    above[0].set_title(labels.components, loc="left")

    aside = {
        name: (result.centred[kind], control(result, kind, "purity"), control(result, kind, "circulant_share"))
        for name, kind in ((labels.crops, CROPPED), (labels.field, FIELD))
    }
    panels.curves(below, (result.circulant, result.pure), aside)
    panels.unremoved(below, min(map(min, aside.values())), labels.unremoved)
    panels.lettered(below, result.controls[RANDOM][1], (labels.circulant, labels.purity, labels.random))
    below.set_xlabel(labels.shift)
    return figure


def control(result: Result, name: str, index: str) -> float:
    """One of ``INDICES`` of the control ``name``."""
    return result.controls[name][INDICES.index(index)]


NUMBERS = (
    {
        "faces": Number(lambda r: len(faces()), "d", name=called.NAMES["faces"]),
        **fixed(kernels=KERNELS, crops=CROPS, names=called.COUNTS),
    }
    | Number.each(
        (0, 4, 8, 12),
        "circulant_share_{}",
        lambda r, most: r.circulant[most],
        ".2f",
        names=called.CIRCULANT,
        words=called.SHIFTED,
    )
    | Number.each((0, 4, 8, 12), "purity_{}", lambda r, most: r.pure[most], ".2f", names=called.PURITY, words=called.SHIFTED)
    | Number.each((0, 8, 12), "kept_{}", lambda r, most: r.kept[most], ".2f", names=called.KEPT, words=called.SHIFTED)
    | {
        **Number.each(
            (CROPPED, FIELD), "{}_centred_share", lambda r, name: r.centred[name], ".2f", names=called.CENTRED, words=called.CROPS
        ),
        **Number.each(
            product((CROPPED, FIELD), INDICES[1:]),
            "{}_{}",
            control,
            ".2f",
            names=called.OF_CROPS,
            words=called.CROPS | called.INDICES,
        ),
        "toeplitz_share_0": Number(lambda r: r.toeplitz[0], ".2f", name=called.NAMES["toeplitz_share_0"]),
    }
    | unquoted(
        Number.each(
            (1, 2), "circulant_share_{}", lambda r, most: r.circulant[most], ".3f", names=called.CIRCULANT, words=called.SHIFTED
        )
        | Number.each((1, 2), "purity_{}", lambda r, most: r.pure[most], ".3f", names=called.PURITY, words=called.SHIFTED)
        | {"kept_4": Number(lambda r: r.kept[4], ".3f"), "toeplitz_share_12": Number(lambda r: r.toeplitz[12], ".2f")}
        | Number.each(
            (CROPPED, FIELD),
            "{}_circulant_share",
            lambda r, name: control(r, name, "circulant_share"),
            ".2f",
            names=called.CIRCULANT,
            words=called.CROPS,
        )
        | Number.each(INDICES, "border_repeated_{}", lambda r, name: control(r, REPEATED, name), ".2f")
        | Number.each(
            INDICES, "random_{}", lambda r, name: control(r, RANDOM, name), ".3f", names=called.RANDOM, words=called.INDICES
        )
        | Number.each((0, 4), "halved_circulant_share_{}", lambda r, most: r.halved[(0, 4).index(most)], ".3f")
        | fixed("d", "px", side=SIDE, largest_shift=MOST, kernel_size=KERNEL_SIZE)
        | fixed(leading=LEADING, pixels=SIDE**2, places=(2 * MOST + 1) ** 2, photographs=len(PHOTOGRAPHS), seed=SEED)
    )
)
