"""Max-pooling hides a shift only while the maximum stays in the same windows; with stride 2 only even shifts are equivariant.

Question: (1, 0, 0) and (0, 0, 1) both pool to 1. Does max-pooling make a network blind to small shifts? Inside one
window, yes. Goodfellow's row of four detectors, pooled three wide with stride 1, shows the rest: shifted by one pixel all four
detector values change, and two of the four pooled values.

The same count on a photograph: eight random 3×3 kernels (mean removed) filter it, the photograph moves by one
column on a torus, and the values that differ at all are counted, before and after pooling along the rows. Responses are
not rectified here, since zeros tie; pooling commutes with rectification. For values in random order without ties the
share is exactly 2/(width + 1): two neighbouring windows share all but one value each, and agree if the largest of the
width + 1 values is neither of those two.

Stride: on the same photograph a stage of convolution, rectification and 2×2 pooling of stride 2 (or none: every second
value kept) ought to move its output by half the input's shift. The relative error says how far it is from that.

Pooling over position does not help with another shape: a filter cut from a photograph meets the same picture turned by a
quarter. One filter's maximum over all positions falls; the maximum over four filters, each turned, does not, by construction:
one of them is the picture's own part again. What is no matter of course is how they fare at 45°, where none of them fits.

Data: ``skimage.data.astronaut``, 256×256 pixels of it. Source: Goodfellow, Bengio & Courville 2016, Deep Learning,
section 9.3, figures 9.8 and 9.9.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common.photographs import grey
from figures._common.pooling import feature_maps, random_kernels, share_changed
from figures.stationarity_locality.max_pooling import detectors, names, panels, stages, turned
from figures.stationarity_locality.max_pooling.detectors import WIDTH
from sitekit.figure import Figure, Labels, Number, canvas, fixed, unquoted

LABELS = Labels(
    before={"ko": "이동 전", "en": "before"},
    after={"ko": "한 픽셀 이동 후", "en": "after a shift by 1 px"},
    pooled={"ko": "풀링", "en": "pooled"},
    detected={"ko": "검출", "en": "detected"},
    count={"ko": "4개 중 {}개\n바뀜", "en": "{} of 4\nchange"},
    kept={"ko": "✓ 최댓값이 창 안에 남음", "en": "✓ maximum still in window"},
    changed={"ko": "바뀐 값의 비율", "en": "values that change"},
    width={"ko": "풀링 너비(픽셀)", "en": "pooling width (px)"},
    photograph={"ko": "사진", "en": "photograph"},
    random_order={"ko": "값을 뒤섞었을 때", "en": "same values, shuffled"},
    error={"ko": "등변성의 상대 오차", "en": "error of equivariance"},
    moved={"ko": "입력의 이동(픽셀)", "en": "shift of the input (px)"},
    strided={"ko": "합성곱,\n스트라이드 2", "en": "convolution,\nstride 2"},
    max_pool={"ko": "최대 풀링,\n스트라이드 2", "en": "max-pool,\nstride 2"},
    convolution={"ko": "합성곱,\n스트라이드 1", "en": "convolution,\nstride 1"},
)

SEED = 0
PHOTOGRAPHS = ("astronaut",)
CROP = np.s_[0:256, 100:356]
KERNELS, KERNEL_SIZE = 8, 3
WIDTHS = np.arange(1, 10)
SHIFTS = np.arange(9)


@dataclass(frozen=True)
class Result:
    """``toy_detected``, ``toy_pooled`` (2, 4) are the book's row before and after the shift. ``one_window`` (2,) pools
    (1, 0, 0) and (0, 0, 1), ``two_windows`` (2, 2) pools (0, 1, 0, 0) and (0, 0, 1, 0) by windows of 2, stride 2.

    ``changed`` (9,) is the share of values, 0..1, that a shift by one pixel changes, for pooling widths 1..9, ``rectified``
    (2,) the same after rectification for widths 1 and 3. ``errors`` maps each stage to relative errors (9,) for shifts
    0..8 px, ``whole_errors`` to that for 1 px if the output may move by 0 or 1 pixel only. ``one_filter`` and
    ``four_filters`` (2,) are the largest correlations, −1..1, in the picture upright and turned by 90°;
    ``four_filters_halfway`` is that in the picture turned by 45°.
    """

    toy_detected: np.ndarray
    toy_pooled: np.ndarray
    one_window: np.ndarray
    two_windows: np.ndarray
    changed: np.ndarray
    rectified: np.ndarray
    errors: dict[str, np.ndarray]
    whole_errors: dict[str, float]
    one_filter: np.ndarray
    four_filters: np.ndarray
    four_filters_halfway: float


def measure() -> Result:
    """The book's row, then the photograph."""
    image = grey(PHOTOGRAPHS[0])[CROP]
    kernels = random_kernels(KERNELS, KERNEL_SIZE, np.random.default_rng(SEED))
    responses = feature_maps(image, kernels, rectified=False)
    toy_detected, toy_pooled = detectors.responses()
    return Result(
        toy_detected=toy_detected,
        toy_pooled=toy_pooled,
        one_window=np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]).max(axis=1),
        two_windows=np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]).reshape(2, 2, 2).max(axis=2),
        changed=np.array([share_changed(responses, width) for width in WIDTHS]),
        rectified=np.array([share_changed(feature_maps(image, kernels), width) for width in (1, WIDTH)]),
        errors=stages.errors(image, kernels, SHIFTS),
        whole_errors=stages.whole_errors(image, kernels),
        one_filter=turned.strongest_matches(image, 1),
        four_filters=turned.strongest_matches(image, 4),
        four_filters_halfway=turned.strongest_match_halfway(image),
    )


