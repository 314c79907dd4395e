"""Every fault a text can have is found, at its file and line; a faultless project has none.

Nothing is built here: the report is made by hand. ``tests/site`` holds that the strict build fails by the same faults.
"""

from __future__ import annotations

import json
import re

import pytest

from sitekit.build.builder import Built, Report
from sitekit.check.all import check
from sitekit.check.figures import LITERAL
from sitekit.fault import Fault
from sitekit.pages.site import Site
from sitekit.project import FigureId

KO, EN = (f"docs/{code}/blog/posts/straight-line.md" for code in ("ko", "en"))
FIGURE, TEST = "figures/straight_line/line.py", "tests/figures/straight_line/line/test_figure.py"
TEXTS = {
    KO: """---
date: 2026-11-22
categories: [공부]
tags: [선]
description: 곧은 선
---

# 곧은 선

선은 점 {{ line.points | josa("을/를") }} 지나고, 계산은 {{ line.operations }}번이다.

<!-- more -->

## 기울기 { #slope }

{{ ref("line") | josa("을/를") }} 보라. $y = x$이고 $\\text{입력} = 1$이다.

/// figure | line
    alt: 곧은 선 하나.

점 {{ line.points }}개를 잇는 선이다.
///

### 절편 { #intercept }

**절편**(intercept)은 없다.
""",
    EN: """---
date: 2026-11-22
categories: [Study]
tags: [line]
description: A straight line
---

# A straight line

The line runs through {{ line.points }} points and takes {{ line.operations }} operations.

<!-- more -->

## Slope { #slope }

See {{ ref("line") }}. Here $y = x$ and $\\text{input} = 1$.

/// figure | line
    alt: One straight line.

A line through {{ line.points }} points.
///

### Intercept { #intercept }

There is no **intercept**.
""",
    "docs/terms.toml": '[[ko]]\nterm = "소재지"\nuse = "지역성"\n',
    FIGURE: '"""A line."""\n\nNUMBERS = {\n    "points": 1,\n    "operations": 2,\n    "mean": 3,\n}\n',
    TEST: "def test_line(): ...\n",
}
NUMBERS = {"points": ("5", True), "operations": ("267,960", True), "mean": ("2.00", False)}


class Texts:
    """A small project without faults, into which a test puts one."""

    def __init__(self, site) -> None:
        self.site = site
        for path, text in TEXTS.items():
            site.write(path, text)
        entry = site.root / "entry"
        numbers = {name: {"value": 0, "text": text, "quoted": quoted} for name, (text, quoted) in NUMBERS.items()}
        site.write("entry/numbers.json", json.dumps(numbers))
        figure = FigureId("straight_line", "line")
        self.report = Report(pictures={figure: Built(figure, entry)})

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.site.root / path).read_text("utf-8")
        assert text.count(old) >= 1, old
        self.site.write(path, text.replace(old, new, 1))

    def line(self, path: str, text: str) -> int:
        """The line of ``path`` on which ``text`` first stands."""
        whole = (self.site.root / path).read_text("utf-8")
        return whole[: whole.index(text)].count("\n") + 1

    def faults(self) -> list[Fault]:
        return check(Site.read(self.site.project, self.report))


@pytest.fixture
def texts(site) -> Texts:
    return Texts(site)


def test_a_project_without_faults_has_none(texts):
    assert [str(fault) for fault in texts.faults()] == []


