"""Random crops of photographs are stationary because we crop at random; aligned faces are not, and shifted they are.

How much does position tell about what is seen there? The index is the share of variance (omega squared) that position
explains, averaged over four statistics of small patches: mean, log variance, the second moment of the spectrum, orientation.

Ensembles: 100 pictures of 25×25 pixels, patches of 5×5, 25 positions. Random crops of photographs at half size; the 100 aligned
faces; the same faces, each shifted by a random offset on the torus; crops of 1/f fields, which are exactly stationary. The null:
each picture's patches move round the torus, 200 times, so that neighbours stay neighbours. What is drawn at random is drawn 20
more times, and the mean of these must lie, two standard errors included, nearer to 0 than the least value that the index can
take, −.0097: a stated margin, since no test shows that nothing is there. Above, the mean picture of each ensemble.

Single images: three textures, the moon, photographs; patches of 16×16, positions are the 4×4 regions of the image. A single
image is one draw, so what it scores is not non-stationarity as such. Its 19 twins with random phases are stationary by
construction and still score, since correlation over long distances makes neighbouring patches alike. To score above all 19 is
significant at 5 %, against the hypothesis that the image is Gaussian with that spectrum, not against stationarity: of ten
pictures of dead leaves, exactly stationary on the torus, most do it too, and ten 1/f fields are the check that Gaussian ones do
not. The largest leaf is as wide as the picture, as scale invariance asks; smaller ones score less.
Robustness: the order of the images with patches of 8 and 32 and with 2×2 and 8×8 regions (rank correlation).

What is not measured: whether photographs as people frame them are a stationary ensemble. That takes thousands of whole
photographs, and none of the libraries used here ships them.

Data: ten photographs that ship with scikit-image; the 100 faces of ``skimage.data.lfw_subset``, shown as means only.
Source: Langer 2000, J. Opt. Soc. Am. A 17:28, on ensembles and single images; Torralba & Oliva 2003, Network 14:391-412.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.stats import spearmanr

from figures._common.photographs import faces, grey
from figures.stationarity_locality._shared.axes import free_canvas
from figures.stationarity_locality.image_stationarity import names as called
from figures.stationarity_locality.image_stationarity import panels
from figures.stationarity_locality.image_stationarity import patch_statistics as patch
from figures.stationarity_locality.image_stationarity import pictures as made
from figures.stationarity_locality.image_stationarity.groups import PATCH, REGIONS, groups_of_ensemble, groups_of_image
from figures.stationarity_locality.image_stationarity.names import DRAWS
from figures.stationarity_locality.image_stationarity.pictures import PICTURES, random_crops, randomly_shifted
from sitekit.figure import Figure, Labels, Number, fixed, note, palette, unquoted

LABELS = Labels(
    fields={"ko": "1/f 확률장", "en": "1/f fields"},
    crops={"ko": "무작위로 자른 사진", "en": "random crops"},
    shifted={"ko": "이동시킨 얼굴", "en": "shifted faces"},
    aligned={"ko": "정렬한 얼굴", "en": "aligned faces"},
    noise={"ko": "1/f 확률장 10장", "en": "ten 1/f fields"},
    leaves={"ko": "낙엽 모형 10장", "en": "ten dead leaves"},
    brick={"ko": "벽돌", "en": "brick"},
    gravel={"ko": "자갈", "en": "gravel"},
    grass={"ko": "잔디", "en": "grass"},
    moon={"ko": "달", "en": "moon"},
    astronaut={"ko": "우주비행사", "en": "astronaut"},
    motorcycle={"ko": "오토바이", "en": "motorcycle"},
    coffee={"ko": "커피", "en": "coffee"},
    rocket={"ko": "로켓", "en": "rocket"},
    chelsea={"ko": "고양이", "en": "cat"},
    camera={"ko": "카메라맨", "en": "cameraman"},
    means={"ko": "이미지 {:d}장의 평균과 위치로 설명되는 비율", "en": "means of {:d} pictures, and share explained by position"},
    moves={"ko": "✗ 정상성 없음", "en": "✗ not stationary"},
    stays={"ko": "✓ 정상성 있음", "en": "✓ stationary"},
    shift={"ko": "이동", "en": "shift"},
    one={"ko": "한 장 안에서 구역으로 설명되는 분산의 비율", "en": "within one picture: share of variance explained by region"},
    picture={"ko": "원본", "en": "original"},
    twins={"ko": "위상을 섞은 대조 {:d}장", "en": "{:d} random-phase controls"},
    truth={"ko": "정상인데도 0보다 크다", "en": "stationary, yet > 0"},
    textures={"ko": "텍스처", "en": "textures"},
    photographs={"ko": "사진", "en": "photographs"},
)

SEED = 0
TEXTURES = ("brick", "gravel", "grass")
PHOTOGRAPHS = ("astronaut", "camera", "chelsea", "coffee", "motorcycle", "rocket")
IMAGES = (*TEXTURES, "moon", *PHOTOGRAPHS)
HALVED = ("brick", "grass", "camera")
"""Images of which the upper half is compared with the lower: two textures, and one with the sky above."""
ENSEMBLES = ("fields", "crops", "shifted", "aligned")
DRAWN_AT_RANDOM = ENSEMBLES[:-1]
TRUTHS = ("noise", "leaves")
"""Single pictures whose law is known."""
TRUTHS_DRAWN = 10
TWINS = 19
PERMUTATIONS = 200
REDRAWS = 20
MARGIN = (patch.POSITIONS - 1) / (patch.POSITIONS * (PICTURES - 1) + 1)
"""The index of an ensemble cannot lie further below 0: omega squared where all positions have one mean."""
VARIANTS = {"patch_8": (8, 4), "patch_32": (32, 4), "regions_2": (16, 2), "regions_8": (16, 8)}


@dataclass(frozen=True)
class Result:
    """By image or ensemble, index and omega at most 1, grey levels 0..1: ``index``, the share of variance; ``null`` (2,), the
    central 95 % of it by chance; ``omega`` (4,), by statistic; ``redrawn`` (20,), the indices of further random draws; ``twins``
    (19,), those of an image's twins; ``thumbnail`` (48, 48); ``mean`` (25, 25) of an ensemble; ``pixel_share``, omega squared of
    its pixels. ``halves`` (2,), of three images, the means of the upper and the lower half. By kind of picture of known law:
    ``truth`` (10,), the indices of ten, and ``truth_above`` (10,), whether each is above all of its 19 twins. By variant:
    ``rank_correlation``, −1..1."""

    index: dict[str, float]
    null: dict[str, np.ndarray]
    redrawn: dict[str, np.ndarray]
    omega: dict[str, np.ndarray]
    twins: dict[str, np.ndarray]
    truth: dict[str, np.ndarray]
    truth_above: dict[str, np.ndarray]
    thumbnail: dict[str, np.ndarray]
    halves: dict[str, np.ndarray]
    mean: dict[str, np.ndarray]
    rank_correlation: dict[str, float]
    pixel_share: dict[str, float]


def measure() -> Result:
    """The index of every image and its twins, of pictures of known law, and of the ensembles."""
    rng = np.random.default_rng(SEED)
    block = PATCH * REGIONS
    whole = {name: grey(name) for name in IMAGES}
    images = {name: i[: i.shape[0] // block * block, : i.shape[1] // block * block] for name, i in whole.items()}
    aligned, halves = faces(), [made.half_size(whole[name]) for name in PHOTOGRAPHS]
    draws = {
        "fields": partial(made.field_crops, rng),
        "crops": lambda: random_crops(halves, rng),
        "shifted": lambda: randomly_shifted(aligned, rng),
    }
    ensembles = {name: draw_one() for name, draw_one in draws.items()} | {"aligned": aligned}
    groups = {name: groups_of_image(image) for name, image in images.items()}
    collected = {name: groups_of_ensemble(pictures) for name, pictures in ensembles.items()}
    null = {name: patch.central(patch.null_of_image(g, PERMUTATIONS, rng)) for name, g in groups.items()}
    null |= {name: patch.central(patch.null_of_ensemble(g, PERMUTATIONS, rng)) for name, g in collected.items()}
    index = {name: patch.index(g) for name, g in (groups | collected).items()}
    order = [index[name] for name in IMAGES]

    known = {"noise": made.gaussian_field, "leaves": made.dead_leaves}
    truths = {name: [make(rng) for _ in range(TRUTHS_DRAWN)] for name, make in known.items()}
    truth = {name: np.array([patch.index(groups_of_image(one)) for one in drawn]) for name, drawn in truths.items()}
    highest = {
        name: np.array([patch.twins_of(one, TWINS, groups_of_image, rng).max() for one in drawn])
        for name, drawn in truths.items()
    }
    return Result(
        index=index,
        null=null,
        redrawn={
            name: np.array([patch.index(groups_of_ensemble(draw_one())) for _ in range(REDRAWS)])
            for name, draw_one in draws.items()
        },
        omega={name: patch.omega_squared(g) for name, g in (groups | collected).items()},
        twins={name: patch.twins_of(image, TWINS, groups_of_image, rng) for name, image in images.items()},
        truth=truth,
        truth_above={name: truth[name] > highest[name] for name in TRUTHS},
        thumbnail={name: made.thumbnail(image) for name, image in (images | {n: t[0] for n, t in truths.items()}).items()},
        halves={name: made.half_means(grey(name)) for name in HALVED},
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
    """The ensembles' mean pictures and their indices; below, the indices of single pictures, of known law and not."""
    figure = free_canvas(5.12)
    means = {getattr(labels, name): (result.mean[name], result.index[name]) for name in ENSEMBLES[::-1]}
    panels.means(figure, labels.means.format(PICTURES), means, labels.shift, (labels.moves, labels.stays))

    names = (*TRUTHS, *sorted(IMAGES, key=result.index.get))
    thumbnails = {getattr(labels, name): result.thumbnail[name] for name in names}
    indices, places = panels.rows(figure, labels.one, thumbnails, len(TRUTHS))
    for y, name in zip(places, names, strict=True):
        if name in TRUTHS:
            panels.several(indices, y, result.truth[name])
        else:
            panels.dumbbell(indices, y, result.index[name], result.twins[name])
    note(indices, result.truth["noise"].max() + 0.015, places[0], labels.truth, palette.RIGHT, va="center_baseline")
    rows = dict(zip(names, places, strict=True))
    panels.bracket(indices, [rows[name] for name in TEXTURES], labels.textures)
    panels.bracket(indices, [rows[name] for name in PHOTOGRAPHS], labels.photographs)
    panels.named(figure, labels.picture, labels.twins.format(TWINS))
    return figure


