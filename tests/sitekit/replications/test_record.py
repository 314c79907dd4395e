"""Records: what is written is read, what is edited is seen, what is not of today is named, and what readers are told of it."""

from __future__ import annotations

import hashlib
import re

import numpy as np
import pytest

from sitekit.build.builder import Builder
from sitekit.check.all import check as check_all
from sitekit.check.replications import check
from sitekit.claims.claims import Claims
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.project import Project
from sitekit.replications.others import SETTINGS, Others
from sitekit.replications.reach import digest
from sitekit.replications.record import Axis, Broken, ClaimRecord, Record, kept, parse, versions
from sitekit.replications.standing import Standing, Tried, quantile, spread, standing
from sitekit.text.page import Page
from tests.sitekit.replications.conftest import LINE, RECORD, SEEDED

PATH = "figures/article/line.py"


def record(root, place, *, seeds=20, failed=(), photographs=(), **values) -> Record:
    """A record of today: ``failed`` are the seeds and photographs for which ``it-is-high`` fails, crashes included."""
    tried = tuple(1000 * k for k in range(1, seeds + 1))
    axes = {"seeds": Axis(tried, {}, {"mean": tuple(0.1 * k for k in range(seeds)), "points": (7,) * seeds})}
    if photographs:
        axes["photographs"] = Axis(photographs, {}, {"mean": (1.0,) * len(photographs)})
    fails = {axis: tuple(one for one in axes[axis].tried if one in failed) for axis in axes}
    claims = {"it-is-high": ClaimRecord(("mean > 0", "points > 1"), fails)}
    return Record(**{"digest": digest(root, place), "versions": versions(), "data": {}, "axes": axes, "claims": claims, **values})


@pytest.fixture
def place(seeded):
    return seeded.project.place(LINE)


@pytest.fixture
def written(seeded, place):
    """``written(failed=…)`` writes a record of today, and gives the site with it."""

    def write(**values) -> Site:
        seeded.write(RECORD, record(seeded.root, place, **values).text())
        return Site.read(seeded.project, Builder(seeded.project).build())

    return write


def test_a_record_is_read_once_and_an_edited_one_again(tmp_path, monkeypatch):
    memo, axes = Memo(tmp_path), {"seeds": Axis((1000, 2000), {}, {"a": (1, 2), "b": (0.1, float("inf"))})}
    one, other = (Record("0" * 64, {}, {}, axes, {}, declared=declared) for declared in (1, 2))
    assert parse(one.text(), "", memo) == one
    monkeypatch.setattr("sitekit.replications.record.tomllib.loads", lambda text: pytest.fail("it is read again"))
    assert parse(one.text(), "", memo) == one
    monkeypatch.undo()
    with pytest.raises(Broken, match="edited by hand"):
        parse(one.text().replace('digest = "0', 'digest = "1'), "", memo)
    assert parse(other.text(), "", memo) == other
    for entry in tmp_path.iterdir():
        entry.write_bytes(entry.read_bytes()[:-2])
    assert parse(one.text(), "", memo) == one


def test_what_is_written_is_read_back(seeded, place):
    axes = {
        "seeds": Axis((1000, 2000), {2000: 'a.py:3: said "no"; mend\\it'}, {"a": (1,), "b": (-2.5e-15,), "c": (1e20,)}),
        "photographs": Axis(("고양이", "x"), {}, {"a": (1, 2), "b": (0.1, 3.0), "c": (0.0, 1.0)}),
    }
    claims = {"one": ClaimRecord(('a < "b"',), {"seeds": (2000,), "photographs": ()}, over=True)}
    whole = Record("d", {"numpy": "2"}, {"figures/a b.csv": "e"}, axes, claims, 0, 12.0)
    assert parse(whole.text()) == whole


def test_an_edit_by_hand_is_seen(seeded, place):
    text = record(seeded.root, place).text()
    assert parse(text)
    for old, new in (("1000, 2000", "1000, 2001"), ("points > 1", "points > 0"), ("[seeds]\n", "[seeds]\n\n"), ("seal", "sea1")):
        assert old in text
        seeded.write(RECORD, text.replace(old, new, 1))
        known = kept(seeded.root, place)
        assert known.is_there and known.record is None and "edited by hand" in known.why, (old, known)
    with pytest.raises(Broken, match="is not TOML"):
        parse("[")


def test_the_cost_is_not_sealed(seeded, place):
    text = record(seeded.root, place, cpu_seconds=1234.0).text()
    assert "cpu_seconds = 1200\n" in text
    assert parse(text.replace("= 1200\n", "= 7\n")).cpu_seconds == 7


