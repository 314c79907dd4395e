"""Hold every claim against what it names: its figure's numbers, the tests that carry its id, the literature, other claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitekit.build.builder import Built
from sitekit.claims.claims import TEXTS, Claim, Claims, File
from sitekit.claims.markers import ClaimTests
from sitekit.claims.places import Spot, spots
from sitekit.fault import Fault
from sitekit.pages.site import Site
from sitekit.project import Article, Place
from sitekit.records import Path as Way
from sitekit.replications.inequality import holds, names
from sitekit.text.page import Page
from sitekit.text.placeholders import figure_id, filled

NUMBERS = "python -m sitekit numbers lists every number there is"


def check(site: Site) -> Iterator[Fault]:
    """Every fault of the claims files, and of the markers in the tests."""
    claims, tests = site.claims, site.markers
    seen: dict[str, str] = {}
    for file in claims.files:
        yield from file.faults
        entries = site.bibliography(file.article).entries
        made = [(post, spots(post)) for posts in site.articles.values() for post in posts if post.article == file.article]
        for claim in file.claims:
            if claim.id in seen:
                yield _fault(file, claim, ("id",), f"exists already, at {seen[claim.id]}", "give it an id of its own")
            seen.setdefault(claim.id, f"{file.path}:{claim.line}")
            for number, key in enumerate(claim.literature):
                if key not in entries:
                    remedy = f"add it to {Article.of(file.article).bibliography}, or mend the key"
                    yield _fault(file, claim, ("literature", number), f"cites '{key}', which is no entry", remedy)
            yield from _made(made, file, claim)
            if claim.figure and claim.figure not in site.figures:
                what = f"rests on the figure '{claim.figure.name}', which does not exist"
                remedy = f"write {site.project.place(claim.figure).module}, or mend the name"
                yield _fault(file, claim, ("figure",), what, remedy)
            elif claim.figure:
                if claim.is_key:
                    yield from _key((post for post, _ in made), file, claim)
                if picture := site.report.pictures.get(claim.figure):
                    yield from _numbers(file, claim, picture)
                yield from _tests(file, claim, site.figures[claim.figure], tests)
    yield from tests.faults
    yield from _markers(claims, tests)


def _fault(file: File, claim: Claim, way: Way, what: str, remedy: str) -> Fault:
    return Fault(file.path, file.line(claim, *way), f"the claim '{claim.id}' {what}", remedy)


def _numbers(file: File, claim: Claim, picture: Built) -> Iterator[Fault]:
    """The names a claim takes from its figure, and whether the inequalities it rests on are true."""
    values = {name: number["value"] for name, number in picture.numbers.items()}
    written = {name: number["text"] for name, number in picture.numbers.items()}
    figure = picture.figure.name
    for number, name in enumerate(claim.numbers):
        if name not in values:
            what = f"shows the number '{name}', which {figure} does not measure"
            yield _fault(file, claim, ("numbers", number), what, NUMBERS)
    for number, inequality in enumerate(claim.rests_on):
        way = ("rests_on", number)
        try:
            if not holds(inequality, values):
                measured = ", ".join(f"{name} = {values[name]:.6g}" for name in names(inequality) if name in values)
                what = f"rests on {inequality}, but {measured}"
                yield _fault(file, claim, way, what, "change the verdict, or find out why")
        except KeyError as error:
            yield _fault(file, claim, way, f"rests on the number {error}, which {figure} does not measure", NUMBERS)
        except ValueError as error:
            yield _fault(file, claim, way, f"rests on '{inequality}', which {error}", "write a comparison, as a < b / 2")
    for way, source in _texts(claim):
        try:
            filled(source, written)
        except ValueError as error:
            yield _fault(file, claim, way, f"cannot be written: {error}", NUMBERS)


def _made(made: Iterable[tuple[Page, Mapping[str, Spot]]], file: File, claim: Claim) -> Iterator[Fault]:
    """Every article makes all of its claims, folded or not, and no badge says "does not hold" of what the article itself says.

    It may say so in a note at the margin, which tells what another text said, and of what is quoted, the finding of others.
    ``made``: the article in each language, and where its badges stand.
    """
    for post, places in made:
        spot = places.get(claim.id)
        if spot is None:
            what, remedy = f"is made nowhere in {post.path}", f'write {{{{ claim("{claim.id}") }}}} behind the sentence'
            yield _fault(file, claim, ("id",), what, remedy)
        elif claim.verdict == "does-not-hold" and claim.figure and not (spot.block and spot.block.kind == "aside"):
            what = f"does not hold, and its badge stands behind a true sentence, {post.path}:{spot.line}"
            remedy = "turn the statement round, with what it rests on and its tests, or move it into a note at the margin"
            yield _fault(file, claim, ("verdict",), what, remedy)


def _key(posts: Iterable[Page], file: File, claim: Claim) -> Iterator[Fault]:
    """A finding stands beside the thumbnail of its figure, which leads to the figure's place in the article, in all ``posts``."""
    for post in posts:
        if not any(figure_id(use.name, post.article) == claim.figure for use in post.figures):
            figure = claim.figure.name if claim.figure else ""
            what = f"is key and has no thumbnail: {post.path} does not show {figure}"
            yield _fault(file, claim, ("key",), what, "show the figure, or make another claim key")


def _texts(claim: Claim) -> Iterator[tuple[Way, str]]:
    """Every text of ``claim``, and the way to it in its entry."""
    tables: dict[Way, Mapping[str, str]] = {(key,): getattr(claim, key) for key in TEXTS}
    if correction := claim.correction:
        tables |= {("correction", "original"): correction.original, ("correction", "corrected"): correction.corrected}
    return (((*way, code), text) for way, table in tables.items() for code, text in table.items())


def _tests(file: File, claim: Claim, place: Place, tests: ClaimTests) -> Iterator[Fault]:
    verify, fail = f'@pytest.mark.claim("{claim.id}")', f'@pytest.mark.mutation("{claim.id}", "what is altered")'
    for kind, what, mark in (("claim", "is verified by no test", verify), ("mutation", "is seen to fail by no test", fail)):
        if not any(marker.path.startswith(f"{place.tests}/") for marker in tests.of(claim.id, kind)):
            yield _fault(file, claim, ("id",), what, f"mark one in {place.test} with {mark}")


def _markers(claims: Claims, tests: ClaimTests) -> Iterator[Fault]:
    """Markers that name no claim, or one that is not measured here."""
    if claims.unread:
        return  # A claim that could not be read is no reason to doubt its tests.
    for marker in tests.markers:
        claim = claims.by_id.get(marker.claim)
        if claim is None or claim.figure is None:
            yield Fault(
                marker.path,
                marker.line,
                f"'{marker.function}' is marked for the claim '{marker.claim}', "
                f"which {'is only quoted' if claim else 'does not exist'}",
                "remove the marker, or measure the claim" if claim else "mend the id, or write the claim",
            )
