"""In a published table, blur before subsampling makes nine large networks more consistent under shifts, and none fully so.

Nothing here is measured on this site: the table is quoted, and only means, ranks and correlations of its numbers are computed.
Zhang trained networks on ImageNet from scratch, without and with a low-pass filter before layers subsample (mostly not at the
highest resolution). Accuracy is how often the first answer is right; consistency, how often two random crops of 224 × 224
pixels from one picture, which show it shifted, get the same answer. The filters are the rows of Pascal's triangle of 2 to 5
values: Rect-2, Tri-3, Tri-4, Bin-5. The table gives no standard errors.

A more accurate network is more consistent anyway, if only because right answers agree. Is blur's gain just that? The table's
networks without blur give the slope of consistency on accuracy; times the gain in accuracy it is what accuracy would explain.
AlexNet alone lies far from the others and pulls the line, so that it is drawn a second time without it, and the gains are those
of the eight others. What is quoted is how many times the explained gain the gain is, from the least to the most that slopes of
two standard errors more or less allow, on either line.

Source: the tables of the section "Filter size" in ``README_IMAGENET.md`` of https://github.com/adobe/antialiased-cnns, commit
010c3a8abc264eb2255873b1ed67282f9d497845 (all nine networks; seven of them, without Tri-4, also in ``README.md``, section
"Results", commit 00c134dcf1deeb9fdaa97db2cf400b2837e75432, with the same numbers). It accompanies Zhang 2019, "Making
convolutional networks shift-invariant again", whose own tables were not consulted. Later networks, fine-tuned rather than
trained from scratch, have other numbers in the repository's ``README.md`` and are not quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import stats

from figures.shift_invariance.published_consistency import names as called
from figures.shift_invariance.published_consistency import panels
from figures.shift_invariance.published_consistency.table import FILTERS, TABLE, gain
from sitekit.figure import Figure, Labels, Number, canvas, palette, same, unquoted

LABELS = Labels(
    consistency={"ko": "이동 일관성(%): 옮겨도 답이 같은 비율", "en": "consistency (%): same answer after a shift"},
    accuracy={"ko": "정확도(%)", "en": "accuracy (%)"},
    key={"ko": "● 블러 없음 → 블러 너비 5", "en": "● no blur → blur 5 wide"},
    expected={"ko": "블러 없는 신경망의 추세:\n화살표는 모두 더 가파르다", "en": "trend without blur:\nevery arrow is steeper"},
    quoted={
        "ko": "Zhang(2019)의 저장소에서 인용(직접 측정하지 않음)",
        "en": "Quoted from the repository of Zhang (2019), not measured here",
    },
    alexnet=same("AlexNet"),
    resnet18=same("ResNet18"),
    mobilenet_v2=same("MobileNetV2"),
    resnet34=same("ResNet34"),
    vgg16=same("VGG16"),
    densenet121=same("DenseNet121"),
    resnet50=same("ResNet50"),
    vgg16_bn=same("VGG16-BN"),
    resnet101=same("ResNet101"),
)

RESNETS = ("resnet18", "resnet34", "resnet50", "resnet101")
NETWORKS = ("alexnet", "vgg16", "vgg16_bn", *RESNETS, "densenet121", "mobilenet_v2")
ACROSS, UP = ((55.3, 59.3), (68.7, 79.9)), (77.3, 93)
"""What is drawn of accuracy, on an axis that leaves out where no network is, and of consistency, in percent."""
ENDS = {"smallest": np.min, "mean": np.mean, "largest": np.max}


@dataclass(frozen=True)
class Result:
    """``networks`` (9,) names, from the least to the most consistent without blur. ``accuracy`` and ``consistency`` (9, 5): what
    the table says of each with each of ``FILTERS``, 0..1. ``slope``: of consistency on accuracy without blur, by least squares;
    ``correlation`` and ``rank_correlation`` of the two, Pearson's and Spearman's, −1..1; ``correlation_without_alexnet`` is
    Pearson's for the other eight. ``times`` maps "all" and "without_alexnet" to (3,): the gain in consistency over what its gain
    in accuracy explains, with the slope two standard errors larger, as it is, and two smaller."""

    networks: np.ndarray
    accuracy: np.ndarray
    consistency: np.ndarray
    slope: float
    correlation: float
    correlation_without_alexnet: float
    rank_correlation: float
    times: dict[str, np.ndarray]


def times_explained(accuracy: np.ndarray, consistency: np.ndarray) -> np.ndarray:
    """Of networks (n, 5): their mean gain in consistency over what their gain in accuracy explains: (3,), as ``Result.times``."""
    line = stats.linregress(accuracy[:, 0], consistency[:, 0])
    slopes = line.slope + line.stderr * np.array([2, 0, -2])
    return gain(consistency, "bin_5").mean() / (slopes * gain(accuracy, "bin_5").mean())


def measure() -> Result:
    """The quoted table, and how accuracy and consistency go together in it."""
    networks = sorted(NETWORKS, key=lambda name: TABLE[name][1][0])
    accuracy, consistency = np.array([TABLE[name] for name in networks]).swapaxes(0, 1) / 100
    line = stats.linregress(accuracy[:, 0], consistency[:, 0])
    others = np.array(networks) != "alexnet"
    return Result(
        networks=np.array(networks),
        accuracy=accuracy,
        consistency=consistency,
        slope=line.slope,
        correlation=line.rvalue,
        correlation_without_alexnet=stats.pearsonr(accuracy[others, 0], consistency[others, 0]).statistic,
        rank_correlation=stats.spearmanr(accuracy[:, 0], consistency[:, 0]).statistic,
        times={
            name: times_explained(accuracy[kept], consistency[kept])
            for name, kept in (("all", np.full(len(networks), fill_value=True)), ("without_alexnet", others))
        },
    )


def explained(result: Result) -> float:
    """The mean gain in consistency that Bin-5's gain in accuracy would bring along the line through the networks without blur."""
    return result.slope * gain(result.accuracy, "bin_5").mean()


