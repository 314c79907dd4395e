"""A score that only asks whether the parts of a face are there hardly notices when they change places.

Question: what does an invariance cost that is too large? Four filters (two eyes, nose, mouth) are learnt by ridge regression
from 50 aligned faces drawn at random, and tested on the other 50, whose parts are cut out and pasted at other places. The bag
of parts adds up each filter's global maximum. The arrangement score with tolerance r adds up the highest answers within r
pixels of where the parts belong relative to one another, and takes the best place of the whole. Tolerance is what
pooling builds up from layer to layer; the bag is its limit.

Eight layouts are drawn at random under rules fixed before looking: the parts stay inside the picture, do not overlap, and each
mutual offset of two parts changes by at least 5 pixels (Chebyshev distance). AUC is the probability that an intact face
scores higher than a scrambled one, the mean over layouts. Halves and layouts are drawn anew by every seed. The hills are
kernel estimates of how the scores are spread, over the test faces and, of scrambled ones, over all layouts.

That the bag stays is nearly built in: a filter has its part's size, so its answer travels with the part that is pasted whole,
and only what answers elsewhere can change the maximum. The positive control is a face whose parts are erased, filled like the
holes: if its score fell as little, the bag would not look at parts at all.

Parts pasted back in place give the intact face to the last bit, so that is no control. The control moves all parts
together by 3 or 4 pixels in four directions: it has the seams and the filled holes, and the arrangement.

Does a locally connected layer with max-pooling keep a small invariance? 5×5 filters learn to tell the training faces from
120 crops of photographs, one filter at each place or one for all. The test faces move by 1 or 2 pixels; the change of the
output (root mean square, relative to that between two faces) is compared with what it is before pooling. Standard errors are
bootstraps over test faces.

Data: the 100 faces of ``skimage.data.lfw_subset`` (25×25 pixels); ``camera, coffee, stereo_motorcycle`` as other pictures.
Only means of faces are shown. Source: figure 9 of the original article.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures.stationarity_locality._shared import axes as axes_of
from figures.stationarity_locality._shared import face_parts as parts
from figures.stationarity_locality._shared.face_parts import PLACES, compare, erased, moved_together, rearranged
from figures.stationarity_locality.scrambled_face import names, panels
from figures.stationarity_locality.scrambled_face.gains import BOOTSTRAPS, POOLING_WIDTHS, SHIFTS, gain_error, pooling_gain
from figures.stationarity_locality.scrambled_face.scoring import (
    CHANGE,
    LAYOUTS,
    SEED,
    TOLERANCES,
    TRAINING,
    all_scores,
    halves,
    largest_change_of_answers,
    layouts,
)
from sitekit.figure import Figure, Labels, Number, fixed, note, palette, same, unquoted

LABELS = Labels(
    intact={"ko": "온전한 얼굴", "en": "intact faces"},
    scrambled={"ko": "뒤섞은 얼굴", "en": "scrambled faces"},
    strict={"ko": "부위가\n제자리에 있는가?", "en": "are the parts\nin place?"},
    loose={"ko": "부위가 있는가?", "en": "are the parts\nthere?"},
    forgiven={"ko": "{}픽셀까지 허용", "en": "within {} pixels"},
    measure=same("AUC"),
    apart={"ko": "구별됨", "en": "told\napart"},
    alike={"ko": "구별\n안 됨", "en": "not told\napart"},
    chance={"ko": "0.5 = 무작위", "en": "0.5 = chance"},
    score={"ko": "→ 점수가 높은 쪽", "en": "→ higher scores"},
)

TOGETHER = ((-4, 0), (4, 0), (0, -3), (0, 3))
"""Rows and columns, in pixels, by which the control moves all parts."""
COMPARED = np.array([*TOLERANCES, -1])
"""Rows of the scores, at the tolerances of 0, 1, …, 12 pixels and, last, as a bag, that are compared."""
ROWS = ("exact", *(str(tolerance) for tolerance in TOLERANCES[1:]), "bag")
"""Their names in numbers."""
QUOTED = ("exact", "4", "bag")
BETWEEN = (2, 4, 8)
"""Tolerances in pixels whose scores are drawn between the two ends."""


@dataclass(frozen=True)
class Result:
    """``mean_intact`` and ``mean_together`` (25, 25), ``mean_scrambled`` (8, 25, 25) are means over the 50 test faces, in
    grey levels 0..1. ``bag_intact`` and ``bag_erased`` (50,), ``bag_scrambled`` (8, 50) and ``bag_together`` (4, 50) are bag
    scores; 4 is what the training faces score on average at the places themselves. ``answer_difference`` is how much a filter's
    answer at its part changes at most when the part is pasted elsewhere.

    AUCs are 0..1, for the tolerances 0, 1, 2, 3, 4, 6, 8, 12 pixels and, last, the bag: ``scrambled`` (9, 8) and ``together``
    (9, 4) against the intact faces, per layout; ``together_scrambled`` (9,) of the control against the scrambled faces, mean over
    pairs of layouts; ``erased`` (9,) of the intact faces against those without parts. ``errors`` (9,) are standard errors of the
    means of ``scrambled`` over layouts, ``erased_errors`` (9,) of ``erased``.

    ``unshared`` and ``shared`` (2, 3, 50) are the layers' mean squared changes for shifts by 1 and 2 pixels, max-pooling over
    1, 3 and 5 places along both axes, and each test face; 1 = as between two faces.

    ``scores_intact`` (14, 50) and ``scores_scrambled`` (8, 14, 50) are the arrangement scores with tolerances of 0, 1, …, 12
    pixels and, last, the bag scores. ``filters`` has the weights (h, w) of each part's filter. ``layouts`` (9, 4, 2): rows
    and columns of the parts' centres in the control drawn and in the scrambled layouts.
    """

    mean_intact: np.ndarray
    mean_together: np.ndarray
    mean_scrambled: np.ndarray
    bag_intact: np.ndarray
    bag_scrambled: np.ndarray
    bag_together: np.ndarray
    bag_erased: np.ndarray
    scrambled: np.ndarray
    together: np.ndarray
    together_scrambled: np.ndarray
    erased: np.ndarray
    errors: np.ndarray
    erased_errors: np.ndarray
    answer_difference: float
    unshared: np.ndarray
    shared: np.ndarray
    scores_intact: np.ndarray
    scores_scrambled: np.ndarray
    filters: dict[str, np.ndarray]
    layouts: np.ndarray


def measure() -> Result:
    """Learn the parts from half the faces, score the others intact, moved together, scrambled, and without parts."""
    training, test = halves()
    others = parts.photographs()
    filters = parts.learn_filters(training, others)
    scrambled = [rearranged(test, layout) for layout in layouts()]
    together = [rearranged(test, moved_together(*offset)) for offset in TOGETHER]
    intact_scores = all_scores(test, filters)
    scrambled_scores = np.array([all_scores(images, filters) for images in scrambled])
    together_scores = np.array([all_scores(images, filters) for images in together])
    erased_scores = all_scores(erased(test), filters)
    pairs, control, blank = (
        compare(intact_scores[COMPARED], scores[:, COMPARED])
        for scores in (scrambled_scores, together_scores, erased_scores[None])
    )
    rng = np.random.default_rng([SEED, 1])
    crops = parts.random_crops(others, np.random.default_rng([SEED, 2]))
    unshared, shared = (parts.learn_layer(training, crops, parts.RIDGE, shared=shared) for shared in (False, True))
    return Result(
        mean_intact=test.mean(axis=0),
        mean_together=together[0].mean(axis=0),
        mean_scrambled=np.array([images.mean(axis=0) for images in scrambled]),
        bag_intact=intact_scores[-1],
        bag_scrambled=scrambled_scores[:, -1],
        bag_together=together_scores[:, -1],
        bag_erased=erased_scores[-1],
        scrambled=pairs.mean(axis=(2, 3)),
        together=control.mean(axis=(2, 3)),
        together_scrambled=np.mean(
            [compare(scores[COMPARED], scrambled_scores[:, COMPARED]) for scores in together_scores], axis=(0, 2, 3, 4)
        ),
        erased=blank.mean(axis=(1, 2, 3)),
        errors=parts.bootstrap_means(pairs.mean(axis=1), BOOTSTRAPS, rng).std(axis=-1),
        erased_errors=parts.bootstrap_means(blank.mean(axis=1), BOOTSTRAPS, rng).std(axis=-1),
        answer_difference=largest_change_of_answers(test, scrambled, filters),
        unshared=parts.layer_changes(test, unshared, SHIFTS, POOLING_WIDTHS),
        shared=parts.layer_changes(test, shared, SHIFTS, POOLING_WIDTHS),
        scores_intact=intact_scores,
        scores_scrambled=scrambled_scores,
        filters=filters,
        layouts=np.array([[layout[part] for part in PLACES] for layout in (moved_together(*TOGETHER[0]), *layouts())]),
    )


def draw(result: Result, labels) -> Figure:
    """Hills of scores from exact position to none at all, from above; at both ends the mean faces hang from their hills."""
    figure = axes_of.free_canvas(panels.HEIGHT)
    axes = axes_of.sheet(figure, 0, panels.HEIGHT)
    aucs = dict(zip(COMPARED, result.scrambled.mean(axis=1), strict=True))

    def pair(line: float, row: int, height: float) -> tuple[np.ndarray, np.ndarray]:
        scores = result.scores_intact[row], result.scores_scrambled[:, row].ravel()
        panels.hills(axes, line, height, *scores)
        return scores

    ends = (panels.STRICT, 0, labels.strict, labels.apart), (panels.LOOSE, -1, labels.loose, labels.alike)
    for line, row, question, answer in ends:
        intact, scrambled = pair(line, row, panels.LARGE)
        panels.faces(axes, line, (result.mean_intact, intact.mean()), (result.mean_scrambled[0], scrambled.mean()))
        panels.heading(axes, line, question, labels.measure, aucs[row], answer)
        beside = panels.FACE / 2 + 0.07
        away = panels.NEAR + panels.FACE / 2
        note(axes, panels.place(intact.mean()) + beside, line - away, labels.intact, va="center")
        note(axes, panels.place(scrambled.mean()) - beside, line + away, labels.scrambled, palette.WRONG, ha="right", va="center")
    for line, tolerance in zip(panels.BETWEEN, BETWEEN, strict=True):
        pair(line, tolerance, panels.SMALL)
        panels.label(axes, line, labels.forgiven.format(tolerance), aucs[tolerance])
    note(axes, panels.WIDTH - panels.MARGIN, panels.HEIGHT - 0.08, labels.chance, palette.MUTED, ha="right")
    note(axes, panels.LEFT, panels.HEIGHT - 0.08, labels.score, palette.MUTED)
    return figure


def auc(result: Result, row: str) -> float:
    """Intact against scrambled faces, the mean over layouts."""
    return result.scrambled[ROWS.index(row)].mean()


def control(result: Result, row: str) -> float:
    """Intact faces against those whose parts moved together, the mean over layouts."""
    return result.together[ROWS.index(row)].mean()


NUMBERS = (
    {
        "test_faces": Number(lambda r: len(r.bag_intact), "d", name=names.NAMES["test_faces"]),
        "bag_intact": Number(lambda r: r.bag_intact.mean(), ".2f", name=names.NAMES["bag_intact"]),
        "bag_scrambled": Number(lambda r: r.bag_scrambled.mean(), ".2f", name=names.NAMES["bag_scrambled"]),
        "bag_deviation": Number(lambda r: r.bag_intact.std(ddof=1), ".2f", name=names.NAMES["bag_deviation"]),
        "auc_erased": Number(lambda r: r.erased[-1], ".2f", name=names.NAMES["auc_erased"]),
        "control_exact": Number(lambda r: control(r, "exact"), ".2f", name=names.NAMES["control_exact"]),
        "unshared_change": Number(lambda r: pooling_gain(r.unshared, 1, 5) - 1, "+.0%", name=names.NAMES["unshared_change"]),
        "shared_reduction": Number(lambda r: 1 - pooling_gain(r.shared, 1, 5), ".0%", name=names.NAMES["shared_reduction"]),
    }
    | Number.each(QUOTED, "auc_{}", auc, ".2f", names=names.AUC, words=names.ROWS)
    | fixed(training_faces=TRAINING, layouts=LAYOUTS, names=names.CONSTANTS)
    | unquoted(
        Number.each(tuple(row for row in ROWS if row not in QUOTED), "auc_{}", auc, ".2f", names=names.AUC, words=names.ROWS)
        | Number.each(ROWS[1:], "control_{}", control, ".2f", names=names.CONTROL, words=names.ROWS)
        | {
            "bag_erased": Number(lambda r: r.bag_erased.mean(), ".2f", name=names.NAMES["bag_erased"]),
            "auc_bag_error": Number(lambda r: r.errors[-1], ".3f", name=names.NAMES["auc_bag_error"]),
            "auc_exact_error": Number(lambda r: r.errors[0], ".3f", name=names.NAMES["auc_exact_error"]),
            "auc_erased_error": Number(lambda r: r.erased_errors[-1], ".3f", name=names.NAMES["auc_erased_error"]),
            "auc_exact_lowest_layout": Number(lambda r: r.scrambled[0].min(), ".2f"),
            "auc_bag_highest_layout": Number(lambda r: r.scrambled[-1].max(), ".2f"),
            "answer_difference": Number(lambda r: r.answer_difference, ".1g", name=names.NAMES["answer_difference"]),
            "control_scrambled_exact": Number(lambda r: r.together_scrambled[0], ".2f"),
            "unshared_change_error": Number(lambda r: gain_error(r.unshared, 1, 5), ".1%", "%p", name=names.ERROR["unshared"]),
            "shared_reduction_error": Number(lambda r: gain_error(r.shared, 1, 5), ".1%", "%p", name=names.ERROR["shared"]),
            "unshared_change_width_3": Number(lambda r: pooling_gain(r.unshared, 1, 3) - 1, "+.0%", name=names.PX_3["unshared"]),
            "shared_reduction_width_3": Number(lambda r: 1 - pooling_gain(r.shared, 1, 3), ".0%", name=names.PX_3["shared"]),
            "unshared_change_2_px": Number(lambda r: pooling_gain(r.unshared, 2, 5) - 1, "+.0%"),
            "shared_reduction_2_px": Number(lambda r: 1 - pooling_gain(r.shared, 2, 5), ".0%"),
        }
        | fixed("d", "px", smallest_change=CHANGE)
        | fixed(seed=SEED)
    )
)