def above_all_twins(result: Result, names: tuple[str, ...]) -> int:
    """How many of the images of these ``names`` score above all of their twins."""
    return sum(result.index[name] > result.twins[name].max() for name in names)


NUMBERS = {
    "photographs_min": Number(lambda r: min(r.index[name] for name in PHOTOGRAPHS), ".2f", name=called.NAMES["photographs_min"]),
    "photographs_max": Number(lambda r: max(r.index[name] for name in PHOTOGRAPHS), ".2f", name=called.NAMES["photographs_max"]),
    "twins_max": Number(lambda r: max(r.twins[name].max() for name in PHOTOGRAPHS), ".2f", name=called.NAMES["twins_max"]),
    "images_above_all_twins": Number(lambda r: above_all_twins(r, IMAGES), "d", name=called.NAMES["images_above_all_twins"]),
    "leaves_above_all_twins": Number(lambda r: r.truth_above["leaves"].sum(), "d", name=called.NAMES["leaves_above_all_twins"]),
    **fixed(images=len(IMAGES), twins=TWINS, truths=TRUTHS_DRAWN, pictures=PICTURES, names=called.COUNTS),
} | unquoted(
    Number.each((*TEXTURES, "moon", *ENSEMBLES), "{}_index", lambda r, name: r.index[name], ".3f", **called.INDEX)
    | Number.each(HALVED, "{}_upper_mean", lambda r, name: r.halves[name][0], ".3f", **called.UPPER)
    | Number.each(HALVED, "{}_lower_mean", lambda r, name: r.halves[name][1], ".3f", **called.LOWER)
    | Number.each((*TEXTURES, *ENSEMBLES), "{}_null_low", lambda r, name: r.null[name][0], ".4f", **called.NULL_LOW)
    | Number.each((*TEXTURES, *ENSEMBLES), "{}_null_high", lambda r, name: r.null[name][1], ".4f", **called.NULL_HIGH)
    | Number.each(ENSEMBLES, "{}_pixel_share", lambda r, name: r.pixel_share[name], ".3f")
    | Number.each(VARIANTS, "{}_rank_correlation", lambda r, name: r.rank_correlation[name], ".2f")
    | Number.each(DRAWN_AT_RANDOM, "{}_redrawn_mean", lambda r, name: r.redrawn[name].mean(), ".4f", **called.REDRAWN_MEAN)
    | Number.each(
        DRAWN_AT_RANDOM, "{}_redrawn_error", lambda r, name: r.redrawn[name].std(ddof=1) / np.sqrt(REDRAWS), ".4f", **called.ERROR
    )
    | Number.each(DRAWN_AT_RANDOM, "{}_redrawn_max", lambda r, name: r.redrawn[name].max(), ".4f")
    | {
        "textures_max": Number(lambda r: max(r.index[name] for name in TEXTURES), ".3f", name=called.NAMES["textures_max"]),
        "twins_min": Number(lambda r: min(r.twins[name].min() for name in PHOTOGRAPHS), ".2f"),
        "photographs_above_all_twins": Number(lambda r: above_all_twins(r, PHOTOGRAPHS), "d"),
        "noise_above_all_twins": Number(lambda r: r.truth_above["noise"].sum(), "d"),
        "photographs_null_high": Number(lambda r: max(r.null[name][1] for name in PHOTOGRAPHS), ".4f", name=called.HIGHEST_NULL),
    }
    | fixed(".4f", margin=MARGIN, names=called.MARGINS)
    | Number.each(TRUTHS, "{}_min", lambda r, name: r.truth[name].min(), ".2f")
    | Number.each(TRUTHS, "{}_max", lambda r, name: r.truth[name].max(), ".2f", **called.TRUTH_MAX)
    | fixed(permutations=PERMUTATIONS, redraws=REDRAWS, regions=REGIONS**2, photographs=len(PHOTOGRAPHS), seed=SEED, names=DRAWS)
    | fixed("d", "px", patch=PATCH)
)
