"""The long tail of the correlation and its locality given the neighbours are two sides of one spectrum.

The power of photographs falls with frequency about as 1 / f², and has no length of its own. What such a spectrum says of pixels
is read off twice. Its Fourier transform is the correlation, which has a long tail. The transform of its inverse, f², is a row
of the inverse covariance, and so, but for the sign, the partial correlation of two pixels given all others. f² is minus the
Laplacian, a difference between a pixel and its nearest neighbours; kept below the highest frequencies that a grid of pixels can
hold, it spreads a little and changes sign from one pixel to the next. Both kernels are taken from the mean periodogram of all
64 × 64 blocks (Welch), averaged over photographs of equal variance; the slopes from whole photographs, between 1/64 and 1/4
cycles per pixel. Hann windows keep the jump between opposite borders out of both.

How far the tail reaches is a question of the frame. A correlation is taken about the picture's own mean, so its average over
all pairs of pixels is zero, whatever the picture: where the curve comes down is decided by where the picture ends. So the same
is measured in the central quarter of every photograph, and compared at equal distances in pixels and at equal shares of the
frame's side (the square root of its area). Half the resolution is shown too; it must nearly agree at equal shares, for there
the frame is the same. The agreement of quarter and whole is one of averages over photographs; single ones differ.

The slopes that are compared with 2 scatter, and are on average steeper. A margin of 1 is allowed, since f¹ and f³ have kernels
as short: 99 % and 97 % of their squares lie within 5×5.

Data: ``astronaut, camera, chelsea, coffee, rocket`` and ``stereo_motorcycle`` (left picture) of ``skimage.data``.
Source: Field 1987, J. Opt. Soc. Am. A 4:2379 (amplitude as 1 / f); Ruderman & Bialek 1994, Phys. Rev. Lett. 73:814 (scaling).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common.photographs import grey, shrunk
from figures.stationarity_locality._shared.axes import edged, free_canvas, placed, sheet
from figures.stationarity_locality._shared.locality import along_axes
from figures.stationarity_locality.one_spectrum import names, panels, spectra
from figures.stationarity_locality.one_spectrum.scales import FRACTIONS, central, correlations, side
from sitekit.figure import Figure, Labels, Number, colour_bar, fixed, palette, picture, same, unquoted

LABELS = Labels(
    power={"ko": "파워 스펙트럼 하나", "en": "one power spectrum"},
    transform={"ko": "푸리에\n변환", "en": "Fourier\ntransform"},
    inverse={"ko": "역수를 취하고\n푸리에 변환", "en": "take the inverse, then\nits Fourier transform"},
    frequency={"ko": "주파수(주기/픽셀)", "en": "frequency (cycles per pixel)"},
    law=same("1/f²"),
    single={"ko": "사진마다", "en": "single photographs"},
    mean={"ko": "평균", "en": "their mean"},
    correlation={"ko": "장거리 상관", "en": "long-range correlation"},
    fraction={"ko": "거리 ÷ 화면의 변", "en": "distance / side of the frame"},
    whole={"ko": "사진 전체", "en": "whole"},
    half={"ko": "해상도 절반", "en": "half resolution"},
    quarter={"ko": "중앙 ¼", "en": "central quarter"},
    same_pixels={"ko": "중앙 ¼\n(픽셀 거리)", "en": "quarter,\nby pixels"},
    measured={"ko": "짧은 커널:\n5×5 안에 {:.0%}", "en": "short kernel:\n{:.0%} within 5×5"},
    theory={"ko": "비교: 정확히\n1/f²이라면", "en": "compare: if\nexactly 1/f²"},
    laplacian={"ko": "비교:\n라플라시안", "en": "compare:\nLaplacian"},
)

PHOTOGRAPHS = ("astronaut", "camera", "chelsea", "coffee", "rocket", "motorcycle")
AT = {"64th": 1 / 64, "32nd": 1 / 32, "16th": 1 / 16, "8th": 1 / 8, "4th": 1 / 4}
"""Distances as shares of the frame's side, by name."""
COMPARED = FRACTIONS <= 1 / 8
"""Twice these distances still lie inside the central quarter."""
VIEWS = ("whole", "half", "quarter", "same_pixels")
LAPLACIAN = np.array([[0, 0.25, 0], [0.25, 1, 0.25], [0, 0.25, 0]])
"""The partial correlations of a field whose inverse covariance is the five-point Laplacian; the centre's is 1."""