# What is exchanged for what in which file; the file and the text of the line that the fault must name; what it must say.
CASES: dict[str, tuple[str, str, str, str, str, str]] = {
    "unknown number": (
        KO,
        "line.operations",
        "line.nothing",
        KO,
        "line.nothing",
        "cannot be resolved.*line measures mean, operations, points",
    ),
    "unknown figure in a placeholder": (EN, "line.operations", "curve.operations", EN, "curve.operations", "cannot be resolved"),
    "wrong particle pair": (KO, 'josa("을/를")', 'josa("을/가")', KO, "을/가", "unknown particle pair '을/가'"),
    "unknown reference": (EN, 'ref("line")', 'ref("curve")', EN, 'ref("curve")', "this page shows no figure 'curve'"),
    "link to no id": (
        EN,
        "There is no **intercept**.",
        "See [above](#slop).",
        EN,
        "#slop)",
        "the link leads to '#slop', but this page has no such id; its headings are intercept, slope",
    ),
    "link by name to no id": (
        EN,
        "There is no **intercept**.",
        "See [above][there].\n\n[there]: #slop",
        EN,
        "[there]: #slop",
        "the link leads to '#slop', but this page has no such id",
    ),
    "link in HTML to no id": (
        EN,
        "There is no **intercept**.",
        "See <a href=#slop>above</a> or [here](<#slope>).",
        EN,
        "href=#slop",
        "the link leads to '#slop', but this page has no such id",
    ),
    "link to no id of another page": (
        EN,
        "There is no **intercept**.",
        "See [there](../posts/straight-line.md#gone).",
        EN,
        "#gone)",
        "the link leads to '#gone', but this page has no such id",
    ),
    "other numbers": (
        EN,
        " and takes {{ line.operations }} operations",
        "",
        KO,
        "line.operations",
        "quotes 'line.operations' 1×, .* 0×",
    ),
    "typed number": (EN, "{{ line.operations }}", "267,960", EN, "267,960", "267,960 is typed, but line.operations measures it"),
    "typed number in Korean": (KO, "{{ line.operations }}번", "267,960번", KO, "267,960", "is typed, but line.operations"),
    "typed number before a comma": (
        EN,
        "{{ line.operations }} operations",
        "267,960, no less",
        EN,
        "267,960",
        "is typed, but line.operations",
    ),
    "figure in one language": (
        EN,
        "/// figure | line\n    alt: One straight line.\n\nA line through {{ line.points }} points.\n///\n",
        "",
        EN,
        "There is no",
        "figure 'nothing' stands where .* has 'line'",
    ),
    "unknown figure": (
        EN,
        "/// figure | line",
        "/// figure | curve",
        EN,
        "/// figure | curve",
        "'straight_line.curve', which does not exist",
    ),
    "figure twice": (
        EN,
        "### Intercept",
        "/// figure | line\n    alt: again\n\nAgain.\n///\n\n### Intercept",
        EN,
        "/// figure | line\n    alt: again",
        "shows the figure 'line' twice",
    ),
    "no alt text": (EN, "    alt: One straight line.\n", "", EN, "/// figure", "has no alt text in 'en'"),
    "percentage typed in an alt text": (EN, "One straight line.", "A line up to 15%.", EN, "15%", "alt text has 15% typed"),
    "decimal typed in an alt text": (KO, "곧은 선 하나.", "0.2까지 오르는 선.", KO, "0.2까지", "alt text has 0.2 typed"),
    "count typed in an alt text's second line": (
        EN,
        "One straight line.",
        "One line\n    through 125 points.",
        EN,
        "through 125",
        "alt text has 125 typed",
    ),
    "no caption": (EN, "A line through {{ line.points }} points.\n", "", EN, "/// figure", "has no caption in 'en'"),
    "Korean alt text without Hangul": (KO, "곧은 선 하나.", "One straight line.", KO, "/// figure", "has no alt text in 'ko'"),
    "Korean caption without Hangul": (
        KO,
        "점 {{ line.points }}개를 잇는 선이다.",
        "A line, {{ line.points }}.",
        KO,
        "/// figure",
        "has no caption in 'ko'",
    ),
    "alt text is the caption": (
        EN,
        "alt: One straight line.",
        "alt: A line through {{ line.points }} points.",
        EN,
        "/// figure",
        "are the same",
    ),
    "other heading id": (
        EN,
        "#slope",
        "#the-slope",
        EN,
        "#the-slope",
        "heading ## { #the-slope } stands where .* has ## { #slope }",
    ),
    "other heading level": (EN, "### Intercept", "## Intercept", EN, "## Intercept", "heading ## .* stands where .* has ###"),
    "heading lost": (
        EN,
        "### Intercept { #intercept }\n",
        "",
        EN,
        "There is no",
        "heading none stands where .* has ### { #intercept }",
    ),
    "heading without id": (KO, " { #slope }", "", KO, "## 기울기", "has no kebab-case id"),
    "heading id not kebab-case": (KO, "#slope", "#The_Slope", KO, "#The_Slope", "has no kebab-case id"),
    "heading id twice": (KO, "#intercept", "#slope", KO, "### 절편", "heading id 'slope' is used twice"),
    "other paragraphs": (
        EN,
        "There is no **intercept**.",
        "There is none.\n\nReally.",
        EN,
        "### Intercept",
        "has 2 paragraphs here, .* has 1",
    ),
    "other formulas": (EN, "$y = x$", "$y = 2x$", EN, "---", r"formulas differ from .*: \$y = x\$"),
    "formula lost": (EN, "Here $y = x$ and", "Here", EN, "---", "formulas differ"),
    "fragile bold": (KO, "**절편**(intercept)은", "**절편(intercept)**은", KO, "**절편(", "ends in a bracket before a letter"),
    "forbidden term": (KO, "없다.", "소재지가 없다.", KO, "소재지", "'소재지' is a forbidden term; write 지역성"),
    "broken terms file": ("docs/terms.toml", 'use = "지역성"', "use = ", "docs/terms.toml", "use = ", "is not TOML"),
    "broken front matter": (
        EN,
        "description: A straight line",
        "description: A: straight: line",
        EN,
        "description",
        "front matter is not YAML",
    ),
    "a cover that is not there": (
        EN,
        "description: ",
        "cover: nothing\ndescription: ",
        EN,
        "cover:",
        "the cover 'nothing' is no figure.*line",
    ),
    "a cover that is no name": (
        EN,
        "description: ",
        "cover: [a]\ndescription: ",
        EN,
        "cover:",
        r"the cover '\['a'\]' is no figure",
    ),
    "no date": (EN, "date: 2026-11-22\n", "", EN, "---", "needs 'date' in its front matter"),
    "no description": (KO, "description: 곧은 선\n", "", KO, "---", "needs 'description'"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_at_its_line(texts, case):
    path, old, new, at, text, said = CASES[case]
    texts.replace(path, old, new)
    faults = texts.faults()
    place = f"{at}:{texts.line(at, text)}: "
    assert [fault for fault in map(str, faults) if fault.startswith(place) and re.search(said, fault)], "\n".join(
        map(str, faults)
    )
    assert all("\n" not in str(fault) and "; " in str(fault) for fault in faults)


@pytest.mark.parametrize(
    "text",
    ["[a](#slope)", "[a](#figure-line)", "[a](straight-line.md#intercept)", "`[a](#gone)`", '<a href="#here" id="here">a</a>'],
)
def test_links_to_what_is_there(texts, text):
    texts.replace(EN, "There is no **intercept**.", text)
    texts.replace(KO, "**절편**(intercept)은 없다.", text)
    assert [str(fault) for fault in texts.faults()] == []


@pytest.mark.parametrize(("there", "gone", "code"), [(KO, EN, "en"), (EN, KO, "ko")])
def test_a_page_in_one_language_only(texts, there, gone, code):
    texts.site.write(f"docs/{code}/index.md", "# One\n")
    (texts.site.root / gone).unlink()
    assert any(str(fault).startswith(f"{there}:1: has no page in '{code}'; write {gone}") for fault in texts.faults())


def test_a_figure_nobody_shows(texts):
    texts.site.write("figures/straight_line/curve.py", "")
    texts.site.write("tests/figures/straight_line/curve/test_figure.py", "")
    assert [str(fault).partition(";")[0] for fault in texts.faults()] == [
        f"figures/straight_line/curve.py:1: no page in '{code}' shows this figure" for code in ("en", "ko")
    ]


def test_a_figure_without_a_test(texts):
    (texts.site.root / TEST).unlink()
    assert [str(fault) for fault in texts.faults()] == [f"{FIGURE}:1: has no test; write {TEST}"]


@pytest.mark.parametrize("name", ["Line", "two words", "a-b"])
def test_a_figure_whose_name_is_no_name(texts, name):
    texts.site.write(f"figures/straight_line/{name}.py", "")
    assert any(
        fault.path == f"figures/straight_line/{name}.py" and "not a lower_snake_case name" in fault.what
        for fault in texts.faults()
    )


def test_a_number_nobody_quotes(texts):
    for path, text in ((KO, "이고, 계산은 {{ line.operations }}번이다"), (EN, " and takes {{ line.operations }} operations")):
        source = (texts.site.root / path).read_text("utf-8")
        texts.site.write(path, source.replace(text, "").replace("지나고, 계산은 {{ line.operations }}번이다", "지난다"))
    (fault,) = texts.faults()
    assert (fault.path, fault.line) == (FIGURE, texts.line(FIGURE, '"operations"'))
    assert "no page quotes the number 'operations'" in fault.what


def test_a_number_for_the_record_may_be_quoted(texts):
    texts.replace(KO, "{{ line.operations }}", "{{ line.operations }}, {{ line.mean }}")
    texts.replace(EN, "{{ line.operations }}", "{{ line.operations }}, {{ line.mean }}")
    assert texts.faults() == []


@pytest.mark.parametrize(
    "text",
    [
        "`{{ nothing.there }}`",
        "`267,960`",
        "```\n{{ nothing.there }} 267,960 소재지 **a(b)**c\n```",
        "<!-- 267,960 {{ nothing.there }} -->",
        "1,267,960",
        "267,960.5",
        "0.267,960",
        "[link](https://example.org/267,960)",
        "v2.00",
        "2.00x",
    ],
)
def test_what_is_no_running_text_or_another_number_is_left_alone(texts, text):
    for path in (KO, EN):
        texts.site.write(path, (texts.site.root / path).read_text("utf-8") + f"\n{text}\n")
    assert [str(fault) for fault in texts.faults()] == []


def test_a_number_that_is_quoted_from_elsewhere_may_be_typed(texts):
    for path in (KO, EN):
        texts.replace(path, "date:", 'literal_numbers: ["267,960"]\ndate:')
        texts.site.write(path, (texts.site.root / path).read_text("utf-8") + "\n267,960\n")
    assert [str(fault) for fault in texts.faults()] == []


@pytest.mark.parametrize(
    "text", ["A 128×96 grid of lines in 2003.", "Eleven lines from 0 to 12.", "{{ line.points }} points, {{ line.mean }} apart."]
)
def test_sizes_years_small_counts_and_placeholders_may_stand_in_an_alt_text(texts, text):
    texts.replace(EN, "One straight line.", text)
    texts.replace(KO, "곧은 선 하나.", f"선. {text}")
    assert [str(fault) for fault in texts.faults()] == []


def test_what_a_labs_picture_shows_has_no_typed_measurement(texts):
    for code in ("ko", "en"):
        lab = f"docs/{code}/labs/straight-line/line.py"
        texts.site.write(lab, '# %% [markdown]\n# # 선 A line\n\n# %% alt="선 A line towards 0.5."\n1\n')
        assert any(f.path == lab and f.line == 4 and "0.5 typed" in f.what for f in texts.faults())


def test_a_broken_figure_does_not_make_its_placeholders_faults_too(texts):
    figure = FigureId("straight_line", "line")
    fault = Fault(FIGURE, 1, "raises", "mend it")
    texts.report = Report(faults={figure: fault})
    assert [str(fault) for fault in texts.faults()] == []


def test_many_faults_are_all_reported_in_order(texts):
    texts.replace(KO, "#slope", "#other")
    texts.replace(EN, "    alt: One straight line.\n", "")
    texts.replace(KO, "{{ line.operations }}", "{{ line.nothing }}")
    faults = texts.faults()
    assert len(faults) >= 3
    assert [(fault.path, fault.line) for fault in faults] == sorted((fault.path, fault.line) for fault in faults)


DETAILS = {
    KO: "\n/// details | 자세히\n선은 곧다.\n\n끝.\n///\n",
    EN: "\n/// details | In detail\nA line is straight.\n\nEnd.\n///\n",
}


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("End.\n///", "End.", "/// details", "nothing closes this /// details"),
        ("End.\n///", "End.\n///\n\n///", "///\n\n///", "/// closes a block, but none is open"),
        (" | In detail", "", "/// details", "/// details has no title"),
        ("A line is straight.\n\nEnd.\n", "", "/// details", "there is nothing in this /// details"),
        ("/// details |", "/// note |", "/// note", "'/// note | In detail' opens no block"),
        ("A line is straight.", "    open: true\n\nA line is straight.", "    open", "what is indented right below /// details"),
        ("End.\n///", "///\n\nEnd.", "/// details", "this block has 1 paragraphs, that of .* has 2"),
        ("End.\n///", "///\n\nEnd.", "### Intercept", "has 3 paragraphs here, .* has 2"),
        ("details | In", "aside | In", "/// aside", "block 'aside' stands where .* has 'details'"),
    ],
)
def test_a_fault_of_a_block_is_found_at_its_line(texts, old, new, at, said):
    for path, text in DETAILS.items():
        texts.site.write(path, (texts.site.root / path).read_text("utf-8") + text)
    assert texts.faults() == []
    texts.replace(EN, old, new)
    line = texts.line(EN, at) + 2 * at.endswith("\n\n///")
    assert [fault for fault in texts.faults() if (fault.path, fault.line) == (EN, line) and re.match(said, fault.what)]


@pytest.mark.parametrize(("text", "found"), [("33.0%p 떨어졌다", ["33.0%p"]), ("33.0% 가운데", ["33.0%"]), ("33.0px", [])])
def test_a_typed_number_is_found_with_the_sign_behind_it(text, found):
    assert LITERAL.findall(text) == found
