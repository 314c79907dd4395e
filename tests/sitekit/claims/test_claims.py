"""Every fault that a claims file or a marker can have is found at its line; pages show what stands in the file.

The project below has no fault; each test puts one in. No figure is built: the report is made by hand.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from sitekit.build.builder import Built, Report
from sitekit.check.all import check
from sitekit.check.claims import check as check_claims
from sitekit.claims import markers
from sitekit.claims.claims import VERDICTS
from sitekit.claims.html import ClaimsHtml
from sitekit.claims.markers import ClaimTests
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.project import FigureId
from sitekit.replications.inequality import holds
from sitekit.text.page import Page
from sitekit.text.placeholders import filled
from sitekit.words import word

CLAIMS, TEST = "figures/straight_line/claims.toml", "tests/figures/straight_line/line/test_figure.py"
FILE = """[[claim]]
id = "a-line-is-straight"
statement.ko = "선은 점 {{ points | josa("을/를") }} 지난다."
statement.en = "A line runs through {{ points }} points."
verdict = "holds"
figure = "line"
numbers = ["points", "mean"]
rests_on = ["points > 4", "abs(mean - 2) < 0.1"]
literature = ["euclid"]
condition.ko = "점이 {{ points }}개여야 한다."
condition.en = "There must be {{ points }} points <or more>."
key = true
finding.ko = "선은 점 {{ points }}개를 지난다."
finding.en = "A line runs through <all> {{ points }} points."
correction.original.ko = "선은 굽었다."
correction.original.en = "A line <bends>."
correction.verdict = "does-not-hold"
correction.corrected.ko = "평균은 {{ mean }}이다."
correction.corrected.en = "Its mean is {{ mean }}."

[[claim]]
id = "lines-are-old"
statement.ko = "선은 오래되었다."
statement.en = "Lines are old."
verdict = "holds-with-limits"
quoted = true
literature = ["euclid"]
""".replace('josa("을/를")', 'josa(\\"을/를\\")')
MUTATIONS = """@pytest.mark.mutation("a-line-is-straight", "a bend")
@pytest.mark.mutation("a-line-is-straight", "a <gap>", ko="<틈>이 난 선")
"""
TESTS = '''"""A line."""

import pytest


@pytest.mark.claim("a-line-is-straight")
def is_straight(line):
    return True


@pytest.mark.parametrize("claim", [is_straight])
def test_claim_holds(claim):
    assert claim(None)


MUTATIONS
def test_a_bent_line_is_not_straight(): ...
'''.replace("MUTATIONS\n", MUTATIONS)
BIB = "@book{euclid,\n  author = {Euclid},\n  title = {Elements},\n  publisher = {Alexandria},\n  year = {1482},\n}\n"
PAGE = """---
date: 2026-11-22
categories: [{0}]
tags: [line]
description: {0}
---

# {0}

/// figure | line
    alt: {0}!

{0} {{{{ line.points }}}}.
///

{0}. {{{{ claim("a-line-is-straight") }}}}

{{{{ findings() }}}}

## {0} {{ #corrections }}

{0}. {{{{ claim("lines-are-old") }}}}

{{{{ corrections() }}}}

