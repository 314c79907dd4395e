"""After three stages of stride 2, a network's output moves with its input only for shifts by multiples of eight pixels.

Question: how far are networks that subsample equivariant, and does a global average over their outputs make them
invariant after all? A stage is a convolution (3×3, circular), a rectifier and a pooling that keeps every second row and
column; four poolings are compared: a bare stride, max-pooling 2×2, and the latter with its maximum taken at every place and
blurred by (1, 2, 1)/4 or (1, 4, 6, 4, 1)/16 before values are dropped (Zhang 2019). The picture, 128×128 pixels on a
torus, is shifted by 0 to 16 columns, and once more along the diagonal by 0 to 8 columns and as many rows. What three stages
return, 16×16 values in four channels, ought to move by an eighth.

Error of equivariance: root of the summed squared differences between the output and the unshifted picture's output moved
by an eighth of the shift (by Fourier's theorem where that is no whole number), over the root of the latter's summed squares. A
network also counts by the nearer of the two whole shifts; that is for the record.
Change of the global average: each channel is averaged over all positions (sums correctly rounded); the length of the
difference of these four averages from those of the unshifted picture, over the length of the latter.

Weights are random: standard normal, each kernel's mean removed, since rectified brightness, which moves with anything, would make
the errors look small (with the mean kept they are a third to a half of these, and those of a bare stride differ between networks
by a factor of ten instead of 1.3). Of each of ten networks the largest over all shifts is taken; what is quoted is the median of
the ten.

For scale, the error that an unrelated place would give: the output against itself, moved by a quarter of its width or more.

Is it the blur's place that matters, or blur as such? As a control the first blur comes after the values are dropped. The error
of equivariance falls just as far, since smooth outputs move smoothly, but the average's change falls less than half as far. An
average over all positions loses nothing by dropping values if the blur's weights at even and at odd places both add up to 1/2,
as those of both filters do: the last stage then leaves the average alone, and its change has a period of four pixels.

Data: ``skimage.data.astronaut``, 256×256 pixels of it at half their resolution; of any other photograph the same piece.
Source: Azulay & Weiss 2019; Zhang 2019.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from skimage.transform import resize

from figures._common.photographs import grey
from figures._common.pooling import shift
from figures.shift_invariance.stride_sawtooth import names as called
from figures.shift_invariance.stride_sawtooth import panels, shifts, stages
from figures.shift_invariance.stride_sawtooth.shifts import (
    SHIFTS,
    TOTAL_STRIDE,
    average_changes,
    equivariance_errors,
    in_order,
    largest,
    multiples,
    others,
)
from sitekit.figure import Figure, Labels, Number, canvas, fixed, note, palette, percent_ticks, picture, unquoted

LABELS = Labels(
    input={"ko": "{}픽셀 옮긴 입력", "en": "input, shifted {} px"},
    expected={"ko": "기대한 출력", "en": "expected"},
    measured={"ko": "실제 출력", "en": "measured"},
    stride={"ko": "스트라이드 2", "en": "stride 2"},
    max_pool={"ko": "최대 풀링", "en": "max-pool"},
    blur_3={"ko": "블러 너비 3", "en": "blur 3 wide"},
    blur_5={"ko": "블러 너비 5", "en": "blur 5 wide"},
    zero={"ko": "{} = {}픽셀마다 정확히 0", "en": "exactly 0 every {} = {} px"},
    blurred={"ko": "블러를 쓰면\n{}픽셀마다 0", "en": "with blur: 0\nevery {} px"},
    error={"ko": "등변성의 상대 오차", "en": "relative error of equivariance"},
    average={"ko": "전역 평균 풀링을 거친 뒤의 변화", "en": "change after global average pooling"},
    spread={"ko": "띠: 신경망\n{}개의 범위", "en": "bands: range\nover {} networks"},
    moved={"ko": "입력의 이동(픽셀)", "en": "shift of the input (px)"},
)

SEED = 0
PHOTOGRAPHS = ("astronaut",)
NETWORKS, STAGES, CHANNELS, SIZE = 10, 3, 4, 3
CROP, SIDE = np.s_[0:256, 100:356], 128
SHOWN, SHOWN_SHIFT, SHOWN_CHANNEL = ("stride", "blur_5"), 4, 0
"""What is drawn of the first network: an input shift of half an output pixel."""
LATE = stages.Pooling(2, (1.0,), late=stages.POOLINGS["blur_3"].taps)
"""The control: the same weights after values are dropped instead of before."""


@dataclass(frozen=True)
class Result:
    """``image`` (128, 128) is grey, 0..1, shifted by ``SHOWN_SHIFT``; ``expected`` and ``measured`` are one channel (16, 16) of
    the first network's output for it, for each pooling shown.

    ``errors`` and ``changes`` map each pooling to errors of equivariance and changes of the global average (10, 17), relative,
    for ten networks and shifts 0..16 px; ``whole_errors`` is the first with the nearer whole shift of the output for reference.
    ``unrelated_errors`` (10,) are those of each network's output against itself, moved far. ``late_errors`` and ``late_changes``
    (10, 17) are as the first two, with the blur after values are dropped. ``diagonal_errors`` and ``diagonal_changes`` are errors
    and changes for shifts along the diagonal (10, 9), of each pooling and of the ``late`` blur.
    ``unstrided_error`` and ``unstrided_change`` are the largest of a network that drops nothing.
    """

    image: np.ndarray
    expected: dict[str, np.ndarray]
    measured: dict[str, np.ndarray]
    errors: dict[str, np.ndarray]
    changes: dict[str, np.ndarray]
    whole_errors: dict[str, np.ndarray]
    unrelated_errors: dict[str, np.ndarray]
    late_errors: np.ndarray
    late_changes: np.ndarray
    diagonal_errors: dict[str, np.ndarray]
    diagonal_changes: dict[str, np.ndarray]
    unstrided_error: float
    unstrided_change: float


def photograph() -> np.ndarray:
    """The picture that is shifted: (128, 128), grey 0..1."""
    return resize(grey(PHOTOGRAPHS[0])[CROP], (SIDE, SIDE), anti_aliasing=True)


def networks() -> list[list[np.ndarray]]:
    """The weights of the ten networks."""
    rng = np.random.default_rng(SEED)
    return [stages.random_layers(STAGES, CHANNELS, SIZE, rng) for _ in range(NETWORKS)]


def by_pooling(
    image: np.ndarray, weights: list[list[np.ndarray]], poolings: dict[str, stages.Pooling], *, diagonal: bool = False
) -> dict[str, tuple[list[np.ndarray], ...]]:
    """What each of ``poolings`` makes of ``image`` at every shift in networks of each of ``weights``, by pooling and network."""
    found = [shifts.outputs(image, layers, *poolings.values(), diagonal=diagonal) for layers in weights]
    return dict(zip(poolings, zip(*found, strict=True), strict=True))


def measure() -> Result:
    """Ten networks with four poolings each, and one that drops nothing."""
    image, weights = photograph(), networks()
    poolings = stages.POOLINGS | {"late": LATE}
    maps = by_pooling(image, weights, poolings)
    diagonal = by_pooling(image, weights, poolings, diagonal=True)
    late = maps.pop("late")
    [unstrided] = shifts.outputs(image, weights[0], stages.Pooling(1, (1.0,), stride=1))
    return Result(
        image=shift(image, SHOWN_SHIFT),
        expected={name: shift(maps[name][0][0], SHOWN_SHIFT / TOTAL_STRIDE)[SHOWN_CHANNEL] for name in SHOWN},
        measured={name: maps[name][0][SHOWN_SHIFT][SHOWN_CHANNEL] for name in SHOWN},
        errors={name: np.stack([equivariance_errors(each, TOTAL_STRIDE) for each in maps[name]]) for name in maps},
        changes={name: np.stack([average_changes(each) for each in maps[name]]) for name in maps},
        whole_errors={name: np.stack([shifts.whole_shift_errors(each, TOTAL_STRIDE) for each in maps[name]]) for name in maps},
        unrelated_errors={name: np.array([shifts.unrelated_error(each[0]) for each in maps[name]]) for name in maps},
        late_errors=np.stack([equivariance_errors(each, TOTAL_STRIDE) for each in late]),
        late_changes=np.stack([average_changes(each) for each in late]),
        diagonal_errors={
            name: np.stack([equivariance_errors(each, TOTAL_STRIDE, diagonal=True) for each in diagonal[name]])
            for name in diagonal
        },
        diagonal_changes={name: np.stack([average_changes(each) for each in diagonal[name]]) for name in diagonal},
        unstrided_error=equivariance_errors(unstrided, 1).max(),
        unstrided_change=average_changes(unstrided).max(),
    )


def draw(result: Result, labels) -> Figure:
    """Outputs as they should be and as they are; below, two sawteeth against the shift: medians, and the ten networks' range."""
    figure = canvas(5.1)
    pictures, plots = figure.subfigures(2, 1, height_ratios=(1, 1.75))
    kinds = {"expected": result.expected, "measured": result.measured}
    places = pictures.subplot_mosaic(
        [["input", *(f"{name}_{kind}" for name in SHOWN)] for kind in kinds], width_ratios=(2.15, 1, 1)
    )
    picture(places["input"], result.image)
    places["input"].set_title(labels.input.format(SHOWN_SHIFT))
    for mark, name in zip("✗✓", SHOWN, strict=True):
        for kind, maps in kinds.items():
            picture(places[f"{name}_{kind}"], maps[name], vmax=result.measured[name].max(), cmap="viridis")
        places[f"{name}_expected"].set_title(f"{mark} {getattr(labels, name)}", color=panels.COLOURS[name])
    for kind in kinds:
        places[f"{SHOWN[0]}_{kind}"].set_ylabel(getattr(labels, kind))

    names = {name: getattr(labels, name) for name in stages.POOLINGS}
    top, below = plots.subplots(2, 1, sharex=True)
    for axes, curves, title in ((top, result.errors, labels.error), (below, result.changes, labels.average)):
        panels.sawteeth(axes, curves)
        axes.set_title(title, loc="left")
    panels.names(top, names, panels.ERRORS)
    panels.names(below, {"stride": names["stride"], "max_pool": names["max_pool"]}, panels.CHANGES)
    panels.zeros(top, below, labels.zero, labels.blurred)
    note(below, panels.BESIDE, 0.22, labels.spread.format(len(result.errors["stride"])), palette.MUTED, va="center")
    top.set(ylim=(0, 1.7), yticks=(0, 0.5, 1))
    below.set(ylim=(0, 0.27), xlabel=labels.moved)
    percent_ticks(below, "y", (0, 0.1, 0.2))
    return figure


