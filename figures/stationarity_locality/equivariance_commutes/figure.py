"""Convolution trades places with shifting, exactly: shift then convolve, or convolve then shift, and not one bit differs.

Does the feature map move with the object? A photograph is shifted and filtered in both orders. With circular borders
and a direct sum the two results are compared bit by bit; the same convolution by Fourier transform adds in another order.
Then two limits: stacks of layers with zero padding, where the share of outputs that differ grows with depth, and a
stride of 2, where no whole shift of the output makes up for an odd shift of the input (the error is the smallest over
all whole shifts, relative to the output's norm).

And the converse: on a small torus, which linear maps commute with the shifts? Their dimension is counted, from the equations
M T = T M for the two shifts by one pixel that generate all others, and a random matrix averaged over all shifts is compared
with a convolution. With a step of two columns there is room for more.

Data: ``skimage.data.astronaut``. Random filters, seeded, in the stack.
Source: Goodfellow, Bengio & Courville 2016, Deep Learning, section 9.2; Azulay & Weiss 2019 for strides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common import convolution
from figures._common.photographs import grey
from figures.stationarity_locality.equivariance_commutes import commuting, names, panels
from figures.stationarity_locality.equivariance_commutes.commuting import DEPTH, SHIFT, SHIFTS, TORUS
from sitekit.figure import Figure, Labels, Number, canvas, fixed, palette, percent_ticks, picture, unquoted

LABELS = Labels(
    shift={"ko": "이동", "en": "shift"},
    convolve={"ko": "합성곱", "en": "convolve"},
    same={"ko": "✓ 순서를 바꾸어도 같다(차이 {:g})", "en": "✓ the same either way: difference {:g}"},
    depth={"ko": "층수", "en": "layers"},
    wrong={"ko": "✗ 제로 패딩:\n어긋난 출력의 비율", "en": "✗ zero padding:\noutputs that differ"},
    pixels={"ko": "이동(픽셀)", "en": "shift (px)"},
    error={"ko": "✗ 스트라이드 2:\n홀수 이동의 상대 오차", "en": "✗ stride 2:\nrelative error, odd shifts"},
)

SEED = 0
PHOTOGRAPHS = ("astronaut",)
ROWS, COLUMNS = slice(20, 148), slice(160, 288)
KERNEL = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])


@dataclass(frozen=True)
class Result:
    """``image``, ``shifted`` (128, 128), grey 0..1; ``feature_map`` f(x) and ``shifted_feature_map`` f(Tx) (128, 128).
    ``exact_difference`` and ``fft_difference``: largest |f(Tx) − Tf(x)|. ``border_shares`` (8,): share of outputs that
    differ after 1..8 layers, 0..1. ``stride_errors`` (9,): relative error for shifts of 0..8 pixels.
    ``commuting_dimensions`` and ``commuting_dimensions_by_two``: of the linear maps that commute with shifts by one and by
    one row and two columns. ``averaged_departure`` and ``random_departure``: how far a random matrix is from a convolution,
    relative, averaged over all shifts and as it is."""

    image: np.ndarray
    shifted: np.ndarray
    feature_map: np.ndarray
    shifted_feature_map: np.ndarray
    exact_difference: float
    fft_difference: float
    border_shares: np.ndarray
    stride_errors: np.ndarray
    commuting_dimensions: int
    commuting_dimensions_by_two: int
    averaged_departure: float
    random_departure: float


def photograph() -> np.ndarray:
    """The crop that is shifted: (128, 128), grey 0..1."""
    return grey(PHOTOGRAPHS[0])[ROWS, COLUMNS]


def feature_map(image: np.ndarray) -> np.ndarray:
    """Horizontal differences of ``image`` (H, W), circular, rectified."""
    return np.maximum(convolution.correlate_image(image, KERNEL, "wrap"), 0.0)


def feature_map_by_fft(image: np.ndarray) -> np.ndarray:
    """As :func:`feature_map`, by the convolution theorem."""
    kernel = np.zeros(image.shape)
    kernel[:3, :3] = KERNEL
    spectrum = np.fft.fft2(image) * np.conj(np.fft.fft2(kernel))
    return np.maximum(convolution.shift(np.fft.ifft2(spectrum).real, 1, 1), 0.0)


def shifts_by(columns: int) -> list[np.ndarray]:
    """The shift by one row and that by ``columns``, which generate the others, as matrices."""
    return [commuting.shift_matrix(1, 0), commuting.shift_matrix(0, columns)]


def measure() -> Result:
    """Both orders of shifting and filtering, the two limits, and the converse."""
    image = photograph()
    rng = np.random.default_rng([SEED, 1])
    matrix = rng.standard_normal((TORUS[0] * TORUS[1],) * 2)
    shifted = convolution.shift(image, *SHIFT)
    return Result(
        image=image,
        shifted=shifted,
        feature_map=feature_map(image),
        shifted_feature_map=feature_map(shifted),
        exact_difference=commuting.largest_difference(feature_map, image),
        fft_difference=commuting.largest_difference(feature_map_by_fft, image),
        border_shares=commuting.border_shares(image[::2, ::2], "constant", np.random.default_rng(SEED)),
        stride_errors=np.array([commuting.stride_error(feature_map, image, columns) for columns in SHIFTS]),
        commuting_dimensions=commuting.commuting_dimensions(shifts_by(1)),
        commuting_dimensions_by_two=commuting.commuting_dimensions(shifts_by(2)),
        averaged_departure=commuting.departure_from_a_convolution(commuting.commuting_part(matrix, 1), rng),
        random_departure=commuting.departure_from_a_convolution(matrix, rng),
    )


def draw(result: Result, labels) -> Figure:
    """The commuting square above; below, where it ends: borders by depth, and stride by shift."""
    figure = canvas(5.1)
    above, below = figure.subfigures(2, 1, height_ratios=(2.25, 1))
    square = above.subplot_mosaic(
        [["x", "top", "fx"], ["left", ".", "right"], ["tx", "bottom", "ftx"]],
        width_ratios=(1, 0.62, 1),
        height_ratios=(1, 0.2, 1),
    )
    picture(square["x"], result.image)
    picture(square["tx"], result.shifted)
    brightest = result.feature_map.max() / 2
    picture(square["fx"], result.feature_map, vmax=brightest)
    picture(square["ftx"], result.shifted_feature_map, vmax=brightest)
    square["ftx"].set_xlabel(labels.same.format(result.exact_difference), loc="right", color=palette.RIGHT)
    for name, text in (("top", labels.convolve), ("bottom", labels.convolve), ("left", labels.shift), ("right", labels.shift)):
        panels.arrow(square[name], text, down=name in ("left", "right"))

    borders, stride = below.subplots(1, 2)
    depths = np.arange(1, DEPTH + 1)
    borders.bar(depths, 100 * result.border_shares, color=palette.WRONG, width=0.62)
    borders.set(xlabel=labels.depth, xticks=depths[[0, 3, 7]])
    percent_ticks(borders, "y", (0, 20, 40), whole=100)
    borders.set_title(labels.wrong, loc="left", color=palette.WRONG)
    panels.stems(stride, SHIFTS, result.stride_errors)
    stride.set(xlabel=labels.pixels, xticks=[0, 2, 4, 6, 8])
    stride.set_title(labels.error, loc="left", color=palette.WRONG)
    return figure


NUMBERS = {
    "exact_difference": Number(lambda r: r.exact_difference, "g", name=names.NAMES["exact_difference"]),
    # To the nearest power of ten, since its first digit is another on another processor.
    "fft_difference": Number(lambda r: 10.0 ** np.round(np.log10(r.fft_difference)), ".0e", name=names.NAMES["fft_difference"]),
    "commuting_dimensions": Number(lambda r: r.commuting_dimensions, "d", name=names.NAMES["commuting_dimensions"]),
    **fixed(torus_height=TORUS[0], torus_width=TORUS[1], torus_pixels=TORUS[0] * TORUS[1], names=names.TORUS),
    "border_share_first": Number(lambda r: r.border_shares[0], ".2%", name=names.NAMES["border_share_first"]),
    "border_share_last": Number(lambda r: r.border_shares[-1], ".1%", name=names.NAMES["border_share_last"]),
    "stride_even_error": Number(lambda r: r.stride_errors[::2].max(), "g", name=names.NAMES["stride_even_error"]),
    "stride_odd_error": Number(lambda r: r.stride_errors[1::2].max(), ".2f", name=names.NAMES["stride_odd_error"]),
    **fixed(depth=DEPTH, names=names.DEPTHS),
} | unquoted(
    Number.fields("d", "commuting_dimensions_by_two")
    | Number.fields(".0e", "averaged_departure", names=names.AVERAGED)
    | Number.fields(".2f", "random_departure", names=names.RANDOM)
    | {"stride_odd_error_min": Number(lambda r: r.stride_errors[1::2].min(), ".2f")}
    | fixed(seed=SEED)
)