@pytest.mark.parametrize("broken", ["digest", "tried", "rests_on"])
def test_a_sealed_file_that_is_no_record_is_named(seeded, place, broken):
    body = re.sub(
        rf"(?m)^{broken} = .*\n", "", record(seeded.root, place).text().partition('"\n')[2].partition("\n# Not sealed")[0]
    )
    seal = hashlib.sha256(body.encode()).hexdigest()
    with pytest.raises(Broken, match="is no record of replications"):
        parse(f'seal = "{seal}"\n{body}\n# Not sealed: what the runs took.\n[cost]\n')


def test_what_is_not_of_today_is_named(seeded, place):
    text = record(seeded.root, place, data={"figures/size.txt": "absent"}).text()
    seeded.write(RECORD, text)
    assert kept(seeded.root, place).is_fresh
    seeded.write("figures/size.txt", "3")
    assert kept(seeded.root, place).why == "figures/size.txt"
    (seeded.root / "figures/size.txt").unlink()
    seeded.write(RECORD, record(seeded.root, place, versions=versions() | {"numpy": "1.0"}).text())
    assert kept(seeded.root, place).why.startswith("numpy 1.0 then, ")
    seeded.write(RECORD, text)
    code = (seeded.root / PATH).read_text("utf-8")
    seeded.write(PATH, code.replace('"across"', '"along"').replace("palette.INPUT", "palette.KERNEL").replace(".2f", ".3f"))
    assert kept(seeded.root, place).is_fresh
    seeded.write(PATH, code.replace("[SEED, 1]", "[SEED, 2]"))
    assert kept(seeded.root, place).why == "measure() or what it reaches has changed"


FEW = tuple(1000 * k for k in (3, 9))
EIGHT = tuple("abcdefgh")


@pytest.mark.builds
@pytest.mark.parametrize(
    "values, faults",
    [
        ({}, ""),
        ({"failed": (3000,)}, ""),
        ({"failed": FEW}, "'holds', but 18 of 20 seeds bear it out"),
        ({"failed": (3000,), "seeds": 19}, "'holds', but 18 of 19 seeds bear it out"),
        ({"failed": ("a", 3000), "photographs": EIGHT}, ""),
        ({"failed": ("a", "b"), "photographs": EIGHT}, "'holds', but 6 of 8 photographs bear it out"),
        ({"failed": FEW, "digest": "other"}, ""),
    ],
)
def test_a_verdict_that_seeds_or_photographs_do_not_bear_out_is_a_fault_at_its_line(written, seeded, values, faults):
    claims = (seeded.root / "figures/article/claims.toml").read_text("utf-8")
    found = [*check(written(**values))]
    assert [fault.what for fault in found] == ([f"the claim 'it-is-high' {faults}"] if faults else [])
    if found:
        line = [n for n, row in enumerate(claims.split("\n"), 1) if row.startswith("verdict")][1]
        assert (found[0].path, found[0].line) == ("figures/article/claims.toml", line) and RECORD in found[0].remedy
        seeded.write("figures/article/claims.toml", claims.replace('verdict = "holds"', 'verdict = "holds-with-limits"'))
        assert not [*check(written(**values))]


@pytest.mark.builds
@pytest.mark.parametrize("failed, axis", [((3000,), "19 of 20 seeds"), (("a",), "7 of 8 photographs"), ((), "")])
def test_nothing_may_break_a_theorem(written, seeded, failed, axis):
    path = "figures/article/claims.toml"
    text = (seeded.root / path).read_text("utf-8")
    seeded.write(path, text.replace('numbers = ["mean"]', 'numbers = ["mean"]\ntheorem = true'))
    expected = [f"the claim 'it-is-high' 'holds', but {axis} bear it out"] if axis else []
    assert [fault.what for fault in check(written(failed=failed, photographs=EIGHT))] == expected


def release(site: Site) -> list[str]:
    return [f"{fault.path}: {fault.what}" for fault in check(site, release=True)]


@pytest.mark.builds
def test_a_release_needs_whole_records_of_today(written, seeded, place):
    assert release(written()) == [
        "figures/article/claims.toml: the claim 'it-is-short' rests on something else than what was replicated"
    ]
    seeded.write("figures/article/claims.toml", "")
    assert release(written()) == []
    assert release(written(seeds=19)) == [f"{RECORD}: has 19 seeds, 20 is the least"]
    assert release(written(digest="other")) == [
        f"{RECORD}: was measured with other code: measure() or what it reaches has changed"
    ]
    text = (seeded.root / RECORD).read_text("utf-8")
    seeded.write(RECORD, text.replace("2000", "2001"))
    site = Site.read(seeded.project, Builder(seeded.project).build())
    assert release(site) == [f"{RECORD}: was edited by hand: its seal does not fit"]
    assert [*map(str, check(site))] == [*map(str, check(site, release=True))], "who edits a record is told at once"
    (seeded.root / RECORD).unlink()
    site = Site.read(seeded.project, Builder(seeded.project).build())
    assert release(site) == [f"{RECORD}: is missing: this figure was measured with one seed only"] and not [*check(site)]