{{{{ references() }}}}
"""
LIST = "# {0}\n\n{{{{ claims() }}}}\n"
NUMBERS = {"points": (5, "5"), "mean": (2.0, "2.00")}
FIGURE = FigureId("straight_line", "line")


class Article:
    """A project with one article, two claims and no fault."""

    def __init__(self, site) -> None:
        self.site, self.project = site, site.project
        site.write(CLAIMS, FILE)
        site.write(TEST, TESTS)
        site.write("figures/straight_line/references.bib", BIB)
        site.write("figures/" + FIGURE.article + "/" + FIGURE.name + ".py", '"""A line."""\n')
        for code, title in (("ko", "선"), ("en", "Line")):
            site.write(f"docs/{code}/blog/posts/straight-line.md", PAGE.format(title))
            site.write(f"docs/{code}/claims.md", LIST.format(title))
        numbers = {name: {"value": value, "text": text, "quoted": False} for name, (value, text) in NUMBERS.items()}
        site.write("entry/numbers.json", json.dumps(numbers))
        self.report = Report(pictures={FIGURE: Built(FIGURE, site.root / "entry")})

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.site.root / path).read_text("utf-8")
        assert old in text, old
        self.site.write(path, text.replace(old, new, 1))

    def line(self, path: str, text: str) -> int:
        whole = (self.site.root / path).read_text("utf-8")
        return whole[: whole.index(text)].count("\n") + 1

    def faults(self) -> list[str]:
        return [str(fault) for fault in check_claims(Site.read(self.project, self.report))]

    def html(self) -> ClaimsHtml:
        return Names(Site.read(self.project, self.report)).claims


@pytest.fixture
def article(site) -> Article:
    return Article(site)


def test_a_project_without_faults_has_none(article):
    assert article.faults() == []
    assert [str(fault) for fault in check(Site.read(article.project, article.report))] == []


# What is exchanged for what; the text on whose line the fault must be (after the exchange), and what it must say.
BAD_FILES: dict[str, tuple[str, str, str, str]] = {
    "not TOML": ('verdict = "holds"\n', "verdict = \n", "verdict = ", "is not TOML"),
    "a key twice": ('verdict = "holds"\n', 'verdict = "holds"\nverdict = "holds"\n', 'verdict = "holds"\nfigure', "is not TOML"),
    "another table": ("[[claim]]\n", "[claims]\n[[claim]]\n", "[claims]", "unknown key 'claims'"),
    "a table in a claim": ('[[claim]]\nid = "lines', '[claim.more]\nid = "lines', "[claim.more]", "has the unknown key 'more'"),
    "unknown key": ('figure = "line"', 'figure = "line"\nfigures = "line"', "figures", "has the unknown key 'figures'"),
    "unknown key of a correction": ("correction.verdict", "correction.fate", "correction.fate", "unknown key 'correction.fate'"),
    "no id": ('id = "lines-are-old"\n', "", '[[claim]]\nstatement.ko = "선은 오', "has no 'id'"),
    "id not kebab-case": ("lines-are-old", "Lines_are old", '"Lines_are', "is not kebab-case"),
    "id not text": ('id = "lines-are-old"', "id = 3", "id = 3", "something else than a text as 'id'"),
    "duplicate id": (
        "lines-are-old",
        "a-line-is-straight",
        'id = "a-line-is-straight"\nstatement.ko = "선은 오',
        "exists already, at .*:1",
    ),
    "no statement": (
        'statement.ko = "선은 오래되었다."\nstatement.en = "Lines are old."\n',
        "",
        '[[claim]]\nid = "lines',
        "has no 'statement'",
    ),
    "a missing language": ('statement.en = "Lines are old."\n', "", 'statement.ko = "선은 오', "has no statement in 'en'"),
    "an empty language": ('"Lines are old."', '""', 'statement.en = ""', "has no statement in 'en'"),
    "English for Korean": ('"선은 오래되었다."', '"Lines are old."', 'statement.ko = "Lines', "has no statement in 'ko'"),
    "a condition in one language": (
        'condition.en = "There must be {{ points }} points <or more>."\n',
        "",
        "condition.ko",
        "has no condition in 'en'",
    ),
    "a finding in one language": (
        'finding.ko = "선은 점 {{ points }}개를 지난다."\n',
        "",
        "finding.en",
        "has no finding in 'ko'",
    ),
    "key without a finding": (
        'finding.ko = "선은 점 {{ points }}개를 지난다."\nfinding.en = "A line runs through <all> {{ points }} points."\n',
        "",
        "key = true",
        "is key and has no 'finding'; say it in one sentence",
    ),
    "a finding that is not key": ("key = true", "key = false", "finding.ko", "has a finding and is not key"),
    "key and quoted": ("quoted = true", "quoted = true\nkey = true", "key = true\nliterature", "is quoted and has 'key'"),
    "a condition of nothing measured": (
        "quoted = true",
        'quoted = true\ncondition = {ko = "옛것", en = "old"}',
        "condition = {",
        "is quoted and has 'condition'",
    ),
    "unknown number in a finding": ("<all> {{ points }}", "<all> {{ dots }}", "{{ dots }}", "is no number of the claim's figure"),
    "unknown number in a condition": ("be {{ points }}", "be {{ dots }}", "{{ dots }}", "is no number of the claim's figure"),
    "an unknown language": (
        'statement.en = "Lines',
        'statement.kr = "Vieux"\nstatement.en = "Lines',
        "statement.kr",
        "unknown language 'kr'",
    ),
    "a correction in one language": (
        'correction.corrected.en = "Its mean is {{ mean }}."\n',
        "",
        "correction.corrected",
        "no correction.corrected in 'en'",
    ),
    "a correction without verdict": ('correction.verdict = "does-not-hold"\n', "", "correction.", "has no 'correction.verdict'"),
    "a correction of what holds": (
        'correction.verdict = "does-not-hold"',
        'correction.verdict = "holds"',
        "correction.verdict",
        "unknown correction.verdict",
    ),
    "no verdict": ('verdict = "holds"\n', "", "[[claim]]", "has no 'verdict'"),
    "unknown verdict": (
        'verdict = "holds"',
        'verdict = "true"',
        'verdict = "true"',
        "unknown verdict 'true'; use holds, holds-with-limits",
    ),
    "verdict not text": ('verdict = "holds"\n', "verdict = true\n", "verdict = true", "something else than a text as 'verdict'"),
    "unknown figure": ('figure = "line"', 'figure = "curve"', 'figure = "curve"', "the figure 'curve', which does not exist"),
    "no figure": ('figure = "line"\n', "", "[[claim]]", "has no 'figure'; add figure, or quoted"),
    "unknown number": ('"mean"]', '"median"]', '"median"', "the number 'median', which line does not measure"),
    "no numbers": ('numbers = ["points", "mean"]', "numbers = []", "numbers", "has no 'numbers'"),
    "numbers not text": ('numbers = ["points", "mean"]', "numbers = [5]", "numbers", "something in 'numbers' that is no text"),
    "numbers no list": (
        'numbers = ["points", "mean"]',
        'numbers = "points"',
        "numbers",
        "something else than a list as 'numbers'",
    ),
    "no inequality": ('rests_on = ["points > 4", "abs(mean - 2) < 0.1"]\n', "", "[[claim]]", "has no 'rests_on'"),
    "an inequality that is false": (
        "points > 4",
        "points > 5",
        "rests_on",
        "rests on points > 5, but points = 5; change the verdict",
    ),
    "an inequality of an unknown number": ("points > 4", "corners > 4", "rests_on", "rests on the number 'corners'"),
    "an inequality that is none": ("points > 4", "points", "rests_on", "which is no inequality"),
    "an inequality of nothing": ("points > 4", "5 > 4", "rests_on", "compares no measured number"),
    "an inequality that runs code": ("points > 4", "print(points) > 4", "rests_on", "is no inequality"),
    "unknown key of the literature": (
        'literature = ["euclid"]',
        'literature = ["gauss"]',
        '"gauss"',
        "cites 'gauss', which is no entry; add it",
    ),
    "unknown number in a text": (
        "{{ points }} points",
        "{{ corners }} points",
        "{{ corners }}",
        "is no number of the claim's figure",
    ),
    "unknown particle": ("을/를", "을/가", "을/가", "unknown particle pair"),
    "quoted and measured": ('figure = "line"', 'figure = "line"\nquoted = true', 'figure = "line"', "is quoted and has 'figure'"),
    "quoted from nowhere": ('quoted = true\nliterature = ["euclid"]', "quoted = true", "quoted", "is quoted from nowhere"),
    "quoted but not true": ("quoted = true", "quoted = false", '[[claim]]\nid = "lines', "has no 'figure'"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_fault_of_the_file_is_found_at_its_line(article, case):
    old, new, at, said = BAD_FILES[case]
    article.replace(CLAIMS, old, new)
    faults = article.faults()
    place = f"{CLAIMS}:{article.line(CLAIMS, at)}: "
    assert [fault for fault in faults if fault.startswith(place) and re.search(said, fault)], "\n".join(faults)
    assert all("\n" not in fault and "; " in fault for fault in faults)


# What is exchanged for what in the test module; the text on whose line the fault must be, in which file, and what it must say.
BAD_TESTS: dict[str, tuple[str, str, str, str, str]] = {
    "a claim without test": (
        '@pytest.mark.claim("a-line-is-straight")\n',
        "",
        CLAIMS,
        'id = "a-line',
        "is verified by no test; mark one in",
    ),
    "a claim without mutation": (MUTATIONS, "", CLAIMS, 'id = "a-line', "is seen to fail by no test; mark one in"),
    "a marker naming no claim": (
        'claim("a-line-is-straight")',
        'claim("a-line-is-bent")',
        TEST,
        "a-line-is-bent",
        "which does not exist",
    ),
    "a mutation naming no claim": (
        'mutation("a-line-is-straight", "a bend")',
        'mutation("bent", "x")',
        TEST,
        '"bent"',
        "which does not exist",
    ),
    "a marker naming a quoted claim": (
        'claim("a-line-is-straight")',
        'claim("lines-are-old")',
        TEST,
        "lines-are-old",
        "which is only quoted",
    ),
    "a marker without id": (
        'claim("a-line-is-straight")',
        "claim()",
        TEST,
        "claim()",
        'not written as it is read; write @pytest.mark.claim("id")',
    ),
    "a marker with a computed id": ('claim("a-line-is-straight")', "claim(ID)", TEST, "claim(ID)", "not written as it is read"),
    "a mutation without a name": (', "a bend")', ")", TEST, "@pytest.mark.mutation", "not written as it is read"),
    "a mutation in an unknown language": (', ko="', ', kr="', TEST, ', kr="', "not written as it is read"),
    "a mutation in English for Korean": ("<틈>이 난 선", "a gap", TEST, 'ko="a gap"', "not written as it is read"),
    "a marker on no test": (
        'parametrize("claim", [is_straight])',
        'parametrize("claim", [bool])',
        TEST,
        "@pytest.mark.claim",
        "which is no test",
    ),
    "a mutation on a predicate": ("def test_a_bent", "def a_bent", TEST, "@pytest.mark.mutation", "which is no test"),
    "a module that cannot be read": ("import pytest", "import", TEST, "import", "cannot be read"),
}


@pytest.mark.parametrize("case", BAD_TESTS)
def test_a_fault_of_the_markers_is_found_at_its_line(article, case):
    old, new, path, at, said = BAD_TESTS[case]
    article.replace(TEST, old, new)
    faults = article.faults()
    place = f"{path}:{article.line(path, at)}: "
    assert [fault for fault in faults if fault.startswith(place) and said in fault], "\n".join(faults)


def test_a_marker_in_the_tests_of_another_figure_does_not_count(article):
    article.site.write("tests/figures/straight_line/curve/test_figure.py", TESTS)
    article.site.write(TEST, "")
    said = [re.search("is .* by no test", fault)[0] for fault in article.faults()]
    assert said == ["is verified by no test", "is seen to fail by no test"]


@pytest.mark.parametrize("text", ["claim = [1]\n", "claim = 1\n", '[claim]\nid = "x"\n'])
def test_claims_that_are_no_tables(article, text):
    article.site.write(CLAIMS, text)
    article.site.write(TEST, "")
    assert article.faults() == [f"{CLAIMS}:1: 'claim' is no list of tables; begin each with [[claim]]"]


GAUSS = '"gauss"'
# The file written in other ways that TOML has: as many claims, and each fault at its line.
WAYS = {
    "spaces in the brackets": ("[[claim]]", "  [[ claim ]]"),
    "a text on lines of its own": ('statement.en = "Lines are old."', 'statement.en = """\nLines are\nold."""'),
    "one table a statement": (
        'statement.ko = "선은 오래되었다."\nstatement.en = "Lines are old."\n',
        'statement = { ko = "선은 오래되었다.", en = "Lines are old." }\n',
    ),
    "a list on several lines": ('numbers = ["points", "mean"]', 'numbers = [\n  "points",  # of the line\n  "mean",\n]'),
    "what looks like a claim in a text": ('"Lines are old."', '"""Lines are old.\n[[claim]]\nid = \'x\'"""'),
}