def draw(result: Result, labels) -> Figure:
    """An arrow for each network, from no blur to the longest, and the slope that accuracy alone would give."""
    figure = canvas(3.7)
    places = figure.subplots(1, 2, sharey=True, width_ratios=[high - low for low, high in ACROSS])
    accuracy, consistency = 100 * result.accuracy, 100 * result.consistency
    names = {name: getattr(labels, name) for name in result.networks}
    panels.arrows(places, names, accuracy[:, [0, -1]], consistency[:, [0, -1]], labels.key)
    panels.slope(places, (accuracy[:, 0].mean(), consistency[:, 0].mean()), result.slope, labels.expected)
    panels.broken(places, ACROSS, UP)
    places[0].set_title(labels.consistency, loc="left")
    figure.supxlabel(labels.accuracy, fontsize=9.5)
    figure.suptitle(labels.quoted, fontsize=9, x=0.01, ha="left", color=palette.MUTED)
    return figure


def entry(result: Result, name: str, kind: str, blur: str) -> float:
    """What the table says of the network ``name``: its "accuracy" or "consistency" with one of ``FILTERS``."""
    return getattr(result, kind)[list(result.networks).index(name), FILTERS.index(blur)]


NUMBERS = unquoted(
    Number.each(product(NETWORKS, ("accuracy", "consistency"), FILTERS), "{}_{}_{}", entry, ".2%")
    | Number.fields(".2f", "slope", "correlation_without_alexnet", "rank_correlation", names=called.OTHERS)
    | {
        "filters": Number(lambda r: len(FILTERS) - 1, "d"),
        "smallest_gain_of_all": Number(lambda r: (r.consistency[:, 1:] - r.consistency[:, :1]).min(), ".2%", "%p"),
        **Number.each(
            ("smallest", "largest"), "{}_accuracy_gain", lambda r, end: ENDS[end](gain(r.accuracy, "bin_5")), ".2%", "%p"
        ),
        "smallest_accuracy_gain_of_all": Number(lambda r: (r.accuracy[:, 1:] - r.accuracy[:, :1]).min(), ".2%", "%p"),
        "explained_gain": Number(explained, ".2%", "%p"),
        **Number.each(("all", "without_alexnet"), "times_explained_{}", lambda r, name: r.times[name][1], ".1f"),
    }
) | {
    "networks": Number(lambda r: len(r.networks), "d", name=called.NAMES["networks"]),
    **Number.each(ENDS, "{}_gain", lambda r, end: 100 * ENDS[end](gain(r.consistency, "bin_5")), ".1f", "%p", names=called.GAINS),
    "mean_accuracy_gain": Number(
        lambda r: 100 * gain(r.accuracy, "bin_5").mean(), ".1f", "%p", name=called.NAMES["mean_accuracy_gain"]
    ),
    **Number.fields(".2f", "correlation", names=called.CORRELATION),
    "lowest_consistency": Number(lambda r: r.consistency.min(), ".2%", name=called.NAMES["lowest_consistency"]),
    "highest_consistency": Number(lambda r: r.consistency.max(), ".2%", name=called.NAMES["highest_consistency"]),
    "times_explained_least": Number(
        lambda r: min(times.min() for times in r.times.values()), ".0f", name=called.NAMES["times_explained_least"]
    ),
    "times_explained_most": Number(
        lambda r: max(times.max() for times in r.times.values()), ".0f", name=called.NAMES["times_explained_most"]
    ),
    "pairs_for_a_change": Number(lambda r: 1 / (1 - r.consistency.max()), ".0f", name=called.NAMES["pairs_for_a_change"]),
}
