"""Zero padding writes an address: d layers give the places of an empty picture (2d + 1)² different feature vectors.

Question: can a convolutional network know where it is? A picture of one grey, 24×24 pixels of value 1/2, has nothing that
could tell two places apart. It passes through layers of 3×3 convolution with random weights and rectification, 16 channels
each, without biases. Beyond the border each layer sees zeros, or what the padding puts there. After each layer the
different feature vectors are counted, bit by bit; nothing is rounded. The count cannot exceed (2d + 1)²: along each
axis a place knows at most how far the two borders are, if they are nearer than d. Of these vectors 4d² belong to
one pixel only. The pictures show how far each vector is from the one in the middle, relative to the latter, on a logarithmic
scale; lines separate neighbouring rows and columns whose vectors differ anywhere.

The same on photographs: a linear probe reads the row of each place off its feature vector. Fitted to crops of seven of eight
photographs, it is asked about the eighth: share of the row's variance explained, median over the eight (see ``probe.py``).
Chance is 0; circular padding is the control, as are repeated and reflected borders. Each of the ten networks sees crops of its
own, and what is quoted is their mean and standard deviation.

Limits: an empty picture is the clearest case; a picture of zeros without biases has no address, since zeros are what the border
shows too; and with few channels rectification leaves some vectors all zero, so that fewer can be told apart. With
sixteen this happened in one network of two hundred, to four vectors.

Data: none but the one grey; for the probe ``skimage.data`` astronaut, chelsea, coffee, rocket, camera, moon, motorcycle
and matplotlib's Grace Hopper. Source: Kayhan & van Gemert 2020; Islam, Jia & Bruce 2020.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.spatial.distance import pdist

from figures.shift_invariance.padding_writes_an_address import names as called
from figures.shift_invariance.padding_writes_an_address import padding, panels, probe
from sitekit.figure import Figure, Labels, Number, canvas, fixed, note, palette, unquoted

LABELS = Labels(
    layer={"ko": "층 {}개: 벡터 {}가지", "en": "layer {}: {} vectors"},
    distance={"ko": "균일한 회색 이미지: 중심 벡터와의 상대 거리", "en": "uniform grey image: distance from the middle vector"},
    vectors={"ko": "서로 다른 특징 벡터의 수", "en": "different feature vectors"},
    row={"ko": "특징으로 행 번호 예측", "en": "predicting the row"},
    explained={"ko": "설명된 분산", "en": "explained variance"},
    deviation={"ko": "띠: ±표준편차", "en": "band: ±1 s.d."},
    depth={"ko": "층수", "en": "layers"},
    zero={"ko": "제로 패딩", "en": "zero padding"},
    circular={"ko": "순환 패딩", "en": "circular padding"},
)

SEED = 0
PHOTOGRAPHS = ("astronaut", "chelsea", "coffee", "rocket", "motorcycle", "hopper", "camera", "moon")
NETWORKS, OTHERS, DEPTH, CHANNELS, SIZE = 10, 2, 8, 16, 3
SIDE, VALUE = 24, 0.5
PROBED = ("zero", "circular")
"""The paddings that are drawn."""
SHOWN = (1, 3, 8)
"""The depths whose vectors are drawn."""


@dataclass(frozen=True)
class Result:
    """``counts`` maps each padding to the number of different feature vectors, (10, 8) for ten networks and depths 1..8 if it is
    "zero", else (2, 8) for the first two networks. ``single`` (10, 8) are those of one pixel only, with zero padding; ``nearest``
    (10, 8) is the smallest distance of two different vectors, relative to the longest.

    For the first network at the depths shown, ``distances`` (3, 24, 24) are distances from the vector in the middle, relative to
    its length; ``rows_differ`` and ``columns_differ`` (3, 23) say whether a row or column has other vectors than the next.
    ``explained`` maps each padding to the share of the row's variance that a probe explains in each photograph held out (10
    networks, 8 depths, 8 photographs), at most 1."""

    counts: dict[str, np.ndarray]
    single: np.ndarray
    nearest: np.ndarray
    distances: np.ndarray
    rows_differ: np.ndarray
    columns_differ: np.ndarray
    explained: dict[str, np.ndarray]


def networks() -> list[list[np.ndarray]]:
    """The weights of the ten networks."""
    rng = np.random.default_rng(SEED)
    return [padding.random_layers(DEPTH, CHANNELS, SIZE, rng) for _ in range(NETWORKS)]


def pieces() -> list[np.ndarray]:
    """The crops of photographs that each of the ten networks is probed with."""
    images = probe.halved(PHOTOGRAPHS)
    return [probe.crops(images, np.random.default_rng([SEED, network])) for network in range(NETWORKS)]


def measure() -> Result:
    """The empty picture with four paddings, then the probe on photographs."""
    weights, image = networks(), np.full((SIDE, SIDE), VALUE)
    maps = [padding.features(image, layers, "zero") for layers in weights]
    vectors = [[padding.distinct(each) for each in by_depth] for by_depth in maps]
    others = {kind: padding.all_counts(image, weights[:OTHERS], kind) for kind in padding.MODES if kind != "zero"}
    probed = list(zip(pieces(), weights, strict=True))
    shown = [maps[0][depth - 1] for depth in SHOWN]
    return Result(
        counts={"zero": np.array([[len(found) for found, _ in each] for each in vectors])} | others,
        single=np.array([[(places == 1).sum() for _, places in each] for each in vectors]),
        nearest=np.array([[pdist(found).min() / np.linalg.norm(found, axis=1).max() for found, _ in each] for each in vectors]),
        distances=np.stack([padding.from_middle(each) for each in shown]),
        rows_differ=np.stack([(np.diff(each, axis=1) != 0).any(axis=(0, 2)) for each in shown]),
        columns_differ=np.stack([(np.diff(each, axis=2) != 0).any(axis=(0, 1)) for each in shown]),
        explained={
            kind: np.stack([probe.rows_explained(images, layers, kind) for images, layers in probed]) for kind in padding.MODES
        },
    )


def read(result: Result, kind: str) -> np.ndarray:
    """What is read of the row after the last layer with the padding ``kind``, in each network: (10,)."""
    return probe.middling(result.explained[kind])[:, -1]


def draw(result: Result, labels) -> Figure:
    """Three depths of the empty picture above; below, how many vectors differ, and how much of the row photographs betray."""
    figure = canvas(4.4)
    pictures, plots = figure.subfigures(2, 1, height_ratios=(1.25, 1))
    places = pictures.subplots(1, len(SHOWN))
    for place, depth, *address in zip(places, SHOWN, result.distances, result.rows_differ, result.columns_differ, strict=True):
        shown = panels.addresses(place, *address)
        place.set_title(labels.layer.format(depth, result.counts["zero"][0, depth - 1]))
    panels.scale(pictures, shown, places, labels.distance)

    counts, rows = plots.subplots(1, 2)
    panels.counts(counts, *(result.counts[kind].max(axis=0) for kind in PROBED), SHOWN, (labels.zero, labels.circular))
    panels.rows_read(rows, *(probe.middling(result.explained[kind]) for kind in PROBED), (labels.zero, labels.circular))
    rows.set_ylabel(labels.explained)
    note(rows, 0.7, 0.4, labels.deviation, palette.WRONG)
    for axes, title in ((counts, labels.vectors), (rows, labels.row)):
        axes.set_title(title, loc="left")
        axes.set(xlim=(0.5, 8.5), xticks=(1, 3, 5, 8), xlabel=labels.depth)
    return figure


NUMBERS = (
    Number.each((1, 2, 3, 8), "zero_{}", lambda r, depth: r.counts["zero"][:, depth - 1].max(), "d", names=called.VECTORS)
    | {
        "circular": Number(lambda r: r.counts["circular"].max(), "d", name=called.NAMES["circular"]),
        **Number.each(
            PROBED, "row_explained_{}", lambda r, kind: read(r, kind).mean(), ".0%", names=called.EXPLAINED, words=called.PADDINGS
        ),
        "row_explained_zero_deviation": Number(
            lambda r: 100 * read(r, "zero").std(ddof=1), ".0f", "%p", name=called.NAMES["row_explained_zero_deviation"]
        ),
        "unread": Number(lambda r: (r.explained["zero"][:, -1] <= 0).sum(), "d", name=called.NAMES["unread"]),
        "probes": Number(lambda r: r.explained["zero"][:, -1].size, "d", name=called.NAMES["probes"]),
        "single_8": Number(lambda r: r.single[:, -1].max(), "d", name=called.NAMES["single_8"]),
    }
    | fixed(depth=DEPTH, pixels=SIDE**2, networks=NETWORKS, names=called.COUNTS)
    | unquoted(
        Number.each(
            ("replicate", "reflect"),
            "row_explained_{}",
            lambda r, kind: read(r, kind).mean(),
            ".1%",
            names=called.EXPLAINED,
            words=called.PADDINGS,
        )
        | Number.each((4, 5, 6, 7), "zero_{}", lambda r, depth: r.counts["zero"][:, depth - 1].max(), "d", names=called.VECTORS)
        | Number.each((5, 8), "zero_{}_lowest", lambda r, depth: r.counts["zero"][:, depth - 1].min(), "d", names=called.FEWEST)
        | Number.each(
            ("replicate", "reflect"),
            "{}_highest",
            lambda r, kind: r.counts[kind].max(),
            "d",
            names=called.HIGHEST,
            words=called.PADDINGS,
        )
        | Number.each(
            padding.MODES,
            "row_error_{}",
            lambda r, kind: read(r, kind).std(ddof=1) / NETWORKS**0.5,
            ".1%",
            "%p",
            names=called.ERROR,
            words=called.PADDINGS,
        )
        | Number.each(
            product(PROBED, (1, 5)), "row_explained_{}_{}", lambda r, k, d: probe.middling(r.explained[k])[:, d - 1].mean(), ".1%"
        )
        | {
            "row_difference_median": Number(
                lambda r: np.median(read(r, "zero") - read(r, "circular")),
                ".1%",
                "%p",
                name=called.NAMES["row_difference_median"],
            ),
            "row_difference_least": Number(
                lambda r: (read(r, "zero") - read(r, "circular")).min(), ".1%", "%p", name=called.NAMES["row_difference_least"]
            ),
            "single_5": Number(lambda r: r.single[:, 4].max(), "d"),
            "nearest": Number(lambda r: r.nearest.min(), ".4f"),
        }
        | fixed(networks_other_paddings=OTHERS, channels=CHANNELS, kernel_side=SIZE, value=VALUE, seed=SEED)
        | fixed(photographs=len(PHOTOGRAPHS), groups=probe.GROUPS, crops=2 * probe.PLACES * probe.GROUPS)
        | fixed("d", "px", side=SIDE, crop_side=probe.CROP_SIDE)
    )
)
