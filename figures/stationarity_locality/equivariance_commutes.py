"""Convolution trades places with shifting, exactly: shift then convolve, or convolve then shift, and not one bit differs.

Does the feature map move with the object? A photograph is shifted and filtered in both orders. With circular borders
and a direct sum the two results are compared bit by bit; the same convolution by Fourier transform adds in another order.
Then two limits: stacks of layers with zero padding, where the share of outputs that differ grows with depth, and a
stride of 2, where no whole shift of the output makes up for an odd shift of the input (the error is the smallest over
all whole shifts, relative to the output's norm).

Data: ``skimage.data.astronaut``. Random filters, seeded, in the stack.
Source: Goodfellow, Bengio & Courville 2016, Deep Learning, section 9.2; Azulay & Weiss 2019 for strides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common.photographs import grey
from figures.stationarity_locality._shared import convolution
from sitekit.figure import Figure, Labels, Number, canvas, palette, picture, unquoted

LABELS = Labels(
    shift={"ko": "이동", "en": "shift"},
    convolve={"ko": "합성곱", "en": "convolve"},
    depth={"ko": "제로 패딩을 쓴 층의 수", "en": "layers with zero padding"},
    wrong={"ko": "어긋난 출력의 비율", "en": "outputs that differ"},
    pixels={"ko": "이동(픽셀)", "en": "shift (pixels)"},
    error={"ko": "상대 오차, 스트라이드 2", "en": "relative error, stride 2"},
)

SEED = 0
ROWS, COLUMNS = slice(20, 148), slice(160, 288)
SHIFT = (28, 36)
SHIFTS = range(9)
KERNEL = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
DEPTH, CHANNELS, SIZE, STACK_SHIFT = 8, 8, 3, 8
TOLERANCE = 1e-9
"""Two outputs of a stack differ if they are further apart than this, many times the rounding and far below the signal."""


@dataclass(frozen=True)
class Result:
    """``image``, ``shifted`` (128, 128), grey 0..1; ``feature_map`` f(x) and ``shifted_feature_map`` f(Tx) (128, 128).
    ``exact_difference`` and ``fft_difference``: largest |f(Tx) − Tf(x)|. ``border_shares`` (8,): share of outputs that
    differ after 1..8 layers, 0..1. ``stride_errors`` (9,): relative error for shifts of 0..8 pixels."""

    image: np.ndarray
    shifted: np.ndarray
    feature_map: np.ndarray
    shifted_feature_map: np.ndarray
    exact_difference: float
    fft_difference: float
    border_shares: np.ndarray
    stride_errors: np.ndarray


def photograph() -> np.ndarray:
    """The crop that is shifted: (128, 128), grey 0..1."""
    return grey("astronaut")[ROWS, COLUMNS]


def feature_map(image: np.ndarray) -> np.ndarray:
    """Horizontal differences of ``image`` (H, W), circular, rectified."""
    return np.maximum(convolution.correlate(image, KERNEL, "wrap"), 0.0)


def feature_map_by_fft(image: np.ndarray) -> np.ndarray:
    """As :func:`feature_map`, by the convolution theorem."""
    kernel = np.zeros(image.shape)
    kernel[:SIZE, :SIZE] = KERNEL
    spectrum = np.fft.fft2(image) * np.conj(np.fft.fft2(kernel))
    return np.maximum(convolution.shift(np.fft.ifft2(spectrum).real, SIZE // 2, SIZE // 2), 0.0)


def largest_difference(operation, image: np.ndarray) -> float:
    """The largest |f(Tx) − Tf(x)| over pixels and over the shifts tried: SHIFT and 1..8 pixels along the columns."""
    output = operation(image)
    return max(
        float(np.abs(operation(convolution.shift(image, *by)) - convolution.shift(output, *by)).max())
        for by in [SHIFT, *((0, columns) for columns in SHIFTS[1:])]
    )


def border_shares(image: np.ndarray, padding: str, rng: np.random.Generator) -> np.ndarray:
    """The share of outputs, any channel, where f(Tx) and Tf(x) differ after each of DEPTH random layers: (DEPTH,)."""
    straight, moved, shares = image[None], convolution.shift(image, 0, STACK_SHIFT)[None], []
    for _ in range(DEPTH):
        filters = rng.standard_normal((CHANNELS, len(straight), SIZE, SIZE)) / np.sqrt(len(straight) * SIZE**2)
        straight, moved = convolution.layer(straight, filters, padding), convolution.layer(moved, filters, padding)
        shares.append((np.abs(moved - convolution.shift(straight, 0, STACK_SHIFT)).max(axis=0) > TOLERANCE).mean())
    return np.array(shares)


def stride_error(operation, image: np.ndarray, columns: int, stride: int = 2) -> float:
    """How far the strided output for the shifted image is from the nearest whole shift of the strided output."""
    output, moved = (operation(x)[::stride, ::stride] for x in (image, convolution.shift(image, 0, columns)))
    distances = [np.linalg.norm(moved - convolution.shift(output, 0, whole)) for whole in range(output.shape[1])]
    return float(min(distances) / np.linalg.norm(output))


def measure() -> Result:
    """Both orders of shifting and filtering, and the two limits."""
    image = photograph()
    shifted = convolution.shift(image, *SHIFT)
    return Result(
        image=image,
        shifted=shifted,
        feature_map=feature_map(image),
        shifted_feature_map=feature_map(shifted),
        exact_difference=largest_difference(feature_map, image),
        fft_difference=largest_difference(feature_map_by_fft, image),
        border_shares=border_shares(image[::2, ::2], "constant", np.random.default_rng(SEED)),
        stride_errors=np.array([stride_error(feature_map, image, columns) for columns in SHIFTS]),
    )


def draw(result: Result, labels) -> Figure:
    """The commuting square above; below, where it ends: borders by depth, and stride by shift."""
    figure = canvas(5.9)
    above, below = figure.subfigures(2, 1, height_ratios=(2.6, 1))
    square = above.subplot_mosaic(
        [["x", "top", "fx"], ["left", ".", "right"], ["tx", "bottom", "ftx"]],
        width_ratios=(1, 0.42, 1),
        height_ratios=(1, 0.24, 1),
    )
    picture(square["x"], result.image)
    picture(square["tx"], result.shifted)
    brightest = result.feature_map.max() / 2
    picture(square["fx"], result.feature_map, vmax=brightest)
    picture(square["ftx"], result.shifted_feature_map, vmax=brightest)
    for name, start, end, label in (
        ("top", (0, 0.5), (1, 0.5), labels.convolve),
        ("bottom", (0, 0.5), (1, 0.5), labels.convolve),
        ("left", (0.5, 1), (0.5, 0), labels.shift),
        ("right", (0.5, 1), (0.5, 0), labels.shift),
    ):
        axes = square[name]
        axes.set_axis_off()
        axes.annotate("", xy=end, xytext=start, arrowprops={"arrowstyle": "->", "color": palette.INK, "linewidth": 1.2})
        across = start[1] == end[1]
        axes.text(
            0.5,
            0.53 if across else 0.5,
            label if across else f"  {label}",
            ha="center" if across else "left",
            va="bottom" if across else "center",
        )

    borders, stride = below.subplots(1, 2)
    depths = np.arange(1, DEPTH + 1)
    borders.bar(depths, 100 * result.border_shares, color=palette.WRONG, width=0.62)
    borders.set(xlabel=labels.depth, xticks=depths[[0, 3, 7]], yticks=[0, 20, 40], yticklabels=["0", "20", "40%"])
    borders.set_title(labels.wrong, loc="left")
    colours = [palette.RIGHT if columns % 2 == 0 else palette.WRONG for columns in SHIFTS]
    stride.vlines(SHIFTS, 0, result.stride_errors, color=colours, linewidth=1.4)
    stride.scatter(SHIFTS, result.stride_errors, color=colours, s=26, zorder=3, clip_on=False)
    stride.set(xlabel=labels.pixels, xticks=[0, 2, 4, 6, 8], ylim=(0, None))
    stride.set_title(labels.error, loc="left")
    return figure


NUMBERS = {
    "exact_difference": Number(lambda r: r.exact_difference, "g"),
    "fft_difference": Number(lambda r: r.fft_difference, ".0e"),
    "border_share_first": Number(lambda r: r.border_shares[0], ".2%"),
    "border_share_last": Number(lambda r: r.border_shares[-1], ".1%"),
    "depth": Number(lambda r: DEPTH, "d"),
    "stride_even_error": Number(lambda r: r.stride_errors[::2].max(), "g"),
    "stride_odd_error": Number(lambda r: r.stride_errors[1::2].max(), ".2f"),
} | unquoted({"stride_odd_error_min": Number(lambda r: r.stride_errors[1::2].min(), ".2f"), "seed": Number(lambda r: SEED, "d")})