@pytest.mark.parametrize("way", WAYS)
def test_however_the_file_is_written_its_lines_are_right(article, way):
    old, new = WAYS[way]
    whole = (article.site.root / CLAIMS).read_text("utf-8")
    assert old in whole
    article.site.write(CLAIMS, whole.replace(old, new))
    assert article.faults() == []
    article.replace(CLAIMS, 'literature = ["euclid"]', 'literature = [\n"euclid", "gauss"]')
    (fault,) = article.faults()
    assert fault.startswith(f"{CLAIMS}:{article.line(CLAIMS, GAUSS)}: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("statement.ko", "statment.ko"),
        ("figure =", "figur ="),
        ("rests_on", "rest_on"),
        ('verdict = "holds"', 'verdct = "holds"'),
        ("statement.en", "statement.eng"),
        ("correction.verdict", "correction.verdit"),
    ],
)
def test_one_slip_is_one_fault(article, old, new):
    article.replace(CLAIMS, old, new)
    found = [fault for fault in article.faults() if fault.startswith(CLAIMS)]
    assert len(found) == 1, "\n".join(found)


def test_a_claim_that_cannot_be_read_does_not_make_its_markers_faults(article):
    article.replace(CLAIMS, 'verdict = "holds"\n', "verdict = \n")
    assert all(fault.startswith(CLAIMS) for fault in article.faults())


