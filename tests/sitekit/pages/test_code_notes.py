"""Notes on lines of code, and the boxes of tasks."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from sitekit.pages.code_notes import with_code_notes
from sitekit.pages.tasks import with_tasks
from sitekit.words import word


def noted(body: str, language: str = "en") -> str:
    return with_code_notes(Markdown(extensions=["pymdownx.superfences", "pymdownx.highlight"]).convert(body), language)


def test_a_mark_leads_to_its_note():
    page = noted("```python\na = 1  # (1)!\nb = 2  # (2)\n```\n\n1. One.\n2. Two.\n\n```python\nc  # (1)!\n```\n\n1. Three.\n")
    links = re.findall(r'<a class="code-mark" href="#([\w-]+)" aria-label="(Note \d)">(\d)</a>', page)
    assert [link[1:] for link in links] == [("Note 1", "1"), ("Note 2", "2"), ("Note 1", "1")]
    assert [re.search(rf'<li id="{id}">\s*(\w+)', page)[1] for id, _, _ in links] == ["One", "Two", "Three"]
    assert "(1)" not in page and page.count('<span class="c1">#') == 1  # The sign of a comment goes where "!" says so.


def test_a_listing_with_numbered_lines_has_notes_too():
    page = noted('```{ .python linenums="1" }\na = 1  # (1)!\n```\n\n1. One.\n')
    assert 'href="#code-note-1-1"' in page and 'id="code-note-1-1"' in page


@pytest.mark.parametrize(
    "body",
    [
        "```python\na  # (1)!\n```\n\nWords.\n",
        "```python\na\n```\n\n1. One.\n",
        "```python\na  # (2)!\n```\n\n1. One.\n",
        "```python\na  # (1)!\n```\n\nA.\n\n<div>a</div>\n\n1. One.\n",
    ],
)
def test_what_has_no_note_stays_as_it_is(body):
    assert "code-mark" not in noted(body) and "code-note" not in noted(body)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_task_says_whether_it_is_done(language):
    page = with_tasks(Markdown(extensions=["pymdownx.tasklist"]).convert("- [x] a\n- [ ] b\n"), language)
    assert re.findall('aria-label="([^"]+)"', page) == [word("task_done", language), word("task_open", language)]
    assert with_tasks(page, language) == page