def per_pooling(suffix: str, value, form: str) -> dict[str, Number]:
    """``value(result, pooling)`` of each of the four poolings."""
    return Number.each(
        stages.POOLINGS, f"{{}}_{suffix}", value, form, names=called.PER_POOLING.get(suffix, {}), words=called.POOLINGS
    )


NUMBERS = (
    per_pooling("error", lambda r, name: np.median(largest(r.errors[name])), ".2f")
    | per_pooling("diagonal_average_change", lambda r, name: np.median(largest(r.diagonal_changes[name])), ".1%")
    | per_pooling("average_change", lambda r, name: np.median(largest(r.changes[name])), ".1%")
    | {"error_at_multiples": Number(lambda r: multiples(r.errors).max(), ".0f", name=called.NAMES["error_at_multiples"])}
    | fixed("d", "px", total_stride=TOTAL_STRIDE, names=called.STRIDES)
    | fixed(networks=NETWORKS, names=called.COUNTS)
    | unquoted(
        per_pooling("error_lowest", lambda r, name: largest(r.errors[name]).min(), ".3f")
        | per_pooling("error_highest", lambda r, name: largest(r.errors[name]).max(), ".3f")
        | per_pooling("diagonal_error", lambda r, name: np.median(largest(r.diagonal_errors[name])), ".2f")
        | per_pooling("whole_error", lambda r, name: np.median(largest(r.whole_errors[name])), ".2f")
        | per_pooling("unrelated_error", lambda r, name: np.median(r.unrelated_errors[name]), ".2f")
        | per_pooling("average_change_lowest", lambda r, name: largest(r.changes[name]).min(), ".1%")
        | per_pooling("average_change_highest", lambda r, name: largest(r.changes[name]).max(), ".1%")
        | per_pooling("largest_average_change_at_half", lambda r, name: r.changes[name][:, TOTAL_STRIDE // 2].max(), ".1g")
        | {
            "late_blur_error": Number(lambda r: np.median(largest(r.late_errors)), ".2f", name=called.NAMES["late_blur_error"]),
            "late_blur_average_change": Number(
                lambda r: np.median(largest(r.late_changes)), ".1%", name=called.NAMES["late_blur_average_change"]
            ),
            "late_blur_diagonal_average_change": Number(
                lambda r: np.median(largest(r.diagonal_changes["late"])),
                ".1%",
                name=called.NAMES["late_blur_diagonal_average_change"],
            ),
            "smallest_error_elsewhere": Number(
                lambda r: others(r.errors).min(), ".4f", name=called.NAMES["smallest_error_elsewhere"]
            ),
            "average_change_at_multiples": Number(
                lambda r: multiples(r.changes).max(), ".0f", name=called.NAMES["average_change_at_multiples"]
            ),
            "networks_in_order": Number(lambda r: in_order(r.errors), "d", name=called.NAMES["networks_in_order"]),
            "average_networks_in_order": Number(lambda r: in_order(r.changes), "d"),
            "unstrided_average_change": Number(
                lambda r: r.unstrided_change, ".0f", name=called.NAMES["unstrided_average_change"]
            ),
        }
        | Number.fields(".0f", "unstrided_error", names=called.UNSTRIDED)
        | fixed(stages=STAGES, channels=CHANNELS, output_side=SIDE // TOTAL_STRIDE, seed=SEED)
        | fixed("d", "px", side=SIDE, largest_shift=int(SHIFTS[-1]))
    )
)
