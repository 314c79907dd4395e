"""Hold the records of replications against figures and verdicts: a verdict that does not survive other seeds is a fault.

A record that is missing, short or of other code is a fault of a release only: a page says so of itself. One that was edited
is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.fault import Fault
from sitekit.pages.site import Site
from sitekit.project import RECORDS, FigureId
from sitekit.replications.declared import declared
from sitekit.replications.standing import standing


def check(site: Site, *, release: bool = False) -> Iterator[Fault]:
    """Every fault of the records; with ``release`` also that one is not there, not whole, or not of today."""
    for place in site.figures.values():
        try:
            declared(site.project.root, place)
        except Fault as fault:
            yield fault
    yield from _strays(site)
    yield from _verdicts(site, release)
    for kept in site.replications.values():
        if kept.is_there and kept.record is None and not release and (fault := kept.fault()):
            yield fault
    if release:
        yield from (fault for kept in site.replications.values() if (fault := kept.fault()))


def _strays(site: Site) -> Iterator[Fault]:
    """Records of nothing."""
    for path in sorted((site.project.root / "figures").glob(f"[!_.]*/{RECORDS}/*.toml")):
        figure, name = FigureId(path.parent.parent.name, path.stem), site.project.relative(path)
        if figure not in site.figures:
            yield Fault(name, 1, f"is the record of '{figure}', which is no figure", "delete it, or rename it with the figure")
        elif figure not in site.replications:
            what = f"is the record of '{figure}', which declares neither SEED nor PHOTOGRAPHS"
            yield Fault(name, 1, what, "delete it, or write SEED = 0 in the figure")


def _verdicts(site: Site, release: bool) -> Iterator[Fault]:
    for file in site.claims.files:
        for claim in file.claims:
            kept = site.replications.get(claim.figure) if claim.figure else None
            if kept is None or claim.figure is None:
                continue
            fared = standing(kept, claim.id, claim.rests_on)
            if claim.verdict == "holds" and (axis := fared.short(theorem=claim.theorem)):
                what = f"'holds', but {fared.axes[axis].held} of {fared.axes[axis].tried} {axis} bear it out"
                remedy = f"see {kept.path}: write holds-with-limits and name those that fail, or measure more"
                yield Fault(file.path, file.line(claim, "verdict"), f"the claim '{claim.id}' {what}", remedy)
            if release and kept.is_fresh and not fared.is_fresh:
                what = f"the claim '{claim.id}' rests on something else than what was replicated"
                remedy = f"run python -m sitekit replicate {claim.id}"
                yield Fault(file.path, file.line(claim, "rests_on"), what, remedy)
