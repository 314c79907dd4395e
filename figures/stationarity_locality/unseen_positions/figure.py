"""Sharing alone does not carry a detector to places it never saw, pooling alone does not either; the two together do.

A face is learnt in the bottom row of a scene. Is it known in the upper rows? Six networks of two layers learn "face or
something else?" from the same scenes, by the same steps, with objects in the bottom row only. They are tested with unseen
face images, and things cut from other halves of the photographs, at 5 × 5 positions: the same objects on the same
backgrounds, moved. Every window that sees any of an object lies whole within the scene (10 pixels remain around it), since
fewer windows at the border would betray the place.

Five networks see a picture as 361 windows of 11 × 11 pixels, two pixels apart, freed of brightness and contrast; the fully
connected one sees it whole. Three repetitions test disjoint sets of 30 of the 100 face images and learn from the other 70;
whether two images show one person is not known. Since an object recurs at all positions, standard errors come from a
bootstrap over objects, faces and others apart.

All these positions lie on the windows' own steps of two pixels; convolution + maximum is also asked one pixel down and right
of them, where windows cut the object as they never did in training. The control is the same network with the same weights
and windows at every pixel. Whether an answer depends on the place is asked on flat ground, where the object alone is seen. To
be independent of position is not yet to be right, and the average learns slowly: a control trains it five times as long.

Data: faces of ``skimage.data.lfw_subset``; photographs as in ``_common.scenes``. The two scenes drawn hold the mean face.
Source of the claim: Biscione & Bowers 2021, JMLR 22:229, for large networks; of the control, Mouton, Myburgh & Davel 2020.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common import networks, scenes
from figures.stationarity_locality.unseen_positions import names, panels
from figures.stationarity_locality.unseen_positions.compared import DIFFERENCES, TOP_ROWS, drop
from figures.stationarity_locality.unseen_positions.training import (
    SEED,
    TEST_FACES,
    TRAINING_SCENES,
    data_of,
    everywhere,
    flat_change,
    learn,
    told_between,
)
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, unquoted

LABELS = Labels(
    full_fc={"ko": "완전 연결\n+ 완전 연결", "en": "fully connected\n+ fully connected"},
    local_fc={"ko": "지역 연결\n+ 완전 연결", "en": "locally connected\n+ fully connected"},
    local_max={"ko": "지역 연결\n+ 최대 풀링", "en": "locally connected\n+ max pooling"},
    conv_average={"ko": "합성곱\n+ 평균 풀링", "en": "convolution\n+ average pooling"},
    conv_fc={"ko": "합성곱\n+ 완전 연결", "en": "convolution\n+ fully connected"},
    conv_max={"ko": "합성곱\n+ 최대 풀링", "en": "convolution\n+ max pooling"},
    unshared={"ko": "비공유", "en": "not shared"},
    shared={"ko": "공유", "en": "shared"},
    learnt={"ko": "학습: 맨 아랫줄", "en": "trained: bottom row"},
    tested={"ko": "시험: 다섯 줄 모두", "en": "tested: all five rows"},
    accuracy={"ko": "정확도", "en": "accuracy"},
    chance={"ko": "무작위", "en": "chance"},
)

REPETITIONS = 3
EPOCHS, LONGER = 8, 40
BOOTSTRAPS = 1000
CHANCE = 0.5
EXAMPLE = 8  # Which background is drawn.
OTHER = -1  # Which of the tested objects stands for all that are not faces, where only one is shown.
NETWORKS = {
    "full_fc": ("full", "fc"),
    "local_fc": ("local", "fc"),
    "local_max": ("local", "max"),
    "conv_average": ("conv", "average"),
    "conv_fc": ("conv", "fc"),
    "conv_max": ("conv", "max"),
}
SMALL = ("full_fc", "conv_average", "conv_fc", "conv_max")
"""The networks with few enough weights to be sent to a page. A name is the first layer's and the head's."""


@dataclass(frozen=True)
class Result:
    """By network: ``right`` (180, 5, 5) bool, whether each test object, of three times 30 faces and 30 others, is told
    right with its corner at each row and column of the grid; ``training`` accuracy, 0..1; ``row_errors`` (5,) and
    ``top_errors``, standard errors of the rows' and of the top two rows' mean accuracy; ``weights``, how many numbers it
    learns.

    ``between`` (180, 2, 2) bool: ``right`` of convolution + maximum with the objects' corners at ``scenes.BETWEEN``;
    ``every_pixel``, the same with windows at every pixel.
    ``flat_change``: by network of the first repetition, the most that an object's log odds change over the grid, on flat
    ground, in standard deviations of the objects' log odds.
    ``longer`` (60, 5, 5) bool: ``right`` of convolution + average after five times the training, first repetition.
    ``training_scene`` and ``test_scene`` (48, 48): examples with mean faces, grey levels 0..1.

    Of the first repetition's networks: ``trained`` (weights,) of those with few weights, in the order of
    ``Network.weights``; ``answers`` (2, 17, 17), the log odds that each of ``things`` (2, 12, 12), the mean face and
    something else, is a face on ``ground`` (48, 48) with its corner at rows and columns 10..26."""

    right: dict[str, np.ndarray]
    training: dict[str, float]
    row_errors: dict[str, np.ndarray]
    top_errors: dict[str, float]
    weights: dict[str, int]
    between: np.ndarray
    every_pixel: np.ndarray
    flat_change: dict[str, float]
    longer: np.ndarray
    training_scene: np.ndarray
    test_scene: np.ndarray
    trained: dict[str, np.ndarray]
    answers: dict[str, np.ndarray]
    things: np.ndarray
    ground: np.ndarray


def measure() -> Result:
    """Train and test the six networks three times."""
    right = {name: [] for name in NETWORKS}
    training = {name: [] for name in NETWORKS}
    between, every_pixel = [], []
    for repetition in range(REPETITIONS):
        data = data_of(repetition)
        seen = scenes.views(data.training)
        nets = {name: learn(NETWORKS[name], seen, data.truth, repetition, EPOCHS) for name in NETWORKS}
        weights = {name: network.size for name, network in nets.items()}
        for name, network in nets.items():
            training[name].append(((network.log_odds(seen[NETWORKS[name][0]]) > 0) == data.truth).mean())
        if repetition == 0:
            first, mean_face = data, scenes.matched(scenes.face_objects().mean(axis=0)[None])[0]
            ground, things = data.grounds[EXAMPLE], np.stack([mean_face, data.objects[OTHER]])
            answers = everywhere(nets, NETWORKS, ground, things)
            change = flat_change(nets, NETWORKS, data.objects)
            trained = {name: np.concatenate([array.ravel() for array in nets[name].weights]) for name in SMALL}
            nets["conv_average_longer"] = learn(NETWORKS["conv_average"], seen, data.truth, repetition, LONGER)
        for key, values in scenes.told_right(nets, data).items():
            right.setdefault(key, []).append(values)
        between.append(told_between(nets["conv_max"], data, scenes.STRIDE))
        every_pixel.append(told_between(nets["conv_max"], data, 1))
    longer = right.pop("conv_average_longer")[0]
    right = {name: np.concatenate(values) for name, values in right.items()}
    is_face = np.tile(first.is_face, REPETITIONS)
    bootstraps = scenes.resampled(is_face, BOOTSTRAPS, np.random.default_rng(SEED))
    return Result(
        right=right,
        training={name: float(np.mean(values)) for name, values in training.items()},
        row_errors={
            name: np.array([scenes.bootstrap_error(rows, bootstraps) for rows in values.swapaxes(0, 1)])
            for name, values in right.items()
        },
        top_errors={name: scenes.bootstrap_error(values[:, :TOP_ROWS], bootstraps) for name, values in right.items()},
        weights=weights,
        between=np.concatenate(between),
        every_pixel=np.concatenate(every_pixel),
        flat_change=change,
        longer=longer,
        training_scene=first.example(EXAMPLE, scenes.GRID[-1], scenes.GRID[1]),
        test_scene=first.example(EXAMPLE, scenes.GRID[1], scenes.GRID[3]),
        trained=trained,
        answers=answers,
        things=things,
        ground=ground,
    )


def accuracy(result: Result, name: str, rows: int | slice) -> float:
    """Accuracy over rows of the grid, 0 the top one and −1 the one learnt: 0..1."""
    return result.right[name][:, rows].mean()


def draw(result: Result, labels) -> Figure:
    """Two scenes above; below, a map of accuracy over the grid for each network, first those without sharing."""
    figure = canvas(5.0)
    axes = figure.subplots(3, 3)
    shown = (labels.learnt, result.training_scene), (labels.tested, result.test_scene)
    for place, scene in zip(axes[0, :2], shown, strict=True):
        panels.scene(place, *scene, rows=len(scenes.GRID) if scene is shown[1] else 1)
    for place, name in zip(axes[1:].ravel(), NETWORKS, strict=True):
        ends = [accuracy(result, name, rows) for rows in (slice(TOP_ROWS), -1)]
        told = ends[0] > (1 + CHANCE) / 2
        image = panels.accuracies(place, result.right[name].mean(axis=0), ends, CHANCE, TOP_ROWS)
        place.set_title(
            f"{'✓' if told else '✗'} {getattr(labels, name)}", loc="left", color=palette.RIGHT if told else palette.INK
        )
    for place, name in zip(axes[1:, 0], (labels.unshared, labels.shared), strict=True):
        place.set_ylabel(name)
    panels.scale(axes[0, 2], image, labels.accuracy, labels.chance)
    return figure


NUMBERS = (
    Number.each(NETWORKS, "{}_top_two_rows", lambda r, name: accuracy(r, name, slice(TOP_ROWS)), ".0%", **names.TOP_ROWS)
    | Number.each(("conv_fc", "conv_max"), "{}_bottom_row", lambda r, name: accuracy(r, name, -1), ".0%", **names.BOTTOM_ROW)
    | {
        "conv_max_between": Number(lambda r: r.between.mean(), ".0%", name=names.NAMES["conv_max_between"]),
        "conv_max_every_pixel": Number(lambda r: r.every_pixel.mean(), ".0%", name=names.NAMES["conv_max_every_pixel"]),
        "conv_average_longer": Number(lambda r: r.longer.mean(), ".0%", name=names.NAMES["conv_average_longer"]),
        "largest_standard_error": Number(
            lambda r: max(r.top_errors.values()), ".1%", "%p", name=names.NAMES["largest_standard_error"]
        ),
    }
    | fixed(training_scenes=TRAINING_SCENES, test_faces=REPETITIONS * TEST_FACES, repetitions=REPETITIONS, names=names.CONSTANTS)
    | fixed(".0%", chance=CHANCE, names=names.CHANCE)
    | unquoted(
        Number.each(NETWORKS, "{}_weights", lambda r, name: r.weights[name], ",d", **names.WEIGHTS)
        | Number.each(NETWORKS, "{}_top_two_rows_error", lambda r, name: r.top_errors[name], ".1%", "%p", **names.TOP_ROWS_ERROR)
        | Number.each(NETWORKS, "{}_top_row", lambda r, name: accuracy(r, name, 0), ".1%")
        | Number.each(NETWORKS, "{}_top_row_error", lambda r, name: r.row_errors[name][0], ".1%", "%p")
        | Number.each(tuple(NETWORKS)[:4], "{}_bottom_row", lambda r, name: accuracy(r, name, -1), ".1%", **names.BOTTOM_ROW)
        | Number.each(NETWORKS, "{}_bottom_row_error", lambda r, name: r.row_errors[name][-1], ".1%", "%p")
        | Number.each(NETWORKS, "{}_drop", lambda r, name: drop(r.right[name])[0], ".1%", "%p", **names.DROP)
        | Number.each(NETWORKS, "{}_drop_error", lambda r, name: drop(r.right[name])[1], ".1%", "%p", **names.DROP_ERROR)
        | Number.each(NETWORKS, "{}_training", lambda r, name: r.training[name], ".1%")
        | Number.each(DIFFERENCES, "{}", lambda r, name: DIFFERENCES[name](r)[0], ".1%", "%p", names=names.DIFFERENCES)
        | Number.each(
            DIFFERENCES, "{}_error", lambda r, name: DIFFERENCES[name](r)[1], ".1%", "%p", names=names.DIFFERENCE_ERRORS
        )
        | Number.each(NETWORKS, "{}_flat_change", lambda r, name: r.flat_change[name], ".1f", **names.FLAT_CHANGE)
        | fixed("d", bootstraps=BOOTSTRAPS)
        | fixed(seed=SEED, epochs=EPOCHS, longer_epochs=LONGER, test_others=REPETITIONS * TEST_FACES)
        | fixed(positions=len(scenes.GRID) ** 2, filters=networks.CHANNELS, names=names.FILTERS)
        | fixed("d", "px", scene_side=scenes.CANVAS, object_side=scenes.OBJECT, margin=scenes.GRID[0])
        | fixed("d", "px", window_side=scenes.WINDOW, stride=scenes.STRIDE)
    )
)