@pytest.mark.builds
def test_an_inequality_that_has_changed_is_not_of_today(written, seeded):
    path = "figures/article/claims.toml"
    seeded.write(path, (seeded.root / path).read_text("utf-8").replace('"mean > 0"', '"mean > -9"'))
    site = written(failed=FEW)
    assert not [*check(site)]
    assert f"{path}: the claim 'it-is-high' rests on something else than what was replicated" in release(site)


@pytest.mark.builds
def test_records_of_nothing_are_faults(seeded):
    seeded.figure("calm")
    for name in ("calm", "nobody"):
        seeded.write(f"figures/article/replications/{name}.toml", "")
    faults = [*check(Site.read(seeded.project, Builder(seeded.project).build()))]
    assert [(fault.path.split("/")[-1], fault.what.split(", ")[1]) for fault in faults] == [
        ("calm.toml", "which declares neither SEED nor PHOTOGRAPHS"),
        ("nobody.toml", "which is no figure"),
    ]


@pytest.mark.builds
def test_two_seeds_are_a_fault_of_every_check(site):
    text = site.figure("line", SEEDED).read_text("utf-8")
    (site.root / "figures/article/line.py").unlink()
    site.write("figures/article/line/figure.py", text)
    site.write("figures/article/line/more.py", '"""More."""\n\nSEED = 1\n')
    (fault,) = check(Site.read(site.project, Builder(site.project).build()))
    assert isinstance(fault, Fault) and fault.path.endswith("more.py") and fault.line == 3


@pytest.mark.builds
def test_the_checks_of_a_site_hold_its_records(written):
    assert any("bear it out" in fault.what for fault in check_all(written(failed=FEW)))
    assert not any("is missing" in fault.what for fault in check_all(written()))
    assert any("19 seeds" in fault.what for fault in check_all(written(seeds=19), release=True))


SAID = {
    "en": {
        "fresh": "held with 19 of 20 seeds, on 7 of 8 photographs; not with seed 3000; not on c",
        "refuted": "same verdict with 20 of 20 seeds",
        "over": "decided over 20 seeds together",
        "stale": "held with 20 of 20 seeds; measured with earlier code",
        "none": "not replicated",
    },
    "ko": {
        "fresh": "시드 20개 중 19개, 사진 8장 중 7장에서 성립. 그렇지 않은 시드: 3000. 그렇지 않은 사진: c",
        "refuted": "시드 20개 중 20개에서 같은 판정",
        "over": "시드 20개의 값을 모아 판정",
        "stale": "시드 20개 중 20개에서 성립. 코드가 바뀌기 전의 기록",
        "none": "재현 기록 없음",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_is_told_how_a_claim_fared(language):
    seeds = {"seeds": Tried(20, ())}
    found = {
        "fresh": Standing({"seeds": Tried(20, (3000,)), "photographs": Tried(8, ("c",))}, is_fresh=True).text("holds", language),
        "refuted": Standing(seeds, is_fresh=True).text("does-not-hold", language),
        "over": Standing(seeds, over=True, is_fresh=True).text("holds", language),
        "stale": Standing(seeds).text("holds-with-limits", language),
        "none": Standing().text("holds", language),
    }
    assert found == SAID[language]


def test_a_photograph_is_called_what_readers_know_it_by():
    called = {"c": {"ko": "시계 사진", "en": "the clock"}}
    fared = Standing({"photographs": Tried(8, ("c", "d"))}, is_fresh=True, called=called)
    assert fared.text("holds", "en") == "held on 6 of 8 photographs; not on the clock, d"
    assert fared.text("holds", "ko") == "사진 8장 중 6장에서 성립. 그렇지 않은 사진: 시계 사진, d"


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ('{b = {en = "x"}}', "calls 'b' something, which is no photograph of the list"),
        ('{a = "x"}', "does not say in each language what 'a' is called"),
        ('"a"', "does not say what photographs are called"),
    ],
)
def test_names_of_photographs_that_cannot_be_read_are_a_fault_at_their_line(tmp_path, called, said):
    (tmp_path / "figures").mkdir()
    (tmp_path / SETTINGS).write_text(f'[photographs]\nnames = ["a"]\ncalled = {called}\n', "utf-8")
    with pytest.raises(Fault, match=f"{SETTINGS}:3: {said}"):
        Others.read(Project(tmp_path))


def test_many_that_fail_are_counted_and_not_named():
    assert Standing({"seeds": Tried(20, tuple(range(6)))}, is_fresh=True).text("holds", "en") == "held with 14 of 20 seeds"