@pytest.mark.parametrize("new", ["verdict = \n", 'verdict = "hold"\n', 'verdict = "holds"\nkeys = true\n'])
def test_a_claim_that_cannot_be_read_is_no_fault_of_the_pages_that_name_it(article, new):
    article.replace(CLAIMS, 'verdict = "holds"\n', new)
    faults = check(Site.read(article.project, article.report))
    assert {fault.path for fault in faults} <= {CLAIMS, "figures/straight_line/references.bib"}
    assert [fault.path for fault in faults].count(CLAIMS) == 1


def test_a_broken_figure_does_not_make_its_claims_faults(article):
    article.report = Report()
    assert article.faults() == []


def test_an_article_without_claims_has_no_fault(article):
    for path in (CLAIMS, TEST):
        (article.site.root / path).unlink()
    article.site.write(TEST, "")
    assert article.faults() == []


def test_what_is_wrong_in_the_file_is_remembered_no_longer_than_it_is_wrong(article):
    article.replace(CLAIMS, 'verdict = "holds"', 'verdict = "true"')
    assert len(article.faults()) >= 1
    article.replace(CLAIMS, 'verdict = "true"', 'verdict = "holds"')
    assert article.faults() == []


@pytest.mark.parametrize("damage", ["", "[", "null", "[1]", '[{"path": "x"}]', '[["a", 1]]'])
def test_a_damaged_memory_of_markers_is_read_anew(new_site, tmp_path, damage):
    known = ClaimTests.read(Article(new_site(tmp_path / "one")).project)
    site = new_site(tmp_path / "two")
    (entry,) = (tmp_path / "one" / ".cache" / "markers").iterdir()
    site.write(f".cache/markers/{entry.name}", damage)
    assert ClaimTests.read(Article(site).project) == known


