"""Max-pooling hides a shift only while the maximum stays in the same windows; with stride 2 only even shifts are equivariant.

Question: (1, 0, 0) and (0, 0, 1) both pool to 1. Does max-pooling make a network blind to small shifts? Inside one
window, yes. Goodfellow's row of four detectors, pooled three wide with stride 1, shows the rest: shifted by one pixel all four
detector values change, and two of the four pooled values. The values beyond the row, which the book does not print, are
set to 0; any value up to their neighbours' gives the same.

The same count on a photograph: eight random 3×3 kernels (mean removed) filter it, the photograph moves by one
column on a torus, and the values that differ at all are counted, before and after pooling along the rows. Responses are
not rectified here, since zeros tie; pooling commutes with rectification. For values in random order without ties the
share is exactly 2/(width + 1): two neighbouring windows share all but one value each, and agree if the largest of the
width + 1 values is neither of those two.

Stride: on the same photograph a stage of convolution, rectification and 2×2 pooling of stride 2 (or none: every second
value kept) ought to move its output by half the input's shift. The relative error is the root of summed squares of the
difference, over that of the output; for half a pixel the expected output is shifted by Fourier's theorem.

Pooling over position does not help with another shape: a filter cut from a photograph meets the same picture turned by a
quarter. One filter's maximum over all positions falls; the maximum over four filters, each turned, does not.

Data: ``skimage.data.astronaut``, 256×256 pixels of it. Source: Goodfellow, Bengio & Courville 2016, Deep Learning,
section 9.3, figures 9.8 and 9.9.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from skimage.feature import match_template

from figures._common import pooling
from figures._common.photographs import grey
from figures._common.pooling import max_pool, relative_error, share_changed, shift, subsample
from figures.stationarity_locality.max_pooling import detectors
from figures.stationarity_locality.max_pooling.detectors import WIDTH
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, percent_ticks, unquoted

LABELS = Labels(
    before={"ko": "이동 전", "en": "before"},
    after={"ko": "한 픽셀 이동 후", "en": "after a shift by 1 px"},
    pooled={"ko": "풀링", "en": "pooled"},
    detected={"ko": "검출", "en": "detected"},
    changed={"ko": "바뀐 값의 비율", "en": "values that change"},
    width={"ko": "풀링 너비 (픽셀)", "en": "pooling width (px)"},
    photograph={"ko": "사진", "en": "photograph"},
    random_order={"ko": "무작위 순서", "en": "random order"},
    error={"ko": "등변성의 상대 오차", "en": "error of equivariance"},
    moved={"ko": "입력의 이동 (픽셀)", "en": "shift of the input (px)"},
    strided={"ko": "스트라이드 2", "en": "stride 2"},
    max_pool={"ko": "최대 풀링 2×2", "en": "2×2 max-pooling"},
    convolution={"ko": "스트라이드 1", "en": "stride 1"},
)

SEED = 0
CROP = np.s_[0:256, 100:356]
KERNELS, KERNEL_SIZE = 8, 3
WIDTHS = np.arange(1, 10)
SHIFTS = np.arange(9)
STAGES = {"convolution": lambda values: values, "strided": subsample, "max_pool": max_pool}
FACE, PART = np.s_[40:200, 50:210], np.s_[60:100, 60:100]
"""The astronaut's face inside the crop, and the part of it that serves as a filter."""


@dataclass(frozen=True)
class Result:
    """``toy_detected``, ``toy_pooled`` (2, 4) are the book's row before and after the shift. ``one_window`` (2,) pools
    (1, 0, 0) and (0, 0, 1), ``two_windows`` (2, 2) pools (0, 1, 0, 0) and (0, 0, 1, 0) by windows of 2, stride 2.

    ``changed`` (9,) is the share of values, 0..1, that a shift by one pixel changes, for pooling widths 1..9, ``rectified``
    (2,) the same after rectification for widths 1 and 3. ``errors`` maps each stage to relative errors (9,) for shifts
    0..8 px, ``whole_errors`` to that for 1 px if the output may move by 0 or 1 pixel only. ``one_filter`` and
    ``four_filters`` (2,) are the largest correlations, −1..1, in the picture upright and turned by 90°.
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


def strongest_match(image: np.ndarray, filters: list[np.ndarray]) -> float:
    """The largest normalised correlation of ``image`` with any of ``filters``, over all positions."""
    return max(float(match_template(image, kernel).max()) for kernel in filters)


def measure() -> Result:
    """The book's row, then the photograph."""
    image = grey("astronaut")[CROP]
    kernels = pooling.random_kernels(KERNELS, KERNEL_SIZE, np.random.default_rng(SEED))
    responses = pooling.feature_maps(image, kernels, rectified=False)
    moved = [pooling.feature_maps(shift(image, pixels), kernels) for pixels in SHIFTS]
    outputs = {name: [stage(maps) for maps in moved] for name, stage in STAGES.items()}
    strides = {name: image.shape[1] // maps[0].shape[-1] for name, maps in outputs.items()}
    toy_detected, toy_pooled = detectors.responses()
    face = image[FACE]
    filters = [np.rot90(face[PART], turns) for turns in range(4)]
    pictures = (face, np.rot90(face))
    return Result(
        toy_detected=toy_detected,
        toy_pooled=toy_pooled,
        one_window=np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]).max(axis=1),
        two_windows=np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]).reshape(2, 2, 2).max(axis=2),
        changed=np.array([share_changed(responses, width) for width in WIDTHS]),
        rectified=np.array([share_changed(moved[0], width) for width in (1, WIDTH)]),
        errors={
            name: np.array(
                [
                    relative_error(values, shift(maps[0], pixels / strides[name]))
                    for pixels, values in zip(SHIFTS, maps, strict=True)
                ]
            )
            for name, maps in outputs.items()
        },
        whole_errors={
            name: min(relative_error(maps[1], shift(maps[0], pixels)) for pixels in (0, 1)) for name, maps in outputs.items()
        },
        one_filter=np.array([strongest_match(view, filters[:1]) for view in pictures]),
        four_filters=np.array([strongest_match(view, filters) for view in pictures]),
    )


