"""Other tools build the same figures and text for less, and only this template sees that a helper of a figure has changed.

Four articles with three figures each, the same text and the same code of the figures, were written in the form that each tool
takes, and built: from nothing, with nothing changed, with one figure and with one line of prose changed, and under the tool's own
server from a save to the moment at which the page is served. Seconds of processor, of all processes together. An edit counts if
the page shows it. A helper that a figure imports was changed, too, and whether the figure was then made again was seen in its
picture.

Nothing is timed while this figure is built: it reads the record that ``python -m bench.peers`` wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from matplotlib.axes import Axes

from figures.how_fast._shared import records
from sitekit.figure import Figure, Labels, Number, canvas, palette, same, unquoted

PEERS = ("sphinx-gallery", "mkdocs-gallery", "mkdocs-jupyter", "jupyter-book", "mystmd")

LABELS = Labels(
    cold={"ko": "처음 빌드", "en": "first build"},
    nothing={"ko": "변경 없음", "en": "no change"},
    figure={"ko": "그림 수정", "en": "a figure"},
    prose={"ko": "한 줄 수정", "en": "a line"},
    served={"ko": "한 줄 저장", "en": "a save"},
    one={"ko": "이 템플릿, 한 언어", "en": "this, 1 language"},
    two={"ko": "이 템플릿, 두 언어", "en": "this, 2 languages"},
    seconds={"ko": "CPU 시간(초)", "en": "CPU time (s)"},
    cores={"ko": "{}, 코어 {}개 · {} · {}", "en": "{}, {} cores · {} · {}"},
    **{peer.replace("-", "_"): same(peer) for peer in PEERS},
)

ACTS = ("cold", "nothing", "figure", "prose", "served")
OURS = {"one": "this machine, 1 language", "two": "this machine, 2 languages"}
"""As the record calls this template; it is measured twice, since other tools have one language."""
TOOLS = (*OURS.values(), *PEERS)
NO_PAGES = "mystmd"
"""Its theme, which makes pages of what it writes, was not there: it writes content only."""
WORDS = {
    "cold": {"ko": "처음 빌드", "en": "first build"},
    "nothing": {"ko": "변경 없이 빌드", "en": "build, nothing changed"},
    "figure": {"ko": "그림 하나 고친 빌드", "en": "build, one figure changed"},
    "prose": {"ko": "한 줄 고친 빌드", "en": "build, one line changed"},
    "served": {"ko": "한 줄 저장", "en": "a line is saved"},
    "one": {"ko": "이 템플릿(한 언어)", "en": "this template (1 language)"},
    "two": {"ko": "이 템플릿(두 언어)", "en": "this template (2 languages)"},
}


@dataclass(frozen=True)
class Result:
    """``places`` maps what was done to the places in TOOLS of those that can do it, ``costs`` to their seconds of processor, in
    the same order. ``sees_helpers`` (7,): whether a figure is made again when a module that it imports has changed. ``rounds``:
    how often each was measured; ``measured``: on what and when."""

    places: dict[str, np.ndarray]
    costs: dict[str, np.ndarray]
    sees_helpers: np.ndarray
    rounds: int
    cores: int
    measured: str


def measure() -> Result:
    """What the record says."""
    record = records.read("peers")
    rows = {row["tool"]: row for row in record["row"]}
    places = {act: [place for place, tool in enumerate(TOOLS) if act in rows[tool]] for act in ACTS}
    return Result(
        places={act: np.array(able) for act, able in places.items()},
        costs={act: np.array([rows[TOOLS[place]][act] for place in able], float) for act, able in places.items()},
        sees_helpers=np.array([rows[tool]["sees_helpers"] for tool in TOOLS]),
        rounds=record["rounds"],
        cores=record["cores"],
        measured=records.signature(record),
    )


def draw(result: Result, labels) -> Figure:
    """A panel for each thing that is done, a row for each tool."""
    figure = canvas(3.1)
    panels = figure.subplots(1, len(ACTS), sharey=True)
    names = [labels.one, labels.two, *(getattr(labels, peer.replace("-", "_")) for peer in PEERS)]
    for axes, act in zip(panels, ACTS, strict=True):
        axes.set_title(getattr(labels, act), fontsize=9.5)
        _panel(axes, result.places[act], result.costs[act])
    panels[0].set_yticks(range(len(names)), names)
    panels[0].invert_yaxis()
    processor, *others = result.measured.split(" · ")
    figure.supxlabel(f"{labels.seconds}\n{labels.cores.format(processor, result.cores, *others)}", fontsize=9)
    return figure


def _panel(axes: Axes, places: np.ndarray, costs: np.ndarray) -> None:
    axes.set(xscale="log", xlim=(0.03, 250), ylim=(-0.6, len(TOOLS) - 0.4))
    axes.set_xticks((0.1, 10), ["0.1", "10"])
    axes.minorticks_off()
    for place, cost in zip(places, costs, strict=True):
        is_ours = place < len(OURS)
        colour = palette.OUTPUT if is_ours else palette.THEORY
        axes.plot(cost, place, "o" if is_ours else "s", color=colour, markersize=4.5)
        axes.text(cost * 2.1, place, f"{cost:#.2g}".rstrip("."), color=colour, fontsize=9, va="center")


def by_tool(result: Result, act: str) -> dict[str, float]:
    """What ``act`` cost each tool that can do it."""
    return {TOOLS[place]: float(cost) for place, cost in zip(result.places[act], result.costs[act], strict=True)}


def of(result: Result, act: str, languages: str) -> float:
    """What ``act`` cost this template, in one language or in two."""
    return by_tool(result, act)[OURS[languages]]


def peers(result: Result, act: str) -> list[float]:
    """What ``act`` cost the other tools that can do it and make pages."""
    return [cost for tool, cost in by_tool(result, act).items() if tool in PEERS and tool != NO_PAGES]


NUMBERS = (
    {
        "peers": Number(lambda r: len(PEERS), "d", name={"ko": "다른 도구의 수", "en": "other tools"}),
        "rounds": Number(lambda r: r.rounds, "d", name={"ko": "측정 횟수", "en": "times measured"}),
    }
    | unquoted(
        {
            "peers_that_see_helpers": Number(
                lambda r: int(r.sees_helpers[len(OURS) :].sum()),
                "d",
                name={"ko": "도우미 모듈의 변경을 알아채는 다른 도구의 수", "en": "other tools that see a changed helper"},
            ),
            "ours_that_see_helpers": Number(
                lambda r: int(r.sees_helpers[: len(OURS)].sum()),
                "d",
                name={
                    "ko": "이 템플릿이 도우미 모듈의 변경을 알아챈 횟수",
                    "en": "times that this template saw a changed helper",
                },
            ),
        }
    )
    | Number.each(product(ACTS, OURS), "{}_{}", of, ".2f", "s", names={"ko": "{}, {}", "en": "{}, {}"}, words=WORDS)
    | Number.each(
        ACTS,
        "{}_cheapest",
        lambda r, act: min(peers(r, act)),
        ".2f",
        "s",
        names={"ko": "{}, 다른 도구 가운데 최소", "en": "{}, least of other tools"},
        words=WORDS,
    )
    | Number.each(
        ACTS,
        "{}_dearest",
        lambda r, act: max(peers(r, act)),
        ".2f",
        "s",
        names={"ko": "{}, 다른 도구 가운데 최대", "en": "{}, most of other tools"},
        words=WORDS,
    )
)
