"""Correlations alone tell where the pixels of a photograph belong: shuffled by one secret order in every tile, they are put
back up to a quarter turn and a mirror image.

The photograph is cut into tiles of 16×16 pixels, and the 256 pixels of every tile change places by the same secret order.
Given are the shuffled tiles and that the pixels lie on a 16×16 grid. The correlation of every two of the 256 slots over all
tiles joins each slot to its most correlated few; steps along these joints are distances; multidimensional scaling lays the
slots in a plane (Isomap); fourth powers turn the plane upright; and each slot gets one cell, at the least sum of squared
distances. Graphs of 4, 5, 6 and 8 neighbours are tried, and the one is kept whose adjacent cells correlate most. Only at the
end the truth decides between eight orientations, which correlations cannot tell apart. The null is a random placement,
with the same choice among eight.

Controls: white noise, and a secret order of its own for every tile; both leave the correlations without neighbourhood. The
same is done with all thirteen pictures that ship. It fails on three: the moon and the printed page stay at chance, the
rocket is only roughly right. Slots with equal steps to all others cannot be told apart, so another secret order changes the
outcome by a few pixels, and so do the last bits of another processor's arithmetic; three orders are tried. In the picture,
lines join slots that are truly adjacent.

Chosen after a look at results: a single number of neighbours served some pictures and failed on others (six put 65 % of the
astronaut's pixels back, 4 put 98 %; the bricks the other way round), so it is chosen by fit, for every picture alike.

Data: ``skimage.data`` and matplotlib's ``grace_hopper.jpg``; the shown photograph is ``astronaut`` (NASA, public domain).
Source: Le Roux et al. 2007, Learning the 2-D topology of images; Tenenbaum, de Silva & Langford 2000, Science 290:2319.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common.photographs import grey
from figures.stationarity_locality._shared.axes import free_canvas, placed
from figures.stationarity_locality.unshuffled_photo import names, panels, unshuffle
from figures.stationarity_locality.unshuffled_photo.rebuilding import NEIGHBOURS, SIDE, rebuild
from sitekit.figure import Figure, Labels, Number, fixed, palette, picture, unquoted

LABELS = Labels(
    shuffled={"ko": "타일마다\n같은 순서로 섞음", "en": "shuffled alike\nin every tile"},
    rebuilt={"ko": "상관만으로\n복원한 사진", "en": "rebuilt from\ncorrelations"},
    positions={"ko": "✓ 복원한\n픽셀의 위치", "en": "✓ recovered\npositions"},
    correct={"ko": "✓ 복원됨: 제자리 픽셀", "en": "✓ rebuilt: pixels in place"},
    lost={"ko": "✗ 복원 실패", "en": "✗ not rebuilt"},
    astronaut={"ko": "우주비행사", "en": "astronaut"},
    chelsea={"ko": "고양이", "en": "cat"},
    coffee={"ko": "커피", "en": "coffee"},
    rocket={"ko": "로켓", "en": "rocket"},
    motorcycle={"ko": "오토바이", "en": "motorcycle"},
    hopper={"ko": "호퍼", "en": "Hopper"},
    camera={"ko": "카메라맨", "en": "cameraman"},
    coins={"ko": "동전", "en": "coins"},
    moon={"ko": "달", "en": "moon"},
    page={"ko": "인쇄물", "en": "page"},
    brick={"ko": "벽돌", "en": "brick"},
    grass={"ko": "잔디", "en": "grass"},
    gravel={"ko": "자갈", "en": "gravel"},
    noise={"ko": "백색 잡음", "en": "white noise"},
    per_tile={"ko": "타일마다 다른 순서", "en": "own order per tile"},
)

SEED = 0
PHOTOGRAPHS = ("astronaut",)
SHOWN = PHOTOGRAPHS[0]
COLOUR = ("astronaut", "chelsea", "coffee", "rocket", "motorcycle", "hopper")
GREY = ("camera", "coins", "moon", "page")
PICTURES = (*COLOUR, *GREY, "brick", "grass", "gravel")
CONTROLS = ("per_tile", "noise")
RECORDED = {"exact": ".3f", "near": ".3f", "before": ".1f", "after": ".1f", "neighbours": "d", "parts": "d"}
"""What is put on record of every picture, and how it is written."""
OTHER_ORDERS = 3
RANDOM_PLACEMENTS = 200


@dataclass(frozen=True)
class Result:
    """``shuffled`` and ``rebuilt`` (512, 512): grey levels 0..1. By picture and control: ``points`` (16, 16, 2), the row and
    column recovered for every true cell, in pixels; ``exact`` and ``near``, the shares of pixels in their cell and at most 1 px
    from it, 0..1; ``before`` and ``after``, peak signal-to-noise ratios in dB; the chosen ``neighbours``; ``parts`` of the
    graph; ``tiles``, their number. ``other_orders`` (3,): ``exact`` under other secret orders. ``chance_exact`` and
    ``chance_near`` (200,): what random placements reach."""

    shuffled: np.ndarray
    rebuilt: np.ndarray
    points: dict[str, np.ndarray]
    exact: dict[str, float]
    near: dict[str, float]
    before: dict[str, float]
    after: dict[str, float]
    neighbours: dict[str, int]
    parts: dict[str, int]
    tiles: dict[str, int]
    other_orders: np.ndarray
    chance_exact: np.ndarray
    chance_near: np.ndarray


def measure() -> Result:
    """Shuffle and rebuild all pictures and both controls."""
    rng = np.random.default_rng(SEED)
    tiles = {name: unshuffle.tiles_of(grey(name), SIDE) for name in (*PICTURES, *PHOTOGRAPHS)}
    outcomes = {name: rebuild(part, unshuffle.secret_orders(1, SIDE, rng)) for name, part in tiles.items()}
    shown = tiles[SHOWN]
    outcomes["per_tile"] = rebuild(shown, unshuffle.secret_orders(len(shown), SIDE, rng))
    outcomes["noise"] = rebuild(rng.random(shown.shape), unshuffle.secret_orders(1, SIDE, rng))
    others = [rebuild(shown, unshuffle.secret_orders(1, SIDE, rng))["exact"] for _ in range(OTHER_ORDERS)]
    truth = np.arange(SIDE**2)[None]
    chance = np.array([unshuffle.judged(rng.permutation(SIDE**2), truth, SIDE)[1:] for _ in range(RANDOM_PLACEMENTS)])
    columns = grey(SHOWN).shape[1] // SIDE
    kept = ("points", *RECORDED, "tiles")
    by_name = {key: {name: outcome[key] for name, outcome in outcomes.items()} for key in kept}
    return Result(
        shuffled=unshuffle.image_of(outcomes[SHOWN]["shuffled"], columns, SIDE),
        rebuilt=unshuffle.image_of(outcomes[SHOWN]["rebuilt"], columns, SIDE),
        **by_name,
        other_orders=np.array(others),
        chance_exact=chance[:, 0],
        chance_near=chance[:, 1],
    )


def draw(result: Result, labels) -> Figure:
    """The shuffled photograph, its mesh of recovered positions, and what is rebuilt by them; below, the shares by picture, the
    failures apart, and the meshes of the controls."""
    figure = free_canvas(panels.HEIGHT)
    shuffled, first, rebuilt = (placed(figure, *place) for place in panels.TOP)
    for axes, name in ((shuffled, "shuffled"), (rebuilt, "rebuilt")):
        picture(axes, getattr(result, name))
        axes.set_title(getattr(labels, name))
    panels.mesh(first, result.points[SHOWN], margin=1, color=palette.RIGHT, linewidth=0.8)
    first.set_title(labels.positions, color=palette.RIGHT)

    names = [*sorted(PICTURES, key=result.exact.get, reverse=True), *CONTROLS]
    shares = {getattr(labels, name): result.exact[name] for name in names}
    restored = {name: share for name, share in shares.items() if share > 0.5}
    lost = {name: share for name, share in shares.items() if share <= 0.5}
    axes = panels.shares(figure, panels.REBUILT, 1.4, restored, palette.RIGHT)
    axes.set_title(labels.correct, loc="left", color=palette.RIGHT)
    axes = panels.shares(figure, panels.LOST, 0.95, lost, palette.WRONG, filled=False)
    axes.set_title(labels.lost, loc="left", color=palette.WRONG)
    for place, name in zip(panels.CONTROLS, CONTROLS, strict=True):
        axes = placed(figure, *place)
        panels.mesh(axes, result.points[name], margin=3, color=palette.WRONG, linewidth=0.3)
        axes.set_title(f"✗ {getattr(labels, name)}", color=palette.WRONG, fontsize=9)
    return figure


NUMBERS = {
    "exact": Number(lambda r: r.exact[SHOWN], ".0%", name=names.NAMES["exact"]),
    "near": Number(lambda r: r.near[SHOWN], ".1%", name=names.NAMES["near"]),
    "chance_exact": Number(lambda r: r.chance_exact.mean(), ".1%", name=names.NAMES["chance_exact"]),
    **Number.each(CONTROLS, "{}_exact", lambda r, name: r.exact[name], ".1%", names=names.CONTROLS),
    "rocket_exact": Number(lambda r: r.exact["rocket"], ".0%", name=names.NAMES["rocket_exact"]),
    "rocket_near": Number(lambda r: r.near["rocket"], ".0%", name=names.NAMES["rocket_near"]),
    "lowest_of_successes": Number(
        lambda r: min(share for share in r.exact.values() if share > 0.5), ".0%", name=names.NAMES["lowest_of_successes"]
    ),
    "successes": Number(lambda r: sum(r.exact[name] > 0.5 for name in PICTURES), "d", name=names.NAMES["successes"]),
    "tiles": Number(lambda r: r.tiles[SHOWN], ",d", name=names.NAMES["tiles"]),
    **fixed(pictures=len(PICTURES), slots=SIDE**2, names=names.CONSTANTS),
} | unquoted(
    {
        f"{name}_{key}_found": Number(lambda r, name=name, key=key: getattr(r, key)[name], form)
        for name in (*PICTURES, *CONTROLS)
        for key, form in RECORDED.items()
    }
    | {
        "moon_exact": Number(lambda r: r.exact["moon"], ".1%", name=names.NAMES["moon_exact"]),
        "page_exact": Number(lambda r: r.exact["page"], ".1%", name=names.NAMES["page_exact"]),
        "chance_exact_highest": Number(lambda r: r.chance_exact.max(), ".3f", name=names.NAMES["chance_exact_highest"]),
        "chance_near_mean": Number(lambda r: r.chance_near.mean(), ".3f"),
        "chance_near_highest": Number(lambda r: r.chance_near.max(), ".3f"),
        "other_orders_lowest": Number(lambda r: r.other_orders.min(), ".3f"),
        "other_orders_highest": Number(lambda r: r.other_orders.max(), ".3f"),
        "psnr_before": Number(lambda r: r.before[SHOWN], ".1f", unit="dB"),
        "psnr_after": Number(lambda r: r.after[SHOWN], ".1f", unit="dB"),
    }
    | fixed(random_placements=RANDOM_PLACEMENTS, other_orders=OTHER_ORDERS, seed=SEED, names=names.PLACEMENTS)
    | fixed(fewest_neighbours=min(NEIGHBOURS), most_neighbours=max(NEIGHBOURS))
    | fixed("d", "px", tile=SIDE)
)