@dataclass(frozen=True)
class Result:
    """n photographs. ``power`` (n, 8) by half octave, 1 in the lowest; ``exponents`` (n,) the α of 1 / f^α. ``partial``,
    ``half_partial`` and ``theory`` (7, 7): partial correlation with the centre, −1..1, of photographs, of photographs at half the
    resolution, and of 1 / f². ``precision_within`` and ``correlation_within``: the shares, 0..1, of the squared kernel within
    5×5, of the inverse spectrum and of the spectrum. ``correlation`` (n, 17) by view: whole, half and quarter at the same
    shares of their side; same_pixels (n, 13), the quarter at the whole's distances in pixels, as far as 1/8 of its side."""

    power: np.ndarray
    exponents: np.ndarray
    partial: np.ndarray
    half_partial: np.ndarray
    theory: np.ndarray
    precision_within: float
    correlation_within: float
    correlation: dict[str, np.ndarray]


def seen(image: np.ndarray) -> dict[str, np.ndarray]:
    """The correlation of ``image`` (H, W) by view: at all 17 distances, and at the 13 compared ones for the same pixels."""
    distances, part = FRACTIONS * side(image), central(image)
    return {
        "whole": correlations(image, distances),
        "half": correlations(shrunk(image, 1, 2), distances / 2),
        "quarter": correlations(part, distances / 2),
        "same_pixels": correlations(part, distances[COMPARED]),
    }


