"""Hold numbers and verdicts against what other processors measured: digits that are quoted are those on which they agree.

A verdict that another processor does not bear out is a fault. A digit that it writes otherwise is a note: the seeds of a figure
move it farther, and the page says how far.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitekit.fault import Fault
from sitekit.figure.numbers import written
from sitekit.pages.site import Site
from sitekit.project import RECORDS, FigureId
from sitekit.replications.inequality import holds, names
from sitekit.replications.reach import Digests
from sitekit.replications.record import PROCESSORS, Kept, kept, of_processors
from sitekit.source import Source

Numbers = Mapping[str, Mapping[str, Any]]

MANY = 3
"""So many numbers of a figure are named."""


def check(site: Site, *, release: bool = False) -> Iterator[Fault]:
    """Verdicts that hang on the processor; records of no figure; with ``release`` also records of other code."""
    for path in sorted((site.project.root / "figures").glob(f"[!_.]*/{RECORDS}/{PROCESSORS}/*.toml")):
        figure, name = FigureId(path.parents[2].name, path.stem), site.project.relative(path)
        if figure not in site.figures:
            yield Fault(name, 1, f"is the record of '{figure}', which is no figure", "delete it, or rename it with the figure")
    records = _kept(site)
    for figure, record in records.items():
        if release and record.why:
            run = f"run python -m sitekit replicate --processors {figure}, or delete it"
            yield Fault(record.path, 1, f"was measured with other code: {record.why}", run)
    for file in site.claims.files:
        for claim in file.claims:
            record, built = records.get(claim.figure), site.report.pictures.get(claim.figure)
            if claim.verdict == "holds" and record and built and (failing := _against(record, built.numbers, claim.rests_on)):
                what = f"the claim '{claim.id}' 'holds', but not on {', '.join(failing)}"
                yield Fault(file.path, file.line(claim, "verdict"), what, "it hangs on last bits: leave more room, or say so")


def notes(site: Site) -> Iterator[str]:
    """A line for each figure of which pages quote digits that other processors write otherwise, or of which nobody knows."""
    records, missing = _kept(site), 0
    for figure, place in site.figures.items():
        record, built = records.get(figure), site.report.pictures.get(figure)
        if record is None or built is None:
            missing += record is None
            continue
        moved = _moved(record, built.numbers, site.quoted.get(figure, set()))
        if moved:
            source = Source(site.project.root / place.module)
            said = "; ".join(f"{name} {' or '.join(texts)}" for name, texts in list(moved.items())[:MANY])
            more = f"; and {len(moved) - MANY} more" if len(moved) > MANY else ""
            line = source.name("NUMBERS")
            yield f"{place.module}:{line}: pages quote digits that hang on the processor: {said}{more}"
    if records and missing:
        yield f"{missing} figures were not measured as other processors do: python -m sitekit replicate --processors"


def _kept(site: Site) -> dict[FigureId, Kept]:
    """The records that are there."""
    digests = Digests(site.project.root)
    return {
        figure: kept(site.project.root, place, digests, of_processors(place))
        for figure, place in site.figures.items()
        if (site.project.root / of_processors(place)).is_file()
    }


def _moved(record: Kept, numbers: Numbers, quoted: set[str]) -> dict[str, list[str]]:
    """Quoted numbers → how they are written here and elsewhere, where that is not the same."""
    moved: dict[str, list[str]] = {}
    if record.record is None or not record.is_fresh:
        return moved
    for name, values in record.record.axes[PROCESSORS].numbers.items():
        if name in quoted and name in numbers:
            number = numbers[name]
            texts = [number["text"], *(written(value, number["format"], number.get("unit", "")) for value in values)]
            if len(set(texts)) > 1:
                moved[name] = [*dict.fromkeys(texts)]
    return moved


def _against(record: Kept, numbers: Numbers, rests_on: Sequence[str]) -> list[str]:
    """The processors on which what a verdict rests on is not so."""
    if record.record is None or not record.is_fresh:
        return []
    axis = record.record.axes[PROCESSORS]
    here = {name: number["value"] for name, number in numbers.items()}
    failing = []
    for at, processor in enumerate(axis.tried):
        values = here | {name: found[at] for name, found in axis.numbers.items()}
        known = [one for one in rests_on if {*names(one)} <= values.keys()]
        if not all(holds(one, values) for one in known):
            failing.append(str(processor))
    return failing