def draw(result: Result, labels) -> Figure:
    """The book's row before and after the shift, changed values ringed; below, the counts and errors on the photograph."""
    figure = canvas(4.2)
    axes = figure.subplot_mosaic([["before", "after"], ["changed", "error"]], height_ratios=(1, 1.35))
    changed = np.stack([result.toy_pooled[0] != result.toy_pooled[1], result.toy_detected[0] != result.toy_detected[1]])
    for index, (name, rings) in enumerate((("before", np.zeros_like(changed)), ("after", changed))):
        detectors.draw_row(axes[name], result.toy_detected[index], result.toy_pooled[index], rings)
        axes[name].set_title(getattr(labels, name))
    axes["before"].set_yticks([0, 1], [labels.detected, labels.pooled], rotation=90, va="center")
    axes["before"].tick_params(axis="y", length=0)

    counts = axes["changed"]
    counts.plot(WIDTHS, 2 / (WIDTHS + 1), color=palette.THEORY, linestyle=":")
    counts.plot(WIDTHS, result.changed, "o", color=palette.OUTPUT, markersize=5)
    counts.text(4.3, 0.54, labels.photograph, color=palette.OUTPUT)
    counts.text(4.7, 0.14, labels.random_order, color=palette.THEORY, ha="center")
    counts.set(xlim=(0.5, 9.5), ylim=(0, 1.05), xticks=(1, 3, 5, 7, 9), xlabel=labels.width, title=labels.changed)
    percent_ticks(counts, "y", (0, 0.5, 1))

    error = axes["error"]
    for name, colour in (("strided", palette.WRONG), ("max_pool", palette.OUTPUT), ("convolution", palette.INPUT)):
        error.plot(SHIFTS, result.errors[name], "o-", color=colour, markersize=4, linewidth=1.2, clip_on=False)
        error.text(8, 1.09 - 0.12 * len(error.texts), getattr(labels, name), color=colour, ha="right", va="center")
    error.set(xlim=(0, 8), ylim=(0, 1.15), xticks=(0, 2, 4, 6, 8), yticks=(0, 0.5, 1), xlabel=labels.moved, title=labels.error)
    return figure


NUMBERS = {
    "toy_detected_changed": Number(lambda r: (r.toy_detected[0] != r.toy_detected[1]).sum(), "d"),
    "toy_pooled_changed": Number(lambda r: (r.toy_pooled[0] != r.toy_pooled[1]).sum(), "d"),
    "toy_values": Number(lambda r: r.toy_pooled.shape[1], "d"),
    "changed_before_pooling": Number(lambda r: r.changed[0], ".1%"),
    "changed_after_pooling": Number(lambda r: r.changed[WIDTH - 1], ".1%"),
    "changed_widest": Number(lambda r: r.changed[-1], ".1%"),
    "odd_error_stride": Number(lambda r: r.errors["strided"][1], ".2f"),
    "odd_error_max_pool": Number(lambda r: r.errors["max_pool"][1], ".2f"),
    "even_error": Number(lambda r: max(r.errors[name][::2].max() for name in STAGES), ".0f"),
    "turned_one_filter": Number(lambda r: r.one_filter[1], ".2f"),
    "turned_four_filters": Number(lambda r: r.four_filters[1], ".2f"),
    **fixed("d", "px", widest=int(WIDTHS[-1])),
} | unquoted(
    {
        "rectified_changed_before_pooling": Number(lambda r: r.rectified[0], ".1%"),
        "rectified_changed_after_pooling": Number(lambda r: r.rectified[1], ".1%"),
        "whole_pixel_error_stride": Number(lambda r: r.whole_errors["strided"], ".2f"),
        "whole_pixel_error_max_pool": Number(lambda r: r.whole_errors["max_pool"], ".2f"),
        "stride_1_error": Number(lambda r: r.errors["convolution"].max(), ".0f"),
        "upright_one_filter": Number(lambda r: r.one_filter[0], ".2f"),
    }
    | fixed(kernels=KERNELS, seed=SEED)
    | fixed("d", "px", side=CROP[0].stop - CROP[0].start, width=WIDTH)
    | fixed(".0%", changed_in_random_order=2 / (WIDTH + 1))
)