def test_the_texts_of_claims_are_checked_as_texts_are(article):
    article.site.write("docs/terms.toml", '[[ko]]\nterm = "소재지"\nuse = "지역성"\n')
    article.replace(CLAIMS, "선은 오래되었다.", "선은 소재지이다.")
    faults = [str(fault) for fault in check(Site.read(article.project, article.report))]
    assert [
        fault for fault in faults if fault.startswith(f"{CLAIMS}:{article.line(CLAIMS, '소재지')}: '소재지' is a forbidden term")
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('claim("a-line-is-straight")', 'claim("a-line-is-bent")', "no claims file has a claim 'a-line-is-bent'"),
        ("{{ corrections() }}", "{{ corrections(1) }}", "cannot be resolved"),
        ("{{ findings() }}", "This: {{ findings() }}", "stands in a sentence, and writes a list; give it a line of its own"),
        (
            'claim("a-line-is-straight")',
            'claim("a-line")',
            "write the claim, or name one of these: a-line-is-straight, lines-are-old",
        ),
        ("Line. {{ claim(", "[a](#said-a-line-is-straight) [b](#said-no) {{ claim(", "leads to '#said-no'"),
        (
            "Line. {{ claim(",
            "[a](../../claims.md#claim-lines-are-old) [b](../../claims.md#claim-no) {{ claim(",
            "leads to '#claim-no'",
        ),
    ],
)
def test_a_page_that_names_what_is_not_there_is_a_fault_at_its_line(article, old, new, said):
    path = "docs/en/blog/posts/straight-line.md"
    article.replace(path, old, new)
    faults = [str(fault) for fault in check(Site.read(article.project, article.report))]
    assert [fault for fault in faults if fault.startswith(f"{path}:{article.line(path, new)}: ") and said in fault], faults


def test_a_measured_number_must_not_be_typed_into_a_claim(article):
    article.replace(CLAIMS, "Lines are old.", "Lines are 2.00 years old.")
    (fault,) = check(Site.read(article.project, article.report))
    assert (fault.path, fault.line) == (CLAIMS, article.line(CLAIMS, "2.00 years"))
    assert "2.00 is typed, but line.mean" in fault.what


def test_a_claim_in_one_language_only_is_a_fault(article):
    path = "docs/en/blog/posts/straight-line.md"
    article.replace(path, ' {{ claim("a-line-is-straight") }}', "")
    assert any(
        "quotes 'claim(\"a-line-is-straight\")' 1×" in str(fault) for fault in check(Site.read(article.project, article.report))
    )


def test_a_finding_without_a_thumbnail_is_found_at_its_line(article):
    article.replace("docs/en/blog/posts/straight-line.md", "/// figure | line", "/// figure | curve")
    (fault,) = article.faults()
    assert fault.startswith(f"{CLAIMS}:{article.line(CLAIMS, 'key = true')}: ")
    assert "has no thumbnail: docs/en/blog/posts/straight-line.md does not show line; show the figure, or" in fault


def test_a_finding_of_an_article_that_nobody_sees_is_no_fault(article):
    for code in ("ko", "en"):
        (article.site.root / f"docs/{code}/blog/posts/straight-line.md").unlink()
    assert article.faults() == []


def test_a_page_without_corrections_must_not_ask_for_them(article):
    article.site.write(CLAIMS, re.sub(r"(?m)^correction.*\n", "", FILE))
    assert any(
        "no claim of 'straight_line' has a correction" in str(fault)
        for fault in check(Site.read(article.project, article.report))
    )


# --- Pages


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("a < b", True),
        ("b < a", False),
        ("a < b < c", True),
        ("a < c < b", False),
        ("2 * a == b", True),
        ("-a < 0", True),
        ("abs(a - c) >= 2", True),
        ("max(a, b) / min(a, b) <= 2", True),
        ("sqrt(c * c) == c", True),
        ("a > 1e-3", True),
    ],
)
def test_an_inequality_is_evaluated(text, true):
    assert holds(text, {"a": 1, "b": 2.0, "c": 3}) is true


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a <",
        "a = b",
        "a != b",
        "a in b",
        "1 < 2",
        "a ** b < 3",
        "a < 'b'",
        "a < True",
        "a.b < 1",
        "a[0] < 1",
        "__import__('os') < a",
        "(lambda: 1)() < a",
        "a / 0 < 1",
        "abs(a, b) < 1",
        "sqrt() < a",
        "sqrt(-a) < 1",
        "max(a, key=b) < 2",
        "abs < a",
        "a < b and b < c",
    ],
)
def test_what_is_no_inequality_is_refused(text):
    with pytest.raises((ValueError, KeyError)):
        holds(text, {"a": 1, "b": 2})


