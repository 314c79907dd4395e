"""An article that asks more of its readers than is allowed fails at the line where it does."""

from __future__ import annotations

import pytest

from sitekit.check import budgets
from sitekit.text.length import Reading
from sitekit.text.page import Page
from sitekit.text.placeholders import Prose

ALL = {
    "numbers_in_sentence": 2,
    "numbers_in_paragraph": 3,
    "before_picture": {"ko": 30, "en": 12},
    "minutes": 1,
    "answer_first": True,
}
FIGURE = "/// figure | line\n    alt: A line of {{ line.a }}, 3, 4 and 5.\n\nA caption.\n///"


def faults(text: str, allowed=ALL, language: str = "en", path: str = "blog/posts/article.md") -> list[str]:
    page = Page(f"docs/{language}/{path}", text)
    calls = {
        "line": {"a": "1", "b": "2"},
        "ref": lambda name: "[Figure 1](#f)",
        "cite": lambda key: "[Euclid 300](#e)",
        "findings": lambda: "<ol><li>" + "낱말 " * 50 + "</li></ol>",
    }
    prose = Prose(page, language, {}, calls)
    return [f"{fault.line}: {fault.what}" for fault in budgets.check(page, prose, lambda: Reading.of(prose), allowed)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{{ line.a }} and {{ line.b | josa('은/는') }} of 3", 3),
        ('{{ ref("line") }} {{ cite("euclid300") }} {{ claim("a-claim") }}', 0),
        ("{{ line.a | spread }} wide", 1),
        ("12,345.6 and −0.5, 30% (7)", 4),
        ("5×5, 1/2, 8분의 1", 3),
        ("{{ line.a }}분의 1, {{ line.b }} 3", 3),
        ("in 2019, LeNet-5, CIFAR-10, §1, AR(1), 2D, 3차원, 4절, $x^2 + 1$, `0.5`, x2", 0),
        ("250장에서 3칸", 2),
        ("[3 of them](https://example.org/4/5)[^1]{ .a6 }", 1),
        ("2019 images and 2,019 more", 1),
    ],
)
def test_numbers_are_counted(text, count):
    assert budgets.numbers(text) == count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "One 1 and 2.\n\nA 1, 2\nand 3 in it. B 4.",
            ["3: a sentence has 3 numbers, 2 are allowed: A 1, 2 and 3 in it.…", "3: a paragraph has 4 "],
        ),
        ("A 1 and 2. “Or {{ line.a }}.” And {{ line.b }}.", ["1: a paragraph has 4 numbers, 3 are allowed"]),
        ("A 1 of 2, e.g. 3.", ["1: a sentence has 3 "]),
        ("A.\nB 1,\n2, 3.", ["2: a sentence has 3 "]),
        ("- A 1, 2.\n- B 3, 4.", []),
        ("| 1 | 2 | 3 |\n| --- | --- | --- |\n| 4 | 5 | 6 |", []),
        ("/// details | T\n1, 2, 3, 4.\n///\n\n/// aside | T\n1, 2, 3, 4.\n///", []),
        (FIGURE, []),
        (FIGURE.replace("A caption.", "A 1 and 2. B 3 and 4."), []),
        (FIGURE.replace("A caption.", "A 1, 2, 3."), ["4: a sentence has 3 "]),
    ],
)
def test_too_many_numbers_are_found_at_their_line(text, said):
    found = faults(text)
    assert len(found) == len(said) and all(fault.startswith(start) for fault, start in zip(found, said, strict=True)), found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# T\n\nA.\n\n## A { #a }\n\nB.", []),
        ("# T\n\n## A { #a }\n\nB.", ["1: under the heading 'T' stands nothing before any sentence"]),
        (f"# T\n\nA.\n\n## A {{ #a }}\n\n{FIGURE}", ["5: under the heading 'A' stands a figure "]),
        ("# T\n\nA.\n\n## A { #a }\n\n/// details | B\nC.\n///", ["5: under the heading 'A' stands a block "]),
        ("# T\n\nA.\n\n## A { #a }\n", ["5: under the heading 'A' stands nothing "]),
    ],
)
def test_a_heading_without_an_answer(text, said):
    found = faults(text)
    assert len(found) == len(said) and all(fault.startswith(start) for fault, start in zip(found, said, strict=True)), found