def draw(result: Result, labels) -> Figure:
    """The book's row before and after the shift, changed values ringed; below, the counts and errors on the photograph."""
    figure = canvas(4.3)
    above, below = figure.subfigures(2, 1, height_ratios=(1, 1.45))
    said = ("before", "after", "pooled", "detected", "count", "kept")
    words = {name: getattr(labels, name) for name in said}
    detectors.draw_rows(above.subplots(), result.toy_detected, result.toy_pooled, words)

    changed, error = below.subplots(1, 2)
    panels.shares(changed, WIDTHS, result.changed, (labels.photograph, labels.random_order))
    changed.set(xlabel=labels.width)
    changed.set_title(labels.changed, loc="left")
    panels.errors(error, result.errors, {name: getattr(labels, name) for name in stages.STAGES})
    error.set(xlabel=labels.moved)
    error.set_title(labels.error, loc="left")
    return figure


NUMBERS = {
    **Number.each(
        ("toy_detected", "toy_pooled"),
        "{}_changed",
        lambda r, name: np.not_equal(*getattr(r, name)).sum(),
        "d",
        names=names.TOY_CHANGED,
    ),
    "toy_values": Number(lambda r: r.toy_pooled.shape[1], "d", name=names.NAMES["toy_values"]),
    "changed_before_pooling": Number(lambda r: r.changed[0], ".1%", name=names.NAMES["changed_before_pooling"]),
    "changed_after_pooling": Number(lambda r: r.changed[WIDTH - 1], ".1%", name=names.NAMES["changed_after_pooling"]),
    "changed_widest": Number(lambda r: r.changed[-1], ".1%", name=names.NAMES["changed_widest"]),
    "odd_error_stride": Number(lambda r: r.errors["strided"][1], ".2f", name=names.NAMES["odd_error_stride"]),
    "odd_error_max_pool": Number(lambda r: r.errors["max_pool"][1], ".2f", name=names.NAMES["odd_error_max_pool"]),
    "even_error": Number(
        lambda r: max(r.errors[name][::2].max() for name in stages.STAGES), ".0f", name=names.NAMES["even_error"]
    ),
    "turned_one_filter": Number(lambda r: r.one_filter[1], ".2f", name=names.NAMES["turned_one_filter"]),
    "turned_four_filters": Number(lambda r: r.four_filters[1], ".2f", name=names.NAMES["turned_four_filters"]),
    "halfway_four_filters": Number(lambda r: r.four_filters_halfway, ".2f", name=names.NAMES["halfway_four_filters"]),
    **fixed("d", "px", widest=int(WIDTHS[-1]), names=names.WIDEST),
} | unquoted(
    {
        "rectified_changed_before_pooling": Number(lambda r: r.rectified[0], ".1%"),
        "rectified_changed_after_pooling": Number(lambda r: r.rectified[1], ".1%"),
        "whole_pixel_error_stride": Number(lambda r: r.whole_errors["strided"], ".2f"),
        "whole_pixel_error_max_pool": Number(lambda r: r.whole_errors["max_pool"], ".2f"),
        "stride_1_error": Number(lambda r: r.errors["convolution"].max(), ".0f"),
        "upright_one_filter": Number(lambda r: r.one_filter[0], ".2f", name=names.NAMES["upright_one_filter"]),
    }
    | fixed(kernels=KERNELS, seed=SEED)
    | fixed("d", "px", side=CROP[0].stop - CROP[0].start, width=WIDTH, names=names.SIZES)
    | fixed(".0%", changed_in_random_order=2 / (WIDTH + 1))
)