def test_texts_quote_the_numbers_of_their_figure_and_nothing_else():
    numbers = {"points": "5", "mean": "2.00"}
    assert filled('{{ points | josa("을/를") }}, {{ mean }}', numbers) == "5를, 2.00"
    for text in ("{{ other }}", "{{ points + mean }}", "{{ points.x }}", '{{ points | josa("x") }}', "{{ range(3) }}"):
        with pytest.raises(ValueError):
            filled(text, numbers)


def where(page: str) -> str | None:
    return {"claims.md": "../../claims/", "blog/posts/straight-line.md": "./"}.get(page)


@pytest.mark.parametrize(
    ("language", "label", "statement"), [("ko", "성립", "선은 점 5를 지난다."), ("en", "holds", "A line runs through 5 points.")]
)
def test_a_badge_says_the_verdict_and_leads_to_the_claim(article, language, label, statement):
    claims = article.html()
    page = Page.read(article.project.root, article.project.root / f"docs/{language}/blog/posts/straight-line.md")
    placed = claims.names(page, language)["claim"]("a-line-is-straight")
    assert label not in placed, "what stands in the text is indexed by the search"
    badge = claims.fill(f"<p>A line. {placed}</p>", language, where)
    place = '<span class="kept tip" id="said-a-line-is-straight">'
    link, card = re.fullmatch(rf'<p>A line.{place}\u2060(<a .*?</a>)(<span class="tip-card".*</span>)</span></p>', badge).groups()
    assert 'href="../../claims/#claim-a-line-is-straight"' in link and "data-page" not in badge
    assert re.sub(r"<[^>]+>", "", link) == label and 'aria-hidden="true"' in link
    called = {"ko": f"주장의 판정: {label}", "en": f"Verdict on this claim: {label}"}[language]
    assert f'aria-label="{called}"' in link
    id = re.search(r'aria-describedby="([^"]+)"', link)[1]
    assert f'role="tooltip" id="{id}"' in card and statement in card and called in card
    (inner,) = re.findall(r"<a [^>]*>", card)
    assert 'tabindex="-1"' in inner and "claims/#claim-a-line" in inner, "the badge itself is the stop for the keyboard"


def test_a_badge_says_of_what_is_cited_that_it_is_and_looks_otherwise(article):
    claims, words = article.html(), {}
    for name in ("a-line-is-straight", "lines-are-old"):
        badge = claims.fill(f'<span data-claim="{name}"></span>', "en", where)
        words[name] = re.search(
            r'aria-label="([^"]+)".*?(<svg.*?</svg>)<span class="claim-word">(.*?)</span>', badge, re.S
        ).groups()
    assert words["lines-are-old"][::2] == ("Cited, not measured here: holds, with limits", "cited")
    assert words["a-line-is-straight"][1] != words["lines-are-old"][1]


def test_the_second_badge_of_a_claim_on_a_page_has_ids_of_its_own(article):
    claims = article.html()
    placed = '<span data-claim="a-line-is-straight"></span>'
    ids = re.findall(r' id="([^"]+)"', claims.fill(2 * placed, "en", where))
    assert ids[0] == "said-a-line-is-straight" and len(ids) == len(set(ids)) == 3


def listed(article, language: str, name: str = "claims") -> str:
    claims = article.html()
    page = Page.read(article.project.root, article.project.root / f"docs/{language}/claims.md")
    return claims.fill(claims.names(page, language)[name](), language, where)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_list_shows_every_claim_with_what_shows_it(article, language):
    shown = listed(article, language)
    for text in (
        'id="claim-a-line-is-straight"',
        'id="claim-lines-are-old"',
        "<code>points</code> <b>5</b>",
        "<b>2.00</b>",
        "points &gt; 4",
        TEST,
        "is_straight",
        "a bend",
        {"ko": "<span>&lt;틈&gt;이 난 선</span>", "en": "<span>a &lt;gap&gt;</span>"}[language],
        {"ko": "점이 5개여야 한다.", "en": "There must be 5 points &lt;or more&gt;."}[language],
        {"ko": "원글에 대한 판정:", "en": "Verdict on the original:"}[language],
        word("claim_quoted", language),
        'href="./#figure-line"',
        'href="./#said-lines-are-old"',
        'href="./#ref-euclid"',
        "1482",
        {"ko": "그림 1", "en": "Figure 1"}[language],
    ):
        assert text in shown, text
    assert ("<bends>" not in shown and html.escape("A line <bends>.") in shown) or language == "ko"
    assert ('<span lang="en">a bend</span>' in shown) == (language == "ko")
    counts = dict(re.findall(r'value="([a-z-]+)".*?<span>(\d+)</span></label>', shown))
    assert counts == {"holds": "1", "holds-with-limits": "1"} and tuple(counts) == VERDICTS[:2]
    assert all(word(verdict, language) in shown for verdict in VERDICTS)