@pytest.mark.parametrize(("language", "word", "amount"), [("en", "word ", "13 words"), ("ko", "가나다", "39 syllables")])
def test_a_first_picture_that_comes_late(language, word, amount):
    folded = f"\n\n/// details | T\n{word * 50}\n///\n\n"
    late = word * 13 + folded + FIGURE
    line = late[: late.index("/// figure")].count("\n") + 1
    said = f"{line}: {amount} stand before the first picture, {ALL['before_picture'][language]} are allowed"
    assert faults(late, language=language) == [said]
    assert faults(word * 10 + folded + FIGURE + "\n\n" + word * 13, language=language) == []
    assert faults(f"{word * 10}\n\n{{{{ findings() }}}}\n\n{FIGURE}", language=language) == []  # These have pictures.
    assert faults(word * 13, language=language) == []  # There is none at all.


def test_a_main_line_that_is_long():
    assert faults("word " * 265) == []
    assert faults("word " * 280) == ["1: its main line takes 1.1 minutes (280 words), 1 are allowed"]
    assert faults(f"word\n\n/// details | T\n{'word ' * 280}\n///") == []


LONG = "# T\n\n## A { #a }\n\nA 1, 2, 3. B 4. " + "word " * 280 + "\n\n" + FIGURE


@pytest.mark.parametrize("allowed", [None, {}])
def test_what_is_not_set_is_not_checked(allowed):
    assert len(faults(LONG)) == 5
    assert faults(LONG, allowed) == []


def test_only_articles_have_budgets():
    assert faults(LONG, path="claims.md") == []


@pytest.mark.parametrize("key", ALL)
def test_an_article_may_say_otherwise(key):
    more = {
        "numbers_in_sentence": 3,
        "numbers_in_paragraph": 4,
        "before_picture": "{ko: 999, en: 999}",
        "minutes": 2,
        "answer_first": "false",
    }
    assert len(faults(f"---\nbudgets: {{{key}: {more[key]}}}\n---\n{LONG}")) == 4
    assert len(faults(f"---\nbudgets: {{{key}: null}}\n---\n{LONG}")) == 4


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[1]", "budgets is no table"),
        ("{minute: 3}", "budgets has the unknown key 'minute'"),
        ("{minutes: many}", "budgets.minutes is 'many'"),
        ("{numbers_in_sentence: 0}", "budgets.numbers_in_sentence is 0"),
        ("{before_picture: 3}", "budgets.before_picture is 3"),
        ("{before_picture: {ko: 3, kr: 3}}", "budgets.before_picture is {'ko': 3, 'kr': 3}"),
        ("{answer_first: 1}", "budgets.answer_first is 1"),
        ("{minutes: true}", "budgets.minutes is True"),
        ("{before_picture: {ko: 3, en: -1}}", "budgets.before_picture is {'ko': 3, 'en': -1}"),
        ("{before_picture: {ko: 3, en: true}}", "budgets.before_picture is {'ko': 3, 'en': True}"),
    ],
)
def test_a_budget_that_is_none(site, written, said):
    assert faults(f"---\nbudgets: {written}\n---\nA.") == [f"2: {said}"]
    site.write("mkdocs.yml", f"extra:\n  comments: false\n  budgets: {written}\n")
    (fault,) = budgets.setting(site.root)
    assert (fault.path, fault.line, fault.what) == ("mkdocs.yml", 3, said)
    assert faults("A 1, 2, 3 and 4.", budgets.allowed(site.root)) == []