def partial_of(power: np.ndarray) -> np.ndarray:
    """The partial correlation with the centre, 1 there, of a field with the spectrum ``power`` (n, n): (7, 7)."""
    partial = -spectra.middle(spectra.inverse(power))
    partial[tuple(length // 2 for length in partial.shape)] = 1
    return partial


def measure() -> Result:
    """Spectra and their inverses, and correlations by distance at three scales."""
    images = [grey(name) for name in PHOTOGRAPHS]
    bands = np.stack([spectra.by_band(image) for image in images])
    blocks = np.mean([spectra.of_blocks(image) for image in images], axis=0)
    views = [seen(image) for image in images]
    return Result(
        power=bands / bands[:, :1],
        exponents=np.array([spectra.exponent(power) for power in bands]),
        partial=partial_of(blocks),
        half_partial=partial_of(np.mean([spectra.of_blocks(shrunk(image, 1, 2)) for image in images], axis=0)),
        theory=partial_of(spectra.power_law(2)),
        precision_within=spectra.share_within(spectra.inverse(blocks)),
        correlation_within=spectra.share_within(spectra.covariance(blocks)),
        correlation={name: np.stack([view[name] for view in views]) for name in VIEWS},
    )


def draw(result: Result, labels) -> Figure:
    """The spectrum, and two arrows: to the correlation, its transform, and down to the kernels that its inverse makes."""
    figure = free_canvas(panels.HEIGHT)
    panels.links(sheet(figure, 0, panels.HEIGHT), labels.transform, labels.inverse)
    spectrum, tails = placed(figure, *panels.SPECTRUM), placed(figure, *panels.TAILS)
    panels.spectrum(spectrum, spectra.centres(), result.power, (labels.law, labels.single, labels.mean))
    spectrum.set(title=labels.power, xlabel=labels.frequency)
    mean = {name: values.mean(axis=0) for name, values in result.correlation.items()}
    panels.tails(tails, FRACTIONS, mean, {name: getattr(labels, name) for name in VIEWS})
    tails.set(title=labels.correlation, xlabel=labels.fraction)

    maps = [placed(figure, *place) for place in panels.MAPS]
    measured = labels.measured.format(result.precision_within)
    shown = {measured: result.partial, labels.theory: result.theory, labels.laplacian: np.pad(LAPLACIAN, 2)}
    for axes, (title, values) in zip(maps, shown.items(), strict=True):
        image = picture(axes, values, vmin=-0.5, vmax=0.5, cmap="diverging")
        axes.plot(3, 3, "s", color=palette.PAPER, markersize=8)
        edged(axes, len(values))
        axes.set_title(title)
    panels.near(maps[0])
    colour_bar(maps[-1], image, (1.1, 0, 0.07, 1), [-0.5, 0, 0.5], ["−0.5", "0", "0.5"])
    return figure


def at(result: Result, name: str, view: str = "whole") -> float:
    """The mean correlation over photographs at the share of the side called ``name``."""
    return result.correlation[view].mean(axis=0)[np.argmin(abs(FRACTIONS - AT[name]))]


def mismatch(result: Result, view: str) -> float:
    """By how much the mean correlation in ``view`` differs from the whole photographs', on average up to 1/8 of the side."""
    count = COMPARED.sum()
    whole, other = (result.correlation[name].mean(axis=0)[:count] for name in ("whole", view))
    return float(np.abs(whole - other).mean())


NUMBERS = {
    "exponent": Number(lambda r: r.exponents.mean(), ".1f", name=names.NAMES["exponent"]),
    "exponent_least": Number(lambda r: r.exponents.min(), ".1f", name=names.NAMES["exponent_least"]),
    "exponent_greatest": Number(lambda r: r.exponents.max(), ".1f", name=names.NAMES["exponent_greatest"]),
    "partial_1": Number(lambda r: along_axes(r.partial, 1), ".2f", name=names.NAMES["partial_1"]),
    "partial_2": Number(lambda r: along_axes(r.partial, 2), ".2f", name=names.NAMES["partial_2"]),
    "theory_1": Number(lambda r: along_axes(r.theory, 1), ".2f", name=names.NAMES["theory_1"]),
    "theory_2": Number(lambda r: along_axes(r.theory, 2), ".2f", name=names.NAMES["theory_2"]),
    "half_partial_1": Number(lambda r: along_axes(r.half_partial, 1), ".2f", name=names.NAMES["half_partial_1"]),
    "precision_within": Number(lambda r: r.precision_within, ".0%", name=names.NAMES["precision_within"]),
    "correlation_within": Number(lambda r: r.correlation_within, ".0%", name=names.NAMES["correlation_within"]),
    "frame_mismatch": Number(lambda r: mismatch(r, "quarter"), ".2f", name=names.NAMES["frame_mismatch"]),
    "pixel_mismatch": Number(lambda r: mismatch(r, "same_pixels"), ".2f", name=names.NAMES["pixel_mismatch"]),
} | unquoted(
    Number.each(AT, "whole_{}", at, ".2f", names=names.AT, words=names.SHARES)
    | Number.each(AT, "quarter_{}", lambda r, name: at(r, name, "quarter"), ".2f", names=names.AT_IN_QUARTER, words=names.SHARES)
    | Number.each(AT, "half_{}", lambda r, name: at(r, name, "half"), ".2f", names=names.AT_IN_HALF, words=names.SHARES)
    | {
        "exponential_16th": Number(lambda r: max(at(r, "64th"), 0) ** 4, ".2f", name=names.NAMES["exponential_16th"]),
        "partial_3": Number(lambda r: along_axes(r.partial, 3), ".2f"),
        "partial_diagonal": Number(lambda r: r.partial[[2, 2], [2, 4]].mean(), ".2f"),
        "theory_3": Number(lambda r: along_axes(r.theory, 3), ".2f"),
        "half_mismatch": Number(lambda r: mismatch(r, "half"), ".3f"),
    }
    | fixed(block=spectra.BLOCK, photographs=len(PHOTOGRAPHS))
)