def test_the_claims_stand_under_the_article_and_the_section_that_make_them(article):
    shown = listed(article, "en")
    assert re.findall(r"(?m)^##.*", shown) == [
        "## [Line](blog/posts/straight-line.md) { #straight-line }",
        "### Line { #straight-line-corrections .claims-of }",
    ]
    order = ["## [Line]", 'id="claim-a-line-is-straight"', "### Line", 'id="claim-lines-are-old"']
    assert [shown.index(part) for part in order] == sorted(shown.index(part) for part in order)


def test_the_map_above_leads_to_every_claim_and_says_its_verdict_by_shape_and_in_words(article):
    (found,) = re.findall(r'<nav class="claims-map".*?</nav>', listed(article, "en"))
    marks = re.findall(r'<a class="claim-mark"[^>]*href="#claim-([^"]+)"[^>]*title="([^"]+)"[^>]*>(.*?)</a>', found)
    assert [(claim, text) for claim, text, _ in marks] == [
        ("a-line-is-straight", "holds: A line runs through 5 points."),
        ("lines-are-old", "Cited, not measured here: holds, with limits: Lines are old."),
    ]
    shapes = [shape for _, _, shape in marks]
    assert len(set(shapes)) == 2
    drawn = set(re.findall(r'<symbol id="([^"]+)"', listed(article, "en")))
    assert {re.findall(r'<use href="#([^"]+)"', shape)[0] for shape in shapes} <= drawn
    assert 'href="#straight-line"' in found and 'href="#straight-line-corrections"' in found


def test_claims_of_an_article_that_nobody_sees_stand_under_its_slug(article):
    for code in ("ko", "en"):
        (article.site.root / f"docs/{code}/blog/posts/straight-line.md").unlink()
    shown = listed(article, "en")
    assert re.findall(r"(?m)^##.*", shown) == ["## straight-line { #straight-line }"]
    assert 'id="claim-lines-are-old"' in shown and "said-" not in shown


def test_a_number_stands_under_its_name_and_code_keeps_what_the_inequalities_call_it(article):
    numbers = json.loads((article.site.root / "entry/numbers.json").read_text("utf-8"))
    numbers["points"]["name"] = {"ko": "점의 <수>", "en": "points"}
    numbers["other"] = {"value": 1, "text": "1", "quoted": False}
    article.site.write("entry/numbers.json", json.dumps(numbers))
    article.replace(CLAIMS, "points > 4", "points > 4 * other")
    shown = listed(article, "ko")
    about, folded = re.search(r'id="claim-a-line-is-straight".*?(<dl>.*?</dl>)(<details.*?</details>)', shown).groups()
    assert "점의 &lt;수&gt; <b>5</b>" in about and "<code>points</code>" not in about and "<code>mean</code> <b>2.00</b>" in about
    assert "<code>points</code> 점의 &lt;수&gt; <b>5</b>" in folded
    assert "<code>other</code> <b>1</b>" in folded, "it is compared, though the claim does not show it"
    assert Site.read(article.project, article.report).unnamed == {(FIGURE, "mean"), (FIGURE, "other")}
    article.site.write(CLAIMS, re.sub(r"(?m)^condition.*\n", "", FILE))
    wanting = Site.read(article.project, article.report).wanting
    assert wanting == [
        "1 numbers that readers see have no name",
        "1 claims say no condition",
        "1 tests say in English only what they alter",
    ]


def test_findings_lead_to_their_figures(article):
    claims = article.html()
    page = Page.read(article.project.root, article.project.root / "docs/en/blog/posts/straight-line.md")
    shown = claims.fill(claims.names(page, "en")["findings"](), "en", where)
    assert re.findall(r'<a class="finding" href="([^"]+)"><img data-thumb="([^"]+)">', shown) == [
        ("./#figure-line", "straight_line.line")
    ]
    assert "A line runs through &lt;all&gt; 5 points." in shown and "Figure 1" in shown


def test_an_article_without_key_claims_must_not_ask_for_findings(article):
    article.site.write(CLAIMS, re.sub(r"(?m)^(key|finding).*\n", "", FILE))
    faults = [str(fault) for fault in check(Site.read(article.project, article.report))]
    assert [fault for fault in faults if "no claim of 'straight_line' is key" in fault]


