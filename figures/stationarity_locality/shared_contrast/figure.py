"""What linear prediction leaves of a pixel is uncorrelated a few pixels on, and yet not independent: contrast is shared.

Every pixel of a photograph is predicted from its 24 neighbours in a 5 by 5 window by least squares, and the prediction is taken
away. A few pixels on, the residuals are uncorrelated: in the linear sense nothing of far pixels is left. But where one residual
is large, those around it are too, for edges and textures come in regions. So their magnitudes stay correlated over tens of
pixels. Divided by the local contrast, the root mean square of the 24 residuals around it, little of that remains: the
dependence that linear locality misses is mostly one slowly varying scale. What is left after the division is no proof of
independence either; only correlations of magnitudes were measured.

Control: fields with the photographs' power spectra and random phases, which have the same second moments and nothing else. Their
magnitudes are uncorrelated at the same distances, so what photographs show there is not of the second order. Robustness, for
the record: contrast of 9 by 9 windows, and that of the neighbouring pixels themselves in place of their residuals, which takes
away less. Rounding to whole grey levels is added to the contrast, so that flat regions are not divided by zero.

Margin: a correlation below .05, a share of .25 % of the variance, counts as none, and one above it as some.

Data: ``astronaut, camera, chelsea, coffee, rocket`` and ``stereo_motorcycle`` (left picture) of ``skimage.data``.
Source: Wainwright & Simoncelli 1999, NIPS 12:855 (a hidden local scale, and division by it); Simoncelli 1999, Proc. SPIE
3813:188 (magnitudes of neighbouring wavelet coefficients).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from figures._common.photographs import grey
from figures.stationarity_locality.shared_contrast import names, panels, residuals
from sitekit.figure import Figure, Labels, Number, canvas, fixed, note, palette, picture, unquoted

LABELS = Labels(
    photograph={"ko": "사진", "en": "photograph"},
    shown_residual={"ko": "주변 픽셀로 예측:\n잔차의 크기", "en": "neighbours predict:\nsize of the residual"},
    shown_divided={"ko": "국소 대비로\n나눈 크기", "en": "divided by\nlocal contrast"},
    distance={"ko": "두 픽셀의 거리(픽셀)", "en": "distance between two pixels (pixels)"},
    correlation={"ko": "상관", "en": "correlation"},
    magnitude={"ko": "잔차의 크기", "en": "size of the residual"},
    divided={"ko": "국소 대비로 나눈 크기", "en": "size divided by local contrast"},
    residual={"ko": "잔차", "en": "residual"},
    control={"ko": "위상을 무작위로 바꾼 이미지의 잔차 크기", "en": "size in images with random phases"},
    spread={"ko": "사진 {}장의 범위", "en": "range over {} photographs"},
)

PHOTOGRAPHS = ("astronaut", "camera", "chelsea", "coffee", "rocket", "motorcycle")
SEED = 0
LARGEST = 64
KINDS = ("residual", "magnitude", "divided", "divided_wide", "divided_by_pixels", "control")
WIDE = 4
"""The radius in pixels of the wider window of contrast."""
CORNER = 30, 140
"""The top left pixel of what is shown of the first photograph."""
SHOWN = 160
"""Pixels on a side of that."""


@dataclass(frozen=True)
class Result:
    """n photographs. ``correlation`` (n, 65) by distance 0..64 pixels, −1..1, by kind: residual; magnitude, of its absolute
    value; divided, divided_wide, divided_by_pixels, of that divided by the contrast of the residuals in 5×5 and in 9×9 and of
    the pixels in 5×5; control, of the magnitudes with random phases. ``kurtosis`` and ``divided_kurtosis`` (n,), of the residuals
    before and after division, 3 for a Gaussian. ``photograph``, ``magnitude`` and ``divided`` (160, 160): a part of the first
    photograph, grey levels 0..1, and there the magnitudes in standard deviations of the residual and in contrasts."""

    correlation: dict[str, np.ndarray]
    kurtosis: np.ndarray
    divided_kurtosis: np.ndarray
    photograph: np.ndarray
    magnitude: np.ndarray
    divided: np.ndarray


def fields_of(image: np.ndarray, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """The fields of ``image`` (H, W) whose correlations are compared, by kind."""
    left = residuals.residual(image)
    return {
        "residual": left,
        "magnitude": np.abs(left),
        "divided": np.abs(residuals.divided(left)),
        "divided_wide": np.abs(residuals.divided(left, WIDE)),
        "divided_by_pixels": np.abs(left) / residuals.deviation(image),
        "control": np.abs(residuals.residual(residuals.random_phases(image, rng))),
    }


def measure() -> Result:
    """Predict, divide, and correlate, in every photograph by itself."""
    images = [grey(name) for name in PHOTOGRAPHS]
    fields = [fields_of(image, np.random.default_rng([SEED, number])) for number, image in enumerate(images)]
    first, whole = fields[0], residuals.RADIUS
    top, left = CORNER

    def part(field: np.ndarray, border: int) -> np.ndarray:
        return field[top - border : top - border + SHOWN, left - border : left - border + SHOWN]

    return Result(
        correlation={kind: np.stack([residuals.correlation(each[kind], LARGEST) for each in fields]) for kind in KINDS},
        kurtosis=np.array([residuals.kurtosis(each["residual"]) for each in fields]),
        divided_kurtosis=np.array([residuals.kurtosis(each["divided"]) for each in fields]),
        photograph=part(images[0], 0),
        magnitude=part(first["magnitude"], whole) / first["residual"].std(),
        divided=part(first["divided"], 2 * whole),
    )


def draw(result: Result, labels) -> Figure:
    """A part of a photograph, what prediction leaves of it and the same divided above; below, correlations by distance."""
    figure = canvas(4.4)
    above, below = figure.subfigures(2, 1, height_ratios=(1, 1.15))
    shown = {
        labels.photograph: result.photograph,
        labels.shown_residual: result.magnitude / 3,
        labels.shown_divided: result.divided / 3,
    }
    for axes, (title, values) in zip(above.subplots(1, 3), shown.items(), strict=True):
        picture(axes, values)
        axes.set_title(title)
    axes = below.subplots()
    panels.curves(axes, result.correlation, {kind: getattr(labels, kind) for kind in panels.COLOURS})
    spread = labels.spread.format(len(result.correlation["magnitude"]))
    note(axes, 64, 0.37, spread, palette.WRONG, ha="right", va="bottom")
    axes.set(xlabel=labels.distance, ylabel=labels.correlation)
    return figure


def mean(result: Result, kind: str, distance: int) -> float:
    """The mean correlation over photographs."""
    return result.correlation[kind][:, distance].mean()


def largest(result: Result, kind: str, distance: int = 8) -> float:
    """The largest magnitude of the correlation in any photograph."""
    return np.abs(result.correlation[kind][:, distance]).max()


def least(result: Result, kind: str, distance: int = 8) -> float:
    """The smallest correlation in any photograph."""
    return result.correlation[kind][:, distance].min()


NUMBERS = (
    {
        "residual_8": Number(partial(mean, kind="residual", distance=8), ".2f", name=names.NAMES["residual_8"]),
        "magnitude_8": Number(partial(mean, kind="magnitude", distance=8), ".2f", name=names.NAMES["magnitude_8"]),
        "magnitude_32": Number(partial(mean, kind="magnitude", distance=32), ".2f", name=names.NAMES["magnitude_32"]),
        "divided_8": Number(partial(mean, kind="divided", distance=8), ".2f", name=names.NAMES["divided_8"]),
        "control_8": Number(partial(mean, kind="control", distance=8), ".2f", name=names.NAMES["control_8"]),
    }
    | unquoted(
        {
            "divided_8_max": Number(partial(largest, kind="divided"), ".2f", name=names.NAMES["divided_8_max"]),
            "magnitude_8_min": Number(partial(least, kind="magnitude"), ".2f", name=names.NAMES["magnitude_8_min"]),
            "residual_8_max": Number(partial(largest, kind="residual"), ".3f", name=names.NAMES["residual_8_max"]),
            "control_8_max": Number(partial(largest, kind="control"), ".4f", name=names.NAMES["control_8_max"]),
            "kurtosis_median": Number(lambda r: np.median(r.kurtosis), ".0f"),
            "divided_kurtosis_median": Number(lambda r: np.median(r.divided_kurtosis), ".1f"),
        }
        | Number.each((1, 2, 4, 16, 64), "magnitude_{}", lambda r, d: mean(r, "magnitude", d), ".2f", names=names.MAGNITUDE)
        | Number.each((1, 2, 4, 16, 32, 64), "divided_{}", lambda r, d: mean(r, "divided", d), ".2f", names=names.DIVIDED)
        | Number.each((8, 32), "divided_wide_{}", lambda r, d: mean(r, "divided_wide", d), ".2f")
        | Number.each((8, 32), "divided_by_pixels_{}", lambda r, d: mean(r, "divided_by_pixels", d), ".2f")
    )
    | fixed(window=2 * residuals.RADIUS + 1, names=names.WINDOW)
    | unquoted(fixed(seed=SEED, photographs=len(PHOTOGRAPHS)))
)
