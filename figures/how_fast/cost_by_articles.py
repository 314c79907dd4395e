"""What a site costs to build grows no faster than its number of articles, and a saved line costs far less than a build.

Sites of 1 to 200 articles, in two languages and with three figures each, were written and built by this template, and the same
pages by MkDocs with the theme Material alone: seconds of processor, of all processes together, the least of up to three times.
Built from nothing but finished figures; built again with nothing, one line and one figure changed; under ``mkdocs serve``, from a
save to the moment at which the page is served, and the whole build that then follows by itself. How much each article adds is
the slope between the smallest and the largest site. Whether a cost grows faster than the number of articles is seen by a straight
line through the smallest and the second largest site: ``growth`` is the cost of the largest over what that line foretells.

Nothing is timed while this figure is built: it reads the record that ``python -m bench.scale`` wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from matplotlib.axes import Axes

from figures.how_fast._shared import records
from sitekit.figure import Figure, Labels, Number, canvas, palette, unquoted

LABELS = Labels(
    cold={"ko": "처음 빌드", "en": "first build"},
    warm={"ko": "변경 없이 빌드", "en": "nothing changed"},
    one_line={"ko": "한 줄 고친 빌드", "en": "one line changed"},
    one_figure={"ko": "그림 고친 빌드", "en": "one figure changed"},
    save_line={"ko": "한 줄 저장", "en": "a line is saved"},
    save_figure={"ko": "그림 저장", "en": "a figure is saved"},
    ours={"ko": "이 템플릿", "en": "this template"},
    plain={"ko": "MkDocs만", "en": "MkDocs alone"},
    articles={"ko": "글의 수", "en": "number of articles"},
    cores={"ko": "{}, 코어 {}개 · {} · {}", "en": "{}, {} cores · {} · {}"},
    seconds={"ko": "CPU 시간(초)", "en": "CPU time (s)"},
)

BUILDS, SAVES = ("cold", "warm", "one_line", "one_figure"), ("save_line", "save_figure")
BESIDE = {**dict.fromkeys(BUILDS, "plain_build"), **dict.fromkeys(SAVES, "plain_save")}
"""What of MkDocs alone stands beside each cost: it builds all anew, whatever has changed."""
WAITED = (*BUILDS, "check", *SAVES)
"""What somebody waits for."""
OURS = (*WAITED, "idle")
PLAIN = ("plain_build", "plain_save")
MEMORY = ("build_mb", "serve_mb", "plain_mb")
SIZES = ("search_kb", "plain_search_kb")
ENDS = {"least": 0, "most": -1}
ALL = (*OURS, *PLAIN)
WORDS = {
    "cold": {"ko": "처음 빌드", "en": "first build"},
    "warm": {"ko": "변경 없이 빌드", "en": "build, nothing changed"},
    "one_line": {"ko": "한 줄 고친 빌드", "en": "build, one line changed"},
    "one_figure": {"ko": "그림 고친 빌드", "en": "build, one figure changed"},
    "check": {"ko": "검사", "en": "check"},
    "save_line": {"ko": "한 줄 저장", "en": "a line is saved"},
    "save_figure": {"ko": "그림 저장", "en": "a figure is saved"},
    "idle": {"ko": "저장 뒤의 전체 빌드", "en": "the whole build after a save"},
    "plain_build": {"ko": "MkDocs만, 빌드", "en": "MkDocs alone, build"},
    "plain_save": {"ko": "MkDocs만, 저장", "en": "MkDocs alone, save"},
    "search_kb": {"ko": "검색 색인", "en": "search index"},
    "plain_search_kb": {"ko": "MkDocs만, 검색 색인", "en": "MkDocs alone, search index"},
    "least": {"ko": "가장 작은 사이트", "en": "smallest site"},
    "most": {"ko": "가장 큰 사이트", "en": "largest site"},
}
NOISE = 0.1
"""Seconds: what the same command takes more or less from one time to another."""
APART = 0.55
"""How far two values in a panel have to be from each other, in powers of ten."""


@dataclass(frozen=True)
class Result:
    """``articles`` (n,): of each site, from the fewest to the most. ``costs`` maps what was done to (n,) seconds of processor,
    ``memory`` to (n,) MB at most, ``sizes`` to (n,) kB of the search's index. ``measured``: on what and when."""

    articles: np.ndarray
    costs: dict[str, np.ndarray]
    memory: dict[str, np.ndarray]
    sizes: dict[str, np.ndarray]
    cores: int
    measured: str


def measure() -> Result:
    """What the record says."""
    record = records.read("scale")
    rows = sorted(record["row"], key=lambda row: row["articles"])

    def columns(names: tuple[str, ...]) -> dict[str, np.ndarray]:
        return {name: np.array([row[name] for row in rows], float) for name in names}

    return Result(
        articles=np.array([row["articles"] for row in rows]),
        costs=columns((*OURS, *PLAIN)),
        memory=columns(MEMORY),
        sizes=columns(SIZES),
        cores=record["cores"],
        measured=records.signature(record),
    )