def test_the_corrections_of_all_articles_stand_under_their_titles(article):
    shown = listed(article, "en", "corrections")
    heading, _, rest = shown.partition("\n\n")
    assert heading == "## [Line](blog/posts/straight-line.md) { #straight-line }"
    assert 'id="correction-a-line-is-straight"' in rest and "A line &lt;bends&gt;." in rest
    article.site.write(CLAIMS, re.sub(r"(?m)^correction.*\n", "", FILE))
    assert word("no_corrections", "en") in html.unescape(listed(article, "en", "corrections"))


def test_a_claim_that_its_article_does_not_make_is_found_at_its_line(article):
    for code in ("ko", "en"):
        article.replace(f"docs/{code}/blog/posts/straight-line.md", ' {{ claim("lines-are-old") }}', "")
    faults = article.faults()
    place = f"{CLAIMS}:{article.line(CLAIMS, 'lines-are-old')}: the claim 'lines-are-old' is made nowhere in "
    assert [fault.removeprefix(place).split(";")[0] for fault in faults] == [
        f"docs/{code}/blog/posts/straight-line.md" for code in ("ko", "en")
    ]


@pytest.mark.parametrize(("kind", "lines"), [("", 2), ("details", 2), ("aside", 0)])
def test_a_badge_must_not_call_false_what_the_article_itself_says(article, kind, lines):
    article.replace(CLAIMS, 'verdict = "holds"', 'verdict = "does-not-hold"')
    old = '. {{ claim("a-line-is-straight") }}\n'
    for code, text in (("ko", "선"), ("en", "Line")) if kind else ():
        article.replace(f"docs/{code}/blog/posts/straight-line.md", text + old, f"/// {kind} | {text}\n{text}{old}///\n")
    faults = article.faults()
    place = f"{CLAIMS}:{article.line(CLAIMS, 'verdict = ')}: the claim 'a-line-is-straight' does not hold, and its badge"
    assert len(faults) == lines and all(fault.startswith(place) for fault in faults), faults


def test_what_is_quoted_may_have_been_refuted(article):
    article.replace(CLAIMS, 'verdict = "holds-with-limits"', 'verdict = "does-not-hold"')
    assert article.faults() == []


@pytest.mark.parametrize("kind", ["details", "aside"])
def test_a_claim_may_be_made_where_it_is_folded(article, kind):
    old = '. {{ claim("lines-are-old") }}\n'
    for code, text in (("ko", "선"), ("en", "Line")):
        article.replace(f"docs/{code}/blog/posts/straight-line.md", text + old, f"/// {kind} | {text}\n{text}{old}///\n")
    assert article.faults() == []


def test_corrections_stand_in_the_order_of_the_file(article):
    article.site.write(
        CLAIMS,
        FILE
        + """correction.original.ko = "선은 새롭다."
correction.original.en = "Lines are new."
correction.verdict = "holds-with-limits"
correction.corrected.ko = "그렇지 않다."
correction.corrected.en = "They are not."
""",
    )
    claims = article.html()
    page = Page.read(article.project.root, article.project.root / "docs/en/blog/posts/straight-line.md")
    shown = claims.fill(claims.names(page, "en")["corrections"](), "en", where)
    parts = [
        "A line &lt;bends&gt;.",
        "Its mean is 2.00.",
        "figure-line",
        "claim-a-line-is-straight",
        "Lines are new.",
        "They are not.",
        "claim-lines-are-old",
    ]
    assert [shown.index(part) for part in parts] == sorted(shown.index(part) for part in parts)


def test_a_link_to_a_page_that_is_not_there_leads_nowhere(article):
    assert article.html().fill('<a data-page="claims.md#x">y</a>', "en", lambda page: None) == "<a>y</a>"


def test_a_page_without_claims_is_left_as_it_is(article):
    page = '<p data-page-count="3">data-claim <a href="x">y</a></p>'
    assert article.html().fill(page, "en", where) == page


def test_another_reading_of_the_markers_remembers_nothing_of_this_one(new_site, tmp_path):
    site = new_site(tmp_path / "one")
    site.write("tests/figures/a/b/test_figure.py", 'import pytest\n\n\n@pytest.mark.claim("x")\ndef test_x(): ...\n')
    assert ClaimTests.read(site.project).of("x", "claim")
    source = Path(markers.__file__).read_text("utf-8").replace('{"claim": 1, ', '{"claim": 9, ')
    (tmp_path / "other_markers.py").write_text(source, "utf-8")
    spec = importlib.util.spec_from_file_location("other_markers", tmp_path / "other_markers.py")
    sys.modules["other_markers"] = other = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(other)
        (fault,) = other.ClaimTests.read(site.project).faults
    finally:
        del sys.modules["other_markers"]
    assert "is not written as it is read" in fault.what
