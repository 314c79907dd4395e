"""Up to its last map a network is equivariant; then a global maximum forgets the place, and a fully connected layer learns it.

A face lies at the bottom left of a cluttered picture, then at the top left. Is the answer the same? Filters learnt at one place
of aligned faces answer where eyes, nose and mouth are; a face channel adds their answers at the offsets they have in a face, a
rival channel at others (mouth on top, eyes at the bottom). Both channels are lowered by one threshold, the least at which no
training background lights either. (It was chosen after a look: with a threshold of its own, 3.80 instead of 4.45, the rival
lit faintly.) Two heads, one on each channel's maximum, one with a weight for every pixel, end in a softmax over "face" and
"rival". Both learn by one regression from scenes with faces, or faces rearranged like the rival, at the bottom left.

Shown is the mean of 50 face images that played no part in learning, so that no one's portrait is; one by one, about half of
them stay below the threshold, at either place. What is exact is so because nothing is padded, windows lie at every pixel, and
the face brings along all pixels that its peak sees. The rival channel, dark throughout, is not drawn.

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
from figures.stationarity_locality._shared.axes import free_canvas
from figures.stationarity_locality.face_hierarchy import names as called
from figures.stationarity_locality.face_hierarchy import panels
from figures.stationarity_locality.face_hierarchy import parts as hierarchy
from figures.stationarity_locality.face_hierarchy.learning import FACE, PLACES, RIVAL, SIDE, TRAINING_FACES, gravel, learn
from sitekit.figure import WIDTH, Figure, Labels, Number, fixed, note, unquoted

LABELS = Labels(
    input={"ko": "입력\n(점: 최대 응답)", "en": "input (dots:\npeak responses)"},
    face={"ko": "얼굴 채널", "en": "face\nchannel"},
    highest={"ko": "최댓값\n{}", "en": "maximum\n{}"},
    maximum={"ko": "전역\n최대 풀링", "en": "global\nmax pooling"},
    dense={"ko": "완전\n연결층", "en": "fully\nconnected"},
    bottom_left={"ko": "학습한 위치", "en": "trained here"},
    top_left={"ko": "옮긴 위치", "en": "moved here"},
    empty={"ko": "얼굴이 없을 때", "en": "without a face"},
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
    """From left to right the two places in one scene, the peak of the face channel in each, and the answer of each head.

    The places share no row, so either half of the scene is that of its own picture.
    """
    figure = free_canvas(panels.HEIGHT)
    peaks = {place: hierarchy.peak(result.face[place]) for place in PLACES}
    scene = panels.frame(figure, panels.LEFT, panels.BOTTOM, panels.COLUMNS * panels.PIXEL, panels.TALL)
    both = np.vstack([result.scene["top_left"][: SIDE // 2], result.scene["bottom_left"][SIDE // 2 :]])
    pins = np.array([hierarchy.peak(channel) for parts in result.parts.values() for channel in parts])
    panels.scene(scene, both, {PLACES["bottom_left"]: "-", PLACES["top_left"]: "--"}, pins)
    panels.heading(figure, 0.9, labels.input)

    limit = max(channel.max() for channel in result.face.values())
    for place, peak in peaks.items():
        height = panels.level(peak[0])
        note(scene, -0.9, peak[0], getattr(labels, place), rotation=90, ha="right", va="center")
        panels.arrow(figure, 1.6, 1.79, height)
        name = labels.highest.format(f"{result.scores[place]:.3f}")
        panels.magnified(panels.frame(figure, 1.81, height - 0.28, 0.56, 0.56), result.face[place], peak, limit, name)
        panels.arrow(figure, 2.39, 2.56, height)
    panels.heading(figure, 2.09, labels.face)

    heights = tuple(panels.level(peaks[place][0]) for place in PLACES)
    for left, head in zip((2.54, 3.5), HEADS, strict=True):
        axes = panels.frame(figure, left, panels.BOTTOM, 0.9, panels.TALL)
        axes.set_ylim(panels.BOTTOM, panels.BOTTOM + panels.TALL)
        panels.answers(axes, result.probability[head], heights, labels.empty)
        panels.heading(figure, left + 0.5, getattr(labels, head))
    figure.text(3.47 / WIDTH, 0.02, labels.probability, ha="center", va="bottom")
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
