"""Up to its last map a network is equivariant; then a global maximum forgets the place, and a fully connected layer learns it.

A face lies at the bottom left of a cluttered picture, then at the top left. Is the answer the same? Filters learnt at one place
of aligned faces answer where eyes, nose and mouth are; a face channel adds their answers at the offsets they have in a face, a
rival channel at others (mouth on top, eyes at the bottom). Both channels are lowered by one threshold, the least at which no
training background lights either. (It was chosen after a look: with a threshold of its own, 3.80 instead of 4.45, the rival
lit faintly.) Two heads, one on each channel's maximum, one with a weight for every pixel, end in a softmax over "face" and
"rival". Both learn by one regression from scenes with faces, or faces rearranged like the rival, at the bottom left.

Shown is the mean of 50 face images that played no part in learning, so that no one's portrait is; one by one, about half of
them stay below the threshold, at either place. What is exact is so because nothing is padded, windows lie at every pixel, and
the face brings along all pixels that its peak sees. Part channels are drawn dark up to half of their highest answer.

Data: ``skimage.data.lfw_subset``, 50 images to learn from, 50 to test; backgrounds to learn from ``camera``, ``coffee`` and the
left picture of ``stereo_motorcycle``, to test ``gravel``. That the layer's answer at the top is that of an empty picture is
built in: its weights start at zero, and nothing lights at the top while it learns. Whether a layer that starts at random is
any better is asked in ``unseen_positions``. The chain follows the original article's two pictures, whose claim
that a fully connected layer and a softmax make it invariant is what fails (Biscione & Bowers 2021, JMLR 22:229).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from figures._common import scenes
from figures._common.photographs import faces
from figures.stationarity_locality._shared import face_parts
from figures.stationarity_locality.face_hierarchy import names as called
from figures.stationarity_locality.face_hierarchy import panels
from figures.stationarity_locality.face_hierarchy import parts as hierarchy
from figures.stationarity_locality.face_hierarchy.learning import FACE, PLACES, RIVAL, SIDE, TRAINING_FACES, gravel, learn
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, picture, ring, unquoted

LABELS = Labels(
    input={"ko": "입력", "en": "input"},
    face={"ko": "얼굴 채널", "en": "face channel"},
    rival={"ko": "경쟁 채널", "en": "rival channel"},
    left_eye={"ko": "왼쪽 눈", "en": "left eye"},
    right_eye={"ko": "오른쪽 눈", "en": "right eye"},
    nose={"ko": "코", "en": "nose"},
    mouth={"ko": "입", "en": "mouth"},
    maximum={"ko": "전역 최대 풀링", "en": "global maximum"},
    dense={"ko": "완전 연결층", "en": "fully connected"},
    bottom_left={"ko": "왼쪽 아래", "en": "bottom left"},
    top_left={"ko": "왼쪽 위", "en": "top left"},
    empty={"ko": "얼굴 없음", "en": "no face"},
    probability={"ko": "얼굴일 확률", "en": "probability of a face"},
)

SEED = 0
HEADS = ("maximum", "dense")
SHOWN = (*PLACES, "empty")


@dataclass(frozen=True)
class Result:
    """By place, "bottom_left" and "top_left": ``scene`` (54, 54), grey levels 0..1; ``parts`` (4, 54, 54), the part channels in
    the order of ``FACE``, at their windows' centres; ``face`` and ``rival`` (54, 54), the channels, lowered, at the face's
    nose. All are 0 where no whole window fits.

    ``scores``: the face channel's maximum before it is lowered, by place and for the "empty" picture. ``threshold``, by how
    much face and rival channel are lowered. By head, the ``probability`` of a face, 0..1: (3,) at the bottom left, at the
    top left, and in the empty picture; ``rearranged`` (2,), for the mean face rearranged like the rival, at the two places;
    ``each`` (50, 2), for every unseen face image. ``each_score`` (50, 2): the face channel's maximum, lowered, for those.
    ``rival_answers`` (2, 2): by place, the maxima of face and rival channel, lowered, for the rearranged mean face."""

    scene: dict[str, np.ndarray]
    parts: dict[str, np.ndarray]
    face: dict[str, np.ndarray]
    rival: dict[str, np.ndarray]
    scores: dict[str, float]
    threshold: float
    probability: dict[str, np.ndarray]
    rearranged: dict[str, np.ndarray]
    each: dict[str, np.ndarray]
    each_score: np.ndarray
    rival_answers: np.ndarray


def measure() -> Result:
    """Run the network on the mean face, and on every unseen face image, at both places."""
    network, ground, unseen = learn(np.random.default_rng(SEED)), gravel(), faces()[TRAINING_FACES:]
    mean_face = unseen.mean(axis=0)
    rival_face = face_parts.rearranged(mean_face[None], RIVAL)[0]
    shown = {place: scenes.paste_one(ground, mean_face, corner) for place, corner in PLACES.items()}
    rivals = [scenes.paste_one(ground, rival_face, corner) for corner in PLACES.values()]
    channels = dict(zip(PLACES, network.channels(list(shown.values())), strict=True))
    each_scene = [scenes.paste_one(ground, face, corner) for face in unseen for corner in PLACES.values()]
    return Result(
        scene=shown,
        parts={place: hierarchy.framed_channels(scene, network.filters) for place, scene in shown.items()},
        face={place: hierarchy.framed(both[0], FACE["nose"], SIDE) for place, both in channels.items()},
        rival={place: hierarchy.framed(both[1], FACE["nose"], SIDE) for place, both in channels.items()},
        scores={name: float(network.joined(scene)[0].max()) for name, scene in (shown | {"empty": ground}).items()},
        threshold=network.threshold,
        probability=network.probability([*shown.values(), ground]),
        rearranged=network.probability(rivals),
        each={head: values.reshape(-1, 2) for head, values in network.probability(each_scene).items()},
        each_score=network.channels(each_scene)[:, 0].max(axis=(1, 2)).reshape(-1, 2),
        rival_answers=network.channels(rivals).max(axis=(2, 3)),
    )


def draw(result: Result, labels) -> Figure:
    """A row for each place, from the input to the two channels; below, the probabilities that both heads give."""
    figure = canvas(4.0)
    figure.get_layout_engine().set(h_pad=0.03, w_pad=0.03, hspace=0, wspace=0)
    grid = figure.add_gridspec(3, 4, height_ratios=(1.25, 1.25, 1), width_ratios=(1, 1.05, 1, 1))
    part_limit, limit = (max(channel.max() for channel in maps.values()) for maps in (result.parts, result.face))
    for row, place in enumerate(PLACES):
        scene, face, rival = (figure.add_subplot(grid[row, column]) for column in (0, 2, 3))
        picture(scene, result.scene[place])
        scene.set_ylabel(getattr(labels, place))
        cells = [figure.add_subplot(cell) for cell in grid[row, 1].subgridspec(2, 2)]
        names = labels.left_eye, labels.right_eye, labels.nose, labels.mouth
        panels.parts(cells, result.parts[place], part_limit, names, np.add(PLACES[place], list(FACE.values())))
        picture(face, result.face[place], vmax=limit, cmap="viridis")
        picture(rival, result.rival[place], vmax=limit, cmap="viridis")
        ring(face, hierarchy.peak(result.face[place])[::-1], 5, palette.KERNEL, linewidth=1.3)
        if row == 0:
            for axes, title in zip((scene, face, rival), (labels.input, labels.face, labels.rival), strict=True):
                axes.set_title(title)
    where = [labels.bottom_left, labels.top_left, labels.empty]
    for cell, head, colour in zip(grid[2, :].subgridspec(1, 2), HEADS, (palette.OUTPUT, palette.DENSE), strict=True):
        axes = figure.add_subplot(cell)
        panels.bars(axes, result.probability[head], where if head == HEADS[0] else ["", "", ""], colour)
        axes.set_title(getattr(labels, head), loc="left")
    figure.supxlabel(labels.probability, fontsize=9.5)
    return figure


def told_faces(result: Result, head: str, place: str) -> int:
    """How many of the unseen face images are told to be faces at ``place``."""
    return (result.each[head][:, SHOWN.index(place)] > 0.5).sum()


NUMBERS = unquoted(
    {
        "rival_peak_on_faces": Number(lambda r: max(channel.max() for channel in r.rival.values()), ".2f"),
        "rival_peak_on_rivals": Number(lambda r: r.rival_answers[0, 1], ".2f"),
        "face_peak_on_rivals": Number(lambda r: r.rival_answers[:, 0].max(), ".2f"),
        "face_peak": Number(lambda r: r.face["top_left"].max(), ".2f"),
        "score_difference": Number(lambda r: r.scores["bottom_left"] - r.scores["top_left"], ".0f", name=called.SCORE_DIFFERENCE),
        "unseen_lit": Number(lambda r: (r.each_score[:, 0] > 0).sum(), "d"),
        "unseen_equal": Number(lambda r: (r.each_score[:, 0] == r.each_score[:, 1]).sum(), "d"),
    }
    | Number.fields(".2f", "threshold")
    | Number.each(PLACES, "peak_row_{}", lambda r, place: hierarchy.peak(r.face[place])[0], "d")
    | Number.each(PLACES, "peak_column_{}", lambda r, place: hierarchy.peak(r.face[place])[1], "d")
    | fixed(seed=SEED, training_faces=TRAINING_FACES, scene_side=SIDE, shift=PLACES["bottom_left"][0] - PLACES["top_left"][0])
) | {
    **Number.each(PLACES, "score_{}", lambda r, place: r.scores[place], ".3f", names=called.SCORE, words=called.WORDS),
    "unseen_faces": Number(lambda r: len(r.each_score), "d", name=called.UNSEEN),
    **Number.each(
        product(HEADS, SHOWN),
        "{}_{}",
        lambda r, head, where: r.probability[head][SHOWN.index(where)],
        ".1%",
        names=called.PROBABILITY,
        words=called.WORDS,
    ),
    **Number.each(product(HEADS, PLACES), "unseen_{}_{}", told_faces, "d", names=called.TOLD, words=called.WORDS),
}
