"""A quotation in another language says in which; names, terms and code need not."""

from __future__ import annotations

import markdown
import pytest

from sitekit.check.quotations import check
from sitekit.text.page import Page


def faults(text: str, code: str) -> list[str]:
    return [str(fault) for fault in check(Page(f"docs/{code}/page.md", text), code)]


@pytest.mark.parametrize(
    ("code", "text", "line"),
    [
        ("ko", "논문은 “strong and mostly correct assumptions”라고 했다.", 1),
        ("ko", "# 글\n\n한 줄\n‘the law is\nthe same everywhere’이다.", 4),
        ("ko", '그는 "all lines are straight"라고 썼다.', 1),
        ("ko", "「On lines in planes」", 1),
        ("ko", "그는 이렇게 썼다.\n\n> All lines in this plane\n> are straight.", 3),
        ("en", "It says “모든 선은 곧다” and no more.", 1),
        ("en", "> 모든 선은 곧다.", 1),
    ],
)
def test_it_is_told_at_its_line(code, text, line):
    (fault,) = faults(text, code)
    other = "en" if code == "ko" else "ko"
    assert fault.startswith(f"docs/{code}/page.md:{line}: the quotation '") and f'<span lang="{other}">' in fault


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ko", '논문은 <span lang="en">“strong and mostly correct assumptions”</span>라고 했다.'),
        ("ko", "논문은 *“strong and mostly correct assumptions”*{ lang=en }라고 했다."),
        ("ko", "> All lines in this plane\n> are straight.\n> { lang=en }"),
        ("ko", "‘대체로 옳다(mostly correct and much used)’는 말이다."),
        ("ko", "‘mostly correct’는 말이다."),
        ("ko", "`say “all lines are straight”`라고 쓴다."),
        ("ko", '<a title="all lines are straight">선</a>이다.'),
        ("ko", '{{ cite("all-lines-are-straight") }}과 [“선”](all/lines/are/straight.md)이다.'),
        ("ko", "```\n“all lines are straight”\n```"),
        ("en", "It says “all lines are straight”, and of “정상성” nothing."),
        ("en", 'It says <q lang="ko">모든 선은 곧다</q>.'),
        ("en", "> All lines are straight."),
    ],
)
def test_all_else_is_none(code, text):
    assert faults(text, code) == []


def test_what_the_remedy_says_works_in_markdown():
    made = markdown.markdown("> All lines\n> are straight.\n> { lang=en }\n\n*Straight*{ lang=en }", extensions=["attr_list"])
    assert '<p lang="en">All lines\nare straight.</p>' in made and '<em lang="en">Straight</em>' in made