@pytest.mark.builds
@pytest.mark.parametrize("language, expected", [("en", "held with 18 of 20 seeds"), ("ko", "시드 20개 중 18개에서 성립")])
def test_the_list_of_claims_and_the_badge_say_it(written, language, expected):
    names = Names(written(failed=FEW))
    page = Page("docs/en/claims.md", "{{ claims() }}")
    listed = names.of(page, language)["claims"]()
    assert listed.count(expected) == 1 and ("claims-replications" in listed)
    badge = names.claims.fill('<span data-claim="it-is-high"></span>', language, lambda target: target)
    assert expected in badge


@pytest.mark.builds
def test_what_draws_no_random_numbers_says_nothing(seeded):
    text = (seeded.root / PATH).read_text("utf-8").replace("SEED = 0", "START = 0").replace("[SEED, 1]", "[START, 1]")
    seeded.write(
        PATH,
        text.replace('PHOTOGRAPHS = ("one", "two")', "PHOTOGRAPHS = tuple(LENGTHS)[:2]").replace("LENGTHS = {", "LENGTHS = {", 1),
    )
    site = Site.read(seeded.project, Builder(seeded.project).build())
    assert not site.replications
    listed = Names(site).of(Page("docs/en/claims.md", ""), "en")["claims"]()
    assert "replicat" not in listed.lower()


@pytest.mark.builds
def test_a_number_is_written_with_its_range_where_a_page_asks(written, seeded):
    site, page = written(), Page("docs/ko/blog/posts/article.md", "")
    text = site.numbers["en"][LINE]["mean"]
    said = {}
    for language in LANGUAGES:
        prose = Names(site).prose(Page(f"docs/{language}/blog/posts/article.md", ""), language)
        said[language] = prose.value("line.mean | spread", 1)
    assert said == {"en": f"{text} (0.10–1.81 with 20 seeds)", "ko": f"{text}(시드 20개에서 0.10–1.81)"}
    prose = Names(site).prose(page, "ko")
    assert prose.value('line.mean | spread | josa("은/는")', 1).removeprefix(said["ko"]) in ("은", "는")
    assert prose.value("line.points | spread", 1) == "7"
    for values in ({"digest": "other"}, {"axes": {}, "claims": {}}):
        assert Names(written(**values)).prose(page, "ko").value("line.mean | spread", 1) == text


POINTS = {"value": 0.05, "text": "5.0%p", "format": ".1%", "unit": "%p"}


@pytest.mark.parametrize(
    "values, number, language, expected",
    [
        ((-1.0, 1.0), {"text": "0.0", "format": ".1f", "unit": "px"}, "en", "0.0 (−0.9 to 0.9\u00a0px with 2 seeds)"),
        ((-1.0, 1.0), {"text": "0.0", "format": ".1f"}, "ko", "0.0(시드 2개에서 −0.9~0.9)"),
        ((0.201, 0.202), {"text": "20%", "format": ".0%"}, "en", "20% (20% with 2 seeds)"),
        ((3, 5, 9), {"text": "4", "format": "d"}, "en", "4 (3–9 with 3 seeds)"),
        ((0.0, 0.1), POINTS, "ko", "5.0%p(시드 2개에서 0.5–9.5%p)"),
        ((0.0, 0.1), POINTS, "en", "5.0\u00a0points (0.5–9.5\u00a0points with 2 seeds)"),
        ((0.05, 0.05), POINTS, "en", "5.0\u00a0points"),
    ],
)
def test_a_range_is_that_of_the_middle_of_the_values(seeded, place, values, number, language, expected):
    axis = Axis(tuple(range(len(values))), {}, {"n": values})
    seeded.write(RECORD, record(seeded.root, place, axes={"seeds": axis}, claims={}).text())
    assert spread(kept(seeded.root, place), "n", number, language) == expected
    assert spread(kept(seeded.root, place), "other", number, language) is None


def test_quantiles_are_numpys():
    values = np.random.default_rng(1).normal(size=20).tolist()
    for share in (0, 0.05, 0.5, 0.95, 1):
        assert quantile(values, share) == pytest.approx(np.quantile(values, share))


def test_a_claim_is_looked_up_by_what_it_rests_on(seeded, place):
    seeded.write(RECORD, record(seeded.root, place, failed=FEW).text())
    known, claim = kept(seeded.root, place), Claims.read(seeded.project).by_id["it-is-high"]
    assert standing(known, claim.id, claim.rests_on).short() == "seeds"
    assert standing(known, claim.id, claim.rests_on[:1]).short() == ""
    assert standing(known, "it-is-short", ("points < 8",)).axes == {}