def draw(result: Result, labels) -> Figure:
    """A panel for each thing that is done: this template and MkDocs alone, by the number of articles."""
    figure = canvas(4.2)
    panels = figure.subplots(2, 3, sharex=True, sharey=True)
    for axes, (ours, plain) in zip(panels.flat, BESIDE.items(), strict=True):
        axes.set_title(getattr(labels, ours))
        _panel(axes, result.articles, result.costs[ours], result.costs[plain])
    processor, *others = result.measured.split(" · ")
    lines = panels[0, 0].get_lines()[-2:]
    figure.legend(lines, [labels.ours, labels.plain], loc="outside upper left", ncols=2)
    figure.supxlabel(f"{labels.articles}\n{labels.cores.format(processor, result.cores, *others)}", fontsize=9)
    figure.supylabel(labels.seconds, fontsize=9.5)
    return figure


def _panel(axes: Axes, articles: np.ndarray, ours: np.ndarray, plain: np.ndarray) -> None:
    axes.set(xscale="log", yscale="log", xlim=(0.7, articles[-1] * 9), ylim=(0.02, 200))
    axes.set_xticks(articles[[0, 1, -1]], [f"{number}" for number in articles[[0, 1, -1]]])
    axes.set_yticks((0.1, 1, 10, 100), ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    for power in range(-4, 3):
        axes.plot(articles[[0, -1]], 10.0**power * articles[[0, -1]], color=palette.GRID, linewidth=0.7)
    axes.plot(articles, ours, "o-", color=palette.OUTPUT, markersize=4)
    axes.plot(articles, plain, "s--", color=palette.THEORY, markersize=4)
    heights = np.log10([ours[-1], plain[-1]])
    upper, lower = np.argmax(heights), np.argmin(heights)
    heights[upper] += max(0.0, APART - (heights[upper] - heights[lower]))
    for height, value, colour in zip(heights, (ours[-1], plain[-1]), (palette.OUTPUT, palette.THEORY), strict=True):
        axes.text(
            articles[-1] * 1.5,
            10**height,
            f"{value:.2g}" if value < 100 else f"{value:.0f}",
            color=colour,
            fontsize=9,
            va="center",
        )


def slope(result: Result, kind: str) -> float:
    """How many milliseconds each article adds."""
    cost, articles = result.costs[kind], result.articles
    return 1000 * (cost[-1] - cost[0]) / (articles[-1] - articles[0])


def growth(result: Result, kind: str) -> float:
    """The cost of the largest site over what a straight line through the smallest and the second largest foretells."""
    cost, articles = result.costs[kind], result.articles
    rise = max(0.0, cost[-2] - cost[0]) / (articles[-2] - articles[0])
    return cost[-1] / (cost[0] + rise * (articles[-1] - articles[0]) + NOISE)


def largest_memory(result: Result) -> float:
    """The most that building or serving the largest site held, in MB."""
    return max(result.memory["build_mb"][-1], result.memory["serve_mb"][-1])


NUMBERS = (
    {
        "least": Number(lambda r: r.articles[0], "d", name={"ko": "가장 작은 사이트의 글 수", "en": "articles, smallest site"}),
        "middle": Number(
            lambda r: r.articles[-2], "d", name={"ko": "둘째로 큰 사이트의 글 수", "en": "articles, second largest site"}
        ),
        "most": Number(lambda r: r.articles[-1], "d", name={"ko": "가장 큰 사이트의 글 수", "en": "articles, largest site"}),
        "cores": Number(lambda r: r.cores, "d", name={"ko": "코어 수", "en": "cores"}),
        "largest_growth": Number(
            lambda r: max(growth(r, kind) for kind in WAITED),
            ".2f",
            name={"ko": "직선 예측값 대비(최대)", "en": "largest, over the line"},
        ),
        "largest_memory": Number(largest_memory, ",.0f", "MB", name={"ko": "최대 메모리", "en": "most memory"}),
        "plain_mb": Number(
            lambda r: r.memory["plain_mb"][-1],
            ",.0f",
            "MB",
            name={"ko": "최대 메모리, MkDocs만", "en": "most memory, MkDocs alone"},
        ),
    }
    | Number.each(
        product(ALL, ENDS),
        "{}_{}",
        lambda r, kind, end: r.costs[kind][ENDS[end]],
        ".2f",
        "s",
        names={"ko": "{}, {}", "en": "{}, {}"},
        words=WORDS,
    )
    | Number.each(ALL, "{}_slope", slope, ",.1f", "ms", names={"ko": "{}, 글 한 편마다", "en": "{}, each article"}, words=WORDS)
    | unquoted(
        Number.each(ALL, "{}_growth", growth, ".2f", names={"ko": "{}, 직선 예측값 대비", "en": "{}, over the line"}, words=WORDS)
    )
    | Number.each(
        SIZES,
        "{}_each",
        lambda r, kind: r.sizes[kind][-1] / r.articles[-1],
        ".0f",
        "KB",
        names={"ko": "{}, 글 한 편마다", "en": "{}, each article"},
        words=WORDS,
    )
)
