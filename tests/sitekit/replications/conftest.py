"""A project with one figure whose numbers depend on its seed and its photographs, and with claims about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitekit.build.pool import Local
from sitekit.claims.claims import Claims
from sitekit.fault import Fault
from sitekit.project import FigureId
from sitekit.replications.record import Record, parse
from sitekit.replications.sweep import Sweep

LINE = FigureId("article", "line")
RECORD = "figures/article/replications/line.toml"
SEEDED = (
    'LABELS = Labels(\n    across={"ko": "가로", "en": "across"},',
    'SEED = 0\nPHOTOGRAPHS = ("one", "two")\nLENGTHS = {"one": 3, "two": 4, "three": 5, "four": 9}\n\n'
    'LABELS = Labels(\n    across={"ko": "가로", "en": "across"},',
)
MEASURE = (
    "    return Result(np.arange(5.0))",
    "    length = sum(LENGTHS[name] for name in PHOTOGRAPHS)\n"
    "    return Result(np.random.default_rng([SEED, 1]).normal(size=length))",
)
CLAIMS = """
[[claim]]
id = "it-is-short"
statement = {ko = "짧다.", en = "It is short."}
verdict = "holds"
figure = "line"
numbers = ["points"]
rests_on = ["points < 8"]

[[claim]]
id = "it-is-high"
statement = {ko = "높다.", en = "It is high."}
verdict = "holds"
figure = "line"
numbers = ["mean"]
rests_on = ["mean > 0", "points > 1"]
"""
SETTINGS = '[photographs]\nnames = ["two", "three", "four", "five"]\n'


@pytest.fixture
def seeded(site):
    """The project. Its figure crashes on the photograph "five", and has no run on "two", with which it is made."""
    site.figure("line", SEEDED, MEASURE)
    site.write("figures/article/claims.toml", CLAIMS)
    site.write("figures/replications.toml", SETTINGS)
    return site


@pytest.fixture
def replicate() -> Callable[..., list[Fault]]:
    """``replicate(site, seeds)``: the faults of a sweep over all figures."""

    def sweep(site, seeds: int = 3, **options) -> list[Fault]:
        pool = options.pop("pool", None) or Local(site.root, options.pop("jobs", 2))
        claims = Claims.read(site.project)
        return Sweep(site.project, pool, claims.inequalities, seeds, **options).replicate(site.project.figures())

    return sweep


def read(root: Path) -> Record:
    """The record of the figure."""
    return parse((root / RECORD).read_text("utf-8"))
